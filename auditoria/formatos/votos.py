"""Votes listed per answer, in the order of the ballot, the null vote last."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from auditoria.errores import ReglaRota
from auditoria.registro.esquema import Cantidad, Largo

VotosPorOpcion: TypeAlias = Annotated[tuple[Cantidad, ...], Largo(2, 41)]
"""One figure per answer: from one planilla and the null vote to forty."""

VotosSiHubo: TypeAlias = Annotated[tuple[Cantidad, ...], Largo(0, 41)]
"""One figure per answer, or none at all: what was not counted is no zero."""


class OpcionesDistintas(ReglaRota):
    """Two lists of votes that count the same answers have other lengths or other answers."""

    explicacion = "Las listas de votos no tienen las mismas opciones"


def exigir_mismas(unos: tuple[int, ...], otros: tuple[int, ...], donde: str) -> None:
    """Refuse two lists of votes of unequal length, unless the second is empty.

    Raises:
        OpcionesDistintas: With both lengths.
    """
    if otros and len(otros) != len(unos):
        raise OpcionesDistintas(f"{donde}: {len(unos)} y {len(otros)}")
