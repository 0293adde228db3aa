"""A thousand mutated archives, none accepted; what only an anchor can tell is said as such."""

import io

import pytest

from boletas.cripto.verificacion import verificar_archivo
from boletas.errores import Ilegible
from tests.boletas.mutaciones.archivos import expedientes
from tests.boletas.mutaciones.archivos_mutados import (
    FAMILIAS,
    FamiliaDeArchivos,
    juzgar,
    mutantes,
)
from tests.boletas.mutaciones.boletas_mutadas import contar
from tests.boletas.mutaciones.urnas import SEMILLA

POR_FAMILIA = 26


def _exigir_cero(semilla: str, familia: FamiliaDeArchivos, cuantos: int) -> None:
    hechos = mutantes(semilla, familia, cuantos)
    assert len(hechos) == cuantos, "the family is too small for so many different mutants"
    clases = []
    vistas: set[bytes] = set()
    for i, mutante in enumerate(hechos):
        clase = juzgar(*mutante)
        cual = f"semilla {semilla!r}, {familia.nombre}, mutante {i}"
        assert clase, f"accepted: {cual}"
        assert not issubclass(clase, familia.prohibe), f"{clase.__name__}: {cual}"
        seguido = juzgar(*mutante, vistas)
        assert seguido, f"accepted by the one who goes on: {cual}"
        # What is over the limits ends the reading, whatever else was found before it.
        assert seguido is clase or issubclass(seguido, Ilegible), f"{seguido.__name__}: {cual}"
        clases.append(clase)
    print(f"semilla {semilla!r}: {cuantos} mutantes, {contar(clases)}")


def test_son_mil() -> None:
    """The figure promised, without those that change descifrado.json alone."""
    de_archivo = [f for f in FAMILIAS if not f.nombre.startswith("descifrado")]
    assert len({f.nombre for f in FAMILIAS}) == len(FAMILIAS)
    assert len(de_archivo) * POR_FAMILIA >= 1000


def test_los_archivos_de_partida_son_licitos() -> None:
    """Control: what is mutated passes, and its prefix is the one that was fixed at close."""
    for e in expedientes(SEMILLA):
        archivo = verificar_archivo(io.BytesIO(e.bel), descifrado=e.descifrado)
        assert archivo.segundas_probadas
        assert archivo.largo_prefijo == e.largo_prefijo
        assert list(archivo.boletas) == sorted(archivo.boletas)


@pytest.mark.parametrize("familia", FAMILIAS, ids=lambda familia: familia.nombre)
def test_ningun_archivo_mutado_pasa(familia: FamiliaDeArchivos) -> None:
    """0 accepted of each family; with the chain made anew, refused for what its records say."""
    _exigir_cero(SEMILLA, familia, POR_FAMILIA)


@pytest.mark.largo
@pytest.mark.parametrize("vuelta", range(10))
@pytest.mark.parametrize("familia", FAMILIAS, ids=lambda familia: familia.nombre)
def test_ningun_archivo_mutado_pasa_en_otras_elecciones(
    familia: FamiliaDeArchivos, vuelta: int
) -> None:
    """The same with ten more sets of elections: ten times as many."""
    _exigir_cero(f"{SEMILLA} {vuelta}", familia, POR_FAMILIA)
