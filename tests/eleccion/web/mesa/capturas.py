"""Pictures of the mesa's screens: those of the manuals, or every one at every window size.

python -m tests.eleccion.web.mesa.capturas manuales
python -m tests.eleccion.web.mesa.capturas DESTINO
"""

from __future__ import annotations

import logging
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page

from tests.chromium import abrir_chromium
from tests.eleccion.web.mesa.jornada import Dia
from tests.eleccion.web.mesa.paseo import TAMANOS, Mirar, Paseo, abrir_pagina, servir
from tests.proyecto.arbol import RAIZ

FIGURAS = {
    "instalar": "instalacion-firma",
    "puede-votar": "votacion-pasos",
    "conteo": "conteo-hojas",
}
"""Pictures of the manuals, and the screen that each one shows."""

CARPETA = RAIZ / "eleccion/web/estaticos/manuales"
SELLO = CARPETA / "pantallas.sha256"
DIBUJAN = (
    "templates/base.html",
    "templates/comun/formas.html",
    "templates/mesa/marco.html",
    "templates/mesa/pie.html",
    "templates/mesa/piezas.html",
    "templates/mesa/votacion.html",
    "templates/mesa/palabras.html",
    "templates/mesa/conteo.html",
    "templates/mesa/instalacion/marco.html",
    "templates/mesa/instalacion/firma.html",
    "eleccion/web/estaticos/hojas/medidas.css",
    "eleccion/web/estaticos/hojas/comun.css",
    "eleccion/web/estaticos/hojas/mesa.css",
)
"""What draws those screens: a change in them asks for new pictures."""

_ANCHO, _ALTO = 1024, 700


def sellar() -> str:
    """Say which version of the screens is there now."""
    suma = sha256()
    for ruta in DIBUJAN:
        suma.update((RAIZ / ruta).read_bytes())
    return suma.hexdigest()


def recorrer(mirar: Mirar) -> None:
    """Walk the day of a mesa in a browser."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with TemporaryDirectory() as temporal:
        dia = Dia.en(Path(temporal))
        with (
            servir(dia.partes.mesa) as url,
            abrir_chromium() as navegador,
            abrir_pagina(navegador) as pagina,
        ):
            Paseo(dia, url, pagina, mirar).andar()


def estirar(pagina: Page, ancho: int, alto: int) -> None:
    """Make the window as high as what it shows: the line at the foot stays at its foot."""
    pagina.set_viewport_size({"width": ancho, "height": alto})
    completo = pagina.evaluate("document.documentElement.scrollHeight")
    pagina.set_viewport_size({"width": ancho, "height": max(alto, int(completo))})


def capturar_todo(destino: Path) -> None:
    """Write ``pantalla-ancho.png`` for each screen and size."""
    destino.mkdir(parents=True, exist_ok=True)

    def mirar(nombre: str, pagina: Page) -> None:
        for ancho, alto in TAMANOS:
            estirar(pagina, ancho, alto)
            pagina.screenshot(path=destino / f"{nombre}-{ancho}.png")

    recorrer(mirar)


def capturar_figuras() -> None:
    """Write the pictures of the manuals, in few colours."""
    de_pantalla = {pantalla: figura for figura, pantalla in FIGURAS.items()}
    CARPETA.mkdir(exist_ok=True)

    def mirar(nombre: str, pagina: Page) -> None:
        if nombre not in de_pantalla:
            return
        estirar(pagina, _ANCHO, _ALTO)
        imagen = Image.open(BytesIO(pagina.screenshot()))
        pocos = imagen.convert("RGB").quantize(32)
        pocos.save(CARPETA / f"{de_pantalla[nombre]}.png", optimize=True)

    recorrer(mirar)
    SELLO.write_text(f"{sellar()}\n", "ascii")


if __name__ == "__main__":
    capturar_figuras() if sys.argv[1] == "manuales" else capturar_todo(Path(sys.argv[1]))
