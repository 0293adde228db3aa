"""A picture goes into a paper as it is: the same bytes, once, and nothing stands over it."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from boletas.impresion.errores import DocumentoInvalido
from boletas.impresion.lienzo import Metadatos, dibujar
from boletas.impresion.maqueta import CARTA, Grupo, Imagen, Pagina, Texto
from boletas.impresion.revision import revisar
from boletas.impresion.vectorial import SinVersionEnPantalla, dibujar_svg
from tests.boletas.impresion.conftest import Rasterizar


def jpeg(gris: int, modo: str = "RGB", *, progresiva: bool = False) -> bytes:
    """A picture of one grey."""
    escrita = BytesIO()
    color = gris if modo == "L" else (gris,) * len(modo)
    Image.new(modo, (40, 30), color).save(escrita, "JPEG", progressive=progresiva)
    return escrita.getvalue()


def hoja(*imagenes: bytes, clave: str = "") -> Pagina:
    """A page with pictures of 20 mm beside one another, in a group."""
    lugares = tuple(Imagen(25.0 * n, 0.0, 20.0, 20.0, imagen) for n, imagen in enumerate(imagenes))
    return Pagina(CARTA, (Grupo(20.0, 20.0, lugares, clave),))


def escribir(*hojas: Pagina) -> bytes:
    """The paper."""
    return dibujar(hojas, Metadatos("Imágenes"))


@pytest.mark.parametrize("clave", ["", "grupo"])
def test_la_imagen_va_igual_que_entro_y_una_sola_vez(clave: str) -> None:
    """A block of a hundred ballots carries each emblem once, and it is the one that was sealed."""
    clara, oscura = jpeg(200), jpeg(30)
    pdf = escribir(*[hoja(clara, oscura, clara, clave=clave)] * 5)
    assert [pdf.count(imagen) for imagen in (clara, oscura)] == [1, 1]
    assert pdf.count(b"/Subtype /Image") == 2
    assert pdf == escribir(*[hoja(clara, oscura, clara, clave=clave)] * 5)


def test_otra_imagen_es_otro_archivo() -> None:
    """The identifier of the file covers what its pictures show, and not only where they stand."""
    una, otra = (escribir(hoja(jpeg(gris))) for gris in (30, 31))
    identificadores = [pdf[pdf.index(b"/ID") :][:80] for pdf in (una, otra)]
    assert identificadores[0] != identificadores[1]


@pytest.mark.parametrize("clave", ["", "grupo"])
@pytest.mark.parametrize(
    "imagen", [jpeg(30), jpeg(30, "L"), jpeg(30, progresiva=True)], ids=("color", "gris", "otra")
)
def test_se_ve_en_la_hoja(imagen: bytes, clave: str, rasterizar: Rasterizar) -> None:
    """Drawn by another program: where it was put, stretched to its rectangle, and not beside it."""
    (vista,) = rasterizar(escribir(hoja(imagen, clave=clave)), 50)
    punto = 50 / 25.4
    tonos = [vista.getpixel((round(x * punto), round(30 * punto))) for x in (15, 21, 30, 39, 45)]
    assert [tono == 255 for tono in tonos] == [True, False, False, False, True]


@pytest.mark.parametrize(
    "mala", [b"", b"\x89PNG\r\n\x1a\n" + bytes(40), jpeg(30)[:60], jpeg(30, "CMYK")]
)
def test_lo_que_no_es_un_jpeg_comun_no_se_imprime(mala: bytes) -> None:
    """A printer would leave the room empty and nobody would know."""
    with pytest.raises(DocumentoInvalido):
        escribir(hoja(mala))


def test_un_texto_sobre_una_imagen_se_nota() -> None:
    """The proof that every paper has to pass sees pictures too; screens do not draw them."""
    tapada = Pagina(CARTA, (*hoja(jpeg(30)).elementos, Texto(25.0, 30.0, "encima")))
    assert [defecto.clase for defecto in revisar((tapada,))] == ["texto_sobre_texto"]
    assert revisar((hoja(jpeg(30)),)) == ()
    with pytest.raises(SinVersionEnPantalla):
        dibujar_svg(tapada, "x")
