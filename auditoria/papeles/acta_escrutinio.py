"""Acta de escrutinio y cómputo de la mesa: two pages, rubros numbered as in the official form.

Numbers 1 to 6 are those of the law's form (sobrantes, personas que votaron, representantes fuera de
lista, suma, votos sacados de la urna, total); what a mesa with an electronic urna adds stands under
the same number with a letter, so that nobody has to learn another order. Fields: docs/papeles.md.
"""

from __future__ import annotations

from typing import Final

from auditoria.formatos.acta import Acta
from auditoria.formatos.catalogo import Demarcacion, Mesa
from auditoria.formatos.dia import Momento
from auditoria.formatos.escrutinio import Rubros, RubrosUrna
from auditoria.papeles.codigos import codigos_del_acta, sello_del_acta
from auditoria.papeles.contexto import Contexto, campos_de_mesa, datos_de_mesa
from auditoria.papeles.datos import DatosDeActa
from auditoria.papeles.diferencias import diferencias, tabla_de_comparaciones
from auditoria.papeles.firmantes import secciones_de_firmas
from auditoria.papeles.horas import PIE_DE_HORAS, hora_de_jornada
from auditoria.papeles.incidencias import (
    cuenta_de_escritos,
    hojas_de_incidentes,
    relacion_de_incidentes,
)
from auditoria.papeles.palabras import cifra, folios, fundamento
from auditoria.papeles.resultados import cifras_de_resultados, cifras_en_papel
from boletas.impresion.documento import (
    Bloque,
    Campo,
    Campos,
    Cifras,
    Columna,
    Columnas,
    Documento,
    Parrafo,
    Renglon,
    Seccion,
    Tabla,
    Vacio,
)


def documento(contexto: Contexto, datos: DatosDeActa) -> Documento:
    """Lay out the acta de escrutinio y cómputo of one mesa."""
    acta = datos.acta
    demarcacion, mesa = contexto.catalogo.ubicar(acta.mesa)
    rubros = acta.escrutinio.rubros
    espera = rubros.queda_por_contar
    return Documento(
        titulo="Acta de cierre sin escrutinio" if espera else "Acta de escrutinio y cómputo",
        subtitulo="de la mesa receptora",
        proceso=contexto.catalogo.proceso.nombre,
        datos=datos_de_mesa(contexto, demarcacion, mesa),
        huella=contexto.huella_corta,
        folio=f"{acta.mesa}-AEC-{acta.version}",
        version=f"Versión {acta.version}" if acta.version > 1 else "",
        secciones=(
            _mesa(contexto, acta, demarcacion, mesa),
            _votantes_y_votos(acta, mesa),
            _resultados(contexto, acta, demarcacion),
            Seccion(
                "Cuadre de pases, boletas y testigos" if mesa.tiene_urna else "Cuadre de boletas",
                (
                    Columnas(
                        (_detalle(rubros, mesa),),
                        (tabla_de_comparaciones(acta),),
                        (3, 2),
                    ),
                    diferencias(contexto, acta),
                ),
            ),
            _incidentes(contexto, acta, demarcacion),
            *secciones_de_firmas(contexto, acta, demarcacion),
        ),
        sello=sello_del_acta(datos, (codigos_del_acta(datos),)),
        pie=PIE_DE_HORAS,
        autor=contexto.catalogo.proceso.autoridad,
        simulacro=contexto.es_simulacro,
    )


def _mesa(contexto: Contexto, acta: Acta, demarcacion: Demarcacion, mesa: Mesa) -> Seccion:
    """Place and hours; where the count was done, if elsewhere, is for the pen."""
    cuenta, dia = acta.escrutinio, contexto.catalogo.proceso.jornada
    return Seccion(
        "Datos de la mesa y del escrutinio",
        (
            Campos(
                (
                    *campos_de_mesa(contexto, demarcacion, mesa),
                    (
                        Campo("El escrutinio inició", hora_de_jornada(cuenta.inicio, dia), 3),
                        Campo("Terminó", hora_de_jornada(cuenta.fin, dia), 3),
                        Campo("Si se hizo en otro lugar, cuál y por qué", Vacio.EN_BLANCO, 8),
                        Campo("Hojas de incidentes", cifra(hojas_de_incidentes(acta)), 2),
                    ),
                )
            ),
        ),
    )


