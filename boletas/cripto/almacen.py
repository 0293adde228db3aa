"""Durable files: a custodian's own store, and files that appear whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final, Protocol, TypeVar

from boletas.errores import (
    ArchivoVacio,
    FallaDeBoletas,
    FueraDeLimites,
    NoGuardado,
    YaGuardado,
)

T = TypeVar("T")

_NOMBRE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,127}", re.ASCII)
LIMITE_DE_GUARDADO: Final = 16 * 1024 * 1024
"""Bytes of what a custodian keeps under one name: a list of trustees takes up to 1 MiB."""


class Almacen(Protocol):
    """One custodian's private place.

    Contract: ``crear`` is exclusive (of two calls with one name, one raises `YaGuardado`) and
    durable on return; nothing is ever overwritten. What it holds is secret.
    """

    def leer(self, nombre: str) -> bytes:
        """Read what was created. Raises `NoGuardado`."""
        ...

    def crear(self, nombre: str, datos: bytes) -> None:
        """Keep ``datos`` under a new name. Raises `YaGuardado`."""
        ...

    def borrar(self, nombre: str) -> None:
        """Remove what was created. Raises `NoGuardado`."""
        ...


class AlmacenEnCarpeta:
    """A directory of mode 0700, one file per name."""

    def __init__(self, carpeta: Path) -> None:
        carpeta.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._carpeta = carpeta

    def leer(self, nombre: str) -> bytes:
        """See `Almacen`. Raises `FueraDeLimites` over 16 MiB, without loading it."""
        try:
            with self._ruta(nombre).open("rb") as archivo:
                datos = archivo.read(LIMITE_DE_GUARDADO + 1)
        except FileNotFoundError:
            raise NoGuardado(f"el custodio no guarda {nombre}") from None
        if len(datos) > LIMITE_DE_GUARDADO:
            raise FueraDeLimites("es demasiado largo", entrada=nombre)
        return datos

    def crear(self, nombre: str, datos: bytes) -> None:
        """See `Almacen`.

        The name is reserved with an exclusive create, then the contents are moved over it. A crash
        in between leaves an empty file, which every reader refuses: the act is not repeated.
        """
        ruta = self._ruta(nombre)
        try:
            os.close(os.open(ruta, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            raise YaGuardado(f"el custodio ya guarda {nombre}") from None
        with escritura_firme(ruta, modo=0o600) as salida:
            salida.write(datos)

    def borrar(self, nombre: str) -> None:
        """See `Almacen`."""
        try:
            self._ruta(nombre).unlink()
        except FileNotFoundError:
            raise NoGuardado(f"el custodio no guarda {nombre}") from None
        _asegurar_carpeta(self._carpeta)

    def _ruta(self, nombre: str) -> Path:
        if not _NOMBRE.fullmatch(nombre):
            raise NoGuardado(f"{nombre!r} no es un nombre de archivo permitido")
        return self._carpeta / nombre


def leer_guardado(almacen: Almacen, nombre: str, leer: Callable[[bytes], T]) -> T:
    """Read what a store keeps under a name; what is wrong with it is said of that name.

    Raises:
        NoGuardado, ArchivoVacio: It is not there, or a cut left it empty.
        FallaDeBoletas: Those of ``leer``.
    """
    datos = almacen.leer(nombre)
    try:
        if not datos:
            raise ArchivoVacio("está vacío: un corte lo dejó a medias")
        return leer(datos)
    except FallaDeBoletas as falla:
        falla.entrada = falla.entrada or nombre
        raise


@contextmanager
def escritura_firme(ruta: Path, *, modo: int = 0o644) -> Iterator[BinaryIO]:
    """Write a file that appears under ``ruta`` whole and on disk, or not at all.

    The temporary file stands beside it with the final mode; on any failure it is removed. An
    ``OSError`` names the file itself.
    """
    temporal = ruta.with_name(f".{ruta.name}.{os.getpid()}.parcial")
    try:
        descriptor = os.open(temporal, os.O_CREAT | os.O_EXCL | os.O_WRONLY, modo)
    except OSError as falla:
        falla.filename = str(ruta)
        raise
    try:
        with os.fdopen(descriptor, "wb") as salida:
            yield salida
            salida.flush()
            os.fsync(salida.fileno())
        os.replace(temporal, ruta)
    except BaseException:
        with suppress(FileNotFoundError):
            temporal.unlink()
        raise
    _asegurar_carpeta(ruta.parent)


def _asegurar_carpeta(carpeta: Path) -> None:
    descriptor = os.open(carpeta, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
