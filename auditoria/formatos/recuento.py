"""``recuento.json``: a mesa counted again by the commission, beside the first count.

Page: docs/formato-recuento.md. It is a new version of the count with reason and authors; the acta
of the mesa stays as it was signed. Signed by the commission and by the two persons who seal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import (
    NULO,
    ClavePlanilla,
    ClaveProceso,
    FueraDeOrden,
    IdMesa,
    Nombre,
    exigir_distintas,
)
from auditoria.formatos.escrutinio import VotosOpcion
from auditoria.registro.esquema import Cantidad, Formato, Huella, Largo, Rango, Texto


class Causal(StrEnum):
    """A ground for recount: what the figures of the acta show, or the packet as it came."""

    ERROR_EVIDENTE = "error_evidente"
    NULOS_SOBRE_DIFERENCIA = "nulos_sobre_diferencia"
    TODOS_PARA_UNA = "todos_para_una"
    CIFRAS_IMPOSIBLES = "cifras_imposibles"
    RUBROS_FUNDAMENTALES = "rubros_fundamentales"
    PAQUETE_ALTERADO = "paquete_alterado"


class RecuentoIncompleto(ReglaRota):
    """A recount without its people, or whose columns are not whole."""

    explicacion = "El recuento no dice quién lo hizo o no está completo"


@dataclass(frozen=True, slots=True, kw_only=True)
class AutorDeRecuento(Formato):
    """Who counted."""

    nombre: Nombre
    cargo: Nombre


@dataclass(frozen=True, slots=True, kw_only=True)
class TestigoDeRecuento(Formato):
    """A representative before whom it was counted. ``motivo``: bajo_protesta and no_firmo only."""

    planilla: ClavePlanilla
    nombre: Nombre
    estado: Literal["firmo", "bajo_protesta", "no_firmo"]
    motivo: Texto | None = None

    def __post_init__(self) -> None:
        if (self.motivo is None) != (self.estado == "firmo"):
            raise RecuentoIncompleto(self.planilla)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recuento(Formato):
    """The file.

    Attributes:
        version: Of the count of this mesa; the acta is version 1.
        huella: SHA-256 of the huella.txt of the process.
        acta: SHA-256 of the acta.json that it counts again.
        inicio, fin: Hours of the recount.
        motivo: Why, in words.
        causales: Grounds that the acta and the receipt of the packet show; empty where it was for
            another reason.
        solicita: Planilla that asked for it, where one did.
        opciones: The new count, in the order of the ballot, the null vote last.
        hojas: Testigos taken out of their envelope, counted before sorting.
        autores: Two persons or more.
    """

    formato: ClassVar[str] = "recuento"

    proceso: ClaveProceso
    mesa: IdMesa
    version: Annotated[int, Rango(2, 2)]
    huella: Huella
    acta: Huella
    inicio: datetime
    fin: datetime
    lugar: Nombre
    motivo: Texto
    causales: tuple[Causal, ...]
    solicita: ClavePlanilla | None = None
    opciones: Annotated[tuple[VotosOpcion, ...], Largo(2, 41)]
    hojas: Cantidad
    autores: Annotated[tuple[AutorDeRecuento, ...], Largo(2, 12)]
    representantes: Annotated[tuple[TestigoDeRecuento, ...], Largo(0, 40)]

    def __post_init__(self) -> None:
        if self.inicio > self.fin:
            raise FueraDeOrden("inicio y fin del recuento")
        exigir_distintas((o.opcion for o in self.opciones), "opciones")
        exigir_distintas(self.causales, "causales")
        exigir_distintas((r.planilla for r in self.representantes), "representantes")
        exigir_distintas((a.nombre for a in self.autores), "autores")
        if not self.opciones or self.opciones[-1].opcion != NULO or len(self.autores) < 2:
            raise RecuentoIncompleto(self.mesa)
        for columna in ("testigos", "papel"):
            if len({getattr(o, columna) is None for o in self.opciones}) > 1:
                raise RecuentoIncompleto(f"{columna} de {self.mesa}")
        if not (self.testigos or self.papel):
            raise RecuentoIncompleto(self.mesa)

    @property
    def testigos(self) -> tuple[int, ...]:
        """Testigos per answer; empty where the mesa counts none."""
        return tuple(o.testigos for o in self.opciones if o.testigos is not None)

    @property
    def papel(self) -> tuple[int, ...]:
        """Paper ballots per answer; empty where the mesa opened none."""
        return tuple(o.papel for o in self.opciones if o.papel is not None)
