"""The hold of a process on a part of a station: one writer, ever."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import ClassVar

from eleccion.casos.jornada.llaves_de_equipo import Parte
from eleccion.errores import ActoIndebido

CANDADO = ".en-uso"
"""File of a part that whoever has it open holds."""


class EquipoEnUso(ActoIndebido):
    """Another process has the part open: two writers would break its log."""

    explicacion: ClassVar[str] = "Otro programa tiene abierto este equipo; ciérrelo primero"


def tomar_candado(carpeta: Path, parte: Parte) -> int:
    """Hold a part of a station, so that no other process opens it; closing what it gives lets go.

    Raises:
        EquipoEnUso: Another process has it open.
    """
    descriptor = os.open(carpeta / parte / CANDADO, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as falla:
        os.close(descriptor)
        raise EquipoEnUso(parte) from falla
    return descriptor
