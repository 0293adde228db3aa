"""Nine thousand mutated ballots, none accepted, and none refused for want of the right reason."""

import pytest

from boletas.cripto.boleta import verificar_boleta
from tests.boletas.mutaciones.boletas_mutadas import (
    FAMILIAS,
    Familia,
    bases,
    contar,
    juzgar,
    mutantes,
)
from tests.boletas.mutaciones.urnas import SEMILLA

POR_FAMILIA = 66


def _exigir_cero(semilla: str, familia: Familia, cuantos: int) -> None:
    hechos = mutantes(semilla, familia, cuantos)
    assert len(hechos) == cuantos, "the family is too small for so many different mutants"
    clases = []
    for i, (texto, de) in enumerate(hechos):
        clase = juzgar(texto, de)
        cual = f"semilla {semilla!r}, {familia.nombre}, mutante {i}: {texto!r}"
        assert clase, f"accepted: {cual}"
        assert issubclass(clase, familia.espera), f"{clase.__name__}: {cual}"
        assert not issubclass(clase, familia.prohibe), f"{clase.__name__}: {cual}"
        clases.append(clase)
    print(f"semilla {semilla!r}: {cuantos} mutantes, {contar(clases)}")


def test_son_nueve_mil() -> None:
    """The figure promised, whatever families come and go."""
    assert len({familia.nombre for familia in FAMILIAS}) == len(FAMILIAS)
    assert len(FAMILIAS) * POR_FAMILIA >= 9000


def test_las_boletas_de_partida_son_licitas() -> None:
    """Control: what is mutated passes; a refusal is the mutation's doing."""
    for base in bases(SEMILLA):
        urna = base.muestra.urna
        verificar_boleta(base.texto, urna.definicion, urna.lista.conjunto)


@pytest.mark.parametrize("familia", FAMILIAS, ids=lambda familia: familia.nombre)
def test_ninguna_boleta_mutada_pasa(familia: Familia) -> None:
    """0 accepted of each family; those signed again by their voter, for their content alone."""
    _exigir_cero(SEMILLA, familia, POR_FAMILIA)


@pytest.mark.largo
@pytest.mark.parametrize("vuelta", range(10))
@pytest.mark.parametrize("familia", FAMILIAS, ids=lambda familia: familia.nombre)
def test_ninguna_boleta_mutada_pasa_en_otras_elecciones(familia: Familia, vuelta: int) -> None:
    """The same in ten more elections: ten times as many."""
    _exigir_cero(f"{SEMILLA} {vuelta}", familia, POR_FAMILIA)
