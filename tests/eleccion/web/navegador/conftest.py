"""A real Chromium in front of a real server on loopback; nothing else is reached."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Route
from werkzeug.http import parse_cookie
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from tests.chromium import ESPERA_MS
from tests.eleccion.escenario import preparar
from tests.eleccion.web.conftest import Partes, armar, estacion_abierta, tarjeta

PANTALLAS = {
    "kiosco": (1366, 768),
    "chica": (1024, 768),
    "grande": (1920, 1080),
    "de pie": (768, 1366),
}


class _Callado(WSGIRequestHandler):
    def log(self, *_: Any) -> None:
        """Say nothing: the hour of a request is the hour of a vote."""


class Servidor:
    """One part, served; it can die and come back on the same port."""

    def __init__(self, app: Flask, anfitrion: str) -> None:
        self.app, self.anfitrion, self.puerto = app, anfitrion, 0
        self.recibidos: set[tuple[str, str]] = set()
        """Browser, and a cookie that it brought or nothing, of every request."""
        self._servidor: BaseWSGIServer | None = None
        self._callado_en = ""

    def callar_en(self, ruta: str) -> None:
        """Do the next request for a path, and let its answer be lost on the way back."""
        self._callado_en = ruta

    def _atender(self, entorno: dict[str, Any], comenzar: Any) -> Any:
        quien = entorno.get("HTTP_USER_AGENT", "")
        self.recibidos |= {(quien, galleta) for galleta in ("", *parse_cookie(entorno))}
        if entorno["PATH_INFO"] != self._callado_en:
            return self.app(entorno, comenzar)
        self._callado_en = ""
        self.app(entorno, lambda *_: None)
        comenzar("200 OK", [("Content-Length", "100")])
        return [b""]

    @property
    def url(self) -> str:
        """Address."""
        return f"http://{self.anfitrion}:{self.puerto}"

    def encender(self) -> None:
        """Begin to answer."""
        self._servidor = make_server(
            "127.0.0.1", self.puerto, self._atender, threaded=True, request_handler=_Callado
        )
        self.puerto = self._servidor.server_port
        threading.Thread(target=self._servidor.serve_forever, daemon=True).start()

    def apagar(self) -> None:
        """Stop answering."""
        if self._servidor is not None:
            self._servidor.shutdown()
            self._servidor.server_close()
            self._servidor = None


class ImpresoraDeKiosco:
    """A printer that says whether it is ready; the browser is who prints on it."""

    prende = True

    def imprimir(self, papel: str, ejemplar: str, pdf: bytes) -> None:
        """Take a head of the log; the urna prints nothing of a voter."""
        assert papel == "cabeza_de_urna", papel

    def esta_lista(self) -> bool:
        """Tell whether it is on."""
        return self.prende

    def vaciar(self) -> None:
        """Have nothing that waits: the browser keeps what it prints."""


@dataclass
class Kiosco:
    """A kiosk of the station: its page, what it asked for, what it printed."""

    pagina: Page
    contexto: BrowserContext
    servidor: Servidor
    partes: Partes
    impresora: ImpresoraDeKiosco
    pedidos: list[str] = field(default_factory=list)
    cuerpos: list[bytes] = field(default_factory=list)
    consola: list[str] = field(default_factory=list)

    def abrir(self) -> None:
        """Open the urna at this browser, which makes it a kiosk."""
        self.pagina.goto(self.servidor.url + "/")
        self.escribir_tarjetas(self.pagina)
        self.pagina.wait_for_selector(".guardados")
        # The text is there before its style sheet is: who measures waits for both.
        self.pagina.wait_for_load_state("load")

    def escribir_tarjetas(self, pagina: Page) -> None:
        """Two officials give their cards on a page that asks for them."""
        for numero, clave in ((1, "f1"), (2, "f2")):
            texto, nip = tarjeta(clave)
            pagina.fill(f"#tarjeta_{numero}", texto)
            pagina.fill(f"#nip_{numero}", nip)
        pagina.press("#nip_2", "Enter")

    def reiniciar(self) -> None:
        """The machine dies and starts again: keys are gone from its memory."""
        self.servidor.apagar()
        self.partes.puesto_urna.cerrar()
        self.partes = armar(self.partes.carpeta)
        self.servidor.app = self.partes.urna
        self.servidor.encender()

    def dar_el_paso(self) -> None:
        """An official lets the next voter in."""
        self.pagina.fill("#tarjeta", tarjeta("f1")[0])
        self.pagina.click("button.principal")
        self.pagina.wait_for_selector("#pase:not([hidden])")
        self.pagina.wait_for_selector("#codigo:focus")

    def dar_pase(self, indice: int) -> None:
        """The scanner types the code of a slip."""
        self.escribir_pase(preparar().pases[indice].codigo)

    def escribir_pase(self, codigo: str) -> None:
        """Type a code and go on."""
        self.pagina.fill("#codigo", codigo)
        self.pagina.press("#codigo", "Enter")

    def ver(self, seccion: str) -> None:
        """Wait for a screen."""
        self.pagina.wait_for_selector(f"#{seccion}:not([hidden])")

    def decir_que_no_salio(self) -> None:
        """Say that no paper came out, and wait until the urna knows it too."""
        with self.pagina.expect_response("**/sin-papel"):
            self.pagina.click("#papel-falta")
        self.ver("sin-papel")

    def recoger(self) -> None:
        """An official puts the paper into its envelope, says so and locks the kiosk."""
        self.pagina.wait_for_load_state()
        for respuesta in self.pagina.locator("[name=papel][value=cancelado][type=radio]").all():
            respuesta.check()
        self.pagina.fill("#tarjeta", tarjeta("f2")[0])
        self.pagina.click("button.principal")
        self.pagina.wait_for_selector(".guardados")

    def atender_papel(self, boton: str) -> None:
        """An official sees to a paper that did not come out, on the voter's page."""
        self.pagina.fill("#papel-tarjeta", tarjeta("f2")[0])
        self.pagina.click(boton)

    def elegir(self, opcion: int) -> None:
        """Touch a card and wait for the ballot to be closed."""
        self.pagina.click(f"[data-opcion='{opcion}']")
        self.pagina.wait_for_selector("#guardar:enabled")

    def detener_reloj(self) -> None:
        """Stop the page's clock, which was installed: from here on only ``run_for`` moves it."""
        ahora = self.pagina.evaluate("Date.now()") / 1000
        self.pagina.clock.pause_at(ahora + 1)

    def esperar_impresos(self, cuantos: int) -> None:
        """Wait for a count of prints, told by an attribute: the page's policy allows that."""
        self.pagina.wait_for_selector(f"html[data-impresos='{cuantos}']", state="attached")

    def impresos(self) -> list[str]:
        """What this page printed since it was loaded, as text."""
        return list(self.pagina.evaluate("window.impresos"))


