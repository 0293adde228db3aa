"""``acuerdo-1.json``: what the commission resolves where the law leaves a decision to it.

Page: docs/formato-acuerdo.md. The program resolves none of these by itself. Each acuerdo is signed
by the commission and by the two persons who seal, and its hash stands in the commission's log.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar, Literal, TypeAlias

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import (
    ClaveDemarcacion,
    ClavePlanilla,
    ClaveProceso,
    IdMesa,
    exigir_orden,
    orden_de_mesa,
    partir_mesa,
)
from auditoria.registro.esquema import Formato, Huella, Largo, Rango, Texto


class AcuerdoDeOtraDemarcacion(ReglaRota):
    """An acuerdo speaks of a mesa or a planilla of another demarcación."""

    explicacion = "El acuerdo habla de otra demarcación"


@dataclass(frozen=True, slots=True, kw_only=True)
class MesaNoInstalada(Formato):
    """The mesa was not installed: nobody voted there and no record will be waited for."""

    tipo: Literal["no_instalada"]
    mesa: IdMesa


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictoResuelto(Formato):
    """Of several valid records of a mesa, the acta of one counts, or none.

    Attributes:
        registro: In the order they came, from 1; 0 when none counts.
    """

    tipo: Literal["conflicto"]
    mesa: IdMesa
    registro: Annotated[int, Rango(0, 99)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscrepanciaResuelta(Formato):
    """Both counts still differ after the recount; one of them prevails.

    Attributes:
        mesas: The mesa, or those of the set.
    """

    tipo: Literal["discrepancia"]
    mesas: Annotated[tuple[IdMesa, ...], Largo(1, 99)]
    prevalece: Literal["papel", "digital"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmpateResuelto(Formato):
    """One of the tied planillas is declared elected, by resolution."""

    tipo: Literal["empate"]
    ganadora: ClavePlanilla


Decision: TypeAlias = MesaNoInstalada | ConflictoResuelto | DiscrepanciaResuelta | EmpateResuelto


@dataclass(frozen=True, slots=True, kw_only=True)
class Acuerdo(Formato):
    """The file.

    Attributes:
        numero: In the demarcación, from 1.
        huella: SHA-256 of the huella.txt of the process.
        sesion: Hour of the session.
        considerando: Facts and reasons, in words.
        fundamento: The rule it rests on.
    """

    formato: ClassVar[str] = "acuerdo"

    proceso: ClaveProceso
    demarcacion: ClaveDemarcacion
    numero: Annotated[int, Rango(1, 99)]
    huella: Huella
    sesion: datetime
    decision: MesaNoInstalada | ConflictoResuelto | DiscrepanciaResuelta | EmpateResuelto
    considerando: Texto
    fundamento: Texto

    def __post_init__(self) -> None:
        if isinstance(self.decision, DiscrepanciaResuelta):
            exigir_orden(map(orden_de_mesa, self.decision.mesas), "mesas del acuerdo")
        for clave in claves_de(self.decision):
            if partir_mesa(clave)[0] != self.demarcacion:
                raise AcuerdoDeOtraDemarcacion(clave)


def claves_de(decision: Decision) -> tuple[str, ...]:
    """Mesas or planilla that a decision speaks of."""
    if isinstance(decision, DiscrepanciaResuelta):
        return decision.mesas
    if isinstance(decision, EmpateResuelto):
        return (decision.ganadora,)
    return (decision.mesa,)
