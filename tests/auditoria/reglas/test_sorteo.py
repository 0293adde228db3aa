"""The public draw: the same for everybody, even, and bound to its list and matter."""

import hashlib
import json
from collections import Counter
from itertools import permutations
from math import factorial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditoria.reglas.sorteo import (
    SorteoImposible,
    asunto_empate,
    asunto_orden,
    indice,
    sortear,
)

VECTORES = Path(__file__).parents[2] / "vectores" / "sorteo.json"
CASOS = json.loads(VECTORES.read_bytes())["casos"]
CLAVES = st.sets(st.from_regex(r"D001-P[1-9][0-9]?", fullmatch=True), min_size=1, max_size=9)
SEMILLAS = st.text(st.characters(min_codepoint=48, max_codepoint=122), min_size=1, max_size=20)


@pytest.mark.parametrize("caso", CASOS, ids=[caso["id"] for caso in CASOS])
def test_vectores(caso: dict[str, Any]) -> None:
    """Fixed orders that any other implementation of the page must give."""
    assert list(sortear(caso["semilla"], caso["asunto"], caso["claves"])) == caso["orden"]


@pytest.mark.parametrize("caso", CASOS, ids=[caso["id"] for caso in CASOS])
def test_otra_cuenta_independiente_da_lo_mismo(caso: dict[str, Any]) -> None:
    """Second implementation from the page's words: another JSON writer, other arithmetic."""
    lista = sorted(caso["claves"])
    for bloque, quedan in enumerate(range(len(lista), 1, -1)):
        datos = {
            "asunto": caso["asunto"],
            "bloque": bloque,
            "claves": sorted(caso["claves"]),
            "formato": "eleccion-jpc/sorteo/v1",
            "semilla": caso["semilla"],
        }
        texto = json.dumps(datos, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        numero = int(hashlib.sha256(texto.encode()).hexdigest(), 16)
        j = numero % quedan
        lista[j], lista[quedan - 1] = lista[quedan - 1], lista[j]
    assert lista == caso["orden"]


@given(SEMILLAS, CLAVES, st.randoms(use_true_random=False))
def test_el_orden_en_que_llega_la_lista_no_importa(
    semilla: str, claves: set[str], azar: Any
) -> None:
    """Whoever writes the list must not be able to choose the result by its order."""
    revueltas = list(claves)
    azar.shuffle(revueltas)
    orden = sortear(semilla, "x", revueltas)
    assert orden == sortear(semilla, "x", sorted(claves))
    assert set(orden) == claves


def test_otra_lista_u_otro_asunto_es_otro_sorteo() -> None:
    """Adding a name after the seed is known reshuffles the rest: it cannot be aimed."""
    semillas = [str(n) for n in range(50)]
    corto = [sortear(s, "x", "abc") for s in semillas]
    largo = [tuple(c for c in sortear(s, "x", "abcd") if c != "d") for s in semillas]
    ajeno = [sortear(s, "y", "abc") for s in semillas]
    # One in six agrees by chance; all fifty would mean that the list or matter is not hashed.
    for otro in (largo, ajeno):
        assert sum(uno == dos for uno, dos in zip(corto, otro, strict=True)) < 25


def test_cada_orden_sale_parejo() -> None:
    """Over 6,000 seeds each of the 24 orders of four planillas falls near its 250."""
    claves = ("a", "b", "c", "d")
    cuenta = Counter(sortear(str(n), "parejo", claves) for n in range(6000))
    assert set(cuenta) == set(permutations(claves))
    esperado = 6000 / factorial(4)
    # Chi-square of 23 degrees: beyond 60 once in 30,000; the seeds are fixed, so no flake.
    assert sum((n - esperado) ** 2 / esperado for n in cuenta.values()) < 60


@pytest.mark.parametrize("cuantos", [1, 2, 3, 7, 40])
def test_los_numeros_de_la_vuelta_incompleta_se_pasan(cuantos: int) -> None:
    """Taking them would favour the first places; at 256 bits only this test would notice."""
    sobra = 2**256 % cuantos
    tope = 2**256 - 1
    hallado = indice(iter((tope, 5)), cuantos)
    assert hallado == (5 % cuantos if sobra else tope % cuantos)
    ultimo_bueno = 2**256 - sobra - 1
    assert indice(iter((ultimo_bueno,)), cuantos) == cuantos - 1


@pytest.mark.parametrize(
    ("semilla", "claves"), [("", ["a"]), ("s", []), ("s", ["a", "a"]), ("s", ["b", "a", "b"])]
)
def test_sin_semilla_o_con_lista_dudosa_no_hay_sorteo(semilla: str, claves: list[str]) -> None:
    """An empty seed is a result known beforehand; a name twice has twice the luck."""
    with pytest.raises(SorteoImposible):
        sortear(semilla, "x", claves)


def test_el_orden_y_el_empate_son_sorteos_distintos() -> None:
    """One seed read aloud that morning must not decide a tie that night."""
    assert asunto_orden("p", "D001") == "p/D001/orden"
    assert asunto_empate("p", "D001") == "p/D001/empate"
