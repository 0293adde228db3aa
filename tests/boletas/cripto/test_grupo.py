"""The group: what libsodium proves about a point, and what it does not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_core_ed25519_add

from boletas.cripto import grupo
from boletas.cripto.grupo import GENERADOR, IDENTIDAD, ORDEN, Punto, PuntoRecibido
from boletas.errores import (
    EscalarNoCanonico,
    PuntoIdentidad,
    PuntoInvalido,
    PuntoNoCanonico,
)
from tests.boletas.cripto.mesa_de_prueba import VECTORES

VALORES = json.loads((VECTORES / "vectores.json").read_bytes())
P = 2**255 - 19
ESCALARES = st.integers(0, ORDEN - 1)

# Every point of small order but the identity: RFC 8032's curve has cofactor 8. The two of order 8
# and their negatives are the y coordinates published with libsodium's own list.
_ORDEN_8 = (
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
)
TORSION = [
    (P - 1).to_bytes(32, "little"),
    bytes(32),
    bytes(31) + b"\x80",
    *(bytes.fromhex(t) for t in _ORDEN_8),
    *(bytes.fromhex(t)[:31] + bytes([bytes.fromhex(t)[31] | 0x80]) for t in _ORDEN_8),
]
NO_CANONICOS = [
    P.to_bytes(32, "little"),
    (P + 1).to_bytes(32, "little"),
    b"\x01" + bytes(30) + b"\x80",
    (P - 1 + 2**255).to_bytes(32, "little"),
    b"\xff" * 32,
]
FUERA_DE_LA_CURVA = [(2).to_bytes(32, "little"), (7).to_bytes(32, "little")]


def _mezclar(torsion: bytes) -> bytes:
    return crypto_core_ed25519_add(grupo.potencia_de_g(12345), torsion)


INVALIDOS = {
    **{f"orden pequeño {i}": t for i, t in enumerate(TORSION)},
    **{f"subgrupo equivocado {i}": _mezclar(t) for i, t in enumerate(TORSION)},
    **{f"no canónico {i}": t for i, t in enumerate(NO_CANONICOS)},
    **{f"fuera de la curva {i}": t for i, t in enumerate(FUERA_DE_LA_CURVA)},
    "identidad": IDENTIDAD,
}


def test_los_vectores_publicados() -> None:
    """The reversed byte order is what every hash depends on; nothing else would say it is wrong."""
    assert grupo.texto_de_punto(GENERADOR) == VALORES["g"]
    assert grupo.texto_de_punto(IDENTIDAD) == VALORES["identity"]
    assert grupo.texto_de_punto(grupo.potencia_de_g(2)) == VALORES["g^2"]


@pytest.mark.parametrize("octetos", INVALIDOS.values(), ids=INVALIDOS)
def test_un_punto_ajeno_al_grupo_no_se_prueba(octetos: bytes) -> None:
    """Points outside the prime-order group leak or forge; both ways of proving must refuse them."""
    with pytest.raises(PuntoInvalido):
        grupo.probar_punto(PuntoRecibido(octetos))
    for exponente in (0, 1, 8, ORDEN - 1):
        with pytest.raises(PuntoInvalido):
            grupo.probar_potencia(PuntoRecibido(octetos), exponente)


def test_la_suma_de_libsodium_no_prueba_nada() -> None:
    """Control: the addition takes what the proofs refuse, so no received point may enter by it."""
    sumas = [grupo.producto(Punto(octetos), GENERADOR) for octetos in TORSION]
    assert len({*sumas}) == len(TORSION)


@pytest.mark.parametrize(
    "texto",
    ["", "66" * 31, "66" * 33, "6" * 63 + "G", "A" * 64, "66" * 31 + "6\n", "٦" * 64, None, 7],
)
def test_un_punto_mal_escrito_se_rechaza(texto: object) -> None:
    """A point has one spelling, and hashes take the spelling."""
    with pytest.raises(PuntoNoCanonico):
        grupo.leer_punto(texto)


def test_la_identidad_solo_vale_donde_se_dice() -> None:
    """An identity key would make every ballot readable; an identity sum is an empty column."""
    texto = grupo.texto_de_punto(IDENTIDAD)
    with pytest.raises(PuntoIdentidad):
        grupo.leer_punto(texto)
    assert grupo.leer_punto_o_identidad(texto) == IDENTIDAD


@given(ESCALARES)
def test_escalar_ida_y_vuelta(n: int) -> None:
    """Scalars travel in decimal."""
    assert grupo.leer_escalar(str(n)) == n


@pytest.mark.parametrize(
    "texto",
    [
        "",
        "-1",
        "+1",
        " 1",
        "1 ",
        "01",
        "00",
        "1_0",
        "١",
        "1.0",
        "0x1",
        str(ORDEN),
        "9" * 77,
        1,
        None,
        True,
    ],
)
def test_un_escalar_mal_escrito_se_rechaza(texto: object) -> None:
    """int() takes signs, spaces and foreign digits; each would be a second spelling."""
    with pytest.raises(EscalarNoCanonico):
        grupo.leer_escalar(texto)


@given(ESCALARES, ESCALARES)
def test_los_exponentes_se_suman(m: int, n: int) -> None:
    """g^m g^n = g^(m+n): the law every proof rests on."""
    suma = grupo.producto(grupo.potencia_de_g(m), grupo.potencia_de_g(n))
    assert suma == grupo.potencia_de_g(m + n)
    assert grupo.cociente(suma, grupo.potencia_de_g(n)) == grupo.potencia_de_g(m)


@given(ESCALARES, ESCALARES)
def test_los_exponentes_se_multiplican(m: int, n: int) -> None:
    """(g^m)^n = g^(mn), by the proving power too."""
    punto = grupo.potencia_de_g(m)
    assert grupo.potencia(punto, n) == grupo.potencia_de_g(m * n)
    if m:
        assert grupo.probar_potencia(PuntoRecibido(punto), n) == grupo.potencia_de_g(m * n)


def test_cero_e_identidad_tienen_respuesta() -> None:
    """libsodium fails on all of these, and an empty urn or a zero column needs them."""
    assert grupo.potencia_de_g(0) == grupo.potencia_de_g(ORDEN) == IDENTIDAD
    assert grupo.potencia(GENERADOR, 0) == grupo.potencia(GENERADOR, ORDEN) == IDENTIDAD
    assert grupo.potencia(IDENTIDAD, 5) == IDENTIDAD
    assert grupo.producto(IDENTIDAD, GENERADOR) == GENERADOR
    assert grupo.cociente(GENERADOR, GENERADOR) == IDENTIDAD
    assert grupo.potencia_menor(0) == IDENTIDAD
    assert grupo.potencia_menor(3) == grupo.potencia_de_g(3)
