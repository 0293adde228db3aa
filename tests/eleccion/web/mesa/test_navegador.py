"""The mesa in a real Chromium: the whole day pressed by hand, at every window size of a station."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from eleccion.web.mesa.aplicacion import ANFITRION
from eleccion.web.urna.aplicacion import ANFITRION as ANFITRION_DE_URNA
from tests.eleccion.web.barreras import TEMAS, buscar_faltas, faltas_de_respuesta, letras_flojas
from tests.eleccion.web.conftest import Navegador, armar, tarjeta
from tests.eleccion.web.mesa.jornada import Dia
from tests.eleccion.web.mesa.paseo import TAMANOS, Paseo, abrir_pagina, servir
from tests.eleccion.web.mesa.test_apoyos import conectar

pytestmark = pytest.mark.navegador

DESBORDE = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


class Revision:
    """What is looked at on every screen of the walk.

    Args:
        temas: In which axe-core looks at each one.
        tamanos: Of the window, in pixels.
    """

    def __init__(self, temas: tuple[str, ...], tamanos: tuple[tuple[int, int], ...]) -> None:
        self.temas = temas
        self.tamanos = tamanos
        self.marcos: set[tuple[str, str]] = set()
        self.vistas: list[str] = []
        self.faltas: list[str] = []

    def mirar(self, nombre: str, pagina: Page) -> None:
        """Look at one screen at every size."""
        self.vistas.append(nombre)
        if pagina.locator("h1").count() != 1:
            self.faltas.append(f"{nombre}: {pagina.locator('h1').count()} títulos")
        self.faltas += [f"{nombre}: {floja}" for floja in letras_flojas(pagina)]
        for ancho, alto in self.tamanos:
            pagina.set_viewport_size({"width": ancho, "height": alto})
            if pagina.evaluate(DESBORDE) > 0:
                self.faltas.append(f"{nombre}: se sale a lo ancho en {ancho}")
            self.buscar_barreras(f"{nombre}, {ancho}", pagina)

    def buscar_barreras(self, donde: str, pagina: Page) -> None:
        """Let axe-core look at the screen in each theme; at a frame that it saw before, no more."""
        ancho = donde.rpartition(" ")[2]
        marco = (ancho, pagina.locator("nav").inner_text() if pagina.locator("nav").count() else "")
        parte = "main" if marco in self.marcos else "html"
        self.marcos.add(marco)
        for tema in self.temas:
            pagina.evaluate("(tema) => { document.documentElement.dataset.tema = tema; }", tema)
            hallado = buscar_faltas(pagina, parte)
            self.faltas += [f"{donde}, {tema}: {falta}" for falta in hallado]
        pagina.evaluate("() => { delete document.documentElement.dataset.tema; }")

    def vigilar(self, pagina: Page) -> None:
        """Note what the page complains of, and what it asks of other machines."""
        pagina.on("pageerror", lambda error: self.faltas.append(f"guion: {error}"))
        pagina.on(
            "console",
            lambda m: self._oir(m.type, m.text),
        )
        pagina.on("request", lambda p: self._exigir_propia(p.url))

    def _oir(self, clase: str, texto: str) -> None:
        # The walk sends forms that the mesa refuses, to look at the pages that say so.
        if clase == "error" and not re.search(r"status of 40[39]", texto):
            self.faltas.append(f"consola: {texto}")

    def _exigir_propia(self, url: str) -> None:
        if urlsplit(url).hostname != ANFITRION:
            self.faltas.append(f"pide a {url}")


def test_el_dia_entero_en_chromium_cabe_y_no_tiene_barreras(
    tmp_path: Path, chromium: Browser
) -> None:
    """What an official sees on an old laptop fits in it, asks nothing of the network, and ends."""
    recorrer(tmp_path, chromium, Revision(("normal",), TAMANOS[1:2]))


@pytest.mark.largo
def test_el_dia_entero_sin_barreras_en_cada_tema_y_tamano(
    tmp_path: Path, chromium: Browser
) -> None:
    """The other themes are for whoever cannot read the usual screen, or whom its light hurts."""
    recorrer(tmp_path, chromium, Revision(TEMAS, TAMANOS))


def test_el_pie_dice_lo_que_pasa_sin_que_nadie_toque_la_pantalla(
    abierto: Dia, chromium: Browser
) -> None:
    """A memory pulled out in a quiet hour is seen then, and so is a machine that is gone."""
    conectar(abierto)
    usb = abierto.partes.carpeta / "usb"
    with servir(abierto.partes.mesa) as url, abrir_pagina(chromium) as pagina:
        pagina.clock.install()
        pagina.goto(f"{url}/entrar")
        codigo, nip = tarjeta("f1")
        pagina.fill("[name=tarjeta_1]", codigo)
        pagina.fill("[name=nip_1]", nip)
        pagina.click("main button[type=submit]")
        pagina.wait_for_selector(".pie:has-text('memoria USB: al día')")
        usb.rename(usb.with_name("afuera"))
        pagina.clock.run_for(31_000)
        pagina.wait_for_selector(".pie .atencion:has-text('Falta la memoria USB')")
        usb.with_name("afuera").rename(usb)
        pagina.clock.run_for(31_000)
        pagina.wait_for_selector(".pie:has-text('memoria USB: al día')")
        assert pagina.locator("#viejo").is_hidden()
        pagina.context.set_offline(True)
        pagina.clock.run_for(31_000)
        pagina.wait_for_selector("#viejo:not([hidden])")


@pytest.mark.largo
def test_la_manana_de_la_urna_no_tiene_barreras(tmp_path: Path, chromium: Browser) -> None:
    """The screens before the first voter, on one machine and on two, in every theme."""
    dia = Dia.en(tmp_path)
    aparte = armar(tmp_path / "mesa", otro_equipo=tmp_path / "urna")
    urna, otra = (Navegador(partes.urna, ANFITRION_DE_URNA) for partes in (dia.partes, aparte))
    vistas = [(urna, "aún no se instala", urna.ver("/")), (otra, "hoja", otra.ver("/"))]
    dia.instalar()
    vistas.append((urna, "espera dos tarjetas", urna.ver("/abrir")))
    dia.abrir_urna()
    vistas.append((urna, "ceros", urna.ver("/")))
    for navegador, dice, vista in vistas:
        assert dice in vista.text
        assert faltas_de_respuesta(chromium, navegador, vista, TEMAS) == [], dice
    dia.cerrar_equipos()


def recorrer(carpeta: Path, navegador: Browser, revision: Revision) -> None:
    """Walk the day under the eyes of a revision, which must find nothing; and plant a fault."""
    dia = Dia.en(carpeta)
    with servir(dia.partes.mesa) as url, abrir_pagina(navegador) as pagina:
        revision.vigilar(pagina)
        Paseo(dia, url, pagina, revision.mirar).andar()
        pagina.evaluate("document.querySelector('main a.boton').textContent = ''")
        plantadas = buscar_faltas(pagina)
    dia.cerrar_equipos()
    assert revision.vistas[-1] == "terminada"
    assert revision.faltas == []
    assert [falta.partition(":")[0] for falta in plantadas] == ["link-name"]
