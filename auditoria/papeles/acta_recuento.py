"""Acta de recuento de una mesa: the first count, the new one and the difference, side by side.

Fields: docs/papeles.md. The acta of the mesa is not changed: this is version 2 of the count.
"""

from __future__ import annotations

from auditoria.formatos.acta import Acta
from auditoria.formatos.catalogo import Demarcacion
from auditoria.formatos.claves import NULO
from auditoria.formatos.recuento import Causal, Recuento
from auditoria.papeles.codigos import tabla_de_codigos
from auditoria.papeles.contexto import Contexto, datos_de_mesa
from auditoria.papeles.datos import DatosDeRecuento
from auditoria.papeles.horas import PIE_DE_HORAS, fecha_y_hora
from auditoria.papeles.palabras import cifra
from auditoria.reglas.recuento import TEXTOS
from boletas.impresion.codigos import huella_corta
from boletas.impresion.documento import (
    Bloque,
    Campo,
    Campos,
    Cifras,
    Columna,
    Documento,
    Firmante,
    Firmas,
    Parrafo,
    Renglon,
    Seccion,
    Tabla,
    Vacio,
)

_DONDE = dict.fromkeys(Causal, "el acta") | {
    Causal.PAQUETE_ALTERADO: "el recibo del paquete",
}
_ESTADOS = {"firmo": "Firmó", "bajo_protesta": "Firmó bajo protesta", "no_firmo": "No firmó"}


def documento(contexto: Contexto, datos: DatosDeRecuento) -> Documento:
    """Lay out the acta de recuento of one mesa."""
    recuento = datos.recuento
    demarcacion, mesa = contexto.catalogo.ubicar(recuento.mesa)
    return Documento(
        titulo="Acta de recuento",
        subtitulo="de los votos de una mesa receptora",
        proceso=contexto.catalogo.proceso.nombre,
        datos=datos_de_mesa(contexto, demarcacion, mesa),
        huella=contexto.huella_corta,
        folio=f"{recuento.mesa}-ARC-{recuento.version}",
        version=f"Versión {recuento.version} de la cuenta; el acta de la mesa se conserva",
        secciones=(
            _sesion(recuento, demarcacion),
            _motivo(recuento),
            _cuentas(datos, demarcacion),
            _autores(recuento),
            _representantes(recuento, demarcacion),
            Seccion("Códigos", (_codigos(contexto, datos),)),
        ),
        pie=PIE_DE_HORAS,
        autor=contexto.catalogo.proceso.autoridad,
        simulacro=contexto.es_simulacro,
    )


def _sesion(recuento: Recuento, demarcacion: Demarcacion) -> Seccion:
    solicita = (
        Vacio.NO_APLICA
        if recuento.solicita is None
        else demarcacion.planilla(recuento.solicita).nombre
    )
    solicitud: tuple[Campo, ...] = (Campo("Planilla que lo solicitó", solicita, 6),)
    # A mesa that votes on paper has no envelope of testigos: absent, not zero.
    if recuento.testigos:
        solicitud += (Campo("Testigos sacados del sobre", cifra(recuento.hojas), 3),)
    return Seccion(
        "Sesión de recuento",
        (
            Campos(
                (
                    (
                        Campo("Inició", fecha_y_hora(recuento.inicio), 3),
                        Campo("Terminó", fecha_y_hora(recuento.fin), 3),
                        Campo("Lugar", recuento.lugar, 5),
                    ),
                    solicitud,
                )
            ),
        ),
    )


def _motivo(recuento: Recuento) -> Seccion:
    bloques: list[Bloque] = [Parrafo(recuento.motivo)]
    bloques += [
        Parrafo(f"Causal que muestra {_DONDE[causal]}: {TEXTOS[causal]}.", menudo=True)
        for causal in recuento.causales
    ]
    return Seccion("Motivo del recuento", tuple(bloques))


def _cuentas(datos: DatosDeRecuento, demarcacion: Demarcacion) -> Seccion:
    """Both counts of each column, and the new total in words."""
    acta, recuento = datos.acta, datos.recuento
    columnas: tuple[str, ...] = ()
    if recuento.testigos:
        columnas += ("Testigos: primera cuenta", "Testigos: recuento")
    if recuento.papel:
        columnas += ("Papel: primera cuenta", "Papel: recuento")
    columnas += ("Total del recuento",)
    renglones = [
        Renglon(_nombre(lugar, demarcacion), _cifras_de(lugar, acta, recuento))
        for lugar in range(len(recuento.opciones))
    ]
    sumas = tuple(map(sum, zip(*(r.cantidades for r in renglones), strict=True)))
    renglones.append(Renglon("Total", sumas, fuerte=True))
    return Seccion(
        "Primera cuenta y recuento",
        (
            Cifras(columnas, tuple(renglones), encabezado="Planilla", unidad="votos"),
            Parrafo(
                "El acta de escrutinio y cómputo de la mesa no se modifica. En el cómputo de la"
                " demarcación cuenta este recuento, y se publican ambas cuentas.",
                menudo=True,
            ),
        ),
    )


def _cifras_de(lugar: int, acta: Acta, recuento: Recuento) -> tuple[int, ...]:
    pares = [
        (primera[lugar], nueva[lugar])
        for primera, nueva in (
            (acta.testigos, recuento.testigos),
            (acta.papel, recuento.papel),
        )
        if primera and nueva
    ]
    return (*(cuenta for par in pares for cuenta in par), sum(nueva for _, nueva in pares))


def _nombre(lugar: int, demarcacion: Demarcacion) -> str:
    clave = demarcacion.opciones[lugar]
    return "Votos nulos" if clave == NULO else demarcacion.planilla(clave).nombre


def _autores(recuento: Recuento) -> Seccion:
    firmantes = tuple(Firmante(autor.cargo, autor.nombre) for autor in recuento.autores)
    return Seccion("Quienes contaron", (Firmas(firmantes),))


def _representantes(recuento: Recuento, demarcacion: Demarcacion) -> Seccion:
    if not recuento.representantes:
        return Seccion(
            "Representantes de las planillas",
            (Parrafo("No se presentaron representantes de las planillas."),),
        )
    firmantes = tuple(
        Firmante(
            demarcacion.planilla(persona.planilla).nombre,
            persona.nombre,
            estado=_ESTADOS[persona.estado],
            sin_firma=persona.estado == "no_firmo",
        )
        for persona in recuento.representantes
    )
    motivos = tuple(
        (demarcacion.planilla(persona.planilla).nombre, persona.motivo)
        for persona in recuento.representantes
        if persona.motivo
    )
    columnas = (Columna("Planilla", 3), Columna("Motivo", 10))
    return Seccion(
        "Representantes de las planillas",
        (
            Firmas(firmantes, con_protesta=True, oficio="Planilla"),
            *((Tabla(columnas, motivos, menuda=True),) if motivos else ()),
        ),
    )


def _codigos(contexto: Contexto, datos: DatosDeRecuento) -> Bloque:
    return tabla_de_codigos(
        (
            ("Definición sellada de la elección", contexto.huella_corta, "todos los documentos"),
            ("Datos de este recuento", huella_corta(datos.huella), "archivo recuento.json"),
            ("Acta que se recuenta", huella_corta(datos.recuento.acta), "archivo acta.json"),
        )
    )
