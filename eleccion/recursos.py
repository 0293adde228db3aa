"""Where the files that are not code live: templates, migrations, catalogues, browser modules."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import auditoria
import boletas

_PAQUETE = Path(__file__).resolve().parent


class RecursoAusente(Exception):
    """A file that the program carries is not where either kind of install puts it."""


class RecursoAlterado(Exception):
    """A file of others that the program serves is not the one that was reviewed."""


def encontrar_recurso(*partes: str) -> Path:
    """Find a file or folder that travels with the program.

    ``templates/`` stands at the top of the checkout and inside the package in a wheel (the build
    moves it); everything else stands inside the package in both. Looking in the package first
    keeps an installed program from picking up a stray folder of the same name beside it.

    Args:
        partes: Path from the package or from the checkout, one component each:
            ``("templates", "central", "inicio.html")``.

    Returns:
        An absolute path that exists.

    Raises:
        RecursoAusente: It is in neither place; the install is broken.
    """
    for raiz in (_PAQUETE, _PAQUETE.parent):
        ruta = raiz.joinpath(*partes)
        if ruta.exists():
            return ruta
    raise RecursoAusente(f"no such resource: {'/'.join(partes)}")


@cache
def modulos_de_navegador() -> Mapping[str, Path]:
    """Find everything that a browser may load as a module, or that such a module fetches.

    It is the only list: a view looks a name up in it and joins no paths. The files of others are
    those of ``terceros.sha256``, checked once per process, so a damaged disk or a half-done set-up
    stops the kiosk before a voter stands there.

    Returns:
        Name to absolute path. ``@noble/curves/ed25519.js`` and ``zxing-wasm/...`` are named as they
        are imported, our own as they stand in the tree: ``boletas/cripto/boleta.mjs``.

    Raises:
        RecursoAusente: A listed file is missing; run ``make preparar``.
        RecursoAlterado: A listed file has other bytes.
    """
    modulos: dict[str, Path] = {}
    lista = encontrar_recurso("terceros.sha256").read_text("utf-8")
    for huella, nombre in (linea.split("  ", 1) for linea in lista.splitlines()):
        ruta = encontrar_recurso("terceros", *nombre.split("/"))
        if hashlib.sha256(ruta.read_bytes()).hexdigest() != huella:
            raise RecursoAlterado(f"not the file that was reviewed: {nombre}")
        modulos[nombre] = ruta
    for paquete in (Path(boletas.__file__).parent, Path(auditoria.__file__).parent, _PAQUETE):
        for ruta in sorted(paquete.resolve().rglob("*.mjs")):
            modulos[ruta.relative_to(paquete.resolve().parent).as_posix()] = ruta
    return MappingProxyType(modulos)
