"""Writing a file so that a power cut leaves the old one or the new one, whole."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def escribir_archivo(ruta: Path, datos: bytes, modo: int = 0o644) -> None:
    """Write a file whole: temporary beside it, fsync, rename, fsync of the directory.

    Args:
        ruta: In a directory that exists; a file already there is replaced.
        datos: The content.
        modo: Permissions of the file; 0o600 where it holds secrets.
    """
    descriptor, temporal = tempfile.mkstemp(prefix=".", suffix=".parcial", dir=ruta.parent)
    try:
        with os.fdopen(descriptor, "wb") as archivo:
            os.fchmod(archivo.fileno(), modo)
            archivo.write(datos)
            archivo.flush()
            os.fsync(archivo.fileno())
        os.replace(temporal, ruta)
    except BaseException:
        Path(temporal).unlink(missing_ok=True)
        raise
    asegurar_directorio(ruta.parent)


def asegurar_directorio(ruta: Path) -> None:
    """Make the names of a directory survive a power cut."""
    descriptor = os.open(ruta, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
