"""``eleccion dictaminar``: the commission rules on every slate that has no ruling."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

from rich.console import Console

from eleccion.arranque import Central, RelojDelEquipo
from eleccion.casos.registro.dictaminar_planilla import (
    dictaminar_planilla,
    dictaminar_planillas,
)
from eleccion.ordenes.comision import cumplir, pedir_comision


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("dictaminar")
    orden.add_argument("claves", nargs="*", metavar="D001-P1", help="sólo éstas; si no, todas")
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Rule on them, all on one moment, and say each."""

    def acto(central: Central, _: datetime) -> str:
        abrir, reloj = central.abrir, RelojDelEquipo()
        dictaminadas = (
            [dictaminar_planilla(clave, abrir=abrir, reloj=reloj) for clave in argumentos.claves]
            if argumentos.claves
            else dictaminar_planillas(abrir=abrir, reloj=reloj)
        )
        if not dictaminadas:
            return "No hay planillas por dictaminar."
        return "\n".join(f"{s.clave}: {s.estado}." for s in dictaminadas)

    return cumplir(argumentos, consola, acto)
