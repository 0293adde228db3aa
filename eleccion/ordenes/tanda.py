"""``eleccion tanda``: the packet that the custodians take to their own machines."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from rich.console import Console

from eleccion.casos.computo.encargar_tanda import HOJA, encargar_tanda
from eleccion.ordenes.comision import (
    abrir_comision,
    exigir_carpeta_nueva,
    hora_de_ahora,
    pedir_comision,
)


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("tanda")
    orden.add_argument("destino", type=Path, metavar="DIR", help="carpeta nueva")
    pedir_comision(orden, ensayo=False)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Write it, as often as it is asked for; the log fixes it once."""
    exigir_carpeta_nueva(argumentos.destino)
    with abrir_comision(argumentos) as central:
        archivos = encargar_tanda(argumentos.destino, comision=central, hora=hora_de_ahora())
        central.sellar_punto()
    for archivo in archivos:
        sys.stdout.write(f"{archivo.sha256.hex()}  {archivo.ruta}\n")
    if archivos:
        consola.print(
            f"Entregue a cada custodio una copia de {argumentos.destino}; {HOJA} dice qué hacer."
            " Sus respuestas se reciben con eleccion descifrar --respuesta.",
            markup=False,
        )
    else:
        consola.print("No hay mesas por descifrar.")
    return 0
