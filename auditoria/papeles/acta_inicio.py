"""Acta de inicio: the zero report, printed and signed before the first voter.

It witnesses on paper what cannot be changed afterwards without leaving the paper behind: the
definition, the keys born that morning, and the heads of both logs at zero. Fields: docs/papeles.md.
"""

from __future__ import annotations

from datetime import date

from auditoria.formatos.catalogo import Demarcacion, Mesa
from auditoria.papeles.codigos import asientos, bitacora_de, tabla_de_codigos
from auditoria.papeles.contexto import (
    Contexto,
    campo_de_lista,
    codigo_de_llave,
    datos_de_mesa,
    seccion_de_mesa,
)
from auditoria.papeles.errores import PersonaAjena
from auditoria.papeles.firmantes import secciones_por_firmar
from auditoria.papeles.horas import PIE_DE_HORAS, hora_de_jornada
from auditoria.papeles.inicio import Contadores, Inicio
from auditoria.papeles.palabras import enumerar, si_o_no
from auditoria.papeles.recibido import campos_de_lo_recibido
from boletas.impresion.codigos import huella_corta
from boletas.impresion.documento import (
    Aviso,
    Campo,
    Campos,
    Cifras,
    Columna,
    Columnas,
    Destacado,
    Documento,
    Parrafo,
    Renglon,
    Seccion,
    Tabla,
)


def documento(contexto: Contexto, inicio: Inicio) -> Documento:
    """Lay out the acta de inicio of one mesa."""
    demarcacion, mesa = contexto.catalogo.ubicar(inicio.mesa)
    return Documento(
        titulo="Acta de inicio de la mesa receptora",
        subtitulo=(
            "Urna vacía y cuentas en cero, antes de recibir el primer voto"
            if mesa.tiene_urna
            else "Urna vacía y boletas contadas, antes de recibir el primer voto"
        ),
        proceso=contexto.catalogo.proceso.nombre,
        datos=datos_de_mesa(contexto, demarcacion, mesa),
        huella=contexto.huella_corta,
        folio=f"{inicio.mesa}-AIN-1",
        secciones=(
            seccion_de_mesa(contexto, demarcacion, mesa),
            _instalacion(contexto, inicio, mesa),
            *_ceros(inicio),
            _boleta(demarcacion, mesa),
            _equipo(contexto, inicio),
            *secciones_por_firmar(
                contexto, inicio.funcionarios, inicio.representantes, demarcacion
            ),
        ),
        pie=PIE_DE_HORAS,
        autor=contexto.catalogo.proceso.autoridad,
        simulacro=contexto.es_simulacro,
    )


def _instalacion(contexto: Contexto, inicio: Inicio, mesa: Mesa) -> Seccion:
    cambio = inicio.causa_del_cambio
    lugar = inicio.lugar_ocupado
    dia = contexto.catalogo.proceso.jornada
    return Seccion(
        "Instalación",
        (
            Campos(
                (
                    (
                        Campo("Hora de instalación", hora_de_jornada(inicio.instalada, dia), 3),
                        *_apertura(inicio, dia),
                        campo_de_lista(contexto, inicio.electores),
                    ),
                    *campos_de_lo_recibido(inicio, mesa),
                )
            ),
            Columnas(
                (
                    si_o_no("¿Se instaló en el lugar autorizado?", inicio.lugar_autorizado),
                    si_o_no("¿La urna se mostró vacía?", inicio.urna_vacia),
                ),
                (
                    si_o_no("¿Se contaron y mezclaron los pases?", inicio.pases_mezclados)
                    if mesa.tiene_urna
                    else si_o_no("¿Se contaron las boletas de papel?", None),
                    # No mesa is installed before it was typed from paper, read aloud and the same.
                    si_o_no("¿Se leyó y coincidió la huella?", True),
                ),
            ),
            *((Parrafo(f"Lugar que ocupó: {lugar}"),) if lugar else ()),
            *((Parrafo(f"Causa del cambio de lugar: {cambio}"),) if cambio else ()),
        ),
    )