def _resultados(contexto: Contexto, acta: Acta, demarcacion: Demarcacion) -> Seccion:
    """Votes per planilla; those that left no testigo are counted where the convocatoria says."""
    bloques: list[Bloque] = []
    if acta.escrutinio.rubros.queda_por_contar:
        regla = contexto.reglas.testigo
        bloques.append(
            Parrafo(
                "Los votos de la urna electrónica no se cuentan en la mesa. Dónde y cuándo se"
                f" cuentan: {regla.valor.conteo or ''}. Fundamento:"
                f" {fundamento(regla.cita, regla.estado)}."
            )
        )
        if acta.papel:
            bloques.append(cifras_en_papel(acta.escrutinio.opciones, demarcacion))
    else:
        bloques.append(cifras_de_resultados(acta.escrutinio.opciones, demarcacion))
    return Seccion("Resultados de la votación", tuple(bloques))


def _votantes_y_votos(acta: Acta, mesa: Mesa) -> Seccion:
    """Rubros 1 to 5 of the law's form, with letra."""
    rubros, aparte = acta.escrutinio.rubros, acta.adicionales
    renglones = (
        (
            "1",
            "Pases sobrantes, con la reserva sellada"
            if mesa.tiene_urna
            else "Boletas sobrantes inutilizadas",
            rubros.urna.sobrantes if rubros.urna else rubros.sobrantes,
            False,
        ),
        (
            "2",
            "Personas que votaron conforme a la lista"
            if mesa.electores is not None
            else "Personas registradas en la mesa que votaron",
            rubros.personas,
            False,
        ),
        (
            "3",
            (
                "Votaron sin estar en la lista (con resolución o en lista adicional:"
                f" {cifra(aparte.con_resolucion)}; representantes: {cifra(aparte.representantes)})"
            ),
            rubros.extra,
            False,
        ),
        ("4", "Total de personas que votaron (2 + 3)", rubros.votantes, True),
        ("5", _sacados(rubros), rubros.extraidas, True),
    )
    return Seccion(
        "Boletas sobrantes, personas que votaron y votos sacados de la urna",
        (
            Cifras(
                ("Cantidad",),
                tuple(
                    Renglon(rotulo, (cantidad,), clave=clave, fuerte=fuerte)
                    for clave, rotulo, cantidad, fuerte in renglones
                ),
            ),
        ),
    )


def _sacados(rubros: Rubros) -> str:
    if rubros.urna is None:
        return "Votos sacados de la urna"
    partes = "5a + 5b" if rubros.urna.testigos else "5c + 5b"
    return f"Votos sacados de la urna ({partes})"


def _detalle(rubros: Rubros, mesa: Mesa) -> Bloque:
    """Pases beside the urna where there is one; paper ballots alone where there is none."""
    if rubros.urna is None:
        sacadas = ("5b", "Boletas de papel sacadas de la urna", cifra(rubros.extraidas))
        return Tabla(_DETALLE_DE_PAPEL, (*_papel(rubros, mesa), sacadas), menuda=True)
    return Columnas((_pases(rubros, rubros.urna, mesa),), (_urna(rubros, rubros.urna),))


_DETALLE = (Columna("N.º", 2), Columna("Pases", 10), Columna("Núm.", 4, derecha=True))
_DETALLE_DE_PAPEL = (
    Columna("N.º", 2),
    Columna("Boletas de papel", 10),
    Columna("Núm.", 4, derecha=True),
)
_DETALLE_DE_URNA = (
    Columna("N.º", 2),
    Columna("Urna y testigos", 10),
    Columna("Núm.", 4, derecha=True),
)


