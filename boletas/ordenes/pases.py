"""``boletas pases``: the talonario of a mesa and the public list of its credentials.

For the two persons of the credential authority, on a machine without network. The secrets exist
in memory and in the PDF, which is written readable by its owner alone and goes to the printer;
the only other file is the public list. Nothing else is written, logged or shown.

Source: docs/formato-pase.md.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import ExitStack
from pathlib import Path

from boletas.errores import motivo
from boletas.impresion.errores import (
    ArchivoExistente,
    NoSePudoEscribir,
    TalonarioImposible,
)
from boletas.impresion.pases import (
    DatosTalonario,
    imprimir_talonario,
    lista_publica,
    preparar_pases,
)

_AYUDA = "hace el talonario de pases de una mesa y la lista pública de sus credenciales"


def registrar(subordenes: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the order and its options."""
    orden = subordenes.add_parser("pases", help=_AYUDA, description=_AYUDA)
    orden.add_argument("--uuid", required=True, help="identificador de la elección de la mesa")
    orden.add_argument("--proceso", required=True, help="nombre del proceso, como irá en el pase")
    orden.add_argument("--mesa", required=True, help="clave de la mesa, por ejemplo D001-M1")
    orden.add_argument("--cantidad", required=True, type=int, help="pases del talonario")
    orden.add_argument("--reserva", type=int, default=0, help="pases del bloque de reserva sellado")
    orden.add_argument("--simulacro", action="store_true", help="marca cada pase como SIMULACRO")
    orden.add_argument("--talonario", required=True, type=Path, help="PDF secreto que se crea")
    orden.add_argument("--lista", required=True, type=Path, help="lista pública que se crea")
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(opciones: argparse.Namespace) -> int:
    """Make the pases, write both files or neither, and say what to do with them.

    Raises:
        ArchivoExistente: One of the two files is already there.
        NoSePudoEscribir: A folder is missing or full.
        TalonarioImposible: A count out of range, a bad identifier, or both files in one path.
    """
    talonario, lista = Path(opciones.talonario), Path(opciones.lista)
    if talonario.resolve() == lista.resolve():
        raise TalonarioImposible("el talonario y la lista no pueden ser el mismo archivo")
    for ruta in (talonario, lista):
        if os.path.lexists(ruta):
            raise ArchivoExistente(f"ya existe {ruta}: no se escribe encima de ningún talonario")
    datos = DatosTalonario(opciones.proceso, opciones.mesa, opciones.simulacro)
    pases = preparar_pases(opciones.uuid, opciones.cantidad, opciones.reserva)
    publica = lista_publica(pases)
    impreso = imprimir_talonario(pases, datos)
    with ExitStack() as al_fallar:
        _crear(talonario, impreso, 0o600)
        # Slips whose list is lost are worth nothing and still dangerous to leave about.
        al_fallar.callback(talonario.unlink)
        _crear(lista, publica, 0o644)
        al_fallar.pop_all()
    print(
        f"{len(pases)} pases. Imprima {talonario} y bórrelo: quien lo tiene puede votar con él.\n"
        f"Entregue {lista} a la comisión: es pública y está ordenada por valor.",
        file=sys.stderr,
    )
    return 0


def _crear(ruta: Path, contenido: bytes, modo: int) -> None:
    """Write a new file whole or not at all, and never over another.

    The name is taken first, exclusively and empty; the content goes to a partial file that has its
    final permissions from the start, so that no other account could read a secret meanwhile, and
    then takes the place of the empty one. (A link would be simpler; USB sticks know no links.)
    """
    parcial = ruta.with_name(f".{ruta.name}.parcial")
    try:
        os.close(os.open(ruta, os.O_WRONLY | os.O_CREAT | os.O_EXCL, modo))
    except FileExistsError as fallo:
        raise ArchivoExistente(f"ya existe {ruta}") from fallo
    except OSError as fallo:
        raise NoSePudoEscribir(f"no se pudo escribir {ruta}: {motivo(fallo)}") from fallo
    with ExitStack() as al_fallar:
        # Whatever interrupts the writing, the keyboard included, leaves no file behind.
        al_fallar.callback(ruta.unlink)
        al_fallar.callback(parcial.unlink, missing_ok=True)
        try:
            descriptor = os.open(parcial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, modo)
            with os.fdopen(descriptor, "wb") as archivo:
                archivo.write(contenido)
                archivo.flush()
                os.fsync(archivo.fileno())
            parcial.replace(ruta)
        except OSError as fallo:
            raise NoSePudoEscribir(f"no se pudo escribir {ruta}: {motivo(fallo)}") from fallo
        al_fallar.pop_all()
