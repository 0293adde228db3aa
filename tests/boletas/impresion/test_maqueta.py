"""Lines are broken by measured widths, and no word is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boletas.impresion.errores import NoCabe
from boletas.impresion.fuentes import Fuente
from boletas.impresion.maqueta import Alineacion, Estilo, Grupo, Linea, Texto, aplanar, partir

ESTILO = Estilo(Fuente.NORMAL, 9.0)
palabras = st.lists(st.text(alphabet="abcñÉ0.", min_size=1, max_size=25), min_size=1, max_size=30)


@given(palabras, st.floats(min_value=8, max_value=180))
def test_ningun_renglon_es_mas_ancho_que_su_columna(lista: list[str], ancho: float) -> None:
    """What leaves its column falls on another figure."""
    renglones = partir(" ".join(lista), ESTILO, ancho)
    assert all(ESTILO.ancho(renglon) <= ancho for renglon in renglones)


@given(palabras, st.floats(min_value=8, max_value=180))
def test_partir_no_pierde_letras(lista: list[str], ancho: float) -> None:
    """An acta that drops a syllable of a name is another acta."""
    texto = " ".join(lista)
    unidos = "".join(partir(texto, ESTILO, ancho)).replace(" ", "")
    assert unidos == texto.replace(" ", "")


def test_partir_respeta_sus_saltos() -> None:
    """A forced break stays, and an empty text still takes one line."""
    assert partir("uno\ndos", ESTILO, 100) == ("uno", "dos")
    assert partir("", ESTILO, 100) == ("",)


def test_una_columna_sin_lugar_se_dice() -> None:
    """A width that holds no letter is a mistake of layout, not an endless loop."""
    with pytest.raises(NoCabe):
        partir("M", ESTILO, 1.0)


def test_la_alineacion_mueve_el_texto_y_no_su_ancho() -> None:
    """The right end of a right-aligned text is its x."""
    ancho = ESTILO.ancho("127")
    assert Texto(50, 10, "127", ESTILO).izquierda == 50
    assert Texto(50, 10, "127", ESTILO, Alineacion.DERECHA).izquierda == 50 - ancho
    assert Texto(50, 10, "127", ESTILO, Alineacion.CENTRO).izquierda == 50 - ancho / 2


def test_los_grupos_suman_su_corrimiento() -> None:
    """A block keeps its inner distances wherever the page puts it."""
    linea = Linea(1, 1, 2, 2)
    anidado = (Grupo(10, 20, (Grupo(1, 2, (linea,)), linea)),)
    assert list(aplanar(anidado)) == [(11, 22, linea), (10, 20, linea)]
