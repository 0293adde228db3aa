"""The sheet of a custodian: what was printed is what is typed back, and no slip goes unnoticed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boletas.cripto.grupo import ORDEN
from boletas.impresion.codigos import ALFABETO
from boletas.impresion.errores import CodigoIlegible
from boletas.impresion.respaldo import RENGLONES, escribir_respaldo, leer_respaldo

UNO = escribir_respaldo(ORDEN - 2**200 - 987_654_321)


@given(st.integers(1, ORDEN - 1))
def test_lo_impreso_se_lee_igual(secreto: int) -> None:
    """A share that comes back as another decrypts nothing, when it is the only one left."""
    renglones = escribir_respaldo(secreto)
    assert leer_respaldo(renglones) == secreto
    assert (
        leer_respaldo([r.lower().replace("-", " ").replace("0", "o") for r in renglones]) == secreto
    )


def test_los_extremos_se_leen_igual() -> None:
    """The least and the greatest share fill and empty every line."""
    for secreto in (1, ORDEN - 1):
        assert leer_respaldo(escribir_respaldo(secreto)) == secreto


def hallado_en(renglones: Sequence[str]) -> str:
    """Where a reader finds the fault; empty where it finds none."""
    try:
        leer_respaldo(renglones)
    except CodigoIlegible as falla:
        return falla.entrada
    return ""


def test_una_letra_cambiada_se_halla_en_su_renglon() -> None:
    """Who types sixty characters by hand is told which line to look at.

    Every single change of one fixed share is tried. Two characters of check let about one in a
    thousand by: those make another number, which is the share of no key.
    """
    hallados: Counter[str] = Counter()
    for numero, renglon in enumerate(UNO):
        for lugar, antes in enumerate(renglon):
            for otra in set(ALFABETO) - {antes} if antes != "-" else ():
                malos = list(UNO)
                malos[numero] = renglon[:lugar] + otra + renglon[lugar + 1 :]
                donde = hallado_en(malos)
                hallados["bien" if donde == f"renglón {numero + 1}" else donde or "no se ve"] += 1
    assert hallados.total() == RENGLONES * 15 * (len(ALFABETO) - 1)
    assert set(hallados) <= {"bien", "no se ve"}
    assert hallados["no se ve"] <= 8
    assert hallado_en(UNO) == ""


@pytest.mark.parametrize(
    "renglones",
    [
        UNO[:3],
        (*UNO, UNO[0]),
        (UNO[1], UNO[0], *UNO[2:]),
        (UNO[0][:-1], *UNO[1:]),
        (UNO[0] + "A", *UNO[1:]),
        ("", *UNO[1:]),
        escribir_respaldo(0),
        escribir_respaldo(ORDEN),
    ],
    ids=["faltan", "sobran", "cambiados", "corto", "largo", "vacío", "cero", "orden"],
)
def test_lo_que_no_es_una_hoja_se_rechaza(renglones: tuple[str, ...]) -> None:
    """Lines of another order or length, and numbers that are no share."""
    with pytest.raises(CodigoIlegible):
        leer_respaldo(renglones)
