"""``acuerdo-1.json``: what the commission resolves where the law leaves a decision to it.

Page: docs/formato-acuerdo.md. The program resolves none of these by itself: it keeps what the
commission decided, and what an authority above it decided and the commission was notified of. Each
acuerdo is signed by the commission and by the two persons who seal, and its hash stands in the
commission's log.
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
    Nombre,
    exigir_orden,
    orden_de_mesa,
    partir_mesa,
)
from auditoria.registro.esquema import Formato, Huella, Largo, Rango, Texto


class AcuerdoDeOtraDemarcacion(ReglaRota):
    """An acuerdo speaks of a mesa or a planilla of another demarcación."""

    explicacion = "El acuerdo habla de otra demarcación"


class EfectoIncoherente(ReglaRota):
    """A resolution annuls mesas and names none, or names mesas and does not annul them."""

    explicacion = "Las mesas anuladas no concuerdan con el efecto de la resolución"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanillaCancelada(Formato):
    """A planilla lost its registration after the sealing: it is on the ballot and elects nobody."""

    tipo: Literal["planilla_cancelada"]
    planilla: ClavePlanilla


@dataclass(frozen=True, slots=True, kw_only=True)
class EleccionCancelada(Formato):
    """The election of the demarcación is not held, or does not go on, after the sealing."""

    tipo: Literal["cancelada"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultadoImpugnado(Formato):
    """Somebody challenged the cómputo; nobody has won until it is resolved.

    Attributes:
        expediente: Key under which the authority that resolves it keeps the case.
    """

    tipo: Literal["impugnada"]
    expediente: Nombre


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpugnacionResuelta(Formato):
    """What the authority that resolves a challenge decided, as it was notified.

    Attributes:
        expediente: That of the challenge.
        mesas: Whose voting it annuls; present exactly where the effect is ``anula_mesas``.
    """

    tipo: Literal["resuelta"]
    expediente: Nombre
    efecto: Literal["confirma", "anula_mesas", "anula"]
    mesas: Annotated[tuple[IdMesa, ...], Largo(1, 99)] | None = None

    def __post_init__(self) -> None:
        if (self.mesas is not None) != (self.efecto == "anula_mesas"):
            raise EfectoIncoherente(self.efecto)
        exigir_orden(map(orden_de_mesa, self.mesas or ()), "mesas anuladas")


@dataclass(frozen=True, slots=True, kw_only=True)
class AcuerdoRevocado(Formato):
    """A former acuerdo of the demarcación is without effect from here on; it stays in the record.

    Attributes:
        acuerdo: Its number.
    """

    tipo: Literal["revocado"]
    acuerdo: Annotated[int, Rango(1, 98)]


Asunto: TypeAlias = Literal[
    "no_instalada",
    "conflicto",
    "discrepancia",
    "empate",
    "planilla_cancelada",
    "cancelada",
    "impugnada",
    "resuelta",
    "revocado",
]
"""Matter of an acuerdo, wherever one is cited: the ``tipo`` of each ``Decision``."""

Decision: TypeAlias = (
    MesaNoInstalada
    | ConflictoResuelto
    | DiscrepanciaResuelta
    | EmpateResuelto
    | PlanillaCancelada
    | EleccionCancelada
    | ResultadoImpugnado
    | ImpugnacionResuelta
    | AcuerdoRevocado
)


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
    decision: Decision
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
    if isinstance(decision, DiscrepanciaResuelta | ImpugnacionResuelta):
        return decision.mesas or ()
    if isinstance(decision, EmpateResuelto):
        return (decision.ganadora,)
    if isinstance(decision, PlanillaCancelada):
        return (decision.planilla,)
    if isinstance(decision, MesaNoInstalada | ConflictoResuelto):
        return (decision.mesa,)
    return ()
