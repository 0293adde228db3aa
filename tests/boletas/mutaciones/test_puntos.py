"""The bad points that mutations use are bad in the way that they say, and all are refused."""

from random import Random

import pytest
from nacl.bindings import crypto_core_ed25519_add

from boletas.cripto.grupo import (
    GENERADOR,
    IDENTIDAD,
    ORDEN,
    PuntoRecibido,
    exigir_biblioteca,
    leer_punto,
    potencia_de_g,
    probar_potencia,
    probar_punto,
)
from boletas.errores import BibliotecaInsegura, PuntoInvalido
from tests.boletas.mutaciones import puntos
from tests.boletas.mutaciones.urnas import SEMILLA


def test_los_de_orden_pequeno_son_los_siete_multiplos_de_uno() -> None:
    """T added to itself goes through all of them and ends in the identity at eight."""
    suma, vistos = IDENTIDAD, []
    for _ in range(8):
        suma = crypto_core_ed25519_add(suma, puntos.ORDEN_PEQUENO[0])
        vistos.append(suma)
    assert vistos == [*puntos.ORDEN_PEQUENO, IDENTIDAD]


def _malos() -> list[bytes]:
    azar = Random(SEMILLA)
    rectos = [GENERADOR, *(potencia_de_g(azar.randrange(1, ORDEN)) for _ in range(20))]
    torcidos = [crypto_core_ed25519_add(p, t) for p in rectos for t in puntos.ORDEN_PEQUENO]
    fuera = [puntos.fuera_de_la_curva(azar) for _ in range(50)]
    return [*puntos.ORDEN_PEQUENO, *puntos.NO_CANONICOS, *torcidos, *fuera]


@pytest.mark.parametrize("exponente", [0, 1, 2, 8, ORDEN - 1, 12345])
def test_ningun_punto_malo_se_prueba(exponente: int) -> None:
    """Both ways of proving a point refuse every bad one, whatever the exponent is.

    A library whose check looks at one coordinate alone lets through points with a part of order 2
    (CVE-2025-69277 of libsodium); one that clears the cofactor lets through all of them.
    """
    for malo in _malos():
        with pytest.raises(PuntoInvalido):
            probar_potencia(PuntoRecibido(malo), exponente)
        with pytest.raises(PuntoInvalido):
            probar_punto(PuntoRecibido(malo))
        with pytest.raises(PuntoInvalido):
            leer_punto(puntos.texto(malo))


def test_los_rectos_se_prueban() -> None:
    """Control: what the bad ones are made from is good."""
    azar = Random(SEMILLA)
    for n in (1, ORDEN - 1, *(azar.randrange(1, ORDEN) for _ in range(50))):
        punto = potencia_de_g(n)
        assert probar_potencia(PuntoRecibido(punto), 1) == probar_punto(PuntoRecibido(punto))
        assert leer_punto(puntos.texto(punto)) == punto
        assert puntos.octetos(puntos.texto(punto)) == punto
        assert crypto_core_ed25519_add(punto, puntos.negar(punto)) == IDENTIDAD


def test_una_biblioteca_que_acepta_puntos_ajenos_no_se_usa() -> None:
    """The check that runs before anything else: either function being wrong is enough."""
    exigir_biblioteca(probar_punto, probar_potencia)
    with pytest.raises(BibliotecaInsegura):
        exigir_biblioteca(lambda punto: punto, probar_potencia)
    with pytest.raises(BibliotecaInsegura):
        exigir_biblioteca(probar_punto, lambda punto, _: punto)
