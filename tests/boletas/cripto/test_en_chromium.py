"""The shared vectors where voters are: in Chromium, through one import map."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.boletas.cripto.vectores_de_gemelos import CARPETA
from tests.chromium import ESPERA_MS, SITIO, servir_modulos
from tests.proyecto.arbol import RAIZ

pytestmark = pytest.mark.navegador

ACTOS = "tests/boletas/cripto/actos.mjs"
CASOS: list[dict[str, Any]] = [
    caso
    for archivo in sorted(CARPETA.glob("*.json"))
    for caso in json.loads(archivo.read_bytes())["casos"]
]
HACER = """async ([modulo, casos]) => {
  const { ACTOS, hacer } = await import(modulo);
  return casos.map(({ acto, argumentos }) => hacer(ACTOS, acto, argumentos));
}"""


def test_chromium_termina_cada_vector_como_python(chromium: Browser) -> None:
    """Another engine, the one of the kiosks, with the modules laid for it and nothing fetched."""
    contexto = chromium.new_context()
    contexto.set_default_timeout(ESPERA_MS)
    ajenos = servir_modulos(contexto, {ACTOS: Path(RAIZ, ACTOS)})
    pagina = contexto.new_page()
    pagina.goto(SITIO)
    hechos = pagina.evaluate(HACER, [f"/{ACTOS}", CASOS])
    contexto.close()
    assert ajenos in ([], ["favicon.ico"])
    assert len(hechos) == len(CASOS) > 400
    for caso, hecho in zip(CASOS, hechos, strict=True):
        assert hecho == {k: caso[k] for k in ("espera", "resultado") if k in caso}, caso["id"]
