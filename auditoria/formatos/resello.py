"""``resello-2.json``: what a resolution changes of the sealed definition, and why.

Page: docs/formato-resello.md. It changes planillas and nothing else: the election of each mesa
keeps its uuid and its credential list, so that the pases that were printed stay good.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar, Literal, TypeAlias

from auditoria.formatos.claves import (
    ClaveLlana,
    ClavePlanilla,
    ClaveProceso,
    IdMesa,
    Nombre,
    exigir_orden,
    orden_de_mesa,
)
from auditoria.formatos.planilla import Persona, Planilla
from auditoria.registro.esquema import Formato, Huella, Largo, Rango, Texto


@dataclass(frozen=True, slots=True, kw_only=True)
class NombreCorregido(Formato):
    """The name of a planilla was written otherwise than it was registered."""

    tipo: Literal["nombre"]
    planilla: ClavePlanilla
    nombre: Nombre


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegranteSustituido(Formato):
    """Another person stands for a cargo, or the same one under her right name.

    Attributes:
        calidad: Whether she heads the cargo or stands in.
    """

    tipo: Literal["integrante"]
    planilla: ClavePlanilla
    cargo: ClaveLlana
    calidad: Literal["propietaria", "suplente"]
    persona: Persona


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanillaRetirada(Formato):
    """A planilla is taken off the ballot; the others keep their order."""

    tipo: Literal["planilla_retirada"]
    planilla: ClavePlanilla


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanillaAgregada(Formato):
    """A planilla that was registered and refused comes onto the ballot, after the others."""

    tipo: Literal["planilla_agregada"]
    planilla: Planilla


Cambio: TypeAlias = NombreCorregido | IntegranteSustituido | PlanillaRetirada | PlanillaAgregada


@dataclass(frozen=True, slots=True, kw_only=True)
class DotacionRevocada(Formato):
    """A dotación that went out and is without effect.

    Attributes:
        manifiesto: SHA-256 of its MANIFIESTO.
    """

    mesa: IdMesa
    manifiesto: Huella


@dataclass(frozen=True, slots=True, kw_only=True)
class Resello(Formato):
    """The file.

    Attributes:
        numero: Of the seal that it makes; the first one is 1.
        huella: Fingerprint of the seal before it.
        sesion: When it was sealed again.
        resolucion: Key under which whoever ordered it keeps the case.
        considerando: Facts and reasons, in words.
        fundamento: The rule it rests on.
        cambios: In the order in which they are made.
        revocadas: Dotaciones that went out to the mesas of its demarcaciones, by mesa.
    """

    formato: ClassVar[str] = "resello"

    proceso: ClaveProceso
    numero: Annotated[int, Rango(2, 99)]
    huella: Huella
    sesion: datetime
    resolucion: Nombre
    considerando: Texto
    fundamento: Texto
    cambios: Annotated[tuple[Cambio, ...], Largo(1, 99)]
    revocadas: tuple[DotacionRevocada, ...]

    def __post_init__(self) -> None:
        exigir_orden((orden_de_mesa(r.mesa) for r in self.revocadas), "dotaciones revocadas")

    @property
    def demarcaciones(self) -> tuple[str, ...]:
        """Those that it changes, ascending; no other is sealed again."""
        return tuple(sorted({demarcacion_de(cambio) for cambio in self.cambios}))


def demarcacion_de(cambio: Cambio) -> str:
    """Key of the demarcación whose ballot a change is about."""
    return clave_de(cambio).partition("-")[0]


def clave_de(cambio: Cambio) -> str:
    """Key of the planilla that a change is about."""
    if isinstance(cambio, PlanillaAgregada):
        return cambio.planilla.clave
    return cambio.planilla
