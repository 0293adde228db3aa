"""Statements that go to the driver as they are: same rows, same errors, no value remembered."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, bindparam, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, NoResultFound

from eleccion.persistencia import directa
from eleccion.persistencia import motor as modulo_motor
from eleccion.persistencia.directa import Directa
from eleccion.persistencia.errores import BaseOcupada
from eleccion.persistencia.migracion import crear_base
from eleccion.persistencia.motor import AJUSTES
from eleccion.persistencia.urna.tablas import BOLETAS, CREDENCIALES

ENTERAS = [
    {"credencial": "c" * 64, "uso": "L"},
    {"credencial": "a" * 64, "uso": "D"},
    {"credencial": "b" * 64, "uso": "L"},
]


@pytest.fixture
def motor(tmp_path: Path) -> Iterator[Engine]:
    """A urna's empty tables, with three credentials."""
    motor = crear_base(tmp_path / "base.sqlite", "urna")
    trabajo = Directa(motor, lectura=False)
    trabajo.execute(insert(CREDENCIALES), ENTERAS)
    trabajo.confirmar()
    trabajo.terminar()
    yield motor
    motor.dispose()


def test_da_los_mismos_renglones_que_sqlalchemy(motor: Engine) -> None:
    """One compiles by itself what the other would: a difference would be another election."""
    consultas = (
        select(CREDENCIALES).order_by(CREDENCIALES.c.credencial),
        select(CREDENCIALES.c.uso).where(CREDENCIALES.c.credencial.in_(["a" * 64])),
        select(BOLETAS.c.texto),
    )
    trabajo = Directa(motor, lectura=True)
    with motor.connect() as conexion:
        for consulta in (consultas[0], consultas[2]):
            esperados = [tuple(fila) for fila in conexion.execute(consulta)]
            assert trabajo.execute(consulta).all() == esperados
        assert conexion.execute(consultas[1]).scalars().all() == ["D"]
    with pytest.raises(DBAPIError):
        # A list of values has no one text: it is refused, never guessed.
        trabajo.execute(consultas[1])
    trabajo.terminar()


def test_sin_confirmar_no_queda_nada(motor: Engine) -> None:
    """An act that is not whole leaves the disk as it was; the next one sees it so."""
    pasar = update(CREDENCIALES).values(uso=bindparam("hacia"))
    trabajo = Directa(motor, lectura=False)
    assert trabajo.execute(pasar, {"hacia": "I"}).rowcount == 3
    assert [cambio.renglones for cambio in trabajo.cambios] == [3]
    trabajo.terminar()
    otro = Directa(motor, lectura=True)
    assert otro.execute(select(CREDENCIALES).where(CREDENCIALES.c.uso == "I")).all() == []
    with pytest.raises(NoResultFound):
        otro.execute(select(CREDENCIALES).where(CREDENCIALES.c.uso == "I")).one()
    otro.terminar()


def test_ningun_error_dice_lo_que_se_escribia(motor: Engine) -> None:
    """Values are credentials and ballots; an error message ends in a log that has hours."""
    trabajo = Directa(motor, lectura=False)
    with pytest.raises(IntegrityError) as fallo:
        trabajo.execute(insert(CREDENCIALES), {"credencial": "a" * 64, "uso": "L"})
    trabajo.terminar()
    assert "aaaa" not in f"{fallo.value!r} {fallo.value} {fallo.value.__cause__}"


def test_un_segundo_escritor_no_empieza(motor: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The writer's turn is taken at the beginning, so that no two read the same free credential."""
    sin_espera = [a for a in AJUSTES if a[0] != "busy_timeout"]
    monkeypatch.setattr(modulo_motor, "AJUSTES", (*sin_espera, ("busy_timeout", "0", 0)))
    motor.dispose()
    uno = Directa(motor, lectura=False)
    with pytest.raises(BaseOcupada):
        Directa(motor, lectura=False)
    uno.terminar()


def test_no_guarda_las_ordenes_que_se_hacen_al_paso(motor: Engine) -> None:
    """What is remembered are the statements of the program, never one with values inside."""
    trabajo = Directa(motor, lectura=True)
    gc.collect()
    antes = len(directa._COMPILADAS)
    for letra in "LDCI":
        trabajo.execute(select(CREDENCIALES).where(CREDENCIALES.c.uso == letra))
    trabajo.terminar()
    gc.collect()
    assert len(directa._COMPILADAS) == antes
