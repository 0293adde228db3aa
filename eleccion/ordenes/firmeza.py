"""``eleccion firmeza``: results whose term to challenge ran out become firm."""

from __future__ import annotations

import argparse
from typing import Any

from rich.console import Console

from eleccion.casos.computo.declarar_firmeza import declarar_firmeza
from eleccion.ordenes.comision import ENSAYO, abrir_comision, hora_de_ahora, pedir_comision


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser(
        "firmeza", help="declara firmes los resultados cuyo plazo para impugnar terminó"
    )
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Declare them and say which."""
    with abrir_comision(argumentos) as central:
        firmes = declarar_firmeza(comision=central, hora=hora_de_ahora())
        central.sellar_punto()
    consola.print(f"Quedan firmes: {', '.join(firmes)}.", markup=False)
    if argumentos.ensayo:
        consola.print(ENSAYO)
    return 0
