"""Durability and secrecy settings are in force on every connection, or nothing is written."""

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from eleccion.persistencia import motor as modulo
from eleccion.persistencia.errores import BaseIlegible, BaseYaExiste, PragmaDistinto
from eleccion.persistencia.motor import (
    AJUSTES,
    abrir_sqlite,
    comprobar_integridad,
    crear_sqlite,
    leyendo,
)


def test_cada_conexion_lleva_los_ajustes(tmp_path: Path) -> None:
    """EXTRA and the rest are per connection: a pool that forgot one would write without it."""
    motor = crear_sqlite(tmp_path / "a.sqlite")

    def leer(_: int) -> list[object]:
        with motor.connect() as conexion:
            return [
                conexion.exec_driver_sql(f"PRAGMA {nombre}").scalar_one()
                for nombre, _, _ in AJUSTES
            ]

    esperados = [esperado for _, _, esperado in AJUSTES]
    with ThreadPoolExecutor(4) as hilos:
        assert list(hilos.map(leer, range(8))) == [esperados] * 8
    motor.dispose()


def test_un_ajuste_que_no_se_tomo_detiene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite ignores in silence what it cannot do; reading back is the only way to know."""
    motor = crear_sqlite(tmp_path / "a.sqlite")
    imposible = ("page_size", "512", 65536)
    monkeypatch.setattr(modulo, "AJUSTES", (*AJUSTES, imposible))
    with pytest.raises(PragmaDistinto):
        motor.connect()
    motor.dispose()


def test_la_base_nace_privada_y_una_sola_vez(tmp_path: Path) -> None:
    """Nobody else on the machine reads it, and creating never overwrites."""
    ruta = tmp_path / "a.sqlite"
    crear_sqlite(ruta).dispose()
    assert stat.S_IMODE(ruta.stat().st_mode) == 0o600
    with pytest.raises(BaseYaExiste):
        crear_sqlite(ruta)


def test_una_lectura_no_pide_el_turno_del_que_escribe(tmp_path: Path) -> None:
    """A screen that reads must not stop a deposit, nor wait for one."""
    motor = crear_sqlite(tmp_path / "a.sqlite")
    with motor.begin() as conexion:
        conexion.execute(text("CREATE TABLE a (b INTEGER)"))
    with motor.begin() as escribe:
        escribe.execute(text("INSERT INTO a VALUES (1)"))
        with leyendo(motor) as lectura:
            assert lectura.execute(text("SELECT count(*) FROM a")).scalar_one() == 0
    motor.dispose()


def test_la_escritura_toma_su_turno_al_empezar(tmp_path: Path) -> None:
    """Two writers that both read first and write later would decide on the same free pase."""
    ruta = tmp_path / "a.sqlite"
    motor = crear_sqlite(ruta)
    otra = sqlite3.connect(ruta, timeout=0, isolation_level=None)
    with motor.begin(), pytest.raises(sqlite3.OperationalError, match="locked"):
        otra.execute("BEGIN IMMEDIATE")
    otra.close()
    motor.dispose()


def test_una_pagina_danada_se_nota(tmp_path: Path) -> None:
    """Bit rot is found when the file is opened, never as a different count later."""
    ruta = tmp_path / "a.sqlite"
    motor = crear_sqlite(ruta)
    with motor.begin() as conexion:
        conexion.execute(text("CREATE TABLE a (b TEXT UNIQUE)"))
        conexion.execute(text("INSERT INTO a VALUES (:b)"), [{"b": f"x{n}"} for n in range(500)])
    comprobar_integridad(motor)
    motor.dispose()
    octetos = bytearray(ruta.read_bytes())
    # In the last page, the list of where its cells are.
    octetos[-4096 + 20 : -4096 + 60] = bytes(40)
    ruta.write_bytes(octetos)
    danado = abrir_sqlite(ruta)
    with pytest.raises(BaseIlegible):
        comprobar_integridad(danado)
    danado.dispose()
