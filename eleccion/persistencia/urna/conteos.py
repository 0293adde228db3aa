"""The bare counts of the urna: columns of its one row, that no entry of the log repeats."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Column, Update, update

from eleccion.dominio.urna import RetiroDeTestigo
from eleccion.persistencia.urna.tablas import URNA

CONTEOS: Final[tuple[Column[Any], ...]] = (
    URNA.c.habilitaciones,
    URNA.c.testigos_mandados,
    URNA.c.testigos_sin_salir,
    URNA.c.testigos_cancelados,
)


def sumar_uno(conteo: Column[Any]) -> Update:
    """Give the statement that adds one to a count."""
    return update(URNA).values({conteo: conteo + 1})


HABILITAR: Final = sumar_uno(URNA.c.habilitaciones)
MANDAR_TESTIGO: Final = sumar_uno(URNA.c.testigos_mandados)
RETIRAR_TESTIGO: Final = {
    RetiroDeTestigo.SIN_SALIR: sumar_uno(URNA.c.testigos_sin_salir),
    RetiroDeTestigo.CANCELADO: sumar_uno(URNA.c.testigos_cancelados),
}
