"""Ties: who is tied, and how the convocatoria resolves it; never by the program's choice.

Source: docs/marco-legal.md#empate. Names, keys and order of registration decide nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditoria.errores import ReglaRota
from auditoria.formatos.computo import SorteoDeEmpate
from auditoria.formatos.reglas import ReglaEmpate
from auditoria.reglas.sorteo import asunto_empate, sortear


class SemillaSinSorteo(ReglaRota):
    """A seed was given for a contest that no draw resolves."""

    explicacion = "La semilla sobra: la contienda no se resuelve por sorteo"


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
