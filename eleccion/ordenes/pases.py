"""``eleccion pases``: how many pases each mesa has, and their public lists once printed."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console

from auditoria.formatos.catalogo import Caracter
from auditoria.registro.archivos import leer_archivo
from eleccion.arranque import Central
from eleccion.casos.preparacion.numerar_pases import OrdenDePases, numerar_pases
from eleccion.casos.preparacion.preparar_pases import PasesPreparados, asentar_pases
from eleccion.errores import OrdenMalDada
from eleccion.ordenes.comision import ENSAYO, abrir_comision, hora_de_ahora, pedir_comision

LIMITE = 8 << 20


class ListaSinMesa(OrdenMalDada):
    """The name of the file says of which mesa it is."""

    explicacion: ClassVar[str] = "Ninguna mesa con pases numerados se llama así: lista-D001-M1.txt"


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("pases")
    orden.add_argument(
        "listas", type=Path, nargs="*", metavar="F", help="listas públicas, lista-D001-M1.txt"
    )
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Number them, or receive the lists given.

    What the authority of credentials types on its machine without network, a line for each mesa,
    goes to standard output; not in a dry run, whose identifiers nobody keeps.
    """
    with abrir_comision(argumentos) as central:
        if argumentos.listas:
            preparados = [_leer(central, ruta) for ruta in argumentos.listas]
            asentar_pases(preparados, comision=central, hora=hora_de_ahora())
            central.sellar_punto()
            consola.print(f"Listas recibidas: {len(preparados)}.")
        else:
            for orden in numerar_pases(comision=central):
                cuantos = f"{orden.mesa}: {orden.cantidad} pases y {orden.reserva} de reserva."
                consola.print(cuantos, markup=False)
                if not argumentos.ensayo:
                    sys.stdout.write(_teclear(orden))
    if argumentos.ensayo:
        consola.print(ENSAYO)
    return 0


def _leer(central: Central, ruta: Path) -> PasesPreparados:
    mesa = ruta.stem.removeprefix("lista-")
    with central.leer() as lectura:
        numerado = lectura.pases().get(mesa)
    if numerado is None:
        raise ListaSinMesa(archivo=ruta.name)
    return PasesPreparados(
        mesa=mesa,
        uuid=numerado.uuid,
        cantidad=numerado.cantidad,
        reserva=numerado.reserva,
        lista=leer_archivo(ruta, LIMITE),
    )


def _teclear(orden: OrdenDePases) -> str:
    palabras = ["boletas", "pases", "--uuid", orden.uuid, "--proceso", orden.nombre_del_proceso]
    palabras += ["--mesa", orden.mesa, "--cantidad", str(orden.cantidad)]
    palabras += ["--reserva", str(orden.reserva)]
    palabras += ["--simulacro"] if orden.caracter is Caracter.SIMULACRO else []
    palabras += ["--talonario", f"talonario-{orden.mesa}.pdf", "--lista", f"lista-{orden.mesa}.txt"]
    return shlex.join(palabras) + "\n"
