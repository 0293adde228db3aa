"""The letters that a paper carries are cut by our own code, byte for byte as the library does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.rl_accel import fp_str

from boletas.impresion.fuentes import Fuente, tipo
from boletas.impresion.recorte import Recorte

HAY = {fuente: sorted(tipo(fuente).face.charToGlyph) for fuente in Fuente}


def el_de_la_biblioteca(fuente: Fuente, letras: list[int]) -> bytes:
    """What ReportLab itself cuts."""
    cara = tipo(fuente).face
    octetos: bytes = type(cara).makeSubset(cara, letras)
    return octetos


@pytest.mark.parametrize("fuente", list(Fuente))
@pytest.mark.parametrize(
    "letras",
    [
        [0],
        [0] + [32] * 32,
        [0, *map(ord, "1,234 votos"), 32, 32],
        [0, *map(ord, "áéíóúüñÁÉÍÓÚÜÑ¿¡«»“”—−·ʼºª")],
        [0, 0x10FFFF, 65],
    ],
    ids=["nada", "espacios", "iguales al final", "compuestas", "sin dibujo"],
)
def test_el_recorte_es_el_de_la_biblioteca(fuente: Fuente, letras: list[int]) -> None:
    """A record drawn by an earlier version of the program must be drawn again byte for byte."""
    assert Recorte(tipo(fuente).face).fuente(letras) == el_de_la_biblioteca(fuente, letras)


@pytest.mark.parametrize("fuente", list(Fuente))
def test_el_recorte_entero_es_el_de_la_biblioteca(fuente: Fuente) -> None:
    """Every letter of the font, in subsets as large as they may be: accents made of parts too."""
    for inicio in range(0, len(HAY[fuente]), 255):
        letras = [0, *HAY[fuente][inicio : inicio + 255]]
        assert Recorte(tipo(fuente).face).fuente(letras) == el_de_la_biblioteca(fuente, letras)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(HAY[Fuente.NORMAL]), max_size=255))
def test_ningun_orden_lo_distingue(letras: list[int]) -> None:
    """A letter takes the place of its first use, so any order of letters may come."""
    recorte = Recorte(tipo(Fuente.NORMAL).face)
    assert recorte.fuente([0, *letras]) == el_de_la_biblioteca(Fuente.NORMAL, [0, *letras])


@pytest.mark.parametrize("fuente", list(Fuente))
def test_los_anchos_se_escriben_como_la_biblioteca(fuente: Fuente) -> None:
    """A reader of the file places the letters by these numbers."""
    cara = tipo(fuente).face
    recorte = Recorte(cara)
    for letra in (0, 0x10FFFF, *HAY[fuente]):
        ancho = type(cara).getCharWidth(cara, letra)
        assert recorte.ancho(letra) == fp_str(ancho).encode("ascii")


def test_un_recorte_de_otras_letras_es_otro() -> None:
    """Control: the comparison above tells two fonts apart."""
    uno = Recorte(tipo(Fuente.NORMAL).face).fuente([0, 65])
    assert uno != el_de_la_biblioteca(Fuente.NORMAL, [0, 66])
