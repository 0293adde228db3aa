"""Remake the locks: hashes of every file, markers for Python 3.11 and later, no index address.

The three sets grow one out of the other, so the largest is solved first and the smaller ones are
constrained by it: whichever is installed, a library has the same version.
"""

import os
import subprocess
import sys
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[1]
CANDADOS = {
    "pruebas": ["servidor", "pruebas"],
    "servidor": ["servidor"],
    "nucleo": [],
}
OPCIONES_COMUNES = (
    "--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-config"
    " --no-emit-package eleccion-jpc --quiet"
)
OPCIONES = f"{OPCIONES_COMUNES} --group construccion"


def _correr(orden: list[str], entorno: dict[str, str]) -> None:
    subprocess.run(orden, cwd=RAIZ, env=entorno, check=True, stdout=subprocess.DEVNULL)


def remake(uv: str, *arguments: str) -> None:
    """Write the locks; extra arguments (``--upgrade``) go to uv."""
    # Settings of this machine's pip or uv must not reach the locks.
    entorno = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "UV_"))}
    # Node stands apart: a machine that has its own never gets this one.
    orden = [uv, "pip", "compile", *OPCIONES_COMUNES.split(), "--group", "node"]
    _correr([*orden, "-o", "requirements/node.txt", *arguments], entorno)
    for nombre, extras in CANDADOS.items():
        salida = f"requirements/{nombre}.txt"
        orden = [uv, "pip", "compile", "pyproject.toml", *OPCIONES.split(), "-o", salida]
        orden += [f"--extra={extra}" for extra in extras]
        if nombre != "pruebas":
            orden += ["--constraint", "requirements/pruebas.txt"]
        _correr([*orden, *arguments], entorno)


if __name__ == "__main__":
    remake(*sys.argv[1:])
