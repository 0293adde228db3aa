"""``eleccion revocar-sello``: before the day the two who sealed take the seal back."""

from __future__ import annotations

import argparse
from typing import Any

from rich.console import Console

from eleccion.casos.preparacion.revocar_sello import retirar_definicion, revocar_sello
from eleccion.ordenes.comision import (
    abrir_comision,
    abrir_sellos,
    decir_asentado,
    hora_de_ahora,
    pedir_comision,
    pedir_sellos,
)


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("revocar-sello")
    orden.add_argument("causa", metavar="CAUSA", help="qué estaba mal, en una frase")
    pedir_comision(orden)
    pedir_sellos(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Take it back, and say what has to be done again."""
    selladores = abrir_sellos(argumentos)
    with abrir_comision(argumentos) as central:
        hecho = revocar_sello(argumentos.causa, selladores, comision=central, hora=hora_de_ahora())
        central.sellar_punto()
        if not argumentos.ensayo:
            retirar_definicion(comision=central)
    decir_asentado(consola, hecho, ensayo=argumentos.ensayo)
    consola.print(
        "Recoja y destruya las dotaciones que salieron: ya no sirven. Corrija lo que haga falta,"
        " selle de nuevo, arme las dotaciones y anuncie la nueva huella.",
        markup=False,
    )
    return 0
