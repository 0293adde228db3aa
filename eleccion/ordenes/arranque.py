"""``eleccion arranque``: the code of the morning is announced, and the day begins."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

from rich.console import Console

from eleccion.arranque import Central
from eleccion.casos.preparacion.anunciar_arranque import anunciar_arranque
from eleccion.ordenes.comision import cumplir, pedir_comision


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("arranque")
    orden.add_argument("codigo", help="el que se dice en público esa mañana")
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Announce it."""

    def acto(central: Central, hora: datetime) -> str:
        anunciar_arranque(argumentos.codigo, comision=central, hora=hora)
        return f"Código de arranque: {argumentos.codigo}."

    return cumplir(argumentos, consola, acto)
