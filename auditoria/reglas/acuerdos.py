"""What the commission's acuerdos change of a cómputo, and nothing else may.

Source: docs/marco-legal.md#computo, docs/formato-acuerdo.md. An acuerdo that decides nothing is
refused: one that changes nothing now could change something when a figure does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from auditoria.errores import ReglaRota
from auditoria.formatos.acuerdo import (
    Acuerdo,
    ConflictoResuelto,
    Decision,
    DiscrepanciaResuelta,
    EmpateResuelto,
    MesaNoInstalada,
)
from auditoria.formatos.computo import AcuerdoCitado, Cotejo
from auditoria.formatos.reglas import Prevalece, ReglaEmpate
from auditoria.reglas.empate import Desenlace


class AcuerdoOcioso(ReglaRota):
    """An acuerdo decides something that the cómputo does not leave to decide."""

    explicacion = "El acuerdo decide algo que no está por decidir"


class AcuerdoRepetido(ReglaRota):
    """Two acuerdos decide the same."""

    explicacion = "Dos acuerdos deciden lo mismo"


@dataclass(frozen=True, slots=True)
class AcuerdoTomado:
    """An acuerdo and the SHA-256 of its file."""

    acuerdo: Acuerdo
    huella: bytes


class Acuerdos:
    """The acuerdos of one demarcación, and which of them the cómputo has used."""

    def __init__(self, tomados: Sequence[AcuerdoTomado], regla: Prevalece) -> None:
        """Take them.

        Args:
            regla: What the convocatoria lets prevail on discrepancy.

        Raises:
            AcuerdoRepetido: Two decide the same.
        """
        self._tomados = tuple(tomados)
        self._regla = regla
        self._usados: set[int] = set()
        asuntos = [_asunto(t.acuerdo.decision) for t in tomados]
        if len(set(asuntos)) != len(asuntos):
            raise AcuerdoRepetido(tomados[0].acuerdo.demarcacion)

    @property
    def citados(self) -> tuple[AcuerdoCitado, ...]:
        """As computo.json cites them."""
        return tuple(
            AcuerdoCitado(numero=t.acuerdo.numero, asunto=t.acuerdo.decision.tipo, acuerdo=t.huella)
            for t in self._tomados
        )

    def registro_de(self, mesa: str) -> int | None:
        """Record that counts of a mesa in conflicto; ``None`` while it is not decided."""
        decision = self._usar(("conflicto", (mesa,)))
        return decision.registro if isinstance(decision, ConflictoResuelto) else None

    def es_no_instalada(self, mesa: str) -> bool:
        """Whether the commission declared that a mesa was not installed."""
        return isinstance(self._usar(("no_instalada", (mesa,))), MesaNoInstalada)

    def prevalece(
        self, mesas: tuple[str, ...], cotejo: Cotejo, *, recontadas: bool
    ) -> Prevalece | None:
        """What prevails where both counts differ; nothing before the testigos are counted again."""
        if cotejo is not Cotejo.DIFIERE or not recontadas:
            return None
        if self._regla is not Prevalece.RESOLUCION:
            return self._regla
        decision = self._usar(("discrepancia", mesas))
        return Prevalece(decision.prevalece) if isinstance(decision, DiscrepanciaResuelta) else None

    def desempatar(self, desenlace: Desenlace, regla: ReglaEmpate) -> Desenlace:
        """Declare who was elected by resolution among the tied, where the rule says so.

        Raises:
            AcuerdoOcioso: The planilla is not one of the tied.
        """
        if desenlace.ganadora or regla is not ReglaEmpate.RESOLUCION:
            return desenlace
        decision = self._usar(("empate", ()))
        if not isinstance(decision, EmpateResuelto):
            return desenlace
        if decision.ganadora not in desenlace.empatadas:
            raise AcuerdoOcioso(decision.ganadora)
        return replace(desenlace, ganadora=decision.ganadora)

    def exigir_usados(self) -> None:
        """Refuse an acuerdo that decided nothing.

        Raises:
            AcuerdoOcioso: With its number.
        """
        for lugar, tomado in enumerate(self._tomados):
            if lugar not in self._usados:
                raise AcuerdoOcioso(f"{tomado.acuerdo.demarcacion}, {tomado.acuerdo.numero}")

    def _usar(self, asunto: tuple[str, tuple[str, ...]]) -> Decision | None:
        for lugar, tomado in enumerate(self._tomados):
            if _asunto(tomado.acuerdo.decision) == asunto:
                self._usados.add(lugar)
                return tomado.acuerdo.decision
        return None


def _asunto(decision: Decision) -> tuple[str, tuple[str, ...]]:
    """What a decision is about: two of one matter contradict or repeat each other."""
    if isinstance(decision, DiscrepanciaResuelta):
        return decision.tipo, decision.mesas
    if isinstance(decision, EmpateResuelto):
        return decision.tipo, ()
    return decision.tipo, (decision.mesa,)
