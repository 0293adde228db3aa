"""Reading and writing one file: never more than it may hold, never half of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from auditoria.registro.canonico import ArchivoVacio, DemasiadoGrande

LIMITE_DE_HOJA: Final = 64 * 1024
"""Bytes of a file that holds one sheet: a key, a card, an envelope. They take under 8 KiB."""


def leer_archivo(ruta: Path, limite: int = LIMITE_DE_HOJA) -> bytes:
    """Read a small file that somebody brings: a gibibyte in its place is not loaded.

    Raises:
        ArchivoVacio, DemasiadoGrande: With its name.
        OSError: The system does not let it be read.
    """
    with ruta.open("rb") as archivo:
        datos = archivo.read(limite + 1)
    if not datos:
        raise ArchivoVacio(archivo=ruta.name)
    if len(datos) > limite:
        raise DemasiadoGrande(f"se admiten {limite:,} octetos", archivo=ruta.name)
    return datos


def escribir_archivo(ruta: Path, datos: bytes, modo: int = 0o644) -> None:
    """Write a file whole: temporary beside it, fsync, rename, fsync of the directory.

    Args:
        ruta: In a directory that exists; a file already there is replaced.
        datos: The content.
        modo: Permissions of the file; 0o600 where it holds secrets.

    Raises:
        OSError: With the name of the file itself: nobody asked for a temporary one.
    """
    try:
        _escribir_aparte(ruta, datos, modo)
    except OSError as falla:
        falla.filename, falla.filename2 = str(ruta), None
        raise
    asegurar_directorio(ruta.parent)


def _escribir_aparte(ruta: Path, datos: bytes, modo: int) -> None:
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


@contextmanager
def carpeta_entera(destino: Path) -> Iterator[Path]:
    """Make a directory whole or not at all: filled beside its place, synced, renamed into it.

    What a machine that died in the middle left there is begun again. Nothing is renamed into a
    memory's own root: there it is filled in place, and taken away again if it fails.

    Args:
        destino: Empty, or not there yet; ``.`` is the working directory.

    Yields:
        The directory to fill.
    """
    destino = destino.resolve()
    en_su_lugar = destino.is_mount()
    parcial = destino if en_su_lugar else destino.with_name(f".{destino.name}.parcial")
    if not en_su_lugar:
        if parcial.exists():
            shutil.rmtree(parcial)
        parcial.mkdir(parents=True)
    try:
        yield parcial
        asegurar_arbol(parcial)
        if not en_su_lugar:
            os.replace(parcial, destino)
    except BaseException:
        # The root of a memory stays; what was put into it does not.
        shutil.rmtree(parcial, ignore_errors=True)
        raise
    asegurar_directorio(destino.parent)


def asegurar_arbol(raiz: Path) -> None:
    """Make every file below a directory, and its name, survive a power cut."""
    for ruta in (*raiz.rglob("*"), raiz, raiz.parent):
        if ruta.is_dir():
            asegurar_directorio(ruta)
            continue
        with ruta.open("rb") as archivo:
            os.fsync(archivo.fileno())


def asegurar_directorio(ruta: Path) -> None:
    """Make the names of a directory survive a power cut."""
    descriptor = os.open(ruta, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