_IMPRESORA = """
window.impresos = [];
window.print = () => {
  const papel = [...document.querySelectorAll('#hoja > *')].find((p) => !p.hidden);
  window.impresos.push([...papel.querySelectorAll('text')].map((t) => t.textContent).join(' '));
  document.documentElement.dataset.impresos = window.impresos.length;
};
"""


def poner_kiosco(
    contexto: BrowserContext, servidor: Servidor, partes: Partes, impresora: ImpresoraDeKiosco
) -> Kiosco:
    """Give a browser of its own the screen and the printer of a kiosk; nothing is opened yet."""
    contexto.set_default_timeout(ESPERA_MS)
    contexto.add_init_script(_IMPRESORA)
    pagina = contexto.new_page()
    ancho, alto = PANTALLAS["kiosco"]
    pagina.set_viewport_size({"width": ancho, "height": alto})
    return Kiosco(pagina, contexto, servidor, partes, impresora)


@pytest.fixture
def kiosco(chromium: Browser, tmp_path: Path) -> Iterator[Kiosco]:
    """A kiosk in its day, already paired; it watches every request that leaves it."""
    shutil.copytree(estacion_abierta(), tmp_path / "estacion")
    impresora = ImpresoraDeKiosco()
    partes = armar(tmp_path, de_urna=impresora)
    servidor = Servidor(partes.urna, "urna.localhost")
    servidor.encender()
    propio = poner_kiosco(chromium.new_context(), servidor, partes, impresora)

    def vigilar(ruta: Route) -> None:
        propio.pedidos.append(ruta.request.url)
        propio.cuerpos.append(ruta.request.post_data_buffer or b"")
        ruta.continue_()

    propio.contexto.route("**/*", vigilar)
    propio.pagina.on("console", lambda mensaje: propio.consola.append(mensaje.text))
    propio.pagina.on("pageerror", lambda falla: propio.consola.append(str(falla)))
    propio.abrir()
    yield propio
    propio.contexto.close()
    servidor.apagar()
    partes.puesto_urna.cerrar()
