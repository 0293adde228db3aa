"""The room that every ballot takes, whatever its length: a row that grew would move."""

from __future__ import annotations

from typing import Final

_CABEZAL: Final = 4


def rellenar(texto: bytes, espacio: int) -> bytes:
    """Give a ballot or an opening the room that every one takes."""
    if len(texto) > espacio:
        raise ValueError("a ballot or an opening longer than any that verifies")
    return len(texto).to_bytes(_CABEZAL, "big") + texto.ljust(espacio, b"\0")


def quitar_relleno(relleno: bytes) -> bytes:
    """Give back what was put in."""
    largo = int.from_bytes(relleno[:_CABEZAL], "big")
    return relleno[_CABEZAL : _CABEZAL + largo]
