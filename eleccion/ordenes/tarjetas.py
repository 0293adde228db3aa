"""``eleccion tarjetas``: the officials' cards of a mesa, each with a PIN that its owner types."""

from __future__ import annotations

import argparse
import os
from getpass import getpass
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console

from auditoria.formatos.catalogo import Caracter
from eleccion.arranque import impresora_de
from eleccion.casos.preparacion.imprimir_tarjetas import imprimir_tarjetas
from eleccion.casos.preparacion.preparar_tarjetas import (
    OrdenDeTarjetas,
    asentar_tarjetas,
    ordenes_de_tarjetas,
    preparar_tarjetas,
)
from eleccion.casos.registro.convocatoria_vigente import convocatoria_de
from eleccion.errores import OrdenMalDada
from eleccion.ordenes.comision import abrir_comision, pedir_comision


class MesaSinFuncionarios(OrdenMalDada):
    """Nobody of that mesa needs a card."""

    explicacion: ClassVar[str] = "La mesa no tiene funcionarios o en ella no se vota"


class NipDistinto(OrdenMalDada):
    """Whoever types it, types it twice alike."""

    explicacion: ClassVar[str] = "Los dos NIP no son iguales; repita la orden"


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("tarjetas")
    orden.add_argument("mesa", metavar="D001-M1")
    orden.add_argument("--destino", type=Path, required=True, metavar="DIR", help="es secreto")
    orden.add_argument(
        "--impresora", metavar="COLA", help="cola de CUPS, o carpeta: las deja en DIR"
    )
    pedir_comision(orden, ensayo=False)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Ask each official for a PIN, which is kept nowhere, make the cards and register them."""
    with abrir_comision(argumentos) as central:
        ordenes = ordenes_de_tarjetas(comision=central, raiz=argumentos.destino)
        suyas = [orden for orden in ordenes if orden.mesa == argumentos.mesa]
        if not suyas:
            raise MesaSinFuncionarios(argumentos.mesa)
        (orden,) = suyas
        asentar_tarjetas(
            [preparar_tarjetas(orden, _preguntar(orden), azar=os.urandom)], comision=central
        )
        with central.leer() as lectura:
            convocatoria = convocatoria_de(lectura.proceso.leer())
        if argumentos.impresora is not None:
            imprimir_tarjetas(
                orden,
                convocatoria.proceso.nombre,
                convocatoria.reglas.mesa.valor.cargos,
                simulacro=convocatoria.proceso.caracter is Caracter.SIMULACRO,
                impresora=impresora_de(argumentos.impresora, orden.carpeta),
            )
    consola.print(f"{orden.mesa}: {len(orden.funcionarios)} tarjetas.", markup=False)
    return 0


def _preguntar(orden: OrdenDeTarjetas) -> dict[str, str]:
    pines = {}
    for persona in orden.funcionarios:
        quien = f"{persona.clave}, {persona.nombre}"
        pines[persona.clave] = getpass(f"NIP de {quien} (seis cifras): ")
        if getpass("Otra vez: ") != pines[persona.clave]:
            raise NipDistinto(persona.clave)
    return pines
