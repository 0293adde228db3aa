"""How many kiosks a mesa gets: enough for its worst hour, and never one alone."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from eleccion.dominio.aforo import (
    KIOSCOS_MINIMOS,
    PERSONAS_POR_MESA,
    SEGUNDOS_POR_VOTO,
    calcular_aforo,
)

DIEZ_HORAS = 600


@pytest.mark.parametrize(
    ("esperadas", "en_pico", "kioscos"),
    [(0, 0, 2), (125, 25, 2), (211, 43, 3), (300, 60, 3), (1_000, 200, 10)],
)
def test_los_kioscos_alcanzan_en_la_hora_de_mas_gente(
    esperadas: int, en_pico: int, kioscos: int
) -> None:
    """By hand, over a day of ten hours: 43 people of 170 s are two kiosk-hours and two minutes."""
    aforo = calcular_aforo(esperadas, DIEZ_HORAS)
    assert (aforo.en_hora_pico, aforo.kioscos) == (en_pico, kioscos)
    assert aforo.pide_otra_mesa is (esperadas > PERSONAS_POR_MESA)


@given(esperadas=st.integers(0, 5_000), minutos=st.integers(1, 1_440))
def test_ni_uno_menos_ni_uno_de_mas(esperadas: int, minutos: int) -> None:
    """What is carried serves the worst hour; one kiosk fewer would not, or is the minimum."""
    aforo = calcular_aforo(esperadas, minutos)
    trabajo = aforo.en_hora_pico * SEGUNDOS_POR_VOTO
    assert aforo.kioscos * 3_600 >= trabajo
    assert aforo.kioscos == KIOSCOS_MINIMOS or (aforo.kioscos - 1) * 3_600 < trabajo
    assert aforo.en_hora_pico <= esperadas
