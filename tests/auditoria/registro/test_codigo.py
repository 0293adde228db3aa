"""Short codes on paper: what is written is what a person types back."""

from base64 import b32encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditoria.registro import codigo
from auditoria.registro.codigo import CodigoInvalido

huellas = st.binary(min_size=32, max_size=32)


def test_los_bits_van_de_cinco_en_cinco_desde_el_primero() -> None:
    """The bits are those of the hash, the first five first: another program writes the same."""
    assert codigo.corto(bytes(32)) == "00000-00000-00000-00000"
    assert codigo.corto(b"\xff" * 32) == "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ"
    assert codigo.corto(b"\x08" + bytes(31)) == "10000-00000-00000-00000"
    assert codigo.corto(bytes(12) + b"\x10" + bytes(19)) == "00000-00000-00000-00001"


@given(huellas)
def test_son_los_signos_de_base32_con_otro_alfabeto(huella: bytes) -> None:
    """RFC 4648 base 32, letter for letter, is the independent way to the same text."""
    rfc = b32encode(huella).decode()[:20]
    tabla = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", codigo.ALFABETO)
    assert codigo.corto(huella).replace("-", "") == rfc.translate(tabla)


@given(huellas)
def test_lo_escrito_a_mano_se_reconoce(huella: bytes) -> None:
    """Small letters, no hyphens, O for zero and l for one: the same code."""
    impreso = codigo.corto(huella)
    a_mano = impreso.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert codigo.leer_corto(a_mano) == impreso
    assert codigo.coincide(huella, f" {a_mano} ")


@given(huellas, st.integers(0, 99))
def test_otro_bit_da_otro_codigo(huella: bytes, bit: int) -> None:
    """Each of the hundred bits shows on paper."""
    otra = bytearray(huella)
    otra[bit // 8] ^= 128 >> bit % 8
    assert not codigo.coincide(bytes(otra), codigo.corto(huella))


@pytest.mark.parametrize(
    "texto", ["", "00000-00000-00000-0000", "U0000-00000-00000-00000", "ñ" * 20, "ı" * 20]
)
def test_lo_que_no_es_un_codigo_se_rechaza(texto: str) -> None:
    """A mistyped anchor is an error, never a comparison that fails in silence."""
    with pytest.raises(CodigoInvalido):
        codigo.leer_corto(texto)


def test_solo_se_acorta_una_huella() -> None:
    """Twenty signs of something shorter than a hash would look as strong as one."""
    with pytest.raises(CodigoInvalido):
        codigo.corto(b"corta")
