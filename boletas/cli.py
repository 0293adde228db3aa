"""The command ``boletas``: each subcommand is a module of `boletas.ordenes`.

Exit status: 0 done or verified; 1 it is a record and breaks a rule; 2 misuse, or it cannot be
opened, is empty, is not of the kind, or exceeds the limits. Messages for people go to standard
error, in Spanish; data to standard output.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from boletas.analizador import IMPOSIBLE, Analizador
from boletas.errores import FallaDeBoletas, Incumplimiento, motivo
from boletas.impresion.errores import FallaImpresion
from boletas.ordenes import comprobar, custodio, pases, verificar
from boletas.programa import programa

ORDENES: Final = (verificar, comprobar, pases, custodio)
"""Each has ``registrar(subordenes)``, which sets ``ejecutar``: arguments in, exit status out."""

INCUMPLIDA: Final = 1


def principal(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit status."""
    analizador = Analizador(
        prog="boletas", description="La boleta cifrada, sus pases y su archivo."
    )
    analizador.add_argument(
        "--version", action="version", version=programa(), help="dice qué programa es y termina"
    )
    subordenes = analizador.add_subparsers(required=True, metavar="orden")
    for orden in ORDENES:
        orden.registrar(subordenes)
    opciones = analizador.parse_args(argv)
    try:
        estado: int = opciones.ejecutar(opciones)
    except Incumplimiento as falla:
        print(f"No cumple: {falla}", file=sys.stderr)
        return INCUMPLIDA
    except (FallaDeBoletas, FallaImpresion) as falla:
        print(f"No se pudo: {falla}", file=sys.stderr)
        return IMPOSIBLE
    except OSError as falla:
        lugar = f" {falla.filename}" if falla.filename else ""
        print(f"No se pudo leer o escribir{lugar}: {motivo(falla)}", file=sys.stderr)
        return IMPOSIBLE
    return estado
