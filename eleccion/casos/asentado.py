"""What became of a finding that the commission writes down once, however often it is brought."""

from __future__ import annotations

from enum import StrEnum


class Asentado(StrEnum):
    """Whether it is in the log by this act, or was there before and nothing changed."""

    NUEVO = "nuevo"
    REPETIDO = "repetido"
