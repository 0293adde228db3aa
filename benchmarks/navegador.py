"""A ballot in the browser: making and checking it, in Node and in Chromium.

Each figure stands over one scalar multiplication of the browser's library in the same run. In
Chromium each number of options gets a page of its own, so the first ballot is a voter's first.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

from tests.boletas.cripto.gemelo import node
from tests.chromium import SITIO, abrir_chromium, servir_modulos

GUION = Path(__file__).with_suffix("").with_name("boleta.mjs")
OPCIONES = (3, 5, 9)
LENTO = 4
"""Times slower, as the design asks of the kiosk: an old laptop against this machine."""


def en_node() -> Iterator[dict[str, Any]]:
    """Measure in Node, a process for each."""
    for opciones in OPCIONES:
        orden = (
            f"import({json.dumps(GUION.as_uri())})"
            f".then((m) => console.log(JSON.stringify(m.medir({opciones}))))"
        )
        fin = subprocess.run([node(), "-e", orden], capture_output=True, text=True, check=True)
        yield json.loads(fin.stdout)


def en_chromium(freno: int) -> Iterator[dict[str, Any]]:
    """Measure in Chromium, ``freno`` times slower, a page for each."""
    nombre = f"benchmarks/{GUION.name}"
    with abrir_chromium() as navegador:
        for opciones in OPCIONES:
            contexto = navegador.new_context()
            servir_modulos(contexto, {nombre: GUION})
            pagina = contexto.new_page()
            pagina.goto(SITIO)
            if freno > 1:
                sesion = contexto.new_cdp_session(pagina)
                sesion.send("Emulation.setCPUThrottlingRate", {"rate": freno})
            orden = "async ([m, n]) => (await import(m)).medir(n)"
            yield pagina.evaluate(orden, [f"/{nombre}", opciones])
            contexto.close()


def principal() -> None:
    """Measure and print."""
    lugares = [("Node", en_node())]
    if which("chromium"):
        lugares.append(("Chromium", en_chromium(1)))
        lugares.append((f"Chromium, {LENTO} veces más lento", en_chromium(LENTO)))
    for lugar, medidas in lugares:
        for m in medidas:
            razones = ", ".join(
                f"{que} {m[clave]:.0f} ms (razón {m[clave] / m['una']:.1f})"
                for que, clave in (
                    ("la primera", "primera"),
                    ("hacerla", "emision"),
                    ("verificarla", "verificacion"),
                )
            )
            print(f"{lugar}, {m['opciones']} opciones: {razones}; una: {m['una']:.2f} ms")


if __name__ == "__main__":
    principal()
