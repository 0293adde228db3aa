"""The page for a voter's phone: one file with everything inside, the same bytes for everybody.

Each module goes in as it stands, as a ``data:`` address, and only the names by which modules call
one another are rewritten, to the keys of one import map. Its policy lets it load nothing else and
connect to nowhere.
"""

from __future__ import annotations

import base64
import json
import re
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

from eleccion.recursos import encontrar_recurso, modulos_de_navegador

_CARPETA: Final = "eleccion/web/observacion"
_PORTADA: Final = f"{_CARPETA}/encontrar.mjs"
_PEDIDO: Final = re.compile(r"""(\bfrom\s*|^import\s*)(["'])([^"'\n]+)\2""", re.MULTILINE)


def armar_pagina() -> bytes:
    """Write the page ``¿Está mi boleta?`` whole.

    Raises:
        RecursoAusente, RecursoAlterado: See `eleccion.recursos.modulos_de_navegador`.
    """
    modulos = _reunir(_PORTADA)
    guion = modulos.pop(_PORTADA)
    mapa = json.dumps(
        {"imports": {nombre: _como_direccion(texto) for nombre, texto in sorted(modulos.items())}},
        separators=(",", ":"),
    )
    estilo = _leer("encontrar.css")
    politica = (
        f"default-src 'none'; script-src {_huella(mapa)} {_huella(guion)} data:; "
        f"style-src {_huella(estilo)}; base-uri 'none'; form-action 'none'"
    )
    partes = {"politica": politica, "estilo": estilo, "mapa": mapa, "guion": guion}
    portada = _leer("encontrar.html")
    return re.sub(r"\{\{(\w+)\}\}", lambda hueco: partes[hueco[1]], portada).encode()


def _reunir(portada: str) -> dict[str, str]:
    """Follow the imports from the module of the page, each module by its name in the tree."""
    archivos: dict[str, Path] = dict(modulos_de_navegador())
    reunidos: dict[str, str] = {}
    pendientes = [portada]
    while pendientes:
        nombre = pendientes.pop()
        if nombre in reunidos:
            continue

        def renombrar(pedido: re.Match[str], nombre: str = nombre) -> str:
            completo = _resolver(nombre, pedido[3])
            if completo not in archivos:
                return pedido[0]  # an example in a comment
            pendientes.append(completo)
            return f"{pedido[1]}{pedido[2]}{completo}{pedido[2]}"

        reunidos[nombre] = _PEDIDO.sub(renombrar, archivos[nombre].read_text("utf-8"))
    return reunidos


def _resolver(nombre: str, pedido: str) -> str:
    """Name in the tree of what a module asks for by a relative name."""
    if not pedido.startswith("."):
        return pedido
    partes: list[str] = []
    for parte in (PurePosixPath(nombre).parent / pedido).parts:
        if parte == "..":
            partes.pop()
        else:
            partes.append(parte)
    return "/".join(partes)


def _como_direccion(texto: str) -> str:
    return f"data:text/javascript;base64,{base64.b64encode(texto.encode()).decode()}"


def _huella(texto: str) -> str:
    """Source expression that lets exactly this text stand inline."""
    return f"'sha256-{base64.b64encode(sha256(texto.encode()).digest()).decode()}'"


def _leer(nombre: str) -> str:
    return encontrar_recurso("web", "observacion", nombre).read_text("utf-8")
