"""Incidents and escritos of an acta: what happened, when, and the number of sheets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

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
        Columna("Hoja", 2, derecha=True),
        Columna("Hora", 3),
        Columna("Descripción", 20),
    )
    filas = tuple(
        (cifra(i.folio), hora_de_tabla(i.hora, jornada), i.descripcion) for i in incidentes
    )
    return (casillas, Tabla(columnas, filas, menuda=True))


def cuenta_de_escritos(escritos: Sequence[Escrito], demarcacion: Demarcacion) -> tuple[Bloque, ...]:
    """The yes-or-no of escritos de protesta and how many each planilla handed in."""
    casillas = si_o_no("¿Hubo escritos de protesta?", bool(escritos))
    if not escritos:
        return (casillas,)
    columnas = (Columna("Planilla", 5), Columna("Escritos", 2, derecha=True))
    filas = tuple((demarcacion.planilla(e.planilla).nombre, cifra(e.cantidad)) for e in escritos)
    return (casillas, Tabla(columnas, filas, menuda=True))
