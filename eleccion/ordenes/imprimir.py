"""``eleccion imprimir``: the paper that goes to each mesa in its box."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from rich.console import Console

from auditoria.avance import avance_en
from eleccion.arranque import impresora_de
from eleccion.casos.preparacion.imprimir_paquete import imprimir_paquete, ordenes_de_paquete
from eleccion.ordenes.comision import abrir_comision, pedir_comision


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("imprimir")
    orden.add_argument("mesas", nargs="*", metavar="D001-M1", help="sólo éstas")
    orden.add_argument("--impresora", required=True, metavar="COLA", help="de CUPS, o carpeta")
    orden.add_argument("--destino", type=Path, default=Path(), metavar="DIR", help="de la carpeta")
    orden.add_argument("--copias", type=int, default=1, metavar="N", help="de cada lista")
    pedir_comision(orden, ensayo=False)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Print them; what did not come out is said, and the order can be given again."""
    with abrir_comision(argumentos) as central:
        ordenes = [
            orden
            for orden in ordenes_de_paquete(comision=central, copias=argumentos.copias)
            if not argumentos.mesas or orden.mesa in argumentos.mesas
        ]
    with avance_en(consola) as avance:
        for hechas, orden in enumerate(ordenes, 1):
            lugar = argumentos.destino / orden.mesa
            imprimir_paquete(orden, impresora_de(argumentos.impresora, lugar))
            avance("Papeles", hechas, len(ordenes))
    consola.print(f"Mesas: {len(ordenes)}.")
    return 0
