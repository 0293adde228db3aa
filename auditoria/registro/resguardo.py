"""Guard against a log that goes back: its last checkpoint kept in a store apart.

Whoever restores a backup and goes on would sign two histories. So the last checkpoint
lives outside of the database, changes only by compare-and-swap, and a log that does not
begin with it is refused for good: a new origin takes over.

Page: docs/formato-bitacora.md, section Rollback.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from auditoria.errores import ReglaRota
from auditoria.registro import bitacora, punto
from auditoria.registro.archivos import asegurar_directorio, escribir_archivo
from auditoria.registro.bitacora import Cabeza
from auditoria.registro.llave import LlavePrivada, LlavePublica


class PuntoAusente(ReglaRota):
    """There is no checkpoint of this log: its store was lost or is another machine's."""

    explicacion = "No está el punto de control de la bitácora"


class PuntoCambiado(ReglaRota):
    """Somebody else moved the checkpoint meanwhile: two processes sign one log."""

    explicacion = "El punto de control cambió mientras se escribía: hay otro proceso en marcha"


class BitacoraRetrocedida(ReglaRota):
    """The log is shorter than what was signed: entries are missing."""

    explicacion = "La bitácora es más corta que su último punto de control"


class BitacoraDistinta(ReglaRota):
    """The log is another one than what was signed."""

    explicacion = "La bitácora no es la que se firmó en su último punto de control"


class AlmacenPuntos(Protocol):
    """Keeps the last signed checkpoint of each log, apart from the logs.

    A checkpoint is kept when ``cambiar`` returns, through a power cut. Both methods act on
    one log as if alone: of two that change from the same checkpoint, one is refused.
    """

    def leer(self, origen: str) -> bytes:
        """Give the checkpoint kept; ``PuntoAusente`` if there is none."""

    def cambiar(self, origen: str, anterior: bytes | None, nuevo: bytes) -> None:
        """Put ``nuevo`` in place of exactly ``anterior`` (``None``: of nothing).

        Raises:
            PuntoCambiado: Something else is kept; it stays.
        """


class AlmacenArchivos:
    """Keeps each checkpoint in a file of a directory, named by the hash of the origin.

    The directory must not lie in what a backup of the database restores.
    """

    def __init__(self, directorio: Path) -> None:
        self._directorio = directorio
        directorio.mkdir(parents=True, exist_ok=True)
        asegurar_directorio(directorio)

    def leer(self, origen: str) -> bytes:
        """Give the checkpoint kept."""
        ruta = self._ruta(origen)
        if not ruta.exists():
            raise PuntoAusente(origen)
        return ruta.read_bytes()

    def cambiar(self, origen: str, anterior: bytes | None, nuevo: bytes) -> None:
        """Put ``nuevo`` in place of exactly ``anterior``."""
        ruta = self._ruta(origen)
        with self._candado():
            actual = ruta.read_bytes() if ruta.exists() else None
            if actual != anterior:
                raise PuntoCambiado(origen)
            escribir_archivo(ruta, nuevo)

    def _ruta(self, origen: str) -> Path:
        return self._directorio / f"{sha256(origen.encode()).hexdigest()[:32]}.punto"

    @contextmanager
    def _candado(self) -> Iterator[None]:
        descriptor = os.open(self._directorio / "candado", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def estrenar(origen: str, llave: LlavePrivada, almacen: AlmacenPuntos) -> Cabeza:
    """Begin a log: its checkpoint of no entries is kept before the first entry exists.

    Raises:
        PuntoCambiado: A log of this name was begun before.
    """
    cabeza = Cabeza.nueva(origen)
    almacen.cambiar(origen, None, punto.firmar(cabeza.punto(), llave))
    return cabeza


def reanudar(
    lineas: Iterable[bytes], origen: str, llave: LlavePrivada, almacen: AlmacenPuntos
) -> Cabeza:
    """Go on with a log at start: verify it whole, and that it holds all that was signed.

    A longer log is signed again: the machine stopped between an act and its checkpoint.

    Raises:
        PuntoAusente, BitacoraRetrocedida, BitacoraDistinta: A new origin must take over.
        The errors of ``bitacora.recorrer``.
    """
    guardado = _leer_punto(origen, llave.publica, almacen)
    cabeza = visto = Cabeza.nueva(origen)
    for _, cabeza in bitacora.recorrer(lineas, origen):
        if cabeza.tamano <= guardado.tamano:
            visto = cabeza
    if cabeza.tamano < guardado.tamano:
        raise BitacoraRetrocedida(f"{cabeza.tamano} asientos de {guardado.tamano}")
    if visto.punto() != guardado:
        raise BitacoraDistinta(f"{guardado.tamano} asientos")
    if cabeza.tamano > guardado.tamano:
        sellar_punto(cabeza, llave, almacen)
    return cabeza


def sellar_punto(cabeza: Cabeza, llave: LlavePrivada, almacen: AlmacenPuntos) -> bytes:
    """Sign the head and keep it as the last checkpoint. Milestones call this after commit.

    The caller vouches that ``cabeza`` grew from the log it resumed; a head that is shorter
    than what is kept, or of the same size and another root, is refused here.

    Returns:
        The signed checkpoint.

    Raises:
        BitacoraRetrocedida, BitacoraDistinta, PuntoAusente, PuntoCambiado.
    """
    anterior = almacen.leer(cabeza.origen)
    guardado = punto.verificar(anterior, cabeza.origen, llave.publica).punto
    if cabeza.tamano < guardado.tamano:
        raise BitacoraRetrocedida(f"{cabeza.tamano} asientos de {guardado.tamano}")
    if cabeza.tamano == guardado.tamano and cabeza.punto() != guardado:
        raise BitacoraDistinta(f"{guardado.tamano} asientos")
    nuevo = punto.firmar(cabeza.punto(), llave)
    if nuevo != anterior:
        almacen.cambiar(cabeza.origen, anterior, nuevo)
    return nuevo


def _leer_punto(origen: str, llave: LlavePublica, almacen: AlmacenPuntos) -> punto.Punto:
    return punto.verificar(almacen.leer(origen), origen, llave).punto
