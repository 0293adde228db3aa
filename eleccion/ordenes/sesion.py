"""``eleccion sesion``: the commission adds up demarcaciones and says where each contest stands."""

from __future__ import annotations

import argparse
import sys
from hashlib import sha256
from typing import Any, ClassVar

from rich.console import Console

from auditoria.formatos.computo import Computo
from eleccion.arranque import Central
from eleccion.casos.computo.computar_demarcacion import (
    ComputoYaConcluido,
    computar_demarcacion,
    ruta_de_computo,
)
from eleccion.casos.computo.figuras import MesasPorDescifrar
from eleccion.casos.sellado import leer_sellado_en
from eleccion.errores import OrdenMalDada
from eleccion.ordenes.comision import ENSAYO, abrir_comision, hora_de_ahora, pedir_comision


class SemillaDeVarias(OrdenMalDada):
    """A draw resolves the tie of one demarcación."""

    explicacion: ClassVar[str] = "La semilla es del sorteo de una sola demarcación; diga cuál"


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("sesion")
    orden.add_argument(
        "demarcaciones", nargs="*", metavar="D001", help="sólo éstas; todas, si no se dice"
    )
    orden.add_argument(
        "--semilla", metavar="S", help="del sorteo público que resuelve el empate de una"
    )
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Add up each; ``<sha256>  D001/computo.json`` goes to standard output.

    Returns:
        1 when a demarcación asked for waits for something; of all, those that wait are only said.
    """
    pedidas: list[str] = argumentos.demarcaciones
    if argumentos.semilla is not None and len(pedidas) != 1:
        raise SemillaDeVarias
    faltan = 0
    with abrir_comision(argumentos) as central:
        for clave in pedidas or _todas(central):
            try:
                computo = computar_demarcacion(
                    clave, comision=central, hora=hora_de_ahora(), semilla=argumentos.semilla
                )
            except ComputoYaConcluido:
                consola.print(f"{clave}: ya se computó; no cambió nada.", markup=False)
                continue
            except MesasPorDescifrar as falla:
                faltan += 1
                consola.print(f"{clave}: {falla}.", markup=False)
                continue
            consola.print(_decir(computo), markup=False)
            huella = sha256(computo.escribir()).hexdigest()
            sys.stdout.write(f"{huella}  {ruta_de_computo(clave)}\n")
        central.sellar_punto()
    if argumentos.ensayo:
        consola.print(ENSAYO)
    return 1 if faltan and pedidas else 0


def _decir(computo: Computo) -> str:
    estado = computo.estado.replace("_", " ")
    quien = f"; más votos: {computo.ganadora}" if computo.ganadora else ""
    quien = f"; empatan {' y '.join(computo.empatadas)}" if computo.empatadas else quien
    return f"{computo.demarcacion}: {estado}, {computo.total:,} votos{quien}."


def _todas(central: Central) -> tuple[str, ...]:
    sellado = leer_sellado_en(central.carpetas.definicion)
    return tuple(demarcacion.clave for demarcacion in sellado.catalogo.demarcaciones)
