"""What axe-core finds on a page, and how much the letters stand out from what is behind them."""

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

TEMAS = ("normal", "contraste", "invertido", "suave")
"""Colours of a screen: the usual ones, and those that its voter or official may choose."""

MINIMO_DE_TEXTO = 10.0
"""Contrast of letters in the usual colours (VVSG 2.0, 7.1-C)."""

REGLAS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


_CONTRASTES = r"""
() => {
  const luz = (color) => color.map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((suma, v, i) => suma + v * [0.2126, 0.7152, 0.0722][i], 0);
  const leer = (texto) => texto.match(/[\d.]+/g).map(Number);
  const fondo = (e) => {
    for (; e; e = e.parentElement) {
      const color = leer(getComputedStyle(e).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const medir = (estilo, e) => {
    const luces = [luz(leer(estilo.color).slice(0, 3)), luz(fondo(e))];
    const [claro, oscuro] = luces.sort((a, b) => b - a);
    return (claro + 0.05) / (oscuro + 0.05) * Number(estilo.opacity);
  };
  const parte = document.querySelector('dialog[open]') ?? document.body;
  const hallados = [];
  for (const e of parte.querySelectorAll('*')) {
    if (!e.checkVisibility() || e.closest('.solo-lector, .hoja, script, .salto, svg')) continue;
    const escrito = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    const campo = 'select, textarea, input:not([type=hidden], [type=radio], [type=checkbox])';
    if (escrito || e.matches(campo))
      hallados.push([e.textContent.trim() || e.id, medir(getComputedStyle(e), e)]);
    if (e.placeholder)
      hallados.push([e.placeholder, medir(getComputedStyle(e, '::placeholder'), e)]);
  }
  return hallados;
}
"""


def letras_flojas(pagina: Page, minimo: float = MINIMO_DE_TEXTO) -> list[str]:
    """Give each text of the present screen, hints of fields too, that stands out less than that."""
    medidas = pagina.evaluate(_CONTRASTES)
    assert medidas, "a screen without letters"
    return [f"{texto[:40]}: {razon:.1f}" for texto, razon in medidas if razon < minimo]


@cache
def _axe() -> str:
    return (RAIZ / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


_VESTIR = "(tema) => { document.documentElement.dataset.tema = tema; }"


def buscar_en_temas(pagina: Page, temas: tuple[str, ...]) -> list[str]:
    """Look for barriers on the present screen in each theme, and leave it in the usual one."""
    halladas = []
    for tema in temas:
        pagina.evaluate(_VESTIR, tema)
        halladas += [f"{tema}: {falta}" for falta in buscar_faltas(pagina)]
    pagina.evaluate(_VESTIR, "normal")
    return halladas


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
    chromium: Browser,
    navegador: Navegador,
    respuesta: TestResponse,
    temas: tuple[str, ...] = ("normal",),
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
        return buscar_en_temas(pagina, temas)
    finally:
        contexto.close()
