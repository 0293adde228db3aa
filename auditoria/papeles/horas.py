"""Dates and hours as a paper says them: in words, and in the hour of the place.

The record keeps UTC. San Luis Potosí keeps UTC−6 all year (Ley de los Husos Horarios en los Estados
Unidos Mexicanos, DOF 28 October 2022), so the offset is a constant and no time zone database, which
changes between machines, has a say in the bytes of an acta.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Final

PIE_DE_HORAS: Final = "Las horas son del centro (UTC−6)."
"""Said once at the foot of every sheet with hours."""

HORA_DEL_CENTRO: Final = timezone(timedelta(hours=-6), "hora del centro")

_MESES: Final = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)


def fecha(dia: date) -> str:
    """Write a day as the papers do: ``22 de noviembre de 2026``, ``1.º de junio de 2026``."""
    numero = "1.º" if dia.day == 1 else str(dia.day)
    return f"{numero} de {_MESES[dia.month - 1]} de {dia.year}"


def fecha_local(momento: datetime) -> str:
    """Write the local day of an instant; ``momento`` is aware."""
    return fecha(_local(momento).date())


def hora(momento: datetime) -> str:
    """Write the local hour of an instant, ``18:05 h``; ``momento`` is aware."""
    return f"{_local(momento):%H:%M} h"


def fecha_y_hora(momento: datetime) -> str:
    """Write an instant whole: ``22 de noviembre de 2026, 18:05 h (hora del centro)``."""
    return f"{fecha_local(momento)}, {hora(momento)} (hora del centro)"


def hora_de_jornada(momento: datetime, jornada: date) -> str:
    """Write the local hour on a paper whose head states the day: the day again only if another."""
    if _local(momento).date() == jornada:
        return hora(momento)
    return f"{fecha_local(momento)}, {hora(momento)}"


def hora_de_tabla(momento: datetime, jornada: date) -> str:
    """Write the local hour in a narrow column: ``00:20 h del 23 de noviembre`` if another day.

    A count that crosses midnight would otherwise put what came last before everything else.
    """
    dia = _local(momento).date()
    if dia == jornada:
        return hora(momento)
    return f"{hora(momento)} del {fecha(dia).rpartition(' de ')[0]}"


def _local(momento: datetime) -> datetime:
    if momento.tzinfo is None:
        raise ValueError("an hour without a zone cannot be printed")
    return momento.astimezone(HORA_DEL_CENTRO)
