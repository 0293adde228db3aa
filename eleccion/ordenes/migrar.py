"""``eleccion migrar``: bring a database of the commission, a mesa or an urna to this version."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from rich.console import Console

from eleccion.arranque import migrar_base


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("migrar")
    orden.add_argument("parte", choices=("central", "mesa", "urna"))
    orden.add_argument("base", metavar="ARCHIVO|URL")
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Migrate and say at which revision the database stands."""
    base: str = argumentos.base
    revision = migrar_base(base if "://" in base else Path(base), argumentos.parte)
    consola.print(f"La base de {argumentos.parte} está en la revisión {revision}.", markup=False)
    return 0
