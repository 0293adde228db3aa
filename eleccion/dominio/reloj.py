"""Whether the hour of a station's clock fits the day: it is shown and logged, never refused.

Order is that of the log's sequence; an hour only says what the clock said. So a clock that is
wrong stops nobody from voting, and two persons who looked at it say so.

Source: docs/durabilidad.md#clock.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from auditoria.reglas.plazos import dia_local
from eleccion.errores import ActoIndebido


class Desfase(StrEnum):
    """How the hour does not fit; that a clock is behind on the day itself only people can tell."""

    OTRO_DIA = "otro_dia"
    RETROCESO = "retroceso"
    ATRASO = "atraso"


class RelojEnHora(ActoIndebido):
    """The clock fits: there is nothing to accept."""

    explicacion: ClassVar[str] = "La hora del equipo corresponde; no hay nada que aceptar"


def hallar_desfase(hora: datetime, jornada: date, ultima: datetime | None) -> Desfase | None:
    """Compare the clock with the day of the election and with the last entry of the log.

    Args:
        hora: What the clock says, aware.
        jornada: Day of the election, local.
        ultima: Hour of the last entry that has one; ``None`` before the first.

    Returns:
        The fault, another day before a step back; ``None`` when the hour fits.
    """
    if dia_local(hora) != jornada:
        return Desfase.OTRO_DIA
    if ultima is not None and hora < ultima:
        return Desfase.RETROCESO
    return None
