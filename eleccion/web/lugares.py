"""The place of one thing in a list that a screen showed and a form chose from."""

from __future__ import annotations

import re
from typing import Final

_LUGAR: Final = re.compile(r"[0-9]{1,6}")


def leer_lugar(texto: str, cuantos: int) -> int | None:
    """Read a place from 0; ``None`` where the list has no such place.

    A form may bring any text: a number of thousands of digits is not even read.
    """
    if not _LUGAR.fullmatch(texto) or int(texto) >= cuantos:
        return None
    return int(texto)
