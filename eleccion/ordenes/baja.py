"""``eleccion baja``: a machine of a mesa deletes what it kept, once the election is over."""

from __future__ import annotations

import argparse
import sys
from getpass import getpass
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console

from auditoria.verificador.sellado import Sellado
from boletas.impresion.lienzo import imprimir
from eleccion.arranque.baja import PAPEL, dar_de_baja, revisar_baja
from eleccion.casos.archivo.dar_de_baja import ARCHIVO, BajaFirmada, Suprimido
from eleccion.casos.tarjetas import Tarjeta, abrir_tarjeta, leer_tarjeta
from eleccion.documentos.acta_de_baja import (
    QUE_SON,
    DatosDeBaja,
    documento_de_baja,
)
from eleccion.errores import OrdenMalDada
from eleccion.ordenes.comision import hora_de_ahora


class TarjetasFaltantes(OrdenMalDada):
    """Two officials delete; a file of a card is given for both or for none."""

    explicacion: ClassVar[str] = "Hacen falta dos tarjetas: --tarjeta F --tarjeta F, o ninguna"


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("baja")
    orden.add_argument(
        "--datos", type=Path, required=True, metavar="DIR", help="carpeta de la estación"
    )
    orden.add_argument(
        "--expediente",
        type=Path,
        required=True,
        metavar="DIR|ZIP",
        help="el que la comisión publicó: prueba que ya no hace falta lo que se borra",
    )
    orden.add_argument("--memoria", type=Path, metavar="DIR", help="memoria USB con su respaldo")
    pedir_tarjetas(orden)
    orden.add_argument("--ensayo", action="store_true", help="revisa y no borra nada")
    orden.set_defaults(ejecutar=ejecutar)


def pedir_tarjetas(orden: argparse.ArgumentParser) -> None:
    """Let an order take the files of two cards, instead of a reader."""
    orden.add_argument(
        "--tarjeta",
        type=Path,
        action="append",
        default=[],
        metavar="F",
        help="archivo de una tarjeta; si no se da, se lee con el lector",
    )


def pedir_dos_tarjetas(argumentos: argparse.Namespace) -> tuple[Tarjeta, Tarjeta]:
    """Open two cards, each with its NIP (``TarjetasFaltantes`` where one file was given)."""
    _exigir_par(argumentos)
    una, otra = (_tarjeta(numero, argumentos.tarjeta) for numero in (1, 2))
    return una, otra


def _exigir_par(argumentos: argparse.Namespace) -> None:
    if len(argumentos.tarjeta) not in (0, 2):
        raise TarjetasFaltantes


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Delete, once; ``<sha256>  baja.json`` goes to standard output."""
    _exigir_par(argumentos)
    datos, expediente, memoria = argumentos.datos, argumentos.expediente, argumentos.memoria
    hora = hora_de_ahora()
    if argumentos.ensayo:
        _enlistar(revisar_baja(datos, expediente, hora=hora, memoria=memoria), consola)
        consola.print("Es un ensayo: no se borró nada.")
        return 0

    def pedir(mesa: str) -> tuple[Tarjeta, Tarjeta]:
        consola.print(f"{mesa}: lo autorizan dos tarjetas de la mesa.", markup=False)
        return pedir_dos_tarjetas(argumentos)

    hecha = dar_de_baja(datos, expediente, pedir, _dibujar, hora=hora, memoria=memoria)
    baja = hecha.firmada.baja
    if hecha.borrados:
        _enlistar(baja.suprimido, consola)
        consola.print(f"Se borraron {hecha.borrados} archivos.", markup=False)
    else:
        consola.print(f"Ya se había dado de baja el {baja.hora:%Y-%m-%d}; no cambió nada.")
    if baja.ajenos:
        consola.print(f"Quedan {baja.ajenos} archivos que no son de la elección.", markup=False)
    if hecha.falta_memoria:
        consola.print(
            "El acta comprende una memoria USB: si todavía no se borró, repita la orden con"
            " --memoria."
        )
    consola.print(
        f"Acta: {datos / PAPEL}. Fírmenla, destruyan las tarjetas y entréguenla a la comisión.",
        markup=False,
    )
    sys.stdout.write(f"{sha256(hecha.firmada.contenido).hexdigest()}  {ARCHIVO}\n")
    return 0


def _enlistar(suprimido: tuple[Suprimido, ...], consola: Console) -> None:
    for renglon in suprimido:
        consola.print(
            f"  {QUE_SON[renglon.clase]}: {renglon.archivos} archivos, {renglon.octetos:,} octetos",
            markup=False,
        )


def _tarjeta(numero: int, archivos: list[Path]) -> Tarjeta:
    """Open one: from its file, or from what a reader types."""
    if archivos:
        ruta = archivos[numero - 1]
        return abrir_tarjeta(ruta, getpass(f"NIP de {ruta.name}: "))
    codigo = getpass(f"Pase la {numero}.ª tarjeta por el lector: ")
    return leer_tarjeta(codigo.encode(), getpass("NIP: "))


def _dibujar(firmada: BajaFirmada, sellado: Sellado) -> bytes:
    """Draw the acta of what was signed: the same bytes each time."""
    baja = firmada.baja
    una, otra = (persona.nombre for persona in baja.personas)
    datos = DatosDeBaja(
        mesa=baja.mesa,
        hora=baja.hora,
        equipos=tuple(f"{parte.parte}-{parte.generacion}" for parte in baja.partes),
        resultados=baja.resultados,
        suprimido=baja.suprimido,
        ajenos=baja.ajenos,
        personas=(una, otra),
        codigo=sha256(firmada.contenido).digest(),
    )
    contexto = sellado.que_cubre(baja.mesa).contexto
    return imprimir(documento_de_baja(contexto, datos))
