"""Pictures of every screen of the mesa, at the window sizes of stations, or those of the manuals.

python -m tests.eleccion.web.mesa.capturas DESTINO
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from tests.eleccion.web.mesa.jornada import Dia
from tests.eleccion.web.mesa.paseo import TAMANOS, Paseo, abrir_chromium, servir


def capturar_todo(destino: Path) -> None:
    """Write ``pantalla-ancho.png`` for each screen and size."""
    destino.mkdir(parents=True, exist_ok=True)

    def mirar(nombre: str, pagina: Page) -> None:
        for ancho, alto in TAMANOS:
            pagina.set_viewport_size({"width": ancho, "height": alto})
            pagina.screenshot(path=destino / f"{nombre}-{ancho}.png", full_page=True)

    with TemporaryDirectory() as temporal:
        dia = Dia.en(Path(temporal))
        with servir(dia.partes.mesa) as url, abrir_chromium() as navegador:
            Paseo(dia, url, navegador.new_page(), mirar).andar()


if __name__ == "__main__":
    capturar_todo(Path(sys.argv[1]))
