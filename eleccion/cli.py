"""``eleccion``: run a whole simulated process, and make again what a record says."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from rich.console import Console

from auditoria.errores import ErrorAuditoria, NoAbre
from boletas.analizador import Analizador
from boletas.errores import FallaDeBoletas, Ilegible, motivo
from eleccion.errores import EntradaIlegible, ErrorEleccion, OrdenMalDada
from eleccion.ordenes import (
    actas,
    computar,
    demo,
    diagnostico,
    estacion,
    migrar,
    pagina,
    practica,
    simular,
)

ORDENES = (simular, computar, actas, demo, practica, estacion, diagnostico, migrar, pagina)
"""Each adds its parser with ``registrar`` and runs with the parsed arguments."""


def principal(argv: Sequence[str] | None = None) -> int:
    """Run the command. 0 done, 1 it breaks a rule, 2 misuse or something cannot be opened."""
    analizador = Analizador(
        prog="eleccion",
        description="Lleva a cabo una elección de Juntas de Participación Ciudadana.",
    )
    grupo = analizador.add_subparsers(dest="orden", required=True, metavar="ORDEN")
    for orden in ORDENES:
        orden.registrar(grupo)
    argumentos = analizador.parse_args(argv)
    consola = Console(stderr=True, highlight=False, soft_wrap=True)
    ejecutar: Callable[[argparse.Namespace, Console], int] = argumentos.ejecutar
    try:
        return ejecutar(argumentos, consola)
    except (NoAbre, Ilegible, EntradaIlegible, OrdenMalDada) as error:
        consola.print(f"{error}.", markup=False)
        return 2
    except (ErrorAuditoria, FallaDeBoletas, ErrorEleccion) as error:
        consola.print(f"{error}.", markup=False)
        return 1
    except OSError as error:
        consola.print(
            f"No se pudo leer o escribir {error.filename}: {motivo(error)}.", markup=False
        )
        return 2
