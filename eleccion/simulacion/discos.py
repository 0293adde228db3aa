"""The disks of invented machines: in memory while their day lasts, then put by on the real one.

An invented laptop loses nothing that matters when this machine stops, and its syncs, each of which
it asks for as a real one does, would make a town wait for one disk that 284 stations never share.
What a station keeps through a power cut is tried elsewhere, on a real disk (docs/durabilidad.md).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

EN_MEMORIA: Final = Path("/dev/shm")  # noqa: S108 — Linux's file system in memory, under a folder of mode 0700
"""Where Linux keeps files in memory."""

HOLGURA: Final = 256 * 1024**2
"""Bytes that have to be free there: the machines of one mesa take some five million."""


@contextmanager
def discos(*casas: Path, en_memoria: Path = EN_MEMORIA) -> Iterator[tuple[Path, ...]]:
    """Give where a machine, its memory and its printer live their day; move them home at its end.

    Spare machines and second memories stand beside them and move with them. What is at home already
    stays: the papers that came in the packet, among which those of the day are put. Where there is
    no file system in memory, or little room in it, all live at home. What a day that stops half-way
    leaves is kept by nobody.

    Args:
        casas: Folders in which they are to be found afterwards.
        en_memoria: A file system in memory.

    Raises:
        FileExistsError: A file of the day has the name of one that is at home.
    """
    try:
        cabe = shutil.disk_usage(en_memoria).free >= HOLGURA
    except OSError:
        cabe = False
    if not cabe:
        yield casas
        return
    with TemporaryDirectory(prefix="eleccion-", dir=en_memoria) as temporal:
        lugares = tuple(Path(temporal, str(n), casa.name) for n, casa in enumerate(casas))
        for lugar in lugares:
            lugar.parent.mkdir(mode=0o700)
        yield lugares
        for lugar, casa in zip(lugares, casas, strict=True):
            casa.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            for ruta in sorted(lugar.parent.iterdir()):
                _mudar(ruta, casa.parent / ruta.name)


def _mudar(de: Path, hacia: Path) -> None:
    """Move a file or a folder; a folder that is there already receives what it lacks."""
    if de.is_dir() and hacia.is_dir():
        for ruta in sorted(de.iterdir()):
            _mudar(ruta, hacia / ruta.name)
        return
    if hacia.exists():
        raise FileExistsError(hacia)
    shutil.move(de, hacia)
