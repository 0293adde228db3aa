"""``eleccion reservado``: the papers that may name people, as a mesa handed them in."""

from __future__ import annotations

import argparse
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from rich.console import Console

from auditoria.formatos.claves import ruta_de_mesa
from auditoria.registro.archivos import escribir_archivo
from eleccion.casos.reservado import abrir_reservado
from eleccion.casos.sellado import leer_sellado_en
from eleccion.ordenes.baja import pedir_dos_tarjetas, pedir_tarjetas
from eleccion.ordenes.comision import abrir_comision, pedir_comision


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("reservado")
    orden.add_argument("archivo", type=Path, metavar="F", help="reservado-D001-M1.zip")
    orden.add_argument(
        "--papeles",
        type=Path,
        required=True,
        metavar="DIR",
        help="carpeta donde quedan; la misma que se da después a publicar",
    )
    pedir_tarjetas(orden)
    pedir_comision(orden, ensayo=False)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Open it with two cards of its mesa; ``<sha256>  D001/M1/<papel>`` goes to standard output."""
    with abrir_comision(argumentos) as central:
        llaves = leer_sellado_en(central.carpetas.definicion).llaves
    tarjetas = pedir_dos_tarjetas(argumentos)
    mesa, papeles = abrir_reservado(argumentos.archivo, llaves, tarjetas)
    carpeta = argumentos.papeles / ruta_de_mesa(mesa)
    carpeta.mkdir(mode=0o700, parents=True, exist_ok=True)
    for nombre in sorted(papeles):
        escribir_archivo(carpeta / nombre, papeles[nombre], 0o600)
        huella = sha256(papeles[nombre]).hexdigest()
        sys.stdout.write(f"{huella}  {ruta_de_mesa(mesa)}/{nombre}\n")
    consola.print(f"{mesa}: {len(papeles)} papeles, en {carpeta}", markup=False)
    return 0
