"""``paquete.json``: the packet of a mesa as it came to the commission, and who brought it.

Page: docs/formato-paquete.md. The packet is the box of papers; the registro de la mesa is another
thing. The receipt is drawn from this file. Signed by the commission.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import (
    ClavePlanilla,
    ClaveProceso,
    IdMesa,
    Nombre,
    exigir_distintas,
    partir_mesa,
)
from auditoria.registro.esquema import Formato, Huella, Largo, Texto

ARCHIVO = "paquete.json"


class AcompananteAjeno(ReglaRota):
    """Who went along represents a planilla of another demarcación."""

    explicacion = "Quien acompañó el paquete representa a una planilla de otra demarcación"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaDePaquete(Formato):
    """Who hands the packet over, or who receives it. ``cargo``: in what quality."""

    nombre: Nombre
    cargo: Nombre


@dataclass(frozen=True, slots=True, kw_only=True)
class Acompanante(Formato):
    """A representative who went along with the packet."""

    planilla: ClavePlanilla
    nombre: Nombre


@dataclass(frozen=True, slots=True, kw_only=True)
class Paquete(Formato):
    """The file.

    Attributes:
        huella: SHA-256 of the huella.txt of the process.
        hora: When it was received.
        entrega: Who brought it.
        recibe: Who received it for the commission.
        firmado: Whether its wrapping bears the signatures of the officials.
        con_cinta: Whether its tape is whole.
        sellos: Numbers of the seals that it bears, as read.
        sellos_de_la_mesa: Whether they are those of the constancia de clausura.
        alteracion: Signs of alteration, in words; absent where there are none.
    """

    formato: ClassVar[str] = "paquete"

    proceso: ClaveProceso
    mesa: IdMesa
    huella: Huella
    hora: datetime
    lugar: Nombre
    entrega: PersonaDePaquete
    recibe: PersonaDePaquete
    acompanantes: Annotated[tuple[Acompanante, ...], Largo(0, 40)]
    firmado: bool
    con_cinta: bool
    sellos: Annotated[tuple[Nombre, ...], Largo(0, 40)]
    sellos_de_la_mesa: bool
    alteracion: Texto | None = None

    def __post_init__(self) -> None:
        demarcacion, _ = partir_mesa(self.mesa)
        exigir_distintas((a.planilla for a in self.acompanantes), "acompañantes")
        exigir_distintas(self.sellos, "sellos del paquete")
        for acompanante in self.acompanantes:
            if partir_mesa(acompanante.planilla)[0] != demarcacion:
                raise AcompananteAjeno(acompanante.planilla)

    @property
    def alterado(self) -> bool:
        """Whether it shows signs of alteration: stated, or seals that the mesa did not put."""
        return self.alteracion is not None or not self.sellos_de_la_mesa
