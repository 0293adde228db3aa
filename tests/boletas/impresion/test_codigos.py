"""Short codes are compared by tired people under bad light: no two characters may look alike."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boletas.impresion.codigos import (
    ALFABETO,
    agrupar,
    huella_corta,
    leer_huella_corta,
    leer_rastreo,
    rastreo,
)
from boletas.impresion.errores import CodigoIlegible

digestos = st.binary(min_size=32, max_size=32)


def test_el_alfabeto_no_tiene_parecidos() -> None:
    """I, L, O and U are the characters that Crockford's base 32 leaves out."""
    assert len(set(ALFABETO)) == 32
    assert set("ILOU") & set(ALFABETO) == set()


def test_huella_de_valores_conocidos() -> None:
    """Worked by hand: 5 bits a character, most significant first."""
    assert huella_corta(bytes(32)) == "00000-00000-00000-00000"
    assert huella_corta(b"\xff" * 32) == "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ"
    # 40 bits of 00001 00001 00001 … are 08 42 10 84 21.
    assert huella_corta(bytes.fromhex("0842108421" * 3) + bytes(17)) == "-".join(["11111"] * 4)
    # SHA-256 of the empty string, e3b0c442 98fc1c14 9afbf4c8 99…
    assert huella_corta(hashlib.sha256(b"").digest()) == "WERC8-GMRZG-E196Q-VYK49"


@given(digestos)
def test_los_bits_del_codigo_son_los_primeros_del_digesto(digesto: bytes) -> None:
    """Other readers compute it with big integers; the page docs/formato-codigos.md says how."""
    bits = "".join(f"{octeto:08b}" for octeto in digesto)
    letras = [ALFABETO[int(bits[i : i + 5], 2)] for i in range(0, 125, 5)]
    assert huella_corta(digesto).replace("-", "") == "".join(letras[:20])
    assert rastreo(digesto).replace("-", "") == "".join(letras)


@given(digestos)
def test_lo_escrito_a_mano_vuelve_a_su_forma(digesto: bytes) -> None:
    """Lower case, spaces, and the O, I, L that an eye reads for 0 and 1 are forgiven."""
    codigo = huella_corta(digesto)
    escrito = codigo.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert leer_huella_corta(escrito) == codigo
    assert leer_rastreo(rastreo(digesto).replace("-", "").replace("1", "i")) == rastreo(digesto)


@given(digestos, st.integers(min_value=0, max_value=99))
def test_un_bit_distinto_es_otra_huella(digesto: bytes, bit: int) -> None:
    """Any of the printed hundred bits must be able to betray another file."""
    otro = (int.from_bytes(digesto, "big") ^ 1 << (255 - bit)).to_bytes(32, "big")
    assert huella_corta(otro) != huella_corta(digesto)


@pytest.mark.parametrize(
    "texto", ["", "0000", "00000-00000-00000-0000U", "0" * 21, "0000000000000000000ſ", "0\t" * 20]
)
def test_un_codigo_ilegible_se_rechaza(texto: str) -> None:
    """U is in no code, and ſ only becomes S by a rule of Unicode that no voter knows."""
    with pytest.raises(CodigoIlegible):
        leer_huella_corta(texto)


def test_un_digesto_de_otro_largo_se_rechaza() -> None:
    """A code of a truncated digest would be compared as if it were whole."""
    with pytest.raises(CodigoIlegible):
        huella_corta(bytes(31))


def test_agrupar() -> None:
    """Groups are what the eye keeps between paper and screen."""
    assert agrupar("ABCDEFGH", 4, " ") == "ABCD EFGH"
    assert agrupar("ABCDEFG") == "ABCDE-FG"
