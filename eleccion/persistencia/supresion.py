"""Take the files of an election off a disk, as far as a disk obeys.

Each is written over once and synced before its name goes. On a disk that turns, what was there is
gone; a solid one writes elsewhere and may keep the old pages where no program reads them: what they
hold is encrypted under keys that go first, and under that of the whole disk.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from auditoria.registro.archivos import asegurar_directorio
from eleccion.dominio.supresion import ClaseSuprimida, PiezaSuprimible, en_orden

_TROZO: Final = 1 << 20


class DepositoEnDisco:
    """Implements ``DepositoSuprimible``.

    A link is taken away and what it points at is not; a file that has another name elsewhere loses
    this one and keeps its content.
    """

    def __init__(
        self,
        raices: Mapping[str, Path],
        clasificar: Callable[[str], ClaseSuprimida | None],
        conservar: tuple[str, ...] = (),
    ) -> None:
        """Look below some folders.

        Args:
            raices: Folder by the prefix that its files have in ``ruta``; empty for the main one.
            clasificar: Tells what a file was kept for.
            conservar: Files that stay and are nobody's business: what says that this was done.
        """
        self._raices = dict(raices)
        self._clasificar = clasificar
        self._conservar = frozenset(conservar)

    def piezas(self) -> tuple[PiezaSuprimible, ...]:
        """List every file of the election."""
        return en_orden(
            tuple(
                PiezaSuprimible(ruta, clase, lugar.lstat().st_size, _huella(lugar))
                for ruta, lugar in self._archivos()
                if (clase := self._clasificar(ruta)) is not None
            )
        )

    def ajenos(self) -> tuple[str, ...]:
        """List what is not of the election in the main folder; a memory may hold anything."""
        return tuple(
            ruta
            for ruta, lugar in self._archivos()
            if self._clasificar(ruta) is None
            and ruta not in self._conservar
            and lugar.is_relative_to(self._raices[""])
        )

    def borrar(self, pieza: PiezaSuprimible) -> None:
        """Write over one file, and take its name away, wherever a file has that path."""
        for lugar in self._lugares(pieza.ruta):
            self._quitar(lugar)

    def _quitar(self, lugar: Path) -> None:
        try:
            estado = lugar.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return
        if stat.S_ISREG(estado.st_mode) and estado.st_nlink == 1:
            _escribir_encima(lugar, estado.st_size)
        lugar.unlink()
        asegurar_directorio(lugar.parent)

    def rematar(self) -> None:
        """Take the empty folders of the election away."""
        for prefijo, raiz in self._raices.items():
            for carpeta, _, _ in os.walk(raiz, topdown=False):
                ruta = prefijo + str(Path(carpeta).relative_to(raiz)) + "/x"
                vacia = Path(carpeta) != raiz and not any(Path(carpeta).iterdir())
                if vacia and self._clasificar(ruta) is not None:
                    Path(carpeta).rmdir()
            if raiz.is_dir():
                asegurar_directorio(raiz)

    def _lugares(self, ruta: str) -> list[Path]:
        """Where it may lie: the main folder may hold one that is called as another's prefix."""
        return [
            raiz / ruta.removeprefix(prefijo)
            for prefijo, raiz in self._raices.items()
            if ruta.startswith(prefijo)
        ]

    def _archivos(self) -> Iterator[tuple[str, Path]]:
        for prefijo, raiz in self._raices.items():
            for carpeta, carpetas, nombres in os.walk(raiz):
                # A link to a folder is a name like any other.
                enlaces = [n for n in carpetas if (Path(carpeta) / n).is_symlink()]
                for nombre in (*nombres, *enlaces):
                    lugar = Path(carpeta) / nombre
                    yield prefijo + str(lugar.relative_to(raiz)), lugar


def _huella(lugar: Path) -> bytes:
    """SHA-256 of a file; of a link, of where it points."""
    if not stat.S_ISREG(lugar.lstat().st_mode):
        return hashlib.sha256(
            os.fsencode(os.readlink(lugar)) if lugar.is_symlink() else b""
        ).digest()
    with lugar.open("rb") as flujo:
        return hashlib.file_digest(flujo, "sha256").digest()


def _escribir_encima(lugar: Path, octetos: int) -> None:
    descriptor = os.open(lugar, os.O_WRONLY | os.O_NOFOLLOW)
    try:
        for desde in range(0, octetos, _TROZO):
            os.write(descriptor, bytes(min(_TROZO, octetos - desde)))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
