"""The order in which several workers run the tests: dear ones first, modules whole."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.proyecto.arbol import RAIZ
from tests.reparto import CAROS, repartir

BARATOS = tuple(f"tests/barato_{n}.py" for n in range(40))


def _modulo(test: tuple[str, int]) -> str:
    return test[0]


def test_los_caros_existen() -> None:
    """A module that was renamed would go back, unseen, to where the alphabet puts it."""
    assert len(set(CAROS)) == len(CAROS)
    assert [modulo for modulo in CAROS if not (RAIZ / modulo).is_file()] == []


@given(
    cuantos=st.dictionaries(st.sampled_from(CAROS + BARATOS), st.integers(1, 9)),
    partes=st.integers(1, 5),
)
def test_ninguno_se_pierde_y_los_modulos_van_enteros(cuantos: dict[str, int], partes: int) -> None:
    """An order that lost a test would lose it from every run."""
    tests = [(modulo, n) for modulo, hay in cuantos.items() for n in range(hay)]
    orden = repartir(tests, _modulo, partes)
    assert sorted(orden) == sorted(tests)
    cortes = [n for n in range(1, len(orden)) if orden[n - 1][0] != orden[n][0]]
    assert len(cortes) == max(0, len(cuantos) - 1)
    assert all(a[1] < b[1] for a, b in pairwise(orden) if a[0] == b[0])


def test_cada_parte_comienza_por_un_caro() -> None:
    """Each of the workers begins with dear ones, the dearest first of all."""
    tests = [(modulo, n) for modulo in CAROS[::-1] for n in range(3)]
    tests += [(modulo, 0) for modulo in BARATOS]
    for partes in (1, 2, 3):
        orden = repartir(tests, _modulo, partes)
        primeros = [orden[len(orden) * parte // partes] for parte in range(partes)]
        assert primeros == [(modulo, 0) for modulo in CAROS[:partes]]
