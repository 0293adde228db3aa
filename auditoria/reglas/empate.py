"""Ties: who is tied, and how the convocatoria resolves it; never by the program's choice.

Source: docs/marco-legal.md#empate. Names, keys and order of registration decide nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditoria.errores import ReglaRota
from auditoria.formatos.computo import Computo, SorteoDeEmpate
from auditoria.formatos.reglas import ReglaEmpate
from auditoria.reglas.sorteo import asunto_empate, sortear


class SemillaSinSorteo(ReglaRota):
    """A seed was given for a contest that no draw resolves."""

    explicacion = "La semilla sobra: la contienda no se resuelve por sorteo"


class SorteoIndebido(ReglaRota):
    """A tie was drawn before a cómputo stated it, or drawn again until it came out otherwise."""

    explicacion = "Un empate se sortea una sola vez, después del cómputo que lo asienta"


@dataclass(frozen=True, slots=True)
class Desenlace:
    """How a contest with votes stands.

    Attributes:
        ganadora: Empty while tied.
        empatadas: Planillas with the most votes, in the order of the ballot, when they are
            several; stays after a draw, so that everybody sees there was one.
        sorteo: The draw, when it resolved the tie.
    """

    ganadora: str
    empatadas: tuple[str, ...] = ()
    sorteo: SorteoDeEmpate | None = None


def primer_lugar(votos: Mapping[str, int]) -> tuple[str, ...]:
    """Planillas with the most votes, in the order given; empty when nobody has any."""
    maximo = max(votos.values(), default=0)
    return tuple(clave for clave, cantidad in votos.items() if cantidad == maximo > 0)


def resolver(
    votos: Mapping[str, int],
    regla: ReglaEmpate,
    proceso: str,
    demarcacion: str,
    semilla: str | None = None,
) -> Desenlace:
    """Say who won, or who is tied.

    Args:
        votos: Votes per planilla, in the order of the ballot; somebody has at least one.
        semilla: Drawn in public after the cómputo, only under the rule ``sorteo``; until it
            is drawn the contest stays tied.

    Raises:
        SemillaSinSorteo: A seed where there is no tie, or another rule resolves it.
    """
    primeras = primer_lugar(votos)
    if semilla is not None and (len(primeras) < 2 or regla is not ReglaEmpate.SORTEO):
        raise SemillaSinSorteo(demarcacion)
    if len(primeras) == 1:
        return Desenlace(ganadora=primeras[0])
    if semilla is None:
        return Desenlace(ganadora="", empatadas=primeras)
    orden = sortear(semilla, asunto_empate(proceso, demarcacion), primeras)
    sorteo = SorteoDeEmpate(semilla=semilla, orden=orden)
    return Desenlace(ganadora=orden[0], empatadas=primeras, sorteo=sorteo)


def exigir_sorteo(anteriores: Sequence[Computo], computo: Computo) -> None:
    """Demand that who is tied was written down before the seed, and that one draw stands.

    Whoever may draw the same tie again chooses who wins it: the log would show both draws, and
    count the last.

    Args:
        anteriores: Cómputos that it takes the place of, in order.

    Raises:
        SorteoIndebido: See the class.
    """
    vigente = sorteo_vigente(anteriores, computo.empatadas)
    if vigente is not None and computo.sorteo != vigente:
        raise SorteoIndebido(f"{computo.demarcacion}: ya se sorteó con {vigente.semilla}")
    asentado = any(anterior.empatadas == computo.empatadas for anterior in anteriores)
    if computo.sorteo is not None and not asentado:
        raise SorteoIndebido(f"{computo.demarcacion}: ningún cómputo anterior asienta el empate")


def sorteo_vigente(
    anteriores: Sequence[Computo], empatadas: Sequence[str]
) -> SorteoDeEmpate | None:
    """Give the draw that stands of a tie; ``None`` while it was not drawn.

    Args:
        anteriores: Cómputos of the demarcación, in order.
    """
    del_empate = (a.sorteo for a in anteriores if a.empatadas == tuple(empatadas))
    return next((sorteo for sorteo in del_empate if sorteo is not None), None)
