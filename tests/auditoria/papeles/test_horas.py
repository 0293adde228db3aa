"""Hours are kept in UTC and printed in the hour of the place, whatever the machine thinks."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from auditoria.papeles.horas import (
    fecha,
    fecha_local,
    fecha_y_hora,
    hora,
    hora_de_jornada,
    hora_de_tabla,
)

JORNADA = date(2026, 11, 22)


def test_la_hora_del_acta_es_la_del_centro() -> None:
    """The law counts in local hours: 18:05 is after the close, 00:05 would be another day."""
    cierre = datetime(2026, 11, 23, 0, 5, tzinfo=UTC)
    assert fecha_y_hora(cierre) == "22 de noviembre de 2026, 18:05 h (hora del centro)"
    assert fecha_local(cierre) == "22 de noviembre de 2026"
    assert hora(cierre) == "18:05 h"


def test_no_hay_horario_de_verano() -> None:
    """The state keeps one offset all year since 2022; a time zone database may say otherwise."""
    assert hora(datetime(2026, 7, 1, 14, 0, tzinfo=UTC)) == "08:00 h"
    assert hora(datetime(2026, 1, 1, 14, 0, tzinfo=UTC)) == "08:00 h"


def test_un_instante_se_escribe_igual_desde_cualquier_huso() -> None:
    """The same instant in another zone is the same instant on paper."""
    momento = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
    assert hora(momento.astimezone(timezone(timedelta(hours=9)))) == hora(momento)


def test_la_hora_de_otro_dia_lleva_su_fecha() -> None:
    """A count that ends after midnight must not look as if it ended before it began."""
    assert hora_de_jornada(datetime(2026, 11, 23, 0, 5, tzinfo=UTC), JORNADA) == "18:05 h"
    despues = datetime(2026, 11, 23, 6, 12, tzinfo=UTC)
    assert hora_de_jornada(despues, JORNADA) == "23 de noviembre de 2026, 00:12 h"
    assert hora_de_tabla(despues, JORNADA) == "00:12 h del 23 de noviembre"
    assert hora_de_tabla(despues - timedelta(hours=1), JORNADA) == "23:12 h"


@pytest.mark.parametrize(
    ("dia", "escrita"),
    [
        (date(2027, 1, 1), "1.º de enero de 2027"),
        (date(2027, 3, 31), "31 de marzo de 2027"),
        (date(2026, 12, 2), "2 de diciembre de 2026"),
    ],
)
def test_las_fechas_se_escriben_sin_ceros(dia: date, escrita: str) -> None:
    """Dates are read aloud at the mesa: no leading zero, the first of the month as ordinal."""
    assert fecha(dia) == escrita


def test_una_hora_sin_huso_no_se_imprime() -> None:
    """A naive hour would be read as the machine's own, and differ between machines."""
    with pytest.raises(ValueError, match="zone"):
        hora(datetime(2026, 11, 22, 18, 0))  # noqa: DTZ001
