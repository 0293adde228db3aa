"""The manuals: read whole, two pages and one sheet, with pictures of the screens as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from eleccion.web.manuales import MANUALES, ManualMalEscrito, leer_manual, leer_texto
from eleccion.web.mesa.aplicacion import ANFITRION
from tests.eleccion.web.conftest import Navegador, Partes
from tests.eleccion.web.mesa.capturas import CARPETA, FIGURAS, SELLO, sellar
from tests.eleccion.web.mesa.paseo import abrir_pagina, servir
from tests.programas import hojas_de_pdf

PALABRAS = {"mesa": 1080, "hoja": 330, "percances": 410, "votante": 330, "custodia": 900}
"""Words that fit: two pages, one sheet, one page, one page, two pages."""


@pytest.mark.parametrize("nombre", sorted(MANUALES))
def test_cada_manual_se_lee_y_cabe(partes: Partes, nombre: str) -> None:
    """Officials read it the night before; what does not fit is not read."""
    pagina = Navegador(partes.mesa, ANFITRION).ver(f"/manual/{nombre}")
    assert pagina.status_code == 200
    trozos = [t for b in leer_manual(nombre) for parte in b.partes for t, _ in parte]
    assert all(trozo.split()[0] in pagina.text for trozo in trozos)
    assert sum(len(trozo.split()) for trozo in trozos) <= PALABRAS[nombre]


HOJAS = {"mesa": 2, "hoja": 1, "percances": 1, "votante": 1, "custodia": 2}


@pytest.mark.navegador
def test_cada_manual_se_imprime_en_sus_hojas(
    partes: Partes, chromium: Browser, tmp_path: Path
) -> None:
    """Words that fit may still spill with their pictures, and nobody reads a third page."""
    hojas = {}
    with servir(partes.mesa) as url, abrir_pagina(chromium) as pagina:
        for nombre in MANUALES:
            pagina.goto(f"{url}/manual/{nombre}")
            pagina.pdf(path=tmp_path / "manual.pdf", prefer_css_page_size=True)
            hojas[nombre] = hojas_de_pdf(tmp_path / "manual.pdf")
    assert hojas == HOJAS


def test_las_figuras_son_de_las_pantallas_de_hoy() -> None:
    """A picture of another screen sends people looking for a button that is not there."""
    nombradas = {b.figura for nombre in MANUALES for b in leer_manual(nombre) if b.figura}
    assert nombradas == {f"{figura}.png" for figura in FIGURAS}
    assert {ruta.name for ruta in CARPETA.glob("*.png")} == nombradas
    assert SELLO.read_text("ascii").strip() == sellar(), "make manuales"


@pytest.mark.parametrize(
    "texto", ["| a | b |", "- uno\ndos", "**a", "<b>", "1. uno\notra", "uno\n2. dos"]
)
def test_un_signo_que_no_se_conoce_se_dice(texto: str) -> None:
    """Control: half a sign on a page would be read as part of an instruction."""
    with pytest.raises(ManualMalEscrito):
        leer_texto(texto)


def test_todo_manual_tiene_su_nombre() -> None:
    """A page in the folder that no screen leads to is lost."""
    carpeta = Path(__file__).parents[3] / "docs/manuales"
    assert {ruta.stem for ruta in carpeta.glob("*.md")} == set(MANUALES)
