"""How many pases a mesa gets."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditoria.formatos.catalogo import Folios, Modalidad
from auditoria.formatos.pases_abiertos import RubroDePases
from auditoria.formatos.reglas import DotacionBoletas, DotacionPases
from auditoria.reglas.pases import (
    PasesDeMas,
    SobresDePases,
    boletas_de_mesa,
    cerrar_pases,
    foliar,
    mesas_por_abrir,
    pases_de_mesa,
)

REGLA = DotacionPases(por_mil=200, minimo=100, reserva_por_mil=50, reserva_minima=20)


@pytest.mark.parametrize(
    ("electores", "cantidad", "reserva"),
    [(0, 1, 20), (1, 1, 20), (99, 99, 20), (100, 100, 20), (500, 100, 25), (2359, 472, 118)],
)
def test_los_pases_siguen_a_la_lista(electores: int, cantidad: int, reserva: int) -> None:
    """Worked by hand: 2,359 persons are the roll of the capital over 284 demarcaciones."""
    assert pases_de_mesa(electores, REGLA) == (cantidad, reserva)


@given(st.integers(0, 5000), st.integers(1, 2000), st.integers(1, 500))
def test_nunca_hay_mas_pases_que_personas_ni_menos_que_su_parte(
    electores: int, por_mil: int, minimo: int
) -> None:
    """More pases than people is room for stuffing; fewer than the share, for a queue."""
    regla = DotacionPases(por_mil=por_mil, minimo=minimo, reserva_por_mil=0, reserva_minima=0)
    cantidad, reserva = pases_de_mesa(electores, regla)
    parte = math.ceil(Fraction(electores * por_mil, 1000))
    assert cantidad == max(1, min(electores, max(minimo, parte)))
    assert reserva == 0


@given(st.integers(1, 5000), st.integers(0, 500), st.integers(1, 9999))
def test_los_folios_son_tantos_como_los_pases(cantidad: int, reserva: int, inicial: int) -> None:
    """Each folio is one stub and one credential."""
    pases = foliar(cantidad, reserva, inicial)
    assert (pases.cantidad, pases.reserva) == (cantidad, reserva)
    assert pases.folio_inicial == inicial


@given(st.lists(st.integers(0, 5), max_size=30), st.integers(0, 4))
def test_los_pases_cierran_como_conjuntos(destinos: list[int], ilegibles: int) -> None:
    """However the pases of a mesa ended, the two envelopes and the ballots account for each one.

    Destinations: left over, spoiled, deposited, opened as a test, not given back, unreadable.
    """
    pases = [f"{n:064x}" for n in range(len(destinos))]
    de = [{p for p, d in zip(pases, destinos, strict=True) if d == cual} for cual in range(6)]
    sobres = SobresDePases(sobrantes=de[0], inutilizados=de[1], sobrantes_ilegibles=len(de[5]))
    hallados = cerrar_pases(pases, de[2], de[3], sobres)
    assert hallados == {
        RubroDePases.SOBRANTES: len(de[0]) + len(de[5]),
        RubroDePases.INUTILIZADOS: len(de[1]),
        RubroDePases.NO_DEVUELTOS: len(de[4]),
    }
    de_mas = SobresDePases(
        sobrantes=de[0],
        inutilizados=de[1],
        inutilizados_ilegibles=len(de[4]) + len(de[5]) + ilegibles + 1,
    )
    with pytest.raises(PasesDeMas):
        cerrar_pases(pases, de[2], de[3], de_mas)


@pytest.mark.parametrize(
    ("mesas", "por_cien", "debidas"),
    [(0, 100, 0), (284, 100, 284), (284, 0, 0), (284, 5, 15), (1, 1, 1), (10, 10, 1), (3, 250, 3)],
)
def test_cuantas_mesas_se_abren(mesas: int, por_cien: int, debidas: int) -> None:
    """A sample rounds up: where the rule asks for something, at least one mesa is opened."""
    assert mesas_por_abrir(mesas, por_cien) == debidas


BOLETAS = DotacionBoletas(por_mil=1000, minimo=20, contingencia_por_mil=100, contingencia_minimo=40)


@pytest.mark.parametrize(
    ("modalidad", "electores", "final"),
    [
        (Modalidad.PAPEL, 0, 20),
        (Modalidad.PAPEL, 125, 125),
        (Modalidad.MIXTA, 125, 125),
        (Modalidad.URNA_ELECTRONICA, 125, 40),
        (Modalidad.URNA_ELECTRONICA, 2359, 236),
    ],
)
def test_las_boletas_de_papel_siguen_a_la_modalidad(
    modalidad: Modalidad, electores: int, final: int
) -> None:
    """One for each person where people vote on paper; elsewhere, what the envelope holds."""
    assert boletas_de_mesa(modalidad, electores, BOLETAS) == Folios(inicial=1, final=final)


def test_sin_sobre_no_hay_boletas_que_foliar() -> None:
    """A convocatoria without contingencia prints none: a range of none would be a lie."""
    regla = DotacionBoletas(por_mil=1, minimo=1, contingencia_por_mil=0, contingencia_minimo=0)
    assert boletas_de_mesa(Modalidad.URNA_ELECTRONICA, 500, regla) is None
