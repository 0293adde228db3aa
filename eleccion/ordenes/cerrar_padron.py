"""``eleccion cerrar-padron``: the roll is closed; nobody is added afterwards."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

from rich.console import Console

from eleccion.arranque import Central, RelojDelEquipo
from eleccion.casos.registro.cerrar_padron import cerrar_padron
from eleccion.ordenes.comision import cumplir, pedir_comision


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("cerrar-padron")
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Close it and say how many people it has."""

    def acto(central: Central, _: datetime) -> str:
        resumen = cerrar_padron(abrir=central.abrir, reloj=RelojDelEquipo())
        return f"Padrón cerrado: {resumen.admitidas:,} personas."

    return cumplir(argumentos, consola, acto)