def _apertura(inicio: Inicio, dia: date) -> tuple[Campo, ...]:
    if inicio.abierta is None:
        return ()
    hora = hora_de_jornada(inicio.abierta, dia)
    return (Campo("Urna electrónica abierta en ceros", hora, 3),)


def _ceros(inicio: Inicio) -> tuple[Seccion, ...]:
    """Counters of the urna electrónica, where there is one."""
    contadores = inicio.contadores
    return () if contadores is None else (_en_ceros(contadores),)


def _en_ceros(contadores: Contadores) -> Seccion:
    return Seccion(
        "Cuentas de la urna electrónica al inicio",
        (
            Cifras(
                ("Cantidad",),
                (
                    Renglon("Boletas depositadas", (contadores.depositadas,), clave="1"),
                    Renglon("Boletas de comprobación", (contadores.comprobadas,), clave="2"),
                    Renglon("Pases inutilizados", (contadores.inutilizadas,), clave="3"),
                ),
            ),
        ),
    )


def _boleta(demarcacion: Demarcacion, mesa: Mesa) -> Seccion:
    filas = tuple(
        (str(lugar), planilla.nombre, planilla.presidencia)
        for lugar, planilla in enumerate(demarcacion.planillas, start=1)
    )
    columnas = (
        Columna("Lugar", 1, derecha=True),
        Columna("Planilla", 6),
        Columna("Encabeza", 6),
    )
    return Seccion(
        "Boleta que muestra el equipo" if mesa.tiene_urna else "Boleta de papel",
        (
            Tabla(columnas, filas, menuda=True),
            Parrafo("La última opción de la boleta es «Voto nulo».", menudo=True),
        ),
    )


def _equipo(contexto: Contexto, inicio: Inicio) -> Seccion:
    mesa, urna = inicio.cabeza_mesa, inicio.cabeza_urna
    filas: tuple[tuple[str, str, str], ...] = (
        (
            "Definición recibida (dotación)",
            huella_corta(inicio.dotacion),
            "bitácora de la comisión",
        ),
        ("Llave del equipo de la mesa", codigo_de_llave(inicio.llave_mesa), "acta de escrutinio"),
        (f"Bitácora de la mesa, {asientos(mesa)}", mesa.texto, bitacora_de(mesa)),
    )
    if urna is not None and inicio.llave_urna is not None:
        llave = codigo_de_llave(inicio.llave_urna)
        filas = (
            *filas[:-1],
            ("Llave del equipo de la urna", llave, "bitácora de la urna"),
            filas[-1],
            (f"Bitácora de la urna, {asientos(urna)}", urna.texto, bitacora_de(urna)),
        )
    filas += tuple(
        (f"Llave de red de la {parte}", huella_corta(huella), f"bitácora de la {parte}")
        for parte, huella in (("mesa", inicio.red_mesa), ("urna", inicio.red_urna))
        if huella is not None
    )
    return Seccion(
        "Equipo y códigos",
        (
            Destacado(contexto.huella_corta, rotulo="Huella de la elección, para leer en voz alta"),
            Campos(
                (
                    (
                        Campo("Código de arranque anunciado hoy", inicio.arranque, fuerte=True),
                        Campo(
                            "Tarjetas que abrieron el equipo",
                            enumerar(tuple(_quien_firma(linea, inicio) for linea in inicio.firmas)),
                        ),
                    ),
                )
            ),
            Columnas(
                (tabla_de_codigos(filas),),
                (
                    Aviso(
                        "Si al publicarse el expediente alguno de estos códigos es distinto, el"
                        " expediente no es el de esta mesa.",
                        titulo="Conserve una copia de esta acta",
                    ),
                ),
                (5, 2),
            ),
        ),
    )


def _quien_firma(linea: str, inicio: Inicio) -> str:
    """Name of the official behind a line of signed note, ``— jpc/x/D001/M1/f1 AbC=``.

    Raises:
        PersonaAjena: Whoever signed is not at the table.
    """
    clave = linea.split(" ")[1].rsplit("/", 1)[-1]
    for persona in inicio.funcionarios:
        if persona.clave == clave:
            return persona.nombre
    raise PersonaAjena(clave)
