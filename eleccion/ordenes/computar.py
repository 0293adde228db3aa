"""``eleccion computar``: make the results again from the ballots up, and write nothing."""

from __future__ import annotations

import argparse
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from rich.console import Console

from auditoria.avance import avance_en
from auditoria.verificador.recorrido import verificar
from auditoria.verificador.taller import TallerDeComputo


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("computar")
    orden.add_argument("expediente", type=Path, metavar="DIR")
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Print ``<sha256>  resultados.json`` of the results made again.

    Returns:
        1 when the record does not hold, naming where; the digest is printed all the same when the
        results could be made, for whoever compares.
    """
    with avance_en(consola) as avance:
        hecha = verificar(
            argumentos.expediente,
            al_avanzar=lambda hechas, total: avance("Mesas recontadas", hechas, total),
            taller=TallerDeComputo(),
        )
    if hecha.resultados:
        sys.stdout.write(f"{sha256(hecha.resultados).hexdigest()}  resultados.json\n")
    for comprobacion in hecha.comprobaciones:
        for falla in comprobacion.fallas:
            consola.print(f"{falla.lugar}: {falla.hecho}", markup=False)
    return 0 if hecha.esta_integro else 1
