"""``eleccion dotaciones``: the file that goes out to each mesa."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from rich.console import Console

from auditoria.avance import avance_en
from eleccion.casos.preparacion.emitir_dotacion import (
    armar_dotacion,
    asentar_dotaciones,
    ordenes_de_dotacion,
)
from eleccion.ordenes.comision import abrir_comision, hora_de_ahora, pedir_comision


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("dotaciones")
    pedir_comision(orden, ensayo=False)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Make them; ``<sha256 of its manifest>  <file>`` goes to standard output."""
    with abrir_comision(argumentos) as central, avance_en(consola) as avance:
        ordenes = ordenes_de_dotacion(comision=central)
        armadas = []
        for hechas, orden in enumerate(ordenes, 1):
            armadas.append(armar_dotacion(orden, central.carpetas.dotaciones, azar=os.urandom))
            avance("Dotaciones", hechas, len(ordenes))
        asentar_dotaciones(armadas, comision=central, hora=hora_de_ahora())
        central.sellar_punto()
    for armada in armadas:
        sys.stdout.write(f"{armada.manifiesto.hex()}  {armada.ruta}\n")
    return 0
