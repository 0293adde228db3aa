"""QR codes with one fixed mask must still be read by any reader."""

import string

import pytest
import qrcode
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrcode.util import QRData

from boletas.impresion.errores import QrDemasiadoGrande
from boletas.impresion.qr import MASCARA, NIVELES, ORILLA, Matriz, _modo, codificar


def leer(matriz: Matriz) -> list[str]:
    """Draw a matrix with four pixels a module and read it with another program."""
    lado = matriz.lado_con_orilla
    imagen = Image.new("L", (lado, lado), 255)
    for y, fila in enumerate(matriz.filas):
        for x, bit in enumerate(f"{fila:0{matriz.lado}b}"):
            imagen.putpixel((x + ORILLA, y + ORILLA), 0 if bit == "1" else 255)
    return [codigo.text for codigo in zxingcpp.read_barcodes(imagen.resize((lado * 4, lado * 4)))]


@given(
    st.one_of(
        st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", min_size=1, max_size=600),
        st.text(alphabet=string.ascii_letters + "áéíóúñ¿", min_size=1, max_size=200),
        st.text(alphabet=string.digits, min_size=1, max_size=900),
    )
)
def test_lo_que_se_codifica_se_lee(texto: str) -> None:
    """A code that only our own program reads is worth nothing at the mesa."""
    assert leer(codificar(texto)) == [texto]


def de_la_biblioteca(texto: str, nivel: str) -> tuple[int, ...]:
    """The code that the library draws module by module."""
    codigo = qrcode.QRCode(error_correction=NIVELES[nivel], mask_pattern=MASCARA)
    codigo.add_data(QRData(texto.encode(), mode=_modo(texto)), optimize=0)
    codigo.make()
    return tuple(int("".join("01"[oscuro] for oscuro in fila), 2) for fila in codigo.modules)


@given(
    st.one_of(
        st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", max_size=300),
        st.text(alphabet=string.ascii_letters + "áéíóúñ¿", max_size=120),
        st.text(alphabet=string.digits, max_size=300),
    ),
    st.sampled_from(sorted(NIVELES)),
)
@settings(max_examples=60)
def test_cada_codigo_es_el_de_la_biblioteca(texto: str, nivel: str) -> None:
    """Words are laid over one square instead of module by module: not one module may differ."""
    matriz = codificar(texto, nivel=nivel, version_maxima=40)
    assert matriz.filas == de_la_biblioteca(texto, nivel)


@pytest.mark.parametrize("nivel", sorted(NIVELES))
@pytest.mark.parametrize("largo", [970, 1_700])
def test_tambien_los_grandes_son_los_de_la_biblioteca(nivel: str, largo: int) -> None:
    """Large codes have blocks of two lengths, whose words are dealt in another order."""
    texto = ("JPC1:" + string.ascii_uppercase * 66)[:largo]
    assert codificar(texto, nivel=nivel, version_maxima=40).filas == de_la_biblioteca(texto, nivel)


@pytest.mark.parametrize(
    ("texto", "version"),
    [
        # Capacities at level M: ISO/IEC 18004:2015, table 7.
        ("7" * 1_600, 20),
        ("A" * 970, 20),
        ("A" * 971, 21),
        ("a" * 26, 2),
        ("a" * 27, 3),
        ("A" * 38, 2),
    ],
)
def test_cada_texto_va_en_el_modo_que_menos_ocupa(texto: str, version: int) -> None:
    """One version more is four modules more per side, smaller on the same paper."""
    matriz = codificar(texto, version_maxima=40)
    assert matriz.version == version
    assert matriz.lado == 17 + 4 * version


def test_lo_que_no_cabe_se_dice() -> None:
    """A code too dense for a phone must stop the paper, not come out unreadable."""
    with pytest.raises(QrDemasiadoGrande):
        codificar("A" * 971)
    with pytest.raises(QrDemasiadoGrande):
        codificar("A" * 10_000, version_maxima=40)


def test_la_mascara_es_siempre_la_misma() -> None:
    """The same text gives the same matrix in any process and after any other code."""
    antes = codificar("JPC1:ABC")
    codificar("otra cosa")
    assert codificar("JPC1:ABC") == antes
