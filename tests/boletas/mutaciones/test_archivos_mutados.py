"""A thousand mutated archives, none accepted; what only an anchor can tell is said as such."""

import io
from random import Random

import pytest

from boletas.cripto.verificacion import verificar_archivo
from boletas.errores import FallaDeBoletas, Ilegible, VariasFallas
from tests.boletas.mutaciones.archivos import expedientes
from tests.boletas.mutaciones.boletas_mutadas import contar
from tests.boletas.mutaciones.de_archivo import FAMILIAS, FamiliaDeArchivos, Mutante, NoSeAplica
from tests.boletas.mutaciones.urnas import SEMILLA

POR_FAMILIA = 26
INTENTOS_POR_MUTANTE = 10


def mutantes(semilla: str, familia: FamiliaDeArchivos, cuantos: int) -> list[Mutante]:
    """Make ``cuantos`` different mutants, none of which is the pair of files it was made from."""
    azar = Random(f"{semilla}|{familia.nombre}")
    todos = expedientes(semilla)
    licitos = {(e.bel, e.descifrado) for e in todos}
    hechos: dict[Mutante, None] = {}
    for _ in range(INTENTOS_POR_MUTANTE * cuantos):
        if len(hechos) == cuantos:
            break
        propio, otro = azar.sample(todos, 2)
        try:
            mutante = familia.mutar(azar, propio, otro)
        except NoSeAplica:
            continue
        if mutante not in licitos:
            hechos[mutante] = None
    return list(hechos)


def juzgar(
    bel: bytes, descifrado: bytes, vistas: set[bytes] | None = None
) -> type[FallaDeBoletas] | None:
    """The class of the failure, or None if the archive is accepted.

    With ``vistas`` it is read as an auditor does, who goes on after a failure and remembers the
    ballots that it has proved.
    """
    try:
        verificar_archivo(
            io.BytesIO(bel),
            descifrado=descifrado,
            verificadas=vistas,
            todas_las_fallas=vistas is not None,
        )
    except VariasFallas as varias:
        return type(varias.fallas[0])
    except FallaDeBoletas as falla:
        return type(falla)
    return None


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
