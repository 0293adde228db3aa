"""Terms in days, counted as a person would on a calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditoria.formatos.reglas import ComputoDias
from auditoria.reglas.plazos import (
    PlazoImposible,
    SelloTardio,
    dia_local,
    es_habil,
    esta_vencido,
    exigir_sello_a_tiempo,
    hora_de,
    hora_local,
    vencimiento,
)

VIERNES = date(2027, 1, 29)
CONSTITUCION = date(2027, 2, 1)
DIAS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("dias", "computo", "inhabiles", "ultimo"),
    [
        (2, ComputoDias.NATURALES, (), date(2027, 1, 31)),
        (2, ComputoDias.HABILES, (), date(2027, 2, 2)),
        (2, ComputoDias.HABILES, (CONSTITUCION,), date(2027, 2, 3)),
        (1, ComputoDias.HABILES, (CONSTITUCION,), date(2027, 2, 2)),
        (1, ComputoDias.NATURALES, (CONSTITUCION,), date(2027, 1, 30)),
        (30, ComputoDias.NATURALES, (), date(2027, 2, 28)),
    ],
)
def test_el_plazo_se_cuenta_desde_el_dia_siguiente(
    dias: int, computo: ComputoDias, inhabiles: tuple[date, ...], ultimo: date
) -> None:
    """Notified on a Friday before a holiday: a day less would cost somebody the planilla."""
    assert vencimiento(VIERNES, dias, computo, inhabiles) == ultimo


@given(DIAS, st.integers(1, 40), st.sets(DIAS, max_size=20))
def test_en_dias_habiles_se_cuentan_solo_esos(desde: date, dias: int, inhabiles: set[date]) -> None:
    """Oracle: count the working days between, one by one, from the other end."""
    ultimo = vencimiento(desde, dias, ComputoDias.HABILES, inhabiles)
    corridos = [desde + timedelta(n) for n in range(1, (ultimo - desde).days + 1)]
    assert sum(d.isoweekday() <= 5 and d not in inhabiles for d in corridos) == dias
    assert es_habil(ultimo, inhabiles)


@given(DIAS, st.integers(1, 40))
def test_los_dias_habiles_nunca_acaban_antes_que_los_naturales(desde: date, dias: int) -> None:
    """The rule that counts fewer days cannot end earlier."""
    naturales = vencimiento(desde, dias, ComputoDias.NATURALES, ())
    assert vencimiento(desde, dias, ComputoDias.HABILES, ()) >= naturales


@pytest.mark.parametrize("dias", [0, -1])
def test_un_plazo_sin_dias_no_se_cuenta(dias: int) -> None:
    """A term of nothing would already be over when it is notified."""
    with pytest.raises(PlazoImposible):
        vencimiento(VIERNES, dias, ComputoDias.NATURALES, ())


def test_un_calendario_sin_dias_habiles_no_cuelga_el_programa() -> None:
    """A list of holidays that leaves nothing ends in an error, not in a loop."""
    siempre = {VIERNES + timedelta(n) for n in range(4000)}
    with pytest.raises(PlazoImposible):
        vencimiento(VIERNES, 1, ComputoDias.HABILES, siempre)


def test_el_dia_es_el_del_centro() -> None:
    """At 05:59 UTC it is still the day before in San Luis Potosí, in winter and in summer."""
    for mes in (2, 7):
        assert dia_local(datetime(2027, mes, 21, 5, 59, 59, tzinfo=UTC)) == date(2027, mes, 20)
        assert dia_local(datetime(2027, mes, 21, 6, 0, 0, tzinfo=UTC)) == date(2027, mes, 21)
    assert hora_local(datetime(2027, 2, 21, 14, 30, tzinfo=UTC)).strftime("%H:%M") == "08:30"


def test_la_hora_del_horario_se_vuelve_instante() -> None:
    """The convocatoria says 18:00 on the wall; the record says UTC."""
    assert hora_de(date(2027, 2, 21), "18:00") == datetime(2027, 2, 22, 0, 0, tzinfo=UTC)
    assert hora_local(hora_de(date(2027, 2, 21), "08:00")).date() == date(2027, 2, 21)


def test_vence_al_terminar_su_ultimo_dia() -> None:
    """Until midnight of the last day anybody may still challenge."""
    plazo = date(2027, 2, 26)
    assert not esta_vencido(plazo, hora_de(plazo, "23:59"))
    assert esta_vencido(plazo, hora_de(date(2027, 2, 27), "00:00"))


def test_se_sella_a_mas_tardar_el_dia_de_la_jornada() -> None:
    """Whoever seals when the votes are in chooses the rules, the mesas and the keys by them."""
    jornada = date(2027, 2, 21)
    exigir_sello_a_tiempo(hora_de(jornada, "23:59"), jornada)
    with pytest.raises(SelloTardio):
        exigir_sello_a_tiempo(hora_de(date(2027, 2, 22), "00:00"), jornada)
