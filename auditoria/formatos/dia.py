"""What happened during the day of a mesa, as its acta lists it.

Page: docs/formato-acta.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from auditoria.formatos.claves import ClavePlanilla, Nombre
from auditoria.registro.esquema import Cantidad, Formato, Rango, Texto


class Momento(StrEnum):
    """Part of the day in which an incident happened."""

    INSTALACION = "instalacion"
    VOTACION = "votacion"
    CIERRE = "cierre"
    ESCRUTINIO = "escrutinio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension(Formato):
    """Voting suspended, from when to when, and why."""

    inicio: datetime
    fin: datetime
    causa: Texto


@dataclass(frozen=True, slots=True, kw_only=True)
class PruebaPublica(Formato):
    """A ballot opened before everybody to check the machine."""

    hora: datetime
    solicitante: Nombre
    resultado: Texto


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidente(Formato):
    """An entry of the hoja de incidentes in its public version: no names of persons."""

    folio: Annotated[int, Rango(1)]
    hora: datetime
    momento: Momento
    descripcion: Texto


@dataclass(frozen=True, slots=True, kw_only=True)
class Escrito(Formato):
    """Written protests that the representative of a planilla handed in."""

    planilla: ClavePlanilla
    cantidad: Annotated[int, Rango(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contingencia(Formato):
    """The sealed envelope of paper ballots opened: from here on the mesa went on in paper."""

    hora: datetime
    boletas: Cantidad
    causa: Texto


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserva(Formato):
    """The sealed reserve of pases, opened: when, how many were in it, why."""

    hora: datetime
    cantidad: Cantidad
    causa: Texto


@dataclass(frozen=True, slots=True, kw_only=True)
class Adicionales(Formato):
    """People who voted beside the list of the mesa, by what let them."""

    con_resolucion: Cantidad
    representantes: Cantidad
