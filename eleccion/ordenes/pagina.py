"""``eleccion pagina``: the page on which a voter looks for a ballot, in one file."""

from __future__ import annotations

import argparse
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from rich.console import Console

from auditoria.registro.archivos import escribir_archivo
from eleccion.web.observacion.pagina import armar_pagina


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("pagina")
    orden.add_argument("archivo", type=Path, metavar="F")
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, _consola: Console) -> int:
    """Write it and print ``<sha256>  F``, which the commission publishes and anybody repeats."""
    pagina = armar_pagina()
    escribir_archivo(argumentos.archivo, pagina)
    sys.stdout.write(f"{sha256(pagina).hexdigest()}  {argumentos.archivo}\n")
    return 0