def _pases(rubros: Rubros, urna: RubrosUrna, mesa: Mesa) -> Tabla:
    """Detail of rubro 1. In a mesa with kiosk, what the law counts as boletas are the pases."""
    pases = mesa.pases_de_urna
    propios = folios(pases.folio_inicial, pases.folio_final)
    reserva = (
        f"folios {folios(pases.reserva_inicial, pases.reserva_final)}"
        if pases.reserva
        else "sin reserva"
    )
    filas = [
        ("1a", f"Recibidos, folios {propios}", cifra(urna.pases_recibidos)),
        ("1b", f"Reserva, {reserva}", cifra(urna.reserva_recibida)),
        ("1c", "Inutilizados", cifra(urna.inutilizados)),
        ("1d", "Usados, en su caja", cifra(urna.usados)),
        ("1e", "Repuestos", cifra(urna.repuestos)),
        ("1f", "No devueltos", cifra(urna.no_devueltos)),
        *_papel(rubros, mesa),
    ]
    return Tabla(_DETALLE, tuple(filas), menuda=True)


def _papel(rubros: Rubros, mesa: Mesa) -> list[tuple[str, str, str]]:
    """Paper ballots by what became of them; none where the mesa opened none."""
    papel = rubros.papel
    if papel is None:
        return []
    propios = f", folios {folios(mesa.boletas.inicial, mesa.boletas.final)}" if mesa.boletas else ""
    return [
        ("1g", f"Boletas de papel recibidas{propios}", cifra(papel.recibidas)),
        ("1h", "Boletas de papel inutilizadas", cifra(papel.inutilizadas)),
        ("1i", "Boletas de papel sobrantes", cifra(papel.sobrantes)),
        ("1j", "Personas que votaron en papel", cifra(papel.personas)),
        ("1k", "Boletas de papel repuestas", cifra(papel.repuestas)),
    ]


def _urna(rubros: Rubros, urna: RubrosUrna) -> Tabla:
    """Detail of rubro 5: what was counted on paper, and what the machine says."""
    papel = cifra(rubros.papel.extraidas) if rubros.papel else Vacio.NO_APLICA.value
    testigos = urna.testigos
    no_aplica = Vacio.NO_APLICA.value
    return Tabla(
        _DETALLE_DE_URNA,
        (
            ("5a", "Testigos contados", cifra(testigos.contados) if testigos else no_aplica),
            ("5b", "Boletas de papel", papel),
            ("5c", "Boletas depositadas", cifra(urna.depositadas)),
            ("5d", "Boletas de comprobación", cifra(urna.comprobadas)),
            ("5e", "Pases inutilizados", cifra(urna.inutilizadas)),
            ("5f", "Habilitaciones del kiosco", cifra(urna.habilitaciones)),
            ("5g", "Testigos impresos", cifra(testigos.impresos) if testigos else no_aplica),
            ("5h", "Testigos cancelados", cifra(testigos.cancelados) if testigos else no_aplica),
            ("5i", "Mandados imprimir", cifra(urna.testigos_mandados) if testigos else no_aplica),
            (
                "5j",
                "De esos, no salieron",
                cifra(urna.testigos_sin_salir) if testigos else no_aplica,
            ),
            (
                "5k",
                "Cancelados en la urna",
                cifra(urna.testigos_cancelados) if testigos else no_aplica,
            ),
        ),
        menuda=True,
    )


_INCIDENTES_CORTOS: Final = 400
"""Letters of all the descriptions together that still stand in half a sheet."""

_ESCRITOS_POCOS: Final = 5


def _incidentes(contexto: Contexto, acta: Acta, demarcacion: Demarcacion) -> Seccion:
    jornada = contexto.catalogo.proceso.jornada
    propios = tuple(i for i in acta.incidentes if i.momento is Momento.ESCRUTINIO)
    incidentes = relacion_de_incidentes(propios, "¿Hubo incidentes en el escrutinio?", jornada)
    escritos = cuenta_de_escritos(acta.escritos, demarcacion)
    # Side by side only while short: columns are never split between sheets, and the acta of a
    # mesa with forty incidents must print too.
    cortos = sum(len(i.descripcion) for i in propios) < _INCIDENTES_CORTOS and len(propios) < 5
    breves = cortos and len(acta.escritos) < _ESCRITOS_POCOS
    juntos = (Columnas(incidentes, escritos),) if breves else (*incidentes, *escritos)
    return Seccion("Incidentes y escritos de protesta", juntos)
