"""Debian's Chromium for tests and measures, and a place where the browser's modules are served."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Route, sync_playwright

from eleccion.recursos import modulos_de_navegador

OPCIONES: Final = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--no-first-run",
    "--kiosk-printing",
    "--use-fake-ui-for-media-stream",
)
SITIO: Final = "http://modulos.localhost/"
ESPERA_MS: Final = 120_000
"""Two slow cores shared with other tests: a limit for what hangs, not a measure."""
_TIPOS: Final = {
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
}
_MAPA: Final = json.dumps({"imports": {"@noble/": "/@noble/"}})
PORTADA: Final = f'<!doctype html><script type="importmap">{_MAPA}</script>'


@contextmanager
def abrir_chromium() -> Iterator[Browser]:
    """Start Chromium without a window, and end it."""
    with sync_playwright() as juego:
        navegador = juego.chromium.launch(executable_path=which("chromium"), args=[*OPCIONES])
        yield navegador
        navegador.close()


def servir_modulos(contexto: BrowserContext, otros: Mapping[str, Path]) -> list[str]:
    """Answer the requests of a context with the modules of the program and with ``otros``.

    No socket is opened. Returns the names that were asked for and are not there, as they come.
    """
    archivos = {**modulos_de_navegador(), **otros}
    ajenos: list[str] = []

    def responder(ruta: Route) -> None:
        nombre = ruta.request.url.removeprefix(SITIO)
        if nombre == "":
            ruta.fulfill(body=PORTADA, content_type="text/html; charset=utf-8")
        elif nombre in archivos:
            archivo = archivos[nombre]
            ruta.fulfill(body=archivo.read_bytes(), content_type=_TIPOS[archivo.suffix])
        else:
            ajenos.append(nombre)
            ruta.abort()

    contexto.route("**/*", responder)
    return ajenos
