"""``eleccion subsanar``: a slate that was prevented hands in its cure."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from rich.console import Console

from eleccion.arranque import RelojDelEquipo
from eleccion.casos.registro.importar_planillas import leer_planilla
from eleccion.casos.registro.subsanar_planilla import subsanar_planilla
from eleccion.ordenes.comision import ENSAYO, abrir_comision, pedir_comision
from eleccion.ordenes.importar import decir_informe, pedir_emblemas


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("subsanar")
    orden.add_argument("clave", metavar="D001-P1")
    orden.add_argument("archivo", type=Path, metavar="F", help="planillas.csv con ella sola")
    pedir_emblemas(orden)
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Take the cure; what it still lacks is judged at the dictamen."""
    with abrir_comision(argumentos) as central:
        leida = leer_planilla(argumentos.archivo, abrir=central.abrir, emblemas=argumentos.emblemas)
        if not leida.planilla:
            decir_informe(leida.informe, consola)
            return 1
        subsanar_planilla(
            argumentos.clave,
            leida.planilla,
            abrir=central.abrir,
            reloj=RelojDelEquipo(),
            emblema=leida.emblema,
        )
        central.sellar_punto()
    consola.print(f"{argumentos.clave}: subsanación recibida.", markup=False)
    if argumentos.ensayo:
        consola.print(ENSAYO)
    return 0
