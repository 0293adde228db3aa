"""Fields of a QR code: a cursor over its bytes, and short texts with their length before them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from auditoria.papeles.errores import ResumenIlegible

_OCTETOS_DE_ENTERO: Final = 8
"""A count has at most 56 bits: more than any file or urn, and a bound for hostile codes."""


def octetos_de(texto: str) -> bytes:
    """Write a short ASCII text: one byte of length, then its bytes."""
    if not texto.isascii() or len(texto) > 255:
        raise ResumenIlegible(f"{texto[:40]!r} no es un nombre corto")
    return bytes((len(texto),)) + texto.encode()


def octetos_de_entero(entero: int) -> bytes:
    """Write a count seven bits at a time, least significant first (LEB128).

    Votes are small: most take one byte, so that forty planillas still fit in a QR code.
    """
    if not 0 <= entero < 1 << 7 * _OCTETOS_DE_ENTERO:
        raise ResumenIlegible(f"{entero} no cabe")
    octetos = bytearray()
    while entero >= 0x80:
        octetos.append(entero & 0x7F | 0x80)
        entero >>= 7
    octetos.append(entero)
    return bytes(octetos)


def octetos_de_lista(enteros: Sequence[int]) -> bytes:
    """Write how many counts there are, and the counts."""
    return b"".join(map(octetos_de_entero, (len(enteros), *enteros)))


class Lectura:
    """A cursor over bytes that refuses to run past their end."""

    def __init__(self, octetos: bytes) -> None:
        self._octetos = octetos
        self._lugar = 0

    def tomar(self, cuantos: int) -> bytes:
        """The next bytes; ``ResumenIlegible`` when there are fewer."""
        parte = self._octetos[self._lugar : self._lugar + cuantos]
        if len(parte) != cuantos:
            raise ResumenIlegible("el código está incompleto")
        self._lugar += cuantos
        return parte

    def entero(self) -> int:
        """A count written by :func:`octetos_de_entero`."""
        entero = 0
        for lugar in range(_OCTETOS_DE_ENTERO):
            octeto = self.tomar(1)[0]
            entero |= (octeto & 0x7F) << 7 * lugar
            if octeto < 0x80:
                return entero
        raise ResumenIlegible("una cantidad no cabe")

    def enteros(self) -> tuple[int, ...]:
        """A list written by :func:`octetos_de_lista`."""
        return tuple(self.entero() for _ in range(self.entero()))

    def texto(self) -> str:
        """A text written by :func:`octetos_de`."""
        return self.tomar(self.tomar(1)[0]).decode("ascii")

    def terminar(self) -> None:
        """Refuse bytes nobody read."""
        if self._lugar != len(self._octetos):
            raise ResumenIlegible("el código trae octetos de más")
