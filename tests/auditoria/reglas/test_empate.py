"""Ties: found always, broken never but by the rule."""

from itertools import permutations, product

import pytest

from auditoria.formatos.reglas import ReglaEmpate
from auditoria.reglas.empate import SemillaSinSorteo, primer_lugar, resolver
from auditoria.reglas.sorteo import asunto_empate, sortear


@pytest.mark.parametrize("cuantas", [1, 2, 3, 4])
def test_el_primer_lugar_es_de_quien_tiene_mas(cuantas: int) -> None:
    """Exhaustive to six votes each: whoever nobody exceeds, and nobody else."""
    claves = [f"D001-P{i}" for i in range(1, cuantas + 1)]
    assert primer_lugar({}) == ()
    for votos in product(range(7), repeat=cuantas):
        if not any(votos):
            assert primer_lugar(dict(zip(claves, votos, strict=True))) == ()
            continue
        esperadas = tuple(
            clave
            for clave, suyos in zip(claves, votos, strict=True)
            if not any(otros > suyos for otros in votos)
        )
        assert primer_lugar(dict(zip(claves, votos, strict=True))) == esperadas


@pytest.mark.parametrize("regla", ReglaEmpate)
def test_sin_empate_gana_quien_tiene_mas(regla: ReglaEmpate) -> None:
    """The rule of ties has no say where there is none."""
    desenlace = resolver({"D001-P3": 4, "D001-P1": 5}, regla, "p", "D001")
    assert (desenlace.ganadora, desenlace.empatadas, desenlace.sorteo) == ("D001-P1", (), None)


@pytest.mark.parametrize("regla", ReglaEmpate)
def test_un_empate_sin_sorteo_queda_en_empate(regla: ReglaEmpate) -> None:
    """No rule lets the program choose by name, key or order of registration."""
    for votos in permutations({"D001-P1": 5, "D001-P2": 5, "D001-P3": 1}.items()):
        desenlace = resolver(dict(votos), regla, "p", "D001")
        assert (desenlace.ganadora, desenlace.sorteo) == ("", None)
        assert set(desenlace.empatadas) == {"D001-P1", "D001-P2"}


def test_el_sorteo_es_solo_entre_las_empatadas() -> None:
    """Who came third is not drawn, and the draw is the public one."""
    votos = {"D001-P3": 5, "D001-P2": 1, "D001-P1": 5}
    desenlace = resolver(votos, ReglaEmpate.SORTEO, "p", "D001", "12345")
    orden = sortear("12345", asunto_empate("p", "D001"), ("D001-P1", "D001-P3"))
    assert desenlace.ganadora == orden[0]
    assert desenlace.empatadas == ("D001-P3", "D001-P1")
    assert desenlace.sorteo is not None
    assert (desenlace.sorteo.semilla, desenlace.sorteo.orden) == ("12345", orden)


def test_cualquiera_de_las_empatadas_puede_ganar() -> None:
    """Over seeds both win: the draw does not follow the order of the list."""
    votos = {"D001-P1": 5, "D001-P2": 5}
    ganadoras = {
        resolver(votos, ReglaEmpate.SORTEO, "p", "D001", str(n)).ganadora for n in range(30)
    }
    assert ganadoras == set(votos)


@pytest.mark.parametrize(
    ("votos", "regla"),
    [
        ({"D001-P1": 5, "D001-P2": 4}, ReglaEmpate.SORTEO),
        ({"D001-P1": 5, "D001-P2": 5}, ReglaEmpate.EXTRAORDINARIA),
        ({"D001-P1": 5, "D001-P2": 5}, ReglaEmpate.RESOLUCION),
    ],
)
def test_una_semilla_donde_no_hay_sorteo_se_rechaza(
    votos: dict[str, int], regla: ReglaEmpate
) -> None:
    """A seed kept in silence could be brought out when the result is known."""
    with pytest.raises(SemillaSinSorteo):
        resolver(votos, regla, "p", "D001", "12345")
