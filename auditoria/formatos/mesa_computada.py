"""What a cómputo says of one mesa, or of a set of mesas: every count made, and which one counts.

Page: docs/formato-computo.md. No count is ever overwritten: the acta's, the recount's and the
decryption's stand side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import IdMesa, exigir_orden, orden_de_mesa
from auditoria.formatos.recuento import Causal
from auditoria.formatos.reglas import Prevalece
from auditoria.formatos.votos import VotosSiHubo, exigir_mismas
from auditoria.registro.esquema import Cantidad, Formato, Huella, Largo, Rango, Texto


class EstadoIncoherente(ReglaRota):
    """The state of the contest contradicts what stands beside it."""

    explicacion = "El estado de la contienda no concuerda con sus datos"


class Cotejo(StrEnum):
    """First count, at the mesa, against the second, by decryption; or why there are not both."""

    COINCIDE = "coincide"
    DIFIERE = "difiere"
    EN_CONJUNTO = "en_conjunto"
    SIN_DESCIFRAR = "sin_descifrar"
    SIN_TESTIGO = "sin_testigo"
    SOLO_PAPEL = "solo_papel"
    CONFLICTO = "conflicto"
    NO_INSTALADA = "no_instalada"


@dataclass(frozen=True, slots=True, kw_only=True)
class CausalHallada(Formato):
    """A ground for recount, with the figures or the facts that show it."""

    causal: Causal
    detalle: Texto


@dataclass(frozen=True, slots=True, kw_only=True)
class RecuentoCitado(Formato):
    """A recount: the SHA-256 of its ``recuento.json`` and its figures."""

    recuento: Huella
    testigos: VotosSiHubo
    papel: VotosSiHubo


@dataclass(frozen=True, slots=True, kw_only=True)
class MesaComputada(Formato):
    """Votes of one mesa per answer.

    Attributes:
        testigos: First count; empty where no testigos are counted.
        papel: Empty where the mesa opened no paper ballots.
        descifrado: Second count; empty when the mesa is not decrypted alone.
        cotejo: Of the last count of testigos against the second count.
        causales: Grounds for recount that its acta and the receipt of its packet show.
        recuento: The recount, when there was one.
        prevalece: What prevailed where both counts still differ: papel or digital.
        registro: Of a mesa in conflicto, the record that an acuerdo lets count, in the order they
            came; 0 when none does; absent until it is decided.
        tardias: Ballots of records that came too late to be decrypted.
        unidas: Ballots of machines found after the close that are in the decryption.
        anulada: Whether the authority that resolved a challenge annulled its voting: its counts
            stay and add nothing. Absent where it did not.
    """

    mesa: IdMesa
    testigos: VotosSiHubo
    papel: VotosSiHubo
    descifrado: VotosSiHubo
    cotejo: Cotejo
    causales: tuple[CausalHallada, ...] = ()
    recuento: RecuentoCitado | None = None
    prevalece: Prevalece | None = None
    registro: Annotated[int, Rango(0, 99)] | None = None
    tardias: Cantidad | None = None
    unidas: Cantidad | None = None
    anulada: bool | None = None

    def __post_init__(self) -> None:
        propios = self.testigos or self.papel or self.descifrado
        exigir_mismas(propios, self.papel, f"papel de {self.mesa}")
        exigir_mismas(propios, self.descifrado, f"descifrado de {self.mesa}")
        if self.recuento is not None:
            for otros, propio in (
                (self.recuento.testigos, self.testigos),
                (self.recuento.papel, self.papel),
            ):
                if len(otros) != len(propio):
                    raise EstadoIncoherente(f"recuento de {self.mesa}")
        if not self._es_coherente():
            raise EstadoIncoherente(f"cotejo de {self.mesa}: {self.cotejo}")

    @property
    def contados(self) -> tuple[int, ...]:
        """Testigos per answer by the last count made."""
        return self.testigos if self.recuento is None else self.recuento.testigos

    @property
    def papel_contado(self) -> tuple[int, ...]:
        """Paper ballots per answer by the last count made."""
        return self.papel if self.recuento is None else self.recuento.papel

    @property
    def electronicos(self) -> tuple[int, ...]:
        """Electronic votes that count; empty where only a set tells them, or there are none."""
        if self.prevalece is Prevalece.DIGITAL or self.cotejo is Cotejo.SIN_TESTIGO:
            return self.descifrado
        return self.contados

    @property
    def esta_pendiente(self) -> bool:
        """Whether a decision is missing before its votes can elect anybody."""
        if self.anulada:
            return False
        if self.cotejo is Cotejo.CONFLICTO:
            return self.registro is None
        return self.cotejo is Cotejo.DIFIERE and self.prevalece is None

    def _es_coherente(self) -> bool:
        hay = (bool(self.contados), bool(self.descifrado))
        decidida = self.prevalece in (Prevalece.PAPEL, Prevalece.DIGITAL)
        return (
            hay in _CUENTAS[self.cotejo]
            and (self.cotejo not in COTEJADAS or self.cotejo is _comparar(*self._cuentas()))
            and (self.prevalece is None or (decidida and self.cotejo is Cotejo.DIFIERE))
            and (self.cotejo is not Cotejo.SOLO_PAPEL or bool(self.papel))
            and (self.cotejo is not Cotejo.NO_INSTALADA or not (self.papel or self.causales))
            and (self.registro is None or self.cotejo is Cotejo.CONFLICTO)
            and (self.cotejo is not Cotejo.CONFLICTO or self._tiene_cuenta() == bool(self.registro))
            and self.tardias != 0
            and self.unidas != 0
            and (self.unidas is None or self.cotejo in _CON_UNIDAS)
            and self.anulada is not False
            and not (self.anulada and self.cotejo is Cotejo.NO_INSTALADA)
        )

    def _tiene_cuenta(self) -> bool:
        """Whether its mesa counted anything."""
        return bool(self.testigos or self.papel)

    def _cuentas(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        return self.contados, self.descifrado


@dataclass(frozen=True, slots=True, kw_only=True)
class Conjunto(Formato):
    """Mesas too small to be decrypted alone: the product of their ballots, decrypted once.

    Attributes:
        testigos: Sum of the last count of each mesa; empty where no testigos are counted.
        prevalece: What prevailed where both counts still differ: papel or digital.
    """

    mesas: Annotated[tuple[IdMesa, ...], Largo(2, 99)]
    testigos: VotosSiHubo
    descifrado: VotosSiHubo
    cotejo: Cotejo
    prevalece: Prevalece | None = None

    def __post_init__(self) -> None:
        exigir_orden(map(orden_de_mesa, self.mesas), "mesas del conjunto")
        exigir_mismas(self.descifrado, self.testigos, "descifrado del conjunto")
        decidida = self.prevalece in (Prevalece.PAPEL, Prevalece.DIGITAL)
        if (
            not self.descifrado
            or self.cotejo is not cotejar(self.testigos, self.descifrado)
            or not (self.prevalece is None or (decidida and self.cotejo is Cotejo.DIFIERE))
        ):
            raise EstadoIncoherente(f"cotejo del conjunto {self.mesas[0]}: {self.cotejo}")

    @property
    def esta_pendiente(self) -> bool:
        """Whether a decision is missing before its votes can elect anybody."""
        return self.cotejo is Cotejo.DIFIERE and self.prevalece is None

    @property
    def vale_el_descifrado(self) -> bool:
        """Whether its decryption takes the place of the counts of its mesas in the sum."""
        return self.prevalece is Prevalece.DIGITAL or self.cotejo is Cotejo.SIN_TESTIGO


_CON_UNIDAS = frozenset({Cotejo.COINCIDE, Cotejo.DIFIERE, Cotejo.EN_CONJUNTO, Cotejo.SIN_TESTIGO})
"""Where ballots were decrypted, alone or in a set."""

COTEJADAS = frozenset({Cotejo.COINCIDE, Cotejo.DIFIERE})
"""Where both counts exist."""

_CUENTAS: dict[Cotejo, tuple[tuple[bool, bool], ...]] = {
    Cotejo.COINCIDE: ((True, True),),
    Cotejo.DIFIERE: ((True, True),),
    Cotejo.EN_CONJUNTO: ((True, False), (False, False)),
    Cotejo.SIN_DESCIFRAR: ((True, False),),
    Cotejo.SIN_TESTIGO: ((False, True),),
    Cotejo.SOLO_PAPEL: ((False, False),),
    Cotejo.CONFLICTO: ((True, False), (False, False)),
    Cotejo.NO_INSTALADA: ((False, False),),
}
"""Per cotejo, whether there are (testigos, decryption)."""


def cotejar(testigos: tuple[int, ...], descifrado: tuple[int, ...]) -> Cotejo:
    """Compare the count of the testigos with that of the decryption, answer by answer."""
    if not descifrado:
        return Cotejo.EN_CONJUNTO
    return _comparar(testigos, descifrado) if testigos else Cotejo.SIN_TESTIGO


def _comparar(testigos: tuple[int, ...], descifrado: tuple[int, ...]) -> Cotejo:
    return Cotejo.COINCIDE if testigos == descifrado else Cotejo.DIFIERE
