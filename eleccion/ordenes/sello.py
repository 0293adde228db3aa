"""``eleccion sello``: the key of one of the two persons who seal."""

from __future__ import annotations

import argparse
import os
from getpass import getpass
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console

from eleccion.arranque import crear_sellador
from eleccion.errores import OrdenMalDada
from eleccion.ordenes.comision import abrir_comision, pedir_comision


class FraseInservible(OrdenMalDada):
    """A key that signs the definition is never kept open, nor under a phrase typed by mistake."""

    explicacion: ClassVar[str] = "La frase está vacía o las dos no son iguales; repita la orden"


class LlaveExistente(OrdenMalDada):
    """A key is never written over another."""

    explicacion: ClassVar[str] = "Ya existe una llave en ese archivo"


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("sello")
    orden.add_argument("archivo", type=Path, metavar="F", help="la guarda quien sella, y nadie más")
    orden.add_argument("--numero", type=int, choices=(1, 2), required=True)
    pedir_comision(orden, ensayo=False)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Make it, closed by a passphrase."""
    ruta: Path = argumentos.archivo
    if os.path.lexists(ruta):
        raise LlaveExistente(archivo=str(ruta))
    with abrir_comision(argumentos) as central:
        proceso = central.proceso
    frase = getpass(f"Frase para {ruta.name}: ")
    if not frase or getpass("Otra vez: ") != frase:
        raise FraseInservible
    sellador = crear_sellador(ruta, proceso, argumentos.numero, "", "", frase=frase)
    consola.print(f"Llave de quien sella: {sellador.llave.publica.vkey}", markup=False)
    return 0
