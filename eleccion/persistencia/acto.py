"""One act of a station: committed to its own disk and then to its memory, when it has one.

An act is whole after both commits, and only then answered for. The statements that changed the
disk are repeated in the memory with the same values, so that both files hold the same rows in the
same places and neither tells an order; ciphertexts and lines of the log are not made twice.

A commit that fails may still have happened: the last step, syncing the removal of the journal, can
be the one that failed. So the count of acts is read again, and only what it says is said.

Page: docs/durabilidad.md.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from auditoria.registro.archivos import asegurar_directorio
from eleccion.dominio.respaldo import (
    EstadoRespaldo,
    RespaldoDistinto,
    RespaldoFaltante,
    RespaldoPendiente,
)
from eleccion.errores import ErrorEleccion
from eleccion.persistencia.directa import Cambio, Directa
from eleccion.persistencia.errores import BaseEnDuda, BaseIlegible, BaseOcupada, BaseSinEspacio
from eleccion.persistencia.marcha import TablaDeMarcha
from eleccion.persistencia.motor import leyendo

_ESPERA_S: Final = 30


class Disco:
    """The database of one part of a station, and its copy in a memory.

    Attributes:
        motor: The file on the station's own disk.
    """

    def __init__(self, motor: Engine, marcha: TablaDeMarcha) -> None:
        self.motor = motor
        self.marcha = marcha
        self._memoria: Engine | None = None
        self._turno = Lock()
        self._en_duda = False

    @property
    def ruta(self) -> Path:
        """Where the file is."""
        return Path(str(self.motor.url.database))

    def con_memoria(self, memoria: Engine) -> None:
        """Keep every act from now on in this copy too; it must hold what the disk holds."""
        self._memoria = memoria

    def soltar_memoria(self) -> None:
        """Stop writing to the copy: it lacks an act, and only a new copy mends that."""
        if self._memoria is not None:
            self._memoria.dispose()
        self._memoria = None

    @property
    def tiene_memoria(self) -> bool:
        """Tell whether a copy is connected and holds every act."""
        return self._memoria is not None

    @property
    def memoria_a_la_vista(self) -> bool:
        """Tell whether that copy is in sight now too, before an act finds it pulled out."""
        if self._memoria is None:
            return False
        try:
            os.stat(str(self._memoria.url.database))
        except OSError:
            return False
        return True

    def leer_marcha(self) -> tuple[int, EstadoRespaldo]:
        """Read how many acts the disk holds, and whether they must be in a memory."""
        return leer_marcha(self.motor, self.marcha)

    def exigir_respaldo(self) -> None:
        """Demand that every act which must be kept in a memory is there (``RespaldoFaltante``).

        Whoever answers for what was done before asks for it as an act that writes does.
        """
        _, estado = self.leer_marcha()
        if estado is EstadoRespaldo.EXIGIDO and not self.tiene_memoria:
            raise RespaldoFaltante

    def leer(self) -> Acto:
        """Begin a reading."""
        return Acto(self, escribe=False)

    def escribir(self, *, sin_memoria: bool = False) -> Acto:
        """Begin an act.

        Args:
            sin_memoria: Only for the act by which two officials go on without it.
        """
        return Acto(self, escribe=True, sin_memoria=sin_memoria)

    def compactar(self) -> None:
        """Rewrite disk and memory in key order, without freed pages.

        A memory that does not take it holds every act all the same; it is let go, and the next act
        says that it is missing.

        Raises:
            BaseSinEspacio: The disk does not take it.
        """
        compactar(self.motor)
        if self._memoria is not None:
            try:
                compactar(self._memoria)
            except (SQLAlchemyError, ErrorEleccion):
                self.soltar_memoria()

    def cerrar(self) -> None:
        """Close every connection."""
        self.motor.dispose()
        self.soltar_memoria()

    @contextmanager
    def turno(self) -> Iterator[None]:
        """Let one act pass at a time: the memory takes them in the order of the disk."""
        if not self._turno.acquire(timeout=_ESPERA_S):
            raise BaseOcupada
        try:
            if self._en_duda:
                raise BaseEnDuda
            yield
        finally:
            self._turno.release()

    def aclarar(self, antes: int, falla: Exception) -> None:
        """Look whether an act whose commit failed is on the disk; return only when it is.

        Raises:
            BaseSinEspacio: It is not; nothing of it was kept.
            BaseEnDuda: The disk does not even say.
        """
        # What the failed connection holds in memory is not what the disk holds.
        self.motor.dispose()
        try:
            # The journal may be gone without its removal being durable.
            asegurar_directorio(self.ruta.parent)
            ahora, _ = self.leer_marcha()
        except (OSError, SQLAlchemyError, ErrorEleccion):
            self._en_duda = True
            raise BaseEnDuda from falla
        if ahora == antes:
            raise BaseSinEspacio(getattr(falla, "hecho", "")) from falla

    def repetir(self, cambios: list[Cambio]) -> None:
        """Commit in the memory what was committed on the disk.

        Raises:
            RespaldoPendiente: It could not be; the memory is let go.
        """
        if self._memoria is None:
            return
        try:
            with self._memoria.begin() as conexion:
                for cambio in cambios:
                    hechos = conexion.exec_driver_sql(cambio.orden, cambio.valores).rowcount
                    if hechos != cambio.renglones:
                        raise RespaldoDistinto
        except (SQLAlchemyError, ErrorEleccion) as falla:
            self.soltar_memoria()
            raise RespaldoPendiente(getattr(falla, "hecho", "")) from falla


class Acto:
    """One transaction. ``comenzar``, then ``confirmar`` or nothing, and always ``terminar``.

    Attributes:
        escribe: Whether it may change anything.
    """

    def __init__(self, disco: Disco, *, escribe: bool, sin_memoria: bool = False) -> None:
        self._disco = disco
        self.escribe = escribe
        self._sin_memoria = sin_memoria
        self._turno = disco.turno()
        self._conexion: Directa | None = None
        self._antes = 0

    def comenzar(self) -> Directa:
        """Take the writer's turn, or one moment to read.

        Raises:
            RespaldoFaltante: The act must be kept in a memory that is not there.
            BaseEnDuda: A commit failed and its outcome is not known.
            BaseOcupada: Another act does not end.
        """
        if not self.escribe:
            self._conexion = Directa(self._disco.motor, lectura=True)
            return self._conexion
        self._turno.__enter__()
        try:
            self._conexion = conexion = Directa(self._disco.motor, lectura=False)
            marcha = conexion.execute(self._disco.marcha.leer).one_or_none()
            if marcha is not None:
                self._antes, estado = marcha
                if (
                    estado == EstadoRespaldo.EXIGIDO
                    and not self._disco.tiene_memoria
                    and not self._sin_memoria
                ):
                    raise RespaldoFaltante
        except BaseException:
            self.terminar()
            raise
        return conexion

    def confirmar(self) -> None:
        """Commit on the disk, and then in the memory.

        Raises:
            BaseSinEspacio, BaseEnDuda: See ``Disco.aclarar``.
            RespaldoPendiente: It is on the disk only.
        """
        conexion = self._conexion
        if conexion is None:
            raise RuntimeError("an act that did not begin")
        marcha = {"antes": self._antes, "despues": self._antes + 1}
        conexion.execute(self._disco.marcha.avanzar, marcha)
        try:
            conexion.confirmar()
        except (SQLAlchemyError, ErrorEleccion) as falla:
            if not conexion.es_sqlite or isinstance(falla, BaseOcupada):
                raise
            conexion.desechar()
            self._disco.aclarar(self._antes, falla)
        self._disco.repetir(conexion.cambios)

    def terminar(self) -> None:
        """Undo whatever was not committed and give the turn back."""
        try:
            if self._conexion is not None:
                self._conexion.terminar()
        finally:
            if self.escribe:
                self._turno.__exit__(None, None, None)


def leer_marcha(motor: Engine, marcha: TablaDeMarcha) -> tuple[int, EstadoRespaldo]:
    """Read how many acts a file holds, and whether they must be in a memory.

    Raises:
        BaseIlegible: It does not say.
    """
    with leyendo(motor) as conexion:
        fila = conexion.execute(marcha.leer).one_or_none()
    if fila is None:
        raise BaseIlegible("no dice cuántos actos tiene")
    return int(fila[0]), EstadoRespaldo(fila[1])


def compactar(motor: Engine) -> None:
    """Rewrite a file in key order and leave no freed page (``BaseSinEspacio``)."""
    with motor.connect() as conexion:
        directa = conexion.connection.dbapi_connection
        if directa is None:
            raise RuntimeError("a connection without a driver")
        try:
            directa.cursor().execute("VACUUM")
        except sqlite3.DatabaseError as falla:
            raise BaseSinEspacio(getattr(falla, "sqlite_errorname", "")) from falla
