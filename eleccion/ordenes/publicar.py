"""``eleccion publicar``: results, the expediente, and apart from it the papers that name people."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console

from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.verificador.reservado import exigir_lugar
from eleccion.arranque import Central
from eleccion.casos.computo.publicar_expediente import publicar_expediente
from eleccion.casos.computo.publicar_resultados import RUTA_DE_RESULTADOS, publicar_resultados
from eleccion.casos.computo.reunir_reservado import reunir_reservado
from eleccion.errores import OrdenMalDada
from eleccion.ordenes.comision import (
    abrir_comision,
    exigir_carpeta_nueva,
    hora_de_ahora,
    pedir_comision,
)


class ReservadoAMedias(OrdenMalDada):
    """Papers without a place for them, or a place without papers."""

    explicacion: ClassVar[str] = "--papeles y --reservado van juntos"


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("publicar")
    orden.add_argument("expediente", type=Path, metavar="DIR", help="carpeta nueva")
    orden.add_argument(
        "--papeles",
        type=Path,
        metavar="DIR",
        help="papeles que nombran personas, D001/M1/*.pdf",
    )
    orden.add_argument(
        "--reservado", type=Path, metavar="DIR", help="carpeta nueva para ellos, para el tribunal"
    )
    pedir_comision(orden, ensayo=False)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Publish the results, once, and write the expediente as often as it is asked for."""
    expediente, reservado = argumentos.expediente, argumentos.reservado
    if (argumentos.papeles is None) != (reservado is None):
        raise ReservadoAMedias
    for destino in filter(None, (expediente, reservado)):
        exigir_carpeta_nueva(destino)
    papeles = _leer_papeles(argumentos.papeles)
    with abrir_comision(argumentos) as central:
        if _estan_publicados(central):
            consola.print("Los resultados ya estaban publicados; no cambió nada.")
        else:
            publicar_resultados(comision=central, hora=hora_de_ahora())
            consola.print("Los resultados quedan publicados.")
        publicar_expediente(expediente, comision=central)
        consola.print(f"Expediente: {expediente}", markup=False)
        if reservado is not None:
            reunir_reservado(reservado, papeles, expediente, comision=central)
            consola.print(f"Parte reservada: {reservado}", markup=False)
    return 0


def _leer_papeles(carpeta: Path | None) -> dict[str, Callable[[], bytes]]:
    """Look at the papers before anything is published: they come from the mesas.

    A link among them would bring in whatever it points at, a key of the commission too.

    Raises:
        NoEsArchivo, NombreIndebido, DemasiadoGrande, LugarIndebido: See each.
    """
    if carpeta is None:
        return {}
    with abrir_expediente(carpeta) as traidos:
        for nombre in traidos.nombres():
            exigir_lugar(nombre)
        return {nombre: partial(traidos.leer, nombre) for nombre in traidos.nombres()}


def _estan_publicados(central: Central) -> bool:
    with central.leer() as lectura:
        return lectura.documentos.tiene(RUTA_DE_RESULTADOS)
