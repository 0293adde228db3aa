"""The JavaScript of others that the program serves: which files, and that they are those files.

`package-lock.json` pins each package; `eleccion/terceros.sha256` pins each file that is shipped, in
the form of sha256sum. `colocar` lays exactly those into `eleccion/terceros/`, which is never
committed, and the build of a wheel refuses any other content. `anotar` remakes the list.
"""

import hashlib
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

RAIZ = Path(__file__).resolve().parents[1]
LISTA = "eleccion/terceros.sha256"
CARPETA = "eleccion/terceros"

# What our own modules import; whatever these import follows.
ENTRADAS = (
    "@noble/curves/ed25519.js",
    "@noble/hashes/sha2.js",
    "@noble/hashes/utils.js",
    "zxing-wasm/dist/es/reader/index.js",
)
# No module imports it: its program fetches it.
SUELTOS = ("zxing-wasm/dist/reader/zxing_reader.wasm",)
# Beside the code of each package: whose it is, under what licence, which version.
DE_CADA_PAQUETE = ("LICENSE", "package.json")
# At the start of a line only: the examples in comments import too.
_IMPORTADO = re.compile(
    r"""^(?:import\s*|(?:import|export)\b[^;'"(]*?\bfrom\s*)["']([^"']+)["']""", re.MULTILINE
)


class TercerosDistintos(Exception):
    """The JavaScript of others is missing, or is not what the list says."""


def leer_lista(raiz: Path) -> dict[str, str]:
    """Read the list as {path from the folder: SHA-256}."""
    lineas = (raiz / LISTA).read_text("utf-8").splitlines()
    return {nombre: huella for huella, nombre in (linea.split("  ", 1) for linea in lineas)}


def exigir(carpeta: Path, lista: dict[str, str]) -> None:
    """Demand that a folder holds the files of the list, all and unchanged.

    Raises:
        TercerosDistintos: One is missing or has other bytes.
    """
    for nombre, huella in lista.items():
        ruta = carpeta / nombre
        if not ruta.is_file() or hashlib.sha256(ruta.read_bytes()).hexdigest() != huella:
            raise TercerosDistintos(f"{ruta} is missing or altered; run `make preparar`")


def colocar(raiz: Path) -> None:
    """Lay the listed files of ``node_modules`` into their folder, and nothing else."""
    lista, origen, destino = leer_lista(raiz), raiz / "node_modules", raiz / CARPETA
    exigir(origen, lista)
    shutil.rmtree(destino, ignore_errors=True)
    for nombre in lista:
        (destino / nombre).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(origen / nombre, destino / nombre)


def anotar(raiz: Path) -> None:
    """Remake the list from what the entries reach in ``node_modules``."""
    origen = raiz / "node_modules"
    vistos: set[str] = set(SUELTOS)
    pendientes = list(ENTRADAS)
    while pendientes:
        nombre = pendientes.pop()
        if nombre in vistos:
            continue
        vistos.add(nombre)
        for pedido in _IMPORTADO.findall((origen / nombre).read_text("utf-8")):
            ruta = origen / nombre / ".." / pedido if pedido.startswith(".") else origen / pedido
            pendientes.append(ruta.resolve().relative_to(origen.resolve()).as_posix())
    for paquete in {_paquete(nombre) for nombre in vistos}:
        vistos.update(f"{paquete}/{nombre}" for nombre in DE_CADA_PAQUETE)
    lineas = (
        f"{hashlib.sha256((origen / nombre).read_bytes()).hexdigest()}  {nombre}\n"
        for nombre in sorted(vistos)
    )
    (raiz / LISTA).write_text("".join(lineas), "utf-8")


def _paquete(nombre: str) -> str:
    partes = nombre.split("/")
    return "/".join(partes[: 2 if nombre.startswith("@") else 1])


class TercerosEnLaRueda(BuildHookInterface):  # type: ignore[type-arg]
    """Refuse to build a wheel whose JavaScript of others is not the listed one."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Check before anything is packed, and add exactly the listed files."""
        if version == "editable":
            return
        raiz = Path(self.root)
        lista = leer_lista(raiz)
        exigir(raiz / CARPETA, lista)
        build_data["artifacts"] += [f"/{CARPETA}/{nombre}" for nombre in lista]


if __name__ == "__main__":
    {"colocar": colocar, "anotar": anotar}[sys.argv[1]](RAIZ)
