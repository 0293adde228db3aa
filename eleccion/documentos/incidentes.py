"""Hoja de incidentes: what happened, who, and how it was settled. It may name people: reserved."""

from __future__ import annotations

from datetime import date

from auditoria.formatos.dia import Incidente, Momento
from auditoria.papeles.contexto import Contexto
from auditoria.papeles.horas import hora_de_tabla
from auditoria.papeles.incidencias import HOJA
from boletas.impresion.documento import (
    Campo,
    Campos,
    Casillas,
    Documento,
    Firmante,
    Firmas,
    Lineas,
    Opcion,
    Parrafo,
    Seccion,
)
from eleccion.documentos.hoja import en_blanco, hoja_de_mesa

EN_BLANCO = 2
"""Incidents that fit on a sheet to be filled by hand."""
MOMENTOS = {
    Momento.INSTALACION: "Instalación",
    Momento.VOTACION: "Votación",
    Momento.CIERRE: "Cierre",
    Momento.ESCRUTINIO: "Escrutinio",
}


def documento_de_incidentes(
    contexto: Contexto, mesa: str, incidentes: tuple[Incidente, ...]
) -> Documento:
    """Lay out the hoja with what the equipment holds; who and how is for the pen."""
    jornada = contexto.catalogo.proceso.jornada
    secciones = tuple(_seccion(incidente, jornada) for incidente in incidentes)
    return _hoja(contexto, mesa, secciones, folio=HOJA)


def documento_de_incidentes_en_blanco(contexto: Contexto, mesa: str) -> Documento:
    """Lay out an empty hoja."""
    vacia = (
        Campos(((en_blanco("Folio"), en_blanco("Hora", 2), en_blanco("Quiénes", 7)),)),
        _momentos(None),
        Lineas(3, "Qué pasó"),
        Lineas(2, "Cómo se resolvió"),
    )
    return _hoja(contexto, mesa, (Seccion("Incidente", vacia),) * EN_BLANCO, folio="")


def _hoja(
    contexto: Contexto, mesa: str, secciones: tuple[Seccion, ...], *, folio: str
) -> Documento:
    return hoja_de_mesa(
        contexto,
        mesa,
        "Hoja de incidentes",
        (
            *secciones,
            Seccion(
                "Firmas",
                (
                    Firmas((Firmante("Presidencia"), Firmante("Secretaría"))),
                    Parrafo(
                        "Esta hoja puede nombrar personas: va en la parte reservada del paquete. Lo"
                        " que se publica es la descripción sin nombres que lleva el acta.",
                        menudo=True,
                    ),
                ),
                numerada=False,
            ),
        ),
        folio=folio,
        copia="Original, reservado",
    )


def _seccion(incidente: Incidente, jornada: date) -> Seccion:
    return Seccion(
        f"Incidente {incidente.folio}",
        (
            Campos(
                (
                    (
                        Campo("Hora", hora_de_tabla(incidente.hora, jornada), 1, fuerte=True),
                        en_blanco("Quiénes", 6),
                    ),
                )
            ),
            _momentos(incidente.momento),
            Parrafo(incidente.descripcion),
            Lineas(2, "Cómo se resolvió"),
        ),
        numerada=False,
    )


def _momentos(cual: Momento | None) -> Casillas:
    return Casillas("Momento", tuple(Opcion(texto, m is cual) for m, texto in MOMENTOS.items()))
