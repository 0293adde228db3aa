"""A disk that writes down what is done to it, and what a power cut could leave of it.

The model. A file is an inode with what its last sync made durable and the writes since; a
directory, names that its last sync made durable and the changes since. When the power goes,

* of every write since the sync of its file each sector of 512 bytes is there or not, by itself;
* a file made longer since has room for what is not there: zeros or old bytes of somebody else;
* a name made or removed since the sync of its directory is the old one or the new one.

Syncs are believed: a disk that lies about them loses what it likes under any program. SQLite syncs
the directory of a new journal when it first syncs the journal, and that of a deleted one when it is
told to; both are modelled. Source: sqlite.org/atomiccommit.html; ``unixOpen``, ``unixSync`` and
``unixDelete`` in SQLite's os_unix.c.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import apsw

SECTOR = 512

Suceso: TypeAlias = tuple[Any, ...]
"""(what, ...): open, write, truncate, sync, unlink, syncdir, file (whole, durable) and ack."""


class Falla:
    """Which operation of those that change the disk fails, and how."""

    def __init__(self) -> None:
        self.hechas = 0
        self.desde: int | None = None
        self.una_vez = True
        self.espacio: int | None = None

    def contar(self, crece: int = 0) -> None:
        """Take note of one operation, or refuse it."""
        self.hechas += 1
        if self.desde is not None and (
            self.hechas == self.desde or (not self.una_vez and self.hechas > self.desde)
        ):
            raise apsw.IOError
        if crece > 0 and self.espacio is not None:
            if crece > self.espacio:
                raise apsw.FullError
            self.espacio -= crece


class DiscoAnotado(apsw.VFS):
    """A file system over the real one; every change to a file is an event."""

    def __init__(self, nombre: str) -> None:
        super().__init__(nombre, "")
        self.nombre = nombre
        self.sucesos: list[Suceso] = []
        self.falla = Falla()
        self._inodos = 0

    def anotar(self, *suceso: Any) -> None:
        """Add an event that does not come from SQLite."""
        self.sucesos.append(suceso)

    def xOpen(self, nombre: Any, opciones: list[int]) -> apsw.VFSFile:  # noqa: N802
        ruta = nombre.filename() if isinstance(nombre, apsw.URIFilename) else nombre
        crea = bool(opciones[0] & apsw.SQLITE_OPEN_CREATE)
        nuevo = ruta is not None and crea and not os.path.exists(ruta)
        if nuevo:
            self.falla.contar()
        archivo = ArchivoAnotado(self, nombre, opciones, ruta)
        diario = bool(opciones[0] & apsw.SQLITE_OPEN_MAIN_JOURNAL)
        archivo.sincroniza_carpeta = crea and diario
        if nuevo:
            self.anotar("open", ruta)
        return archivo

    def xDelete(self, ruta: str, sincroniza: bool) -> None:  # noqa: N802
        self.falla.contar()
        super().xDelete(ruta, False)
        self.anotar("unlink", ruta)
        if sincroniza:
            self.falla.contar()
            self.anotar("syncdir", os.path.dirname(ruta))


class ArchivoAnotado(apsw.VFSFile):
    """A file of it."""

    sincroniza_carpeta = False

    def __init__(self, disco: DiscoAnotado, nombre: Any, opciones: list[int], ruta: Any) -> None:
        self.disco = disco
        self.ruta = ruta
        super().__init__("", nombre, opciones)

    def xWrite(self, datos: bytes, lugar: int) -> None:  # noqa: N802
        self.disco.falla.contar(lugar + len(datos) - super().xFileSize())
        super().xWrite(datos, lugar)
        self.disco.anotar("write", self.ruta, lugar, bytes(datos))

    def xTruncate(self, largo: int) -> None:  # noqa: N802
        self.disco.falla.contar()
        super().xTruncate(largo)
        self.disco.anotar("truncate", self.ruta, largo)

    def xSync(self, _: int) -> None:  # noqa: N802
        # The real sync is left out: only the model loses power.
        self.disco.falla.contar()
        self.disco.anotar("sync", self.ruta)
        if self.sincroniza_carpeta:
            self.sincroniza_carpeta = False
            self.disco.anotar("syncdir", os.path.dirname(self.ruta))


@dataclass
class _Inodo:
    firme: bytes = b""
    pendientes: list[Suceso] = field(default_factory=list)

    def actual(self) -> bytes:
        return _aplicar(self.firme, self.pendientes, None)


class DiscoSimulado:
    """The disk as it stands after some events, and what a power cut then leaves."""

    def __init__(self, carpeta: Path) -> None:
        """Begin with a folder all of which is durable."""
        self.raiz = carpeta
        self.nombres: dict[str, _Inodo] = {}
        self.firmes: dict[str, _Inodo | None] = {}
        self.confirmados: list[Any] = []
        for ruta in sorted(carpeta.rglob("*")):
            if ruta.is_file():
                inodo = _Inodo(ruta.read_bytes())
                self.nombres[str(ruta)] = self.firmes[str(ruta)] = inodo

    def avanzar(self, suceso: Suceso) -> None:
        """Let one more event happen."""
        que, *resto = suceso
        if que == "ack":
            self.confirmados.append(resto[0])
            return
        ruta = resto[0]
        if que == "open":
            self.nombres[ruta] = _Inodo()
            self.firmes.setdefault(ruta, None)
        elif que in {"write", "truncate"}:
            self.nombres[ruta].pendientes.append((que, *resto[1:]))
        elif que == "sync":
            inodo = self.nombres[ruta]
            inodo.firme, inodo.pendientes = inodo.actual(), []
        elif que == "unlink":
            del self.nombres[ruta]
        elif que == "syncdir":
            for nombre in [n for n in self.firmes if os.path.dirname(n) == ruta]:
                self.firmes[nombre] = self.nombres.get(nombre)
        elif que == "file":
            self.nombres[ruta] = self.firmes[ruta] = _Inodo(resto[1])
        else:
            raise AssertionError(que)

    def imagen(self, azar: random.Random) -> dict[str, bytes]:
        """What the disk holds when the power comes back, by path relative to the folder."""
        archivos = {}
        for nombre in self.nombres.keys() | self.firmes.keys():
            inodo = azar.choice((self.firmes.get(nombre), self.nombres.get(nombre)))
            if inodo is not None:
                relativo = os.path.relpath(nombre, self.raiz)
                archivos[relativo] = _aplicar(inodo.firme, inodo.pendientes, azar)
        return archivos


def _aplicar(firme: bytes, pendientes: list[Suceso], azar: random.Random | None) -> bytes:
    """Apply pending changes: all of them, or the sectors that chance lets through."""
    octetos = bytearray(firme)
    for suceso in pendientes:
        if suceso[0] == "truncate":
            if azar is None or azar.random() < 0.5:
                del octetos[suceso[1] :]
            continue
        _, lugar, datos = suceso
        todo, nada = azar is None, azar is not None and azar.random() < 0.3
        if nada:
            continue
        for desde, hasta in _sectores(lugar, len(datos)):
            if todo or (azar is not None and azar.random() < 0.7):
                if len(octetos) < desde:
                    hueco = desde - len(octetos)
                    octetos += (
                        azar.randbytes(hueco) if azar and azar.random() < 0.5 else bytes(hueco)
                    )
                octetos[desde:hasta] = datos[desde - lugar : hasta - lugar]
    return bytes(octetos)


def _sectores(lugar: int, largo: int) -> Iterator[tuple[int, int]]:
    desde = lugar
    while desde < lugar + largo:
        hasta = min((desde // SECTOR + 1) * SECTOR, lugar + largo)
        yield desde, hasta
        desde = hasta
