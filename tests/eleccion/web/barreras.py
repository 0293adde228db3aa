"""What axe-core finds on a page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route

from tests.chromium import ESPERA_MS
from tests.proyecto.arbol import RAIZ

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from tests.eleccion.web.conftest import Navegador

REGLAS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@cache
def _axe() -> str:
    return (RAIZ / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def buscar_faltas(pagina: Page, dentro_de: str = "html") -> list[str]:
    """Give each rule that the present screen, or a part of it, breaks, and where."""
    if not pagina.evaluate("'axe' in window"):
        pagina.evaluate(_axe())
    hallado = pagina.evaluate(
        "([parte, reglas]) => axe.run(parte, {runOnly: {type: 'tag', values: reglas}})",
        [dentro_de, REGLAS],
    )
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in hallado["violations"]]


def faltas_de_respuesta(
    chromium: Browser, navegador: Navegador, respuesta: TestResponse
) -> list[str]:
    """Draw in Chromium what an application answered to a browser without a window, and look.

    For the screens that a long road leads to: the application answers by itself what the page asks
    for, and no socket is opened.
    """

    def atender(ruta: Route) -> None:
        if ruta.request.is_navigation_request():
            dada = respuesta
        else:
            camino = urlsplit(ruta.request.url).path
            dada = navegador.cliente.get(camino, base_url=navegador.base)
        ruta.fulfill(status=dada.status_code, headers=dict(dada.headers), body=dada.data)

    contexto = chromium.new_context(viewport={"width": 1024, "height": 768})
    contexto.set_default_timeout(ESPERA_MS)
    try:
        contexto.route("**/*", atender)
        pagina = contexto.new_page()
        pagina.goto(navegador.base + (respuesta.request.path if respuesta.request else "/"))
        return buscar_faltas(pagina)
    finally:
        contexto.close()
