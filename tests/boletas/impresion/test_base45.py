"""Base 45 as RFC 9285 writes it, and no other text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boletas.impresion.base45 import codificar, decodificar
from boletas.impresion.errores import Base45Invalida

# RFC 9285, sections 4.3 and 4.4.
VECTORES = [
    (b"AB", "BB8"),
    (b"Hello!!", "%69 VD92EX0"),
    (b"base-45", "UJCLQE7W581"),
    (b"ietf!", "QED8WEX0"),
    (b"\xff\xff", "FGW"),
    (b"", ""),
]


@pytest.mark.parametrize(("datos", "texto"), VECTORES)
def test_los_ejemplos_del_rfc(datos: bytes, texto: str) -> None:
    """Phones and other programs read our QR codes with their own base 45."""
    assert codificar(datos) == texto
    assert decodificar(texto) == datos


@given(st.binary(max_size=300))
def test_ida_y_vuelta(datos: bytes) -> None:
    """What an acta signed comes back byte for byte."""
    assert decodificar(codificar(datos)) == datos


@given(st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", max_size=30))
def test_un_texto_tiene_una_sola_lectura(texto: str) -> None:
    """A second spelling of signed bytes would be a second document."""
    try:
        datos = decodificar(texto)
    except Base45Invalida:
        return
    assert codificar(datos) == texto


@pytest.mark.parametrize("texto", ["GGW", ":::", "A", "ABCD", "bb8", "BB\n", "::"])
def test_lo_que_no_es_base_45_se_rechaza(texto: str) -> None:
    """GGW is 65,536 (RFC 9285, section 6): one more than two bytes hold."""
    with pytest.raises(Base45Invalida):
        decodificar(texto)
