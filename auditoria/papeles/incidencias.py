"""Incidents and escritos of an acta: what happened, when, and the number of sheets."""

from __future__ import annotations

from collections.abc import Sequence

from auditoria.formatos.acta import Escrito, Incidente
from auditoria.formatos.catalogo import Demarcacion
from auditoria.papeles.horas import hora
from auditoria.papeles.palabras import MOMENTOS, cifra, plural, si_o_no
from boletas.impresion.documento import Bloque, Columna, Parrafo, Tabla


def relacion_de_incidentes(incidentes: Sequence[Incidente], pregunta: str) -> tuple[Bloque, ...]:
    """The yes-or-no of the form and, when yes, one row per incident in order of folio."""
    casillas = si_o_no(pregunta, bool(incidentes))
    if not incidentes:
        return (casillas,)
    columnas = (
        Columna("Folio", 1, derecha=True),
        Columna("Hora", 2),
        Columna("Momento", 2),
        Columna("Descripción", 12),
    )
    filas = tuple(
        (cifra(i.folio), hora(i.hora), MOMENTOS[i.momento], i.descripcion) for i in incidentes
    )
    rotulo = f"Se anexan {plural(len(filas), 'hoja de incidentes', 'hojas de incidentes')}"
    if len(filas) == 1:
        rotulo = "Se anexa 1 hoja de incidentes"
    return (casillas, Tabla(columnas, filas, rotulo=rotulo))


def cuenta_de_escritos(escritos: Sequence[Escrito], demarcacion: Demarcacion) -> tuple[Bloque, ...]:
    """The yes-or-no of escritos de protesta and how many each planilla handed in."""
    casillas = si_o_no("¿Se recibieron escritos de protesta?", bool(escritos))
    if not escritos:
        return (casillas,)
    partes = (
        f"{demarcacion.planilla(e.planilla).nombre}: {plural(e.cantidad, 'escrito', 'escritos')}"
        for e in escritos
    )
    return (casillas, Parrafo("; ".join(partes) + "."))
