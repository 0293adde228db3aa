"""What the orders of the commission share: its books, a dry run, and the keys of who sealed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import datetime
from getpass import getpass
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Final

from rich.console import Console

from auditoria.registro.custodia import FraseFaltante
from eleccion.arranque import Central, RelojDelEquipo, abrir_central, abrir_sellador
from eleccion.casos.asentado import Asentado
from eleccion.casos.comision import Sellador
from eleccion.errores import OrdenMalDada

ENSAYO: Final = "Es un ensayo: no se asentó nada."


class SellosFaltantes(OrdenMalDada):
    """Two persons sign beside the commission: the two who sealed."""

    explicacion: ClassVar[str] = (
        "Faltan las llaves de las dos personas que sellaron: --sello F --sello F"
    )


class CarpetaConAlgo(OrdenMalDada):
    """What is written for others must not mix with anything."""

    explicacion: ClassVar[str] = "La carpeta no está vacía; dé una nueva"


def exigir_carpeta_nueva(destino: Path) -> None:
    """Demand a folder that is empty, or not there yet. Raises ``CarpetaConAlgo``."""
    if destino.exists() and (not destino.is_dir() or any(destino.iterdir())):
        raise CarpetaConAlgo(archivo=str(destino))


def pedir_comision(orden: argparse.ArgumentParser, *, ensayo: bool = True) -> None:
    """Add where the books of the commission are, and whether it is a dry run."""
    orden.add_argument(
        "--comision", type=Path, required=True, metavar="DIR", help="carpeta de la comisión"
    )
    orden.add_argument("--base", metavar="URL", help="base de la comisión, si no está en DIR")
    if ensayo:
        orden.add_argument("--ensayo", action="store_true", help="revisa y no escribe nada")


def pedir_sellos(orden: argparse.ArgumentParser) -> None:
    """Add the keys of the two persons who sealed."""
    orden.add_argument(
        "--sello",
        type=Path,
        action="append",
        default=[],
        metavar="F",
        help="llave de quien selló; una por persona",
    )


def abrir_comision(argumentos: argparse.Namespace) -> Central:
    """Open the books; of a dry run nothing stays in them."""
    ensayo = getattr(argumentos, "ensayo", False)
    return abrir_central(argumentos.comision, base=argumentos.base, ensayo=ensayo)


def abrir_sellos(argumentos: argparse.Namespace) -> tuple[Sellador, Sellador]:
    """Open the two keys, in whatever order they come.

    Raises:
        SellosFaltantes: They are not two.
    """
    if len(argumentos.sello) != 2:
        raise SellosFaltantes
    una, otra = sorted(map(_abrir, argumentos.sello), key=lambda s: s.llave.nombre)
    return una, otra


def cumplir(
    argumentos: argparse.Namespace, consola: Console, acto: Callable[[Central, datetime], str]
) -> int:
    """Do one act, now, and say what came of it; of a dry run nothing stays."""
    with abrir_comision(argumentos) as central:
        dicho = acto(central, hora_de_ahora())
        central.sellar_punto()
    consola.print(dicho, markup=False)
    if argumentos.ensayo:
        consola.print(ENSAYO)
    return 0


def hora_de_ahora() -> datetime:
    """Give the hour of this machine, which is that of the entry."""
    return RelojDelEquipo().ahora()


def decir_asentado(consola: Console, hecho: Asentado, *, ensayo: bool = False) -> None:
    """Say whether something changed."""
    nuevo = ENSAYO if ensayo else "Quedó asentado. Se publica con el expediente."
    dicho = {Asentado.NUEVO: nuevo, Asentado.REPETIDO: "Ya estaba asentado; no cambió nada."}
    consola.print(dicho[hecho], markup=False)


def decir_documento(
    consola: Console, ruta: str, contenido: bytes, *, es_nuevo: bool, ensayo: bool
) -> None:
    """Say whether a document of the record is new; its hash and path go to standard output."""
    hecho = Asentado.NUEVO if es_nuevo or ensayo else Asentado.REPETIDO
    decir_asentado(consola, hecho, ensayo=ensayo)
    sys.stdout.write(f"{sha256(contenido).hexdigest()}  {ruta}\n")


def _abrir(ruta: Path) -> Sellador:
    """Open the key of who sealed; its passphrase is asked for where it has one."""
    try:
        return abrir_sellador(ruta, ruta.name, "")
    except FraseFaltante:
        return abrir_sellador(ruta, ruta.name, "", getpass(f"Frase de {ruta.name}: "))
