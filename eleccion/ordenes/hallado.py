"""``eleccion hallado``: the commission writes down a machine that was found after the close."""

from __future__ import annotations

import argparse
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from rich.console import Console

from auditoria.papeles.palabras import plural
from eleccion.arranque.hallado import revisar_equipo_hallado
from eleccion.casos.asentado import Asentado
from eleccion.casos.computo.asentar_hallado import (
    HalladoRevisado,
    asentar_hallado,
    ruta_de_hallado,
)
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
    orden = grupo.add_parser("hallado")
    orden.add_argument("equipo", type=Path, metavar="DIR", help="carpeta del equipo hallado")
    pedir_comision(orden)
    pedir_sellos(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Prove what the machine held, say it, and write it down unless it is a dry run.

    ``<sha256>  D001/M1/hallado-1.json`` goes to standard output, for whoever compares.
    """
    selladores = None if argumentos.ensayo else abrir_sellos(argumentos)
    with abrir_comision(argumentos) as central:
        revisado = revisar_equipo_hallado(argumentos.equipo, comision=central)
        consola.print(_decir(revisado), markup=False)
        hecho = Asentado.NUEVO
        if selladores is not None:
            hecho = asentar_hallado(revisado, selladores, comision=central, hora=hora_de_ahora())
            central.sellar_punto()
    decir_asentado(consola, hecho, ensayo=argumentos.ensayo)
    hallado = revisado.hallado
    huella = sha256(hallado.escribir()).hexdigest()
    sys.stdout.write(f"{huella}  {ruta_de_hallado(hallado)}\n")
    return 0


def _decir(revisado: HalladoRevisado) -> str:
    hallado = revisado.hallado
    apartadas = ""
    if hallado.apartadas:
        apartadas = f" Aparta {len(hallado.apartadas)}, de pases que terminaron de otro modo."
    fin = (
        "Se unen a lo que los custodios descifren; el acta de la mesa no cambia."
        if revisado.hallazgo.a_tiempo
        else "Ninguna se descifra ni se cuenta."
    )
    return (
        f"{hallado.mesa}, equipo {hallado.generacion} de su urna: guardaba"
        f" {plural(len(hallado.boletas), 'boleta', 'boletas')} que la urna cerrada no tiene, y"
        f" {plural(len(hallado.lineas), 'asiento', 'asientos')}.{apartadas} {fin}"
    )
