"""A ballot in the browser: making and checking it, in Node and in Chromium; and the kiosk's page.

Each figure stands over one scalar multiplication of the browser's library in the same run. In
Chromium each number of options gets a page of its own, so the first ballot is a voter's first. On
the page of the kiosk, a hundred votes: from each touch to the first frame that shows it, and to its
end; the median, the 99th of 100 and the slowest.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser

from tests.boletas.cripto.gemelo import node
from tests.chromium import SITIO, abrir_chromium, servir_modulos
from tests.eleccion.escenario import preparar
from tests.eleccion.web.conftest import armar, estacion_abierta
from tests.eleccion.web.navegador.conftest import ImpresoraDeKiosco, Kiosco, Servidor

GUION = Path(__file__).with_suffix("").with_name("boleta.mjs")
OPCIONES = (3, 5, 9)
LENTO = 4
"""Times slower, as the design asks of the kiosk: an old laptop against this machine."""
VOTOS = 100
"""On the page of the kiosk, at each speed: the target is of 99 in 100 voters, not of the best."""


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


_MARCAS = """
window.print = () => {};
window.marcas = {};
let desde = 0;
const anotar = (que) => { window.marcas[que] ??= performance.now() - desde; };
const visible = (id) => document.getElementById(id)?.hidden === false;
document.addEventListener('click', (suceso) => {
  desde = suceso.timeStamp;
  const boton = suceso.target.closest('button');
  const que = boton?.dataset.opcion ? 'elegir' : boton?.id;
  if (!que) return;
  requestAnimationFrame(() => {
    const canal = new MessageChannel();
    canal.port1.onmessage = () => anotar(que + ': se ve');
    canal.port2.postMessage(0);
  });
  const mirar = new MutationObserver(() => {
    const cerrada = document.getElementById('guardar')?.disabled === false;
    if (que === 'elegir' && cerrada) anotar('elegir: boleta cerrada');
    if (que === 'papel-si' && visible('guardado')) anotar('papel-si: guardado');
  });
  mirar.observe(document.body, { subtree: true, attributes: true });
}, { capture: true });
"""


def en_el_kiosco(freno: int, votos: int) -> Iterator[dict[str, float]]:
    """Vote on the page of a kiosk, ``freno`` times slower; milliseconds by what was done.

    A station has a box of slips; when it is empty, the next votes go to another.
    """
    caja = len(preparar().pases)
    with abrir_chromium() as navegador:
        while votos > 0:
            yield from _una_estacion(navegador, freno, min(votos, caja))
            votos -= caja


def _una_estacion(navegador: Browser, freno: int, votos: int) -> Iterator[dict[str, float]]:
    with TemporaryDirectory() as temporal:
        shutil.copytree(estacion_abierta(), Path(temporal) / "estacion")
        partes = armar(Path(temporal))
        servidor = Servidor(partes.urna, "urna.localhost")
        servidor.encender()
        contexto = navegador.new_context(viewport={"width": 1366, "height": 768})
        contexto.add_init_script(_MARCAS)
        pagina = contexto.new_page()
        sesion = contexto.new_cdp_session(pagina)
        kiosco = Kiosco(pagina, contexto, servidor, partes, ImpresoraDeKiosco())
        kiosco.abrir()
        for indice in range(votos):
            kiosco.dar_el_paso()
            sesion.send("Emulation.setCPUThrottlingRate", {"rate": freno})
            kiosco.dar_pase(indice)
            kiosco.ver("elegir")
            kiosco.elegir(1)
            pagina.click("#guardar")
            kiosco.ver("papel")
            pagina.click("#papel-si")
            kiosco.ver("guardado")
            yield pagina.evaluate("window.marcas")
            sesion.send("Emulation.setCPUThrottlingRate", {"rate": 1})
            pagina.click("#guardado .terminar")
            pagina.wait_for_selector(".guardados")
        contexto.close()
        servidor.apagar()
        partes.puesto_urna.cerrar()


def lo_que_tarda(medidas: Sequence[float]) -> str:
    """Give the median, the figure that 99 of 100 do not pass, and the slowest."""
    orden = sorted(medidas)
    de_cien = orden[ceil(0.99 * len(orden)) - 1]
    return f"mediana {median(orden):.0f}, p99 {de_cien:.0f}, la peor {orden[-1]:.0f} ms"


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
    for freno in (1, LENTO) if which("chromium") else ():
        votos = list(en_el_kiosco(freno, VOTOS))
        print(f"La página del kiosco, {freno} veces más lento, {VOTOS} votos:")
        for que in votos[0]:
            print(f"  {que}: {lo_que_tarda([v[que] for v in votos])}")


if __name__ == "__main__":
    principal()
