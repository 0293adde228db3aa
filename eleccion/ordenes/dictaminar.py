"""``eleccion dictaminar``: the commission rules on every slate that has no ruling."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

from rich.console import Console

from eleccion.arranque import Central, RelojDelEquipo
from eleccion.casos.registro.dictaminar_planilla import dictaminar_planillas
from eleccion.ordenes.comision import cumplir, pedir_comision


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("dictaminar", help="dictamina las planillas que faltan")
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Rule on them, all on one moment, and say each."""

    def acto(central: Central, _: datetime) -> str:
        dictaminadas = dictaminar_planillas(abrir=central.abrir, reloj=RelojDelEquipo())
        if not dictaminadas:
            return "No hay planillas por dictaminar."
        return "\n".join(f"{s.clave}: {s.estado}." for s in dictaminadas)

    return cumplir(argumentos, consola, acto)
