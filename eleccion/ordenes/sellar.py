"""``eleccion sellar``: two persons freeze the definition."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any, ClassVar

from rich.console import Console

from eleccion.casos.preparacion.sellar_definicion import sellar_definicion
from eleccion.errores import OrdenMalDada
from eleccion.ordenes.comision import (
    abrir_comision,
    abrir_sellos,
    hora_de_ahora,
    pedir_comision,
    pedir_sellos,
)


class PersonasFaltantes(OrdenMalDada):
    """Whoever seals is named in the definition."""

    explicacion: ClassVar[str] = (
        "Diga quiénes sellan, primero la llave 1: --persona NOMBRE=CARGO --persona NOMBRE=CARGO"
    )


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("sellar")
    orden.add_argument(
        "--persona", action="append", default=[], metavar="NOMBRE=CARGO", help="quién sella"
    )
    pedir_comision(orden, ensayo=False)
    pedir_sellos(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Seal it, once, and say the fingerprint that stands on every screen and paper."""
    personas = [persona.partition("=") for persona in argumentos.persona]
    if len(personas) != 2 or not all(nombre and cargo for nombre, _, cargo in personas):
        raise PersonasFaltantes
    una, otra = (
        replace(sello, nombre=nombre, cargo=cargo)
        for sello, (nombre, _, cargo) in zip(abrir_sellos(argumentos), personas, strict=True)
    )
    with abrir_comision(argumentos) as central:
        sellada = sellar_definicion((una, otra), comision=central, hora=hora_de_ahora())
    consola.print(f"Huella: {sellada.corta}", markup=False)
    return 0
