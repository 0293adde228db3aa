"""Who was at a mesa, as its acta lists them: officials, representatives, observers.

Page: docs/formato-acta.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from auditoria.formatos.claves import ClaveFuncionario, ClaveLlana, ClavePlanilla, Nombre
from auditoria.registro.asiento import ClaveAcreditacion
from auditoria.registro.esquema import Formato, Texto


class Procedencia(StrEnum):
    """How an official came to be at the table."""

    PROPIETARIA = "propietaria"
    SUPLENTE = "suplente"
    FILA = "fila"


@dataclass(frozen=True, slots=True, kw_only=True)
class FuncionarioPresente(Formato):
    """An official who integrated the mesa; ``clave`` is the card used."""

    clave: ClaveFuncionario
    cargo: ClaveLlana
    nombre: Nombre
    procedencia: Procedencia


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentantePresente(Formato):
    """The representative of a planilla at the mesa; one per planilla at a time."""

    planilla: ClavePlanilla
    nombre: Nombre
    caracter: Literal["propietaria", "suplente"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sustitucion(Formato):
    """An official who left during the day, and who took the cargo.

    Attributes:
        sale: Card of who left.
    """

    hora: datetime
    sale: ClaveFuncionario
    entra: FuncionarioPresente
    causa: Texto


@dataclass(frozen=True, slots=True, kw_only=True)
class Representacion(Formato):
    """A representative at the mesa, from when to when; no ``salida`` for who stayed."""

    planilla: ClavePlanilla
    nombre: Nombre
    caracter: Literal["propietaria", "suplente"]
    entrada: datetime
    salida: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observacion(Formato):
    """An accredited observer at the mesa, by number; no ``salida`` for who stayed."""

    acreditacion: ClaveAcreditacion
    organizacion: Texto | None = None
    entrada: datetime
    salida: datetime | None = None
