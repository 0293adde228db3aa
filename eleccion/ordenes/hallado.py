"""``eleccion hallado``: the commission writes down a machine that was found after the close."""

from __future__ import annotations

import argparse
import sys
from getpass import getpass
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar, Final

from rich.console import Console

from auditoria.formatos.hallado import Hallado
from auditoria.registro.custodia import FraseFaltante
from eleccion.arranque import RelojDelEquipo, abrir_central, abrir_sellador
from eleccion.arranque.hallado import revisar_equipo_hallado
from eleccion.casos.comision import Sellador
from eleccion.casos.computo.asentado import Asentado
from eleccion.casos.computo.asentar_hallado import asentar_hallado, ruta_de_hallado
from eleccion.errores import OrdenMalDada

_DICHO: Final = {
    Asentado.NUEVO: "Quedó asentado. Se publica con el expediente.",
    Asentado.REPETIDO: "Ya estaba asentado; no cambió nada.",
}


class SellosFaltantes(OrdenMalDada):
    """Two persons sign beside the commission: the two who sealed."""

    explicacion: ClassVar[str] = (
        "Faltan las llaves de las dos personas que sellaron: --sello F --sello F, o --ensayo"
    )


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser(
        "hallado", help="asienta en la comisión un equipo que se halló después del cierre"
    )
    orden.add_argument("equipo", type=Path, metavar="DIR", help="carpeta del equipo hallado")
    orden.add_argument("--comision", type=Path, required=True, metavar="DIR")
    orden.add_argument("--base", metavar="URL", help="base de la comisión, si no está en DIR")
    orden.add_argument(
        "--sello",
        type=Path,
        action="append",
        default=[],
        metavar="F",
        help="llave de quien selló; una por persona",
    )
    orden.add_argument("--ensayo", action="store_true", help="revisa y no escribe nada")
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Prove what the machine held, say it, and write it down unless it is a dry run.

    ``<sha256>  D001/M1/hallado-1.json`` goes to standard output, for whoever compares.
    """
    sellos: list[Path] = argumentos.sello
    if not argumentos.ensayo and len(sellos) != 2:
        raise SellosFaltantes
    with abrir_central(argumentos.comision, base=argumentos.base) as central:
        hallado = revisar_equipo_hallado(argumentos.equipo, comision=central)
        consola.print(_decir(hallado), markup=False)
        dicho = "Es un ensayo: no se asentó nada."
        if not argumentos.ensayo:
            una, otra = sorted(map(_abrir, sellos), key=lambda s: s.llave.nombre)
            hecho = asentar_hallado(
                hallado, (una, otra), comision=central, hora=RelojDelEquipo().ahora()
            )
            central.sellar_punto()
            dicho = _DICHO[hecho]
    consola.print(dicho, markup=False)
    huella = sha256(hallado.escribir()).hexdigest()
    sys.stdout.write(f"{huella}  {ruta_de_hallado(hallado)}\n")
    return 0


def _decir(hallado: Hallado) -> str:
    return (
        f"{hallado.mesa}, equipo {hallado.generacion} de su urna: guardaba"
        f" {len(hallado.boletas)} boletas que la urna cerrada no tiene, y"
        f" {len(hallado.lineas)} asientos. Ninguna se descifra ni se cuenta."
    )


def _abrir(ruta: Path) -> Sellador:
    """Open the key of who sealed; its passphrase is asked for where it has one."""
    try:
        return abrir_sellador(ruta, ruta.name, "")
    except FraseFaltante:
        return abrir_sellador(ruta, ruta.name, "", getpass(f"Frase de {ruta.name}: "))
