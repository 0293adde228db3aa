"""``eleccion supresion``: the commission deletes what it kept of people, when its term ended."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from rich.console import Console

from auditoria.papeles.contexto import Contexto
from auditoria.verificador.sellado import Sellado
from boletas.impresion.lienzo import imprimir
from eleccion.arranque.supresion import revisar_supresion, suprimir_en_central
from eleccion.casos.archivo.dar_de_baja import Suprimido
from eleccion.casos.archivo.suprimir_central import ARCHIVO, SupresionFirmada
from eleccion.documentos.acta_de_supresion import (
    QUE_SON,
    DatosDeSupresion,
    documento_de_supresion,
)
from eleccion.ordenes.comision import (
    abrir_comision,
    abrir_sellos,
    hora_de_ahora,
    pedir_comision,
    pedir_sellos,
)


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("supresion")
    orden.add_argument(
        "--reservado", type=Path, metavar="DIR", help="parte reservada que escribió «publicar»"
    )
    pedir_comision(orden)
    pedir_sellos(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Delete, once; ``<sha256>  supresion.json`` goes to standard output."""
    hora, reservado = hora_de_ahora(), argumentos.reservado
    with abrir_comision(argumentos) as central:
        if argumentos.ensayo:
            _enlistar(revisar_supresion(central, hora=hora, reservado=reservado), consola)
            consola.print("Es un ensayo: no se suprimió nada.")
            return 0
        hecha = suprimir_en_central(
            central,
            partial(abrir_sellos, argumentos),
            _dibujar,
            hora=hora,
            reservado=reservado,
        )
    supresion = hecha.firmada.supresion
    if hecha.es_nueva:
        _enlistar(supresion.suprimido, consola)
        consola.print("Quedó suprimido.")
    else:
        consola.print(f"Ya se había suprimido el {supresion.hora:%Y-%m-%d}; está terminado.")
    if hecha.falta_reservado:
        consola.print(
            "El acta comprende la parte reservada: si todavía no se borró, repita la orden con"
            " --reservado."
        )
    consola.print(f"Acta: {hecha.lugar}. Fírmenla y guárdenla con el archivo.", markup=False)
    sys.stdout.write(f"{sha256(hecha.firmada.contenido).hexdigest()}  {ARCHIVO}\n")
    return 0


def _enlistar(suprimido: Iterable[Suprimido], consola: Console) -> None:
    for renglon in suprimido:
        consola.print(f"  {QUE_SON[renglon.clase]}: {renglon.archivos:,}", markup=False)


def _dibujar(firmada: SupresionFirmada, sellado: Sellado) -> bytes:
    """Draw the acta of what was signed: the same bytes each time."""
    supresion = firmada.supresion
    datos = DatosDeSupresion(
        hora=supresion.hora,
        publicado=supresion.publicado,
        dias=supresion.dias,
        fundamento=supresion.fundamento,
        resultados=supresion.resultados,
        suprimido=supresion.suprimido,
        codigo=sha256(firmada.contenido).digest(),
    )
    contexto = Contexto(sellado.catalogo, sellado.reglas, sellado.lista.huella)
    return imprimir(documento_de_supresion(contexto, datos))
