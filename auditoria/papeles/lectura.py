"""Fields of a QR code: a cursor over its bytes, and short texts with their length before them."""

from __future__ import annotations

import struct
from typing import Final

from auditoria.papeles.errores import ResumenIlegible

ENTERO: Final = struct.Struct(">I")
LARGO: Final = struct.Struct(">Q")


def octetos_de(texto: str) -> bytes:
    """Write a short ASCII text: one byte of length, then its bytes."""
    octetos = texto.encode("ascii")
    if len(octetos) > 255:
        raise ResumenIlegible(f"{texto[:40]!r} es demasiado largo")
    return bytes((len(octetos),)) + octetos


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
        """The next four bytes as a count, most significant first."""
        return int(ENTERO.unpack(self.tomar(ENTERO.size))[0])

    def enteros(self) -> tuple[int, ...]:
        """One byte that says how many counts follow, and the counts."""
        return tuple(self.entero() for _ in range(self.tomar(1)[0]))

    def largo(self) -> int:
        """The next eight bytes as a count of bytes of a file."""
        return int(LARGO.unpack(self.tomar(LARGO.size))[0])

    def texto(self) -> str:
        """A text written by :func:`octetos_de`."""
        return self.tomar(self.tomar(1)[0]).decode("ascii")

    def terminar(self) -> None:
        """Refuse bytes nobody read."""
        if self._lugar != len(self._octetos):
            raise ResumenIlegible("el código trae octetos de más")
