"""Everything that does not change while the program runs, served by itself under its content hash.

Style sheets and modules of the screens; the fonts, from the package that the papers take them from;
the browser twins, from beside their Python; and what npm's lock file brought. One hash covers all,
so that modules find one another by relative names and nothing is ever stale.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, Response, abort, url_for

from boletas.impresion.fuentes import Fuente
from boletas.impresion.fuentes import ruta as ruta_de_letra
from eleccion.recursos import encontrar_recurso, modulos_de_navegador
from eleccion.web.cabeceras import PARA_SIEMPRE, TRABAJADOR

_TIPOS: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".wasm": "application/wasm",
}
_PROPIOS: Final = "eleccion/web/estaticos"
LECTOR: Final = f"{_PROPIOS}/guiones/lector.mjs"
"""The worker that decodes QR codes."""

_LETRAS: Final = (Fuente.NORMAL, Fuente.SEMINEGRITA, Fuente.NEGRITA)


@dataclass(frozen=True, slots=True)
class Estaticos:
    """Every file by the name it is served under, and the hash of all."""

    archivos: Mapping[str, Path]
    version: str
    mapa: str

    @property
    def huella_del_mapa(self) -> str:
        """Source expression that lets the import map, and no other inline text, be a script."""
        return f"'sha256-{base64.b64encode(sha256(self.mapa.encode()).digest()).decode()}'"


def reunir() -> Estaticos:
    """Find every file there is to serve."""
    archivos = dict(sorted(_recorrer()))
    suma = sha256()
    for nombre, ruta in archivos.items():
        suma.update(nombre.encode() + b"\0" + sha256(ruta.read_bytes()).digest())
    version = suma.hexdigest()[:20]
    importados = {"imports": {"@noble/": f"/estaticos/{version}/@noble/"}}
    return Estaticos(archivos, version, json.dumps(importados, separators=(",", ":")))


def _recorrer() -> Iterator[tuple[str, Path]]:
    yield from modulos_de_navegador().items()
    propios = encontrar_recurso("web", "estaticos")
    for ruta in propios.rglob("*"):
        if ruta.suffix in _TIPOS:
            yield f"{_PROPIOS}/{ruta.relative_to(propios).as_posix()}", ruta
    for fuente in _LETRAS:
        yield f"letras/{fuente.value}.ttf", ruta_de_letra(fuente)


def poner(app: Flask, estaticos: Estaticos) -> None:
    """Serve them, and let templates name them with ``estatico``."""
    bp = Blueprint("estaticos", __name__)

    @bp.get("/estaticos/<version>/<path:nombre>")
    def servir(version: str, nombre: str) -> Response:
        ruta = estaticos.archivos.get(nombre)
        if version != estaticos.version or ruta is None or ruta.suffix not in _TIPOS:
            abort(404)
        # Read whole: a browser that turns away half way leaves no file open.
        respuesta = Response(ruta.read_bytes(), mimetype=_TIPOS[ruta.suffix])
        respuesta.headers["Cache-Control"] = PARA_SIEMPRE
        if nombre == LECTOR:
            respuesta.headers[TRABAJADOR] = "1"
        return respuesta

    def estatico(nombre: str) -> str:
        propio = f"{_PROPIOS}/{nombre}"
        if propio not in estaticos.archivos:
            raise KeyError(nombre)
        return url_for("estaticos.servir", version=estaticos.version, nombre=propio)

    app.register_blueprint(bp)
    app.jinja_env.globals.update(estatico=estatico, mapa_de_importacion=estaticos.mapa)
