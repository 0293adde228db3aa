"""Schemas: made and moved by Alembic, from scripts that travel inside the package.

A database of any other revision than the program's own is refused: older ones are migrated by an
explicit command before the process is sealed, newer ones belong to another version of the program.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, TypeAlias, get_args

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from eleccion.persistencia.errores import EsquemaDistinto
from eleccion.persistencia.motor import crear_sqlite, leyendo
from eleccion.recursos import encontrar_recurso

Parte: TypeAlias = Literal["central", "mesa", "urna"]
PARTES: Final[tuple[Parte, ...]] = get_args(Parte)

TABLA_DE_REVISION: Final = "esquema"


def revision_del_programa(parte: Parte) -> str:
    """Give the revision that this program writes and reads."""
    cabeza = ScriptDirectory.from_config(_configuracion(parte)).get_current_head()
    if cabeza is None:
        raise EsquemaDistinto(f"el programa no trae migraciones de «{parte}»")
    return cabeza


def revision_de(motor: Engine) -> str:
    """Read the revision that a database is in; empty when it has no tables of ours."""
    try:
        with leyendo(motor) as conexion:
            consulta = text(f"SELECT version_num FROM {TABLA_DE_REVISION}")  # noqa: S608
            return str(conexion.execute(consulta).scalar_one_or_none() or "")
    except DatabaseError:
        return ""


def exigir_esquema(motor: Engine, parte: Parte) -> None:
    """Refuse a database whose tables are of another version, or not exactly the program's.

    A trigger, a view or one more table could copy, with its hour, what the urna keeps without.

    Raises:
        EsquemaDistinto: Older (it can be migrated), newer or foreign (it cannot).
    """
    actual, propia = revision_de(motor), _revision_propia(parte)
    if actual != propia:
        raise EsquemaDistinto(f"está en «{actual or 'ninguna'}» y el programa usa «{propia}»")
    if motor.dialect.name == "sqlite" and _objetos(motor) != _objetos_propios(parte):
        raise EsquemaDistinto("sus tablas no son las que hace el programa")


def migrar(motor: Engine, parte: Parte) -> str:
    """Bring a database to the program's revision, in one transaction.

    Returns:
        The revision reached.

    Raises:
        EsquemaDistinto: The database is of a revision this program does not know.
    """
    configuracion = _configuracion(parte)
    with motor.connect() as conexion, conexion.begin():
        configuracion.attributes["conexion"] = conexion
        try:
            command.upgrade(configuracion, "head")
        except CommandError as falla:
            raise EsquemaDistinto(str(falla)) from falla
    return _revision_propia(parte)


def crear_base(ruta: Path, parte: Parte) -> Engine:
    """Make a new SQLite database with the program's tables and nothing in them.

    The migrations are run once per process, in memory; the file gets the tables that they make,
    word for word, as ``exigir_esquema`` demands of every file that is opened.

    Raises:
        BaseYaExiste: There is a file already.
    """
    motor = crear_sqlite(ruta)
    revision = {"revision": _revision_propia(parte)}
    with motor.begin() as conexion:
        for _, _, _, orden in sorted(_objetos_propios(parte), key=_tablas_primero):
            if orden is not None:
                conexion.exec_driver_sql(str(orden))
        conexion.execute(text(f"INSERT INTO {TABLA_DE_REVISION} VALUES (:revision)"), revision)  # noqa: S608
    return motor


def _tablas_primero(objeto: tuple[object, ...]) -> bool:
    return objeto[0] != "table"


def _objetos(motor: Engine) -> tuple[tuple[object, ...], ...]:
    """Every table, index, view and trigger of a file, as SQLite wrote it down."""
    consulta = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    with leyendo(motor) as conexion:
        return tuple(tuple(fila) for fila in conexion.exec_driver_sql(consulta))


@lru_cache
def _objetos_propios(parte: Parte) -> tuple[tuple[object, ...], ...]:
    motor = create_engine("sqlite://", poolclass=StaticPool)
    try:
        migrar(motor, parte)
        return _objetos(motor)
    finally:
        motor.dispose()


@lru_cache
def _revision_propia(parte: Parte) -> str:
    return revision_del_programa(parte)


def _configuracion(parte: Parte) -> Config:
    guiones = encontrar_recurso("persistencia", parte, "migraciones")
    configuracion = Config()
    # A per cent sign in the path would be read as the beginning of an interpolation.
    configuracion.set_main_option("script_location", str(guiones).replace("%", "%%"))
    return configuracion
