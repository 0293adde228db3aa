"""``eleccion firmeza``: results whose term to challenge ran out become firm."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

from rich.console import Console

from eleccion.arranque import Central
from eleccion.casos.computo.declarar_firmeza import declarar_firmeza
from eleccion.ordenes.comision import cumplir, pedir_comision


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("firmeza")
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Declare them and say which."""

    def acto(central: Central, hora: datetime) -> str:
        firmes = declarar_firmeza(comision=central, hora=hora)
        return f"Quedan firmes: {', '.join(firmes)}."

    return cumplir(argumentos, consola, acto)
