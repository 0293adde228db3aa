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
def discos(
    equipo: Path, memoria: Path, en_memoria: Path = EN_MEMORIA
) -> Iterator[tuple[Path, Path]]:
    """Give where a machine and its USB memory are to live their day; move them home at its end.

    Spare machines and second memories stand beside them and move with them. Where there is no file
    system in memory, or little room in it, both live at home. What a day leaves when it stops
    half-way is kept by nobody.

    Args:
        equipo: Folder in which the machine is to be found afterwards.
        memoria: The same of its memory.
        en_memoria: A file system in memory.
    """
    try:
        cabe = shutil.disk_usage(en_memoria).free >= HOLGURA
    except OSError:
        cabe = False
    if not cabe:
        yield equipo, memoria
        return
    with TemporaryDirectory(prefix="eleccion-", dir=en_memoria) as temporal:
        casas = {Path(temporal, "equipos"): equipo, Path(temporal, "memorias"): memoria}
        for lugar in casas:
            lugar.mkdir(mode=0o700)
        de_equipo, de_memoria = (lugar / casa.name for lugar, casa in casas.items())
        yield de_equipo, de_memoria
        for lugar, casa in casas.items():
            casa.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            for ruta in sorted(lugar.iterdir()):
                shutil.move(ruta, casa.parent / ruta.name)
