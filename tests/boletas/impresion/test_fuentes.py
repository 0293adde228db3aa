"""The typeface decides widths, and widths decide layout: both must be the same everywhere."""

import pytest

from boletas.impresion.errores import SinGlifo, TextoImposible
from boletas.impresion.fuentes import PUNTO_MM, Fuente, ancho_mm, exigir_texto, ruta


@pytest.mark.parametrize("fuente", list(Fuente))
def test_cada_corte_tiene_archivo_y_espanol(fuente: Fuente) -> None:
    """The package is the only place fonts come from; a name of the padrón may have any of these."""
    assert ruta(fuente).read_bytes()[:4] == b"\x00\x01\x00\x00"
    assert ancho_mm("áéíóúüñÁÉÍÓÚÜÑ¿¡«»“”—−·ʼºª0123456789", fuente, 9) > 0


@pytest.mark.parametrize("fuente", list(Fuente))
def test_las_cifras_son_tabulares(fuente: Fuente) -> None:
    """Columns of figures are compared by eye, so every digit takes the same room."""
    assert len({ancho_mm(cifra, fuente, 10) for cifra in "0123456789"}) == 1


def test_el_ancho_crece_con_el_cuerpo() -> None:
    """497 thousandths is the advance of a digit in the regular cut (its hmtx table)."""
    assert ancho_mm("0", Fuente.NORMAL, 1000) == pytest.approx(497 * PUNTO_MM)
    assert ancho_mm("00", Fuente.NORMAL, 10) == pytest.approx(2 * ancho_mm("0", Fuente.NORMAL, 10))


def test_sin_glifo_no_se_dibuja() -> None:
    """An empty box in place of a letter would change a name."""
    with pytest.raises(SinGlifo):
        ancho_mm("愛", Fuente.NORMAL, 9)


@pytest.mark.parametrize(
    "texto",
    ["a\x00b", "a\tb", "Pe\u0301rez", "\u202ealoH", "Ana\u200bRuiz", "\ufeffAna", "a\u2028b", "\r"],
)
def test_el_texto_que_engana_se_rechaza(texto: str) -> None:
    """Two different names must never look the same on paper, nor a text read backwards."""
    with pytest.raises(TextoImposible):
        exigir_texto(texto)


def test_el_texto_llano_pasa_igual() -> None:
    """The control of the test above: the composed spelling and a line feed are fine."""
    assert exigir_texto("Pérez\nNúñez") == "Pérez\nNúñez"
