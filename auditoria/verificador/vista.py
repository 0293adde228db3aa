"""A record of a mesa that stands apart, seen as if it stood in the folder of its mesa."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from auditoria.papeles.redibujo import carpeta_de_registro
from auditoria.registro.canonico import LIMITE
from auditoria.registro.expediente import Expediente


class RegistroAparte:
    """Implements ``Expediente``: names under the mesa lead to ``registro-2``; the rest stays."""

    def __init__(self, e: Expediente, carpeta: str, registro: int) -> None:
        """Look at record number ``registro`` of the mesa at ``carpeta`` (``D001/M1``)."""
        self._e = e
        self._carpeta = f"{carpeta}/"
        self._aparte = f"{carpeta_de_registro(carpeta, registro)}/"

    @property
    def ruta(self) -> Path:
        """Where the whole lies."""
        return self._e.ruta

    def real(self, nombre: str) -> str:
        """The name in the whole record of what is seen here as ``nombre``."""
        if nombre.startswith(self._carpeta):
            return self._aparte + nombre.removeprefix(self._carpeta)
        return nombre

    def nombres(self) -> tuple[str, ...]:
        """Names of all files, ascending."""
        propios = (n for n in self._e.nombres() if n.startswith(self._aparte))
        ajenos = (n for n in self._e.nombres() if not n.startswith(self._carpeta))
        vistos = (self._carpeta + n.removeprefix(self._aparte) for n in propios)
        return tuple(sorted((*ajenos, *vistos)))

    def tiene(self, nombre: str) -> bool:
        """Whether there is a file of that name."""
        return self._e.tiene(self.real(nombre))

    def tamano(self, nombre: str) -> int:
        """Bytes of a file."""
        return self._e.tamano(self.real(nombre))

    def leer(self, nombre: str, limite: int = LIMITE) -> bytes:
        """Content of a file."""
        return self._e.leer(self.real(nombre), limite)

    def flujo(self, nombre: str) -> AbstractContextManager[BinaryIO]:
        """Open a file for reading in pieces."""
        return self._e.flujo(self.real(nombre))

    def huella(self, nombre: str) -> bytes:
        """SHA-256 of a file."""
        return self._e.huella(self.real(nombre))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        clase: type[BaseException] | None,
        fallo: BaseException | None,
        traza: TracebackType | None,
    ) -> None:
        """The whole stays open."""
