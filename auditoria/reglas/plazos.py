"""Terms in days and local hours, as the convocatoria counts them.

Source: docs/marco-legal.md#plazos.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta, timezone

from auditoria.errores import ReglaRota
from auditoria.formatos.reglas import ComputoDias

HORA_DEL_CENTRO = timezone(timedelta(hours=-6), "hora del centro")
"""UTC−6 the whole year: San Luis Potosí keeps no daylight saving time since 2022. A fixed
offset, because a paper drawn again must not depend on the machine's table of zones."""

_DIA = timedelta(days=1)
_SABADO = 5


class PlazoImposible(ReglaRota):
    """A term of no days, or one whose days are all inhábiles."""

    explicacion = "El plazo no se puede contar"


class SelloTardio(ReglaRota):
    """Sealed when people had voted, a definition may be whatever suits their votes."""

    explicacion = "La definición se sella antes de la jornada"


def es_habil(dia: date, inhabiles: Collection[date]) -> bool:
    """Whether terms in días hábiles run on that day."""
    return dia.weekday() < _SABADO and dia not in inhabiles


def vencimiento(desde: date, dias: int, computo: ComputoDias, inhabiles: Collection[date]) -> date:
    """Last day of a term.

    The day of the act does not count; the first day counted is the next one, and in días
    hábiles only those are counted. A term in días naturales may end on an inhábil day.

    Args:
        desde: Local day of the act or notice that starts the term.
        dias: At least 1.
        inhabiles: Days that do not count, besides Saturdays and Sundays; ignored for días
            naturales.

    Raises:
        PlazoImposible: No days, or the days listed leave none to count in ten years.
    """
    if dias < 1:
        raise PlazoImposible(f"{dias} días")
    if computo is ComputoDias.NATURALES:
        return desde + dias * _DIA
    dia, faltan = desde, dias
    while faltan:
        dia += _DIA
        faltan -= es_habil(dia, inhabiles)
        if dia - desde > timedelta(days=3660):
            raise PlazoImposible(f"{dias} días hábiles desde {desde}")
    return dia


def hora_local(hora: datetime) -> datetime:
    """Give the hora del centro of an instant."""
    return hora.astimezone(HORA_DEL_CENTRO)


def dia_local(hora: datetime) -> date:
    """Give the local day of an instant: at 05:59 UTC it is still yesterday."""
    return hora_local(hora).date()


def hora_de(dia: date, horario: str) -> datetime:
    """Instant, in UTC, at which the local clock of that day shows ``HH:MM``."""
    local = datetime.combine(dia, time.fromisoformat(horario), HORA_DEL_CENTRO)
    return local.astimezone(UTC)


def exigir_sello_a_tiempo(hora: datetime, jornada: date) -> None:
    """Demand that what people vote under was sealed at latest on the day of the voting.

    Args:
        hora: Of the seal.

    Raises:
        SelloTardio: It was sealed afterwards.
    """
    if dia_local(hora) > jornada:
        raise SelloTardio(f"{dia_local(hora)}, y la jornada es {jornada}")


def esta_vencido(plazo: date, hora: datetime) -> bool:
    """Whether the last day of a term has passed whole."""
    return dia_local(hora) > plazo
