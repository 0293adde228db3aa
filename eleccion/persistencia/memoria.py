"""The copy of a station's database in a USB memory: made, opened, and compared at start.

The copy has the same tables and the same rows in the same places: it tells no order and keeps no
history. It is made whole, beside its name, and given its name at the end.

Between the two commits of an act the station may die. At start the one that holds more acts gives
them to the other, once it is sure that it continues the other's history: the same log so far, and
every ballot of the other among its own. Where neither continues the other nothing is written.

Page: docs/durabilidad.md, the memory.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, Select, select
from sqlalchemy.exc import SQLAlchemyError

from auditoria.registro.archivos import asegurar_directorio
from eleccion.dominio.respaldo import RespaldoDistinto
from eleccion.persistencia.acto import leer_marcha
from eleccion.persistencia.cadena import TablasDeCadena
from eleccion.persistencia.errores import BaseIlegible, BaseSinEspacio
from eleccion.persistencia.marcha import TablaDeMarcha
from eleccion.persistencia.motor import comprobar_integridad, leyendo

_DIARIO: Final = "-journal"


class Adelantado(Enum):
    """Which of disk and memory holds acts that the other lacks."""

    NINGUNO = "ninguno"
    DISCO = "disco"
    MEMORIA = "memoria"


@dataclass(frozen=True, slots=True)
class Contenido:
    """How to read from one kind of database what a later state of it must still hold.

    Attributes:
        gastado: Rows that no act takes away: credentials and ballots of the urna.
    """

    marcha: TablaDeMarcha
    cadena: TablasDeCadena
    gastado: tuple[Select[tuple[object, ...]], ...]


def copiar(desde: Engine, hacia: Path) -> None:
    """Make a whole copy of a database, durable under its name when this returns.

    A copy that was there is replaced. Its unfinished journal goes first: it would be played into
    the new one.

    Raises:
        BaseSinEspacio: The medium does not take it.
    """
    parcial = hacia.with_name(f".{hacia.name}.parcial")
    try:
        parcial.unlink(missing_ok=True)
        os.close(os.open(parcial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        destino = sqlite3.connect(parcial, isolation_level=None)
        try:
            # Nobody reads it before it is whole and synced, under its name.
            destino.execute("PRAGMA journal_mode=OFF").fetchall()
            with desde.connect() as conexion:
                directa = conexion.connection.dbapi_connection
                if not isinstance(directa, sqlite3.Connection):
                    raise TypeError("only a SQLite file is copied")
                directa.backup(destino)
        finally:
            destino.close()
        with parcial.open("rb") as archivo:
            os.fsync(archivo.fileno())
        hacia.with_name(hacia.name + _DIARIO).unlink(missing_ok=True)
        os.replace(parcial, hacia)
        asegurar_directorio(hacia.parent)
    except (OSError, sqlite3.DatabaseError) as falla:
        raise BaseSinEspacio(archivo=hacia.name) from falla


def comparar(disco: Engine, memoria: Engine, contenido: Contenido) -> Adelantado:
    """Tell which one holds acts that the other lacks, once it is sure that it continues it.

    Raises:
        RespaldoDistinto: Neither continues the other: two machines, a fork, or somebody's hand.
        BaseIlegible: The memory cannot be read.
    """
    try:
        comprobar_integridad(memoria)
        del_disco, _ = leer_marcha(disco, contenido.marcha)
        de_memoria, _ = leer_marcha(memoria, contenido.marcha)
        with leyendo(disco) as uno, leyendo(memoria) as otro:
            if del_disco < de_memoria:
                _exigir_continuacion(uno, otro, contenido)
                return Adelantado.MEMORIA
            _exigir_continuacion(otro, uno, contenido)
            if del_disco > de_memoria:
                return Adelantado.DISCO
            _exigir_continuacion(uno, otro, contenido)
            return Adelantado.NINGUNO
    except SQLAlchemyError as falla:
        raise BaseIlegible("la memoria de respaldo") from falla


def _exigir_continuacion(menos: Connection, mas: Connection, contenido: Contenido) -> None:
    """Every line of the log and every spent row of one is in the other, the same."""
    lineas = select(contenido.cadena.lineas)
    del_menor = menos.execute(lineas).all()
    del_mayor = mas.execute(lineas).all()
    if not set(del_menor) <= set(del_mayor):
        raise RespaldoDistinto("sus bitácoras se apartan")
    for consulta in contenido.gastado:
        if not set(menos.execute(consulta).all()) <= set(mas.execute(consulta).all()):
            raise RespaldoDistinto("a una le falta lo que la otra guarda")


def leer_origenes(motor: Engine, contenido: Contenido) -> tuple[str, ...]:
    """Read whose logs a copy holds: its own, and those of machines before it."""
    with leyendo(motor) as conexion:
        return tuple(conexion.execute(contenido.cadena.origenes).scalars())


def leer_lineas(motor: Engine, contenido: Contenido, origen: str) -> tuple[bytes, ...]:
    """Read the log of one origin from any copy."""
    with leyendo(motor) as conexion:
        lineas = conexion.execute(contenido.cadena.leer_lineas, {"de": origen}).scalars()
        return tuple(bytes(linea) for linea in lineas)
