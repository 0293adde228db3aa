"""What axe-core finds on a page."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from tests.proyecto.arbol import RAIZ

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
