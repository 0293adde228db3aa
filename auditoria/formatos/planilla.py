"""A planilla of ``catalogo.json``: its name, its emblem and who stands in it.

Page: docs/formato-catalogo.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import (
    VOTO_NULO,
    ClaveLlana,
    ClavePlanilla,
    Nombre,
    exigir_distintas,
)
from auditoria.registro.esquema import Formato, Huella, Largo


class PlanillaAjena(ReglaRota):
    """A planilla stands in a demarcación that its key does not name."""

    explicacion = "La planilla es de otra demarcación"


class PresidenciaDistinta(ReglaRota):
    """The person named as head of the planilla is not its first member."""

    explicacion = "La presidencia no es la primera persona de la planilla"


class Sexo(StrEnum):
    """Sex a candidate is registered under; the rule of parity counts by it."""

    MUJER = "mujer"
    HOMBRE = "hombre"
    NO_BINARIA = "no_binaria"


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona(Formato):
    """A candidate."""

    nombre: Nombre
    sexo: Sexo


@dataclass(frozen=True, slots=True, kw_only=True)
class Integrante(Formato):
    """A place of the planilla: its cargo, who stands for it and who stands in."""

    cargo: ClaveLlana
    propietaria: Persona
    suplente: Persona | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planilla(Formato):
    """A slate admitted by dictamen. ``integrantes`` follow the hierarchy of the cargos.

    Attributes:
        emblema: SHA-256 of the picture by which people know it (``emblema``); absent if none.
    """

    clave: ClavePlanilla
    nombre: Nombre
    presidencia: Nombre
    integrantes: Annotated[tuple[Integrante, ...], Largo(1, 40)]
    emblema: Huella | None = None

    def __post_init__(self) -> None:
        exigir_distintas((i.cargo for i in self.integrantes), "cargos de la planilla")
        if self.presidencia != self.integrantes[0].propietaria.nombre:
            raise PresidenciaDistinta(self.clave)
        if self.nombre == VOTO_NULO:
            # Two answers with one text would make the printed ballot ambiguous.
            raise PlanillaAjena(f"«{VOTO_NULO}» no puede ser nombre de planilla")
