"""``eleccion sobres``: the envelopes of unused pases of a mesa are opened and scanned."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console

from auditoria.formatos.pases_abiertos import RubroDePases
from auditoria.registro.archivos import leer_archivo
from eleccion.arranque import Central
from eleccion.casos.computo.abrir_pases import (
    LecturaDeSobre,
    OrdenDeApertura,
    abrir_pases,
    leer_sobre,
    ruta_de_pases,
)
from eleccion.casos.sellado import leer_sellado_en
from eleccion.errores import EntradaIlegible
from eleccion.ordenes.comision import (
    abrir_comision,
    abrir_sellos,
    decir_documento,
    hora_de_ahora,
    pedir_comision,
    pedir_sellos,
)


class LecturaIlegible(EntradaIlegible):
    """What the scanner wrote is no text."""

    explicacion: ClassVar[str] = "La lectura del sobre no es un texto, un pase por renglón"


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("sobres")
    orden.add_argument("mesa", metavar="MESA", help="D001-M1")
    for sobre in ("sobrantes", "inutilizados"):
        orden.add_argument(
            f"--{sobre}", type=Path, metavar="F", help="lo que leyó el lector, un pase por renglón"
        )
        orden.add_argument(
            f"--{sobre}-ilegibles", type=int, default=0, metavar="N", help="pases que no se leen"
        )
    orden.add_argument("--lugar", required=True, help="dónde se abren")
    orden.add_argument(
        "--motivo",
        type=_motivo,
        action="append",
        default=[],
        metavar="RUBRO=CLAVE",
        help="motivo de una cifra distinta de la del acta; los de la convocatoria",
    )
    pedir_comision(orden)
    pedir_sellos(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Publish the credentials of what was not used.

    Returns:
        1 when there is a ballot under some of them: it is published all the same.
    """
    selladores = abrir_sellos(argumentos)
    motivos: Mapping[RubroDePases, str] = dict(argumentos.motivo)
    with abrir_comision(argumentos) as central:
        uuid = _uuid(central, argumentos.mesa)
        antes = central.asentados()
        apertura = abrir_pases(
            OrdenDeApertura(
                mesa=argumentos.mesa,
                lugar=argumentos.lugar,
                sobrantes=_leer(uuid, argumentos.sobrantes, argumentos.sobrantes_ilegibles),
                inutilizados=_leer(
                    uuid, argumentos.inutilizados, argumentos.inutilizados_ilegibles
                ),
                motivos=motivos,
            ),
            selladores,
            comision=central,
            hora=hora_de_ahora(),
        )
        central.sellar_punto()
        es_nuevo = central.asentados() > antes
    abiertos = apertura.publicada
    consola.print(
        f"{abiertos.mesa}: {len(abiertos.sobrantes)} sobrantes,"
        f" {len(abiertos.inutilizados)} inutilizados, {abiertos.ajenos} ajenos,"
        f" {abiertos.no_devueltos} no devueltos.",
        markup=False,
    )
    ruta = ruta_de_pases(abiertos.mesa)
    decir_documento(consola, ruta, abiertos.escribir(), es_nuevo=es_nuevo, ensayo=argumentos.ensayo)
    if apertura.con_boleta:
        consola.print(f"Hay boletas bajo {len(apertura.con_boleta)} pases sin usar.")
    return 1 if apertura.con_boleta else 0


def _motivo(texto: str) -> tuple[RubroDePases, str]:
    rubro, _, clave = texto.partition("=")
    if rubro not in set(RubroDePases) or not clave:
        rubros = ", ".join(RubroDePases)
        raise argparse.ArgumentTypeError(f"debe ser RUBRO=CLAVE, con RUBRO uno de {rubros}")
    return RubroDePases(rubro), clave


def _leer(uuid: str, ruta: Path | None, ilegibles: int) -> LecturaDeSobre:
    if ruta is None:
        return leer_sobre(uuid, (), ilegibles=ilegibles)
    try:
        renglones = leer_archivo(ruta).decode("utf-8-sig").split()
    except UnicodeDecodeError as falla:
        raise LecturaIlegible(archivo=ruta.name) from falla
    return leer_sobre(uuid, renglones, ilegibles=ilegibles)


def _uuid(central: Central, mesa: str) -> str:
    sellado = leer_sellado_en(central.carpetas.definicion)
    return sellado.catalogo.ubicar(mesa)[1].uuid or ""
