"""Engines: how a connection to each kind of database is opened, checked and begun.

SQLite runs with the rollback journal and ``synchronous=EXTRA``: with ``FULL`` the deletion of the
journal is not synced and a power cut can bring it back and undo a ballot already acknowledged.
Every setting is read back on every connection, for SQLite ignores in silence what it cannot do.

No error tells what was being written: the parameters of a statement are ballots, credentials and
hashes of persons, and an error message ends in a log that has hours.

Source: sqlite.org/pragma.html; docs/decisiones/0011-almacenes-en-su-lugar.md.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from eleccion.persistencia.compuerta import exigir_modo, exigir_version, revisar_archivo
from eleccion.persistencia.errores import (
    BaseIlegible,
    BaseOcupada,
    BaseSinEspacio,
    BaseYaExiste,
    PragmaDistinto,
)

AJUSTES: Final[tuple[tuple[str, str, object], ...]] = (
    ("journal_mode", "DELETE", "delete"),
    ("synchronous", "EXTRA", 3),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    # Sorting and VACUUM must not leave ballots or names in a temporary file.
    ("temp_store", "MEMORY", 2),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("busy_timeout", "30000", 30000),
)
"""Setting, what is asked, what must be read back."""

_FALLAS: Final = {
    "SQLITE_BUSY": BaseOcupada,
    "SQLITE_LOCKED": BaseOcupada,
    "SQLITE_FULL": BaseSinEspacio,
    "SQLITE_IOERR": BaseSinEspacio,
    "SQLITE_READONLY": BaseSinEspacio,
    "SQLITE_CANTOPEN": BaseIlegible,
    "SQLITE_CORRUPT": BaseIlegible,
    "SQLITE_NOTADB": BaseIlegible,
}

LECTURA: Final = {"lectura": True}
"""Execution option of a connection that only reads: it does not ask for the writer's turn."""


def crear_sqlite(ruta: Path) -> Engine:
    """Make a new, empty database file, private to its owner, and open it.

    Raises:
        BaseYaExiste: There is a file already.
    """
    try:
        # Created before SQLite does, so that no moment leaves it readable by others.
        os.close(os.open(ruta, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise BaseYaExiste(archivo=ruta.name) from None
    exigir_version()
    return _motor_sqlite(ruta)


def abrir_sqlite(ruta: Path) -> Engine:
    """Open a database file that exists, once the gate has let it pass.

    Raises:
        BaseAusente, BaseIlegible, SqliteVulnerable, SqliteAntiguo: See ``compuerta``.
        PragmaDistinto: A setting was not taken (when the first connection is made).
    """
    exigir_version()
    revisar_archivo(ruta)
    return _motor_sqlite(ruta)


def abrir_postgresql(direccion: str) -> Engine:
    """Open a PostgreSQL database through psycopg 3.

    Isolation stays at READ COMMITTED: double use is stopped by unique constraints, conditional
    updates and row locks, which hold at every level; SERIALIZABLE has failed independent tests.
    """
    return create_engine(
        make_url(direccion),
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        hide_parameters=True,
    )


def _motor_sqlite(ruta: Path) -> Engine:
    motor = create_engine(URL.create("sqlite", database=str(ruta)), hide_parameters=True)
    event.listen(motor, "connect", _ajustar)
    event.listen(motor, "begin", _comenzar)
    event.listen(motor, "handle_error", _traducir)
    return motor


def _traducir(contexto: ExceptionContext) -> None:
    nombrar_falla(contexto.original_exception)


def nombrar_falla(original: BaseException) -> None:
    """Name what happens to a file or its disk; any other error is left as it is.

    Raises:
        BaseOcupada, BaseSinEspacio, BaseIlegible: What the driver's error means.
    """
    nombre = getattr(original, "sqlite_errorname", "")
    if not nombre and isinstance(original, sqlite3.OperationalError):
        # The driver found bytes that are no text, and quotes the row in its message.
        raise BaseIlegible("un texto está dañado") from None
    clase = _FALLAS.get("_".join(nombre.split("_")[:2]))
    if clase is not None:
        raise clase(nombre) from original


def _ajustar(conexion: sqlite3.Connection, _entrada: ConnectionPoolEntry) -> None:
    # The driver would begin transactions by itself, late and DEFERRED: two writers would then
    # both read a free credential before one of them fails.
    conexion.isolation_level = None
    try:
        for nombre, pedido, esperado in AJUSTES:
            conexion.execute(f"PRAGMA {nombre}={pedido}").fetchall()
            _exigir(conexion, nombre, esperado)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as falla:
        # A damaged schema is quoted by the library as it stands, in bytes that may be no text.
        raise BaseIlegible(type(falla).__name__) from falla


def _exigir(conexion: Any, nombre: str, esperado: object) -> None:
    leido = conexion.execute(f"PRAGMA {nombre}").fetchone()[0]
    if leido != esperado:
        if nombre == "journal_mode":
            exigir_modo(str(leido))
        raise PragmaDistinto(f"{nombre} es {leido!r}, debe ser {esperado!r}")


def _comenzar(conexion: Connection) -> None:
    lectura = conexion.get_execution_options().get("lectura", False)
    conexion.exec_driver_sql("BEGIN DEFERRED" if lectura else "BEGIN IMMEDIATE")


@contextmanager
def leyendo(motor: Engine) -> Iterator[Connection]:
    """Give a connection for one consistent reading that blocks no writer longer than it lasts."""
    with motor.connect() as conexion:
        yield conexion.execution_options(**LECTURA)


def comprobar_integridad(motor: Engine) -> None:
    """Ask SQLite to check its own pages, indexes and foreign keys.

    Raises:
        BaseIlegible: Something inside is damaged.
    """
    if motor.dialect.name != "sqlite":
        return
    try:
        with leyendo(motor) as conexion:
            hallazgos = conexion.exec_driver_sql("PRAGMA integrity_check(5)").scalars().all()
            ajenas = conexion.exec_driver_sql("PRAGMA foreign_key_check").all()
    except DatabaseError as falla:
        raise BaseIlegible(str(falla.orig)) from falla
    if list(hallazgos) != ["ok"] or ajenas:
        raise BaseIlegible("; ".join(map(str, hallazgos)))
