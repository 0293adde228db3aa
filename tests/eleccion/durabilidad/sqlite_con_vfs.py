"""SQLite through APSW, dressed as the module that SQLAlchemy expects, over a file system of ours.

The station's own code runs unchanged over it: same statements, same settings read back, same
transactions. What differs is the library: APSW carries its own SQLite, newer than the one Python
links, because only there can a file system be written in Python. The journal of ``DELETE`` mode is
the same in both; files that it leaves are opened again, in every test, by Python's own library.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import apsw
import pytest
import sqlalchemy

from eleccion.persistencia import motor

NOMBRES = {
    apsw.IOError: "SQLITE_IOERR",
    apsw.FullError: "SQLITE_FULL",
    apsw.CantOpenError: "SQLITE_CANTOPEN",
    apsw.CorruptError: "SQLITE_CORRUPT",
    apsw.BusyError: "SQLITE_BUSY",
    apsw.ReadOnlyError: "SQLITE_READONLY",
}


class Cursor:
    """As much of a DB-API cursor as the project's statements use."""

    arraysize = 1
    lastrowid = None

    def __init__(self, conexion: Conexion) -> None:
        self._conexion = conexion
        self._cursor = conexion.directa.cursor()
        self._cursor.exec_trace = self._describir
        self._filas: Iterator[Any] = iter(())
        self.description: list[tuple[Any, ...]] | None = None
        self.rowcount = -1

    def execute(self, orden: str, valores: Sequence[Any] = ()) -> Cursor:
        directa = self._conexion.directa
        self.description, self.rowcount = None, -1
        antes = directa.total_changes()
        with traduciendo():
            # All rows at once: no statement is left half way when the transaction ends.
            self._filas = iter(self._cursor.execute(orden, valores).fetchall())
        if self.description is None:
            self.rowcount = directa.total_changes() - antes
        return self

    def _describir(self, cursor: apsw.Cursor, _: str, __: object) -> bool:
        # Once a statement has run to its end APSW no longer says which columns it had.
        columnas = [(c[0], None, None, None, None, None, None) for c in cursor.get_description()]
        self.description = columnas or None
        return True

    def executemany(self, orden: str, renglones: Sequence[Sequence[Any]]) -> Cursor:
        cambios = 0
        for valores in renglones:
            cambios += self.execute(orden, valores).rowcount
        self.rowcount = cambios
        return self

    def fetchone(self) -> Any:
        return next(self._filas, None)

    def fetchmany(self, cuantos: int = 1) -> list[Any]:
        return list(islice(self._filas, cuantos))

    def fetchall(self) -> list[Any]:
        return list(self._filas)

    def __iter__(self) -> Iterator[Any]:
        return self._filas

    def close(self) -> None:
        self._cursor.close(True)


class Conexion:
    """As much of ``sqlite3.Connection``."""

    isolation_level: str | None = ""

    def __init__(self, directa: apsw.Connection) -> None:
        self.directa = directa

    def cursor(self) -> Cursor:
        return Cursor(self)

    def execute(self, orden: str, valores: Sequence[Any] = ()) -> Cursor:
        return self.cursor().execute(orden, valores)

    def create_function(self, *_: Any, **__: Any) -> None:
        """Nothing of ours calls the dialect's extra functions."""

    def commit(self) -> None:
        if self.directa.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        if self.directa.in_transaction:
            self.execute("ROLLBACK")

    def close(self) -> None:
        self.directa.close(True)


@contextmanager
def traduciendo() -> Iterator[None]:
    """Raise APSW's errors as those of Python's own module, with the same names."""
    try:
        yield
    except apsw.Error as error:
        falla = sqlite3.OperationalError(str(error))
        falla.sqlite_errorname = NOMBRES.get(type(error), "SQLITE_ERROR")
        raise falla from error


def modulo() -> SimpleNamespace:
    """The DB-API module: names from Python's own, connections from APSW."""
    nombres = [
        "Binary", "DataError", "DatabaseError", "Error", "IntegrityError", "InterfaceError",
        "InternalError", "NotSupportedError", "OperationalError", "PARSE_COLNAMES",
        "PARSE_DECLTYPES", "ProgrammingError", "Warning", "paramstyle",
    ]  # fmt: skip
    version = apsw.sqlite_lib_version()
    return SimpleNamespace(
        **{nombre: getattr(sqlite3, nombre) for nombre in nombres},
        sqlite_version=version,
        sqlite_version_info=tuple(int(parte) for parte in version.split(".")),
    )


def usar_vfs(monkeypatch: pytest.MonkeyPatch, vfs: str) -> None:
    """Have every database that is opened from now on go through a file system of ours."""
    crear: Callable[..., sqlalchemy.Engine] = sqlalchemy.create_engine

    def crear_con_vfs(url: sqlalchemy.URL, **opciones: Any) -> sqlalchemy.Engine:
        ruta = str(Path(str(url.database)).absolute())
        return crear(
            "sqlite://",
            module=modulo(),
            creator=lambda: Conexion(apsw.Connection(ruta, vfs=vfs)),
            poolclass=sqlalchemy.QueuePool,
            **opciones,
        )

    monkeypatch.setattr(motor, "create_engine", crear_con_vfs)
