"""``eleccion sortear``: the order of the ballot, by a seed drawn before everybody."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

from rich.console import Console

from eleccion.arranque import Central
from eleccion.casos.preparacion.sortear_orden import sortear_orden
from eleccion.ordenes.comision import cumplir, pedir_comision


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("sortear")
    orden.add_argument("semilla", help="como se sacó ante todos")
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Draw it and say it."""

    def acto(central: Central, hora: datetime) -> str:
        sorteados = sortear_orden(argumentos.semilla, comision=central, hora=hora)
        return "\n".join(f"{s.demarcacion}: {', '.join(s.orden)}." for s in sorteados)

    return cumplir(argumentos, consola, acto)
