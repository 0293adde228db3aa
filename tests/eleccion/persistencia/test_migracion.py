"""The migrations build exactly the tables the program declares, and nothing else is opened."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, MetaData, text

from eleccion.persistencia.errores import EsquemaDistinto
from eleccion.persistencia.migracion import (
    PARTES,
    TABLA_DE_REVISION,
    Parte,
    _configuracion,
    crear_base,
    exigir_esquema,
    migrar,
    revision_de,
    revision_del_programa,
)
from eleccion.persistencia.motor import abrir_sqlite, crear_sqlite


def metadatos_de(parte: Parte) -> MetaData:
    """The tables as the program declares them."""
    modulo: Any = import_module(f"eleccion.persistencia.{parte}.tablas")
    metadatos: MetaData = modulo.METADATOS
    return metadatos


def esquema_de(motor: Engine) -> dict[str, str]:
    """Every table and index as SQLite keeps it, word for word."""
    consulta = text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    with motor.connect() as conexion:
        return {nombre: sql for nombre, sql in conexion.execute(consulta) if nombre != "esquema"}


@pytest.mark.parametrize("parte", PARTES)
def test_las_migraciones_dan_las_tablas_declaradas(parte: Parte, tmp_path: Path) -> None:
    """Word for word: WITHOUT ROWID and STRICT are not seen by Alembic's own comparison."""
    migrada = crear_base(tmp_path / "migrada.sqlite", parte)
    declarada = crear_sqlite(tmp_path / "declarada.sqlite")
    with declarada.begin() as conexion:
        metadatos_de(parte).create_all(conexion)
    assert esquema_de(migrada) == esquema_de(declarada)
    assert TABLA_DE_REVISION == "esquema"
    for motor in (migrada, declarada):
        motor.dispose()


@pytest.mark.parametrize("parte", PARTES)
def test_una_base_nueva_es_la_que_dan_las_migraciones(parte: Parte, tmp_path: Path) -> None:
    """A new file takes the tables from a copy made once: it must be the file Alembic would make."""
    nueva = crear_base(tmp_path / "nueva.sqlite", parte)
    migrada = crear_sqlite(tmp_path / "migrada.sqlite")
    migrar(migrada, parte)
    objetos = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    visto = []
    for motor in (nueva, migrada):
        with motor.connect() as conexion:
            filas = conexion.execute(text(objetos)).all()
            tablas = [fila.name for fila in filas if fila.type == "table"]
            renglones = {t: conexion.execute(text(f"SELECT * FROM {t}")).all() for t in tablas}  # noqa: S608
        visto.append((filas, renglones))
        motor.dispose()
    assert visto[0] == visto[1]
    assert visto[0][1][TABLA_DE_REVISION] == [(revision_del_programa(parte),)]


@pytest.mark.parametrize("parte", PARTES)
def test_migrar_lo_ya_migrado_no_cambia_nada(parte: Parte, tmp_path: Path) -> None:
    """The command may be run again by somebody who is not sure."""
    motor = crear_base(tmp_path / "a.sqlite", parte)
    antes = esquema_de(motor)
    assert migrar(motor, parte) == revision_del_programa(parte) == revision_de(motor)
    assert esquema_de(motor) == antes
    motor.dispose()


@pytest.mark.parametrize("parte", PARTES)
def test_un_esquema_mas_nuevo_se_rechaza(parte: Parte, tmp_path: Path) -> None:
    """An older program on a newer database would write rows that mean something else."""
    ruta = tmp_path / "a.sqlite"
    motor = crear_base(ruta, parte)
    with motor.begin() as conexion:
        conexion.execute(text("UPDATE esquema SET version_num = 'z9999'"))
    motor.dispose()
    motor = abrir_sqlite(ruta)
    with pytest.raises(EsquemaDistinto):
        exigir_esquema(motor, parte)
    with pytest.raises(EsquemaDistinto):
        migrar(motor, parte)
    motor.dispose()


def test_una_base_de_antes_se_migra_y_conserva_lo_suyo(tmp_path: Path) -> None:
    """A commission that registered before this program goes on with what it has."""
    motor = crear_sqlite(tmp_path / "a.sqlite")
    configuracion = _configuracion("central")
    with motor.connect() as conexion, conexion.begin():
        configuracion.attributes["conexion"] = conexion
        command.upgrade(configuracion, "c0001")
        conexion.execute(text("INSERT INTO documentos VALUES ('orden.json', x'7b7d')"))
    with pytest.raises(EsquemaDistinto, match="c0001"):
        exigir_esquema(motor, "central")
    assert migrar(motor, "central") == revision_del_programa("central")
    exigir_esquema(motor, "central")
    with motor.connect() as conexion:
        assert conexion.execute(text("SELECT contenido FROM documentos")).scalars().all() == [b"{}"]
    motor.dispose()


def test_la_base_de_otra_parte_se_rechaza(tmp_path: Path) -> None:
    """Swapped files are told apart before a row is read."""
    motor = crear_base(tmp_path / "a.sqlite", "mesa")
    with pytest.raises(EsquemaDistinto):
        exigir_esquema(motor, "urna")
    motor.dispose()
