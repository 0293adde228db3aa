"""Incidents and escritos of an acta: what happened, when, and on which hoja it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from auditoria.formatos.acta import Acta
from auditoria.formatos.catalogo import Demarcacion
from auditoria.formatos.dia import Escrito, Incidente
from auditoria.papeles.horas import hora_de_tabla
from auditoria.papeles.palabras import cifra, si_o_no
from boletas.impresion.documento import Bloque, Columna, Tabla


def relacion_de_incidentes(
    incidentes: Sequence[Incidente], pregunta: str, jornada: date
) -> tuple[Bloque, ...]:
    """The yes-or-no of the form and, when yes, one row per incident in order of folio.

    Args:
        incidentes: Those of the part of the day the question asks about.
    """
    casillas = si_o_no(pregunta, bool(incidentes))
    if not incidentes:
        return (casillas,)
    columnas = (
        Columna("Incidente", 4, derecha=True),
        Columna("Hora", 3),
        Columna("Descripción", 18),
    )
    filas = tuple(
        (cifra(i.folio), hora_de_tabla(i.hora, jornada), i.descripcion) for i in incidentes
    )
    return (casillas, Tabla(columnas, filas, menuda=True))


HOJA: Final = "HIN-1"
"""Folio, within the mesa, of the one hoja de incidentes: all stand on it, page after page."""


def hojas_de_incidentes(acta: Acta) -> int:
    """How many hojas de incidentes the mesa has: none, or the one."""
    return min(1, len(acta.incidentes))


def cuenta_de_escritos(escritos: Sequence[Escrito], demarcacion: Demarcacion) -> tuple[Bloque, ...]:
    """The yes-or-no of escritos de protesta and how many each planilla handed in."""
    casillas = si_o_no("¿Hubo escritos de protesta?", bool(escritos))
    if not escritos:
        return (casillas,)
    columnas = (Columna("Planilla", 5), Columna("Escritos", 2, derecha=True))
    filas = tuple((demarcacion.planilla(e.planilla).nombre, cifra(e.cantidad)) for e in escritos)
    return (casillas, Tabla(columnas, filas, menuda=True))
