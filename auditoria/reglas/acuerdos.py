"""What the commission's acuerdos change of a cómputo, and nothing else may.

Source: docs/marco-legal.md#computo, docs/formato-acuerdo.md. An acuerdo that decides nothing is
refused: one that changes nothing now could change something when a figure does.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from auditoria.errores import ReglaRota
from auditoria.formatos.acuerdo import (
    Acuerdo,
    AcuerdoRevocado,
    ConflictoResuelto,
    Decision,
    DiscrepanciaResuelta,
    EleccionCancelada,
    EmpateResuelto,
    ImpugnacionResuelta,
    MesaNoInstalada,
    PlanillaCancelada,
    ResultadoImpugnado,
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


class AcuerdoADestiempo(ReglaRota):
    """An acuerdo cancels what was added up already, or speaks of a challenge to no cómputo."""

    explicacion = "El acuerdo no corresponde a este momento"


class AcuerdoIrrevocable(ReglaRota):
    """What other acts rested on since cannot be taken back."""

    explicacion = "Ese acuerdo no puede revocarse"


def exigir_momento(asunto: str, *, computada: bool) -> None:
    """Demand that a matter comes before or after the first cómputo, where that is what it is about.

    Until the votes are added up an election is cancelled; afterwards only whoever resolves a
    challenge can undo what they say, and there is nothing to challenge before.

    Args:
        computada: Whether the demarcación has a cómputo.

    Raises:
        AcuerdoADestiempo: With the matter.
    """
    if asunto in (_ANTES if computada else _DESPUES):
        raise AcuerdoADestiempo(asunto)


_ANTES: Final = frozenset({"planilla_cancelada", "cancelada"})
_DESPUES: Final = frozenset({"impugnada", "resuelta"})


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
            AcuerdoOcioso: One resolves a challenge, or revokes an acuerdo, that there is not.
            AcuerdoIrrevocable: One revokes what cannot be taken back.
        """
        self._tomados = tuple(tomados)
        self._regla = regla
        self._usados: set[int] = set()
        self.vigentes = vigentes_de(self._tomados)
        asuntos = [_asunto(t.acuerdo.decision) for t in self.vigentes]
        if len(set(asuntos)) != len(asuntos):
            raise AcuerdoRepetido(tomados[0].acuerdo.demarcacion)
        self._resoluciones = self._resolver_impugnaciones()

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

    def canceladas(self, planillas: Sequence[str]) -> tuple[str, ...]:
        """Planillas cancelled after the sealing, in the order of the ballot."""
        return tuple(p for p in planillas if self._usar(("planilla_cancelada", (p,))))

    @property
    def cancelan_la_eleccion(self) -> bool:
        """Whether the election of the demarcación was cancelled."""
        return self._usar(("cancelada", ())) is not None

    @property
    def anulan_la_eleccion(self) -> bool:
        """Whether who resolved a challenge annulled the election."""
        return any(r.efecto == "anula" for r in self._resoluciones.values() if r is not None)

    @property
    def hay_impugnaciones(self) -> bool:
        """Whether a challenge waits for who resolves it."""
        return None in self._resoluciones.values()

    def mesas_anuladas(self, con_cuentas: Collection[str]) -> frozenset[str]:
        """Mesas whose voting was annulled.

        Args:
            con_cuentas: Mesas that brought something to annul.

        Raises:
            AcuerdoOcioso: Another one is annulled.
        """
        anuladas = frozenset(m for r in self._resoluciones.values() if r for m in r.mesas or ())
        if ajenas := anuladas.difference(con_cuentas):
            raise AcuerdoOcioso(", ".join(sorted(ajenas)))
        return anuladas

    def _resolver_impugnaciones(self) -> dict[str, ImpugnacionResuelta | None]:
        """Each challenge by its case, with what was resolved of it."""
        resoluciones: dict[str, ImpugnacionResuelta | None] = {}
        for tomado in self.vigentes:
            decision = tomado.acuerdo.decision
            if isinstance(decision, ResultadoImpugnado):
                resoluciones[decision.expediente] = None
            elif isinstance(decision, ImpugnacionResuelta):
                if decision.expediente not in resoluciones:
                    raise AcuerdoOcioso(decision.expediente)
                resoluciones[decision.expediente] = decision
        return resoluciones

    def exigir_usados(self) -> None:
        """Refuse an acuerdo that decided nothing.

        Raises:
            AcuerdoOcioso: With its number.
        """
        for tomado in self.vigentes:
            acuerdo = tomado.acuerdo
            if not (acuerdo.numero in self._usados or isinstance(acuerdo.decision, _POR_SI)):
                raise AcuerdoOcioso(f"{acuerdo.demarcacion}, {acuerdo.numero}")

    def _usar(self, asunto: tuple[str, tuple[str, ...]]) -> Decision | None:
        for tomado in self.vigentes:
            if _asunto(tomado.acuerdo.decision) == asunto:
                self._usados.add(tomado.acuerdo.numero)
                return tomado.acuerdo.decision
        return None


def vigentes_de(tomados: Sequence[AcuerdoTomado]) -> tuple[AcuerdoTomado, ...]:
    """Give those that no later one revoked, in order.

    Raises:
        AcuerdoOcioso: One revokes what was not taken before it, or was revoked.
        AcuerdoIrrevocable: One revokes what cannot be taken back.
    """
    vigentes: dict[int, AcuerdoTomado] = {}
    for tomado in tomados:
        decision = tomado.acuerdo.decision
        if isinstance(decision, AcuerdoRevocado):
            revocado = vigentes.pop(decision.acuerdo, None)
            if revocado is None:
                raise AcuerdoOcioso(f"{tomado.acuerdo.demarcacion}, {decision.acuerdo}")
            if isinstance(revocado.acuerdo.decision, _FIJOS):
                raise AcuerdoIrrevocable(f"{tomado.acuerdo.demarcacion}, {decision.acuerdo}")
        vigentes[tomado.acuerdo.numero] = tomado
    return tuple(vigentes.values())


_POR_SI: Final = (ResultadoImpugnado, ImpugnacionResuelta, AcuerdoRevocado)
"""Decisions matched with what they are about as they are taken in, whatever the votes say."""

_FIJOS: Final = (MesaNoInstalada, AcuerdoRevocado)
"""Of a mesa declared not installed every record that comes is written down as late."""


def _asunto(decision: Decision) -> tuple[str, tuple[str, ...]]:
    """What a decision is about: two of one matter contradict or repeat each other."""
    if isinstance(decision, DiscrepanciaResuelta):
        return decision.tipo, decision.mesas
    if isinstance(decision, PlanillaCancelada):
        return decision.tipo, (decision.planilla,)
    if isinstance(decision, ResultadoImpugnado | ImpugnacionResuelta):
        return decision.tipo, (decision.expediente,)
    if isinstance(decision, AcuerdoRevocado):
        return decision.tipo, (str(decision.acuerdo),)
    if isinstance(decision, EmpateResuelto | EleccionCancelada):
        return decision.tipo, ()
    return decision.tipo, (decision.mesa,)
