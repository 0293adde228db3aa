"""``eleccion``: run a whole simulated process, and make again what a record says."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from rich.console import Console

from auditoria.errores import ErrorAuditoria, NoAbre
from boletas.analizador import Analizador
from boletas.errores import FallaDeBoletas, Ilegible, motivo
from eleccion.errores import EntradaIlegible, ErrorEleccion, OrdenMalDada

ORDENES = (
    "convocar",
    "importar",
    "subsanar",
    "dictaminar",
    "cerrar-padron",
    "sortear",
    "ceremonia",
    "pases",
    "tarjetas",
    "sello",
    "sellar",
    "dotaciones",
    "imprimir",
    "arranque",
    "simular",
    "computar",
    "actas",
    "demo",
    "practica",
    "estacion",
    "hallado",
    "diagnostico",
    "migrar",
    "pagina",
    "registradas",
    "paquete",
    "recibir",
    "acuerdo",
    "descifrar",
    "sobres",
    "sesion",
    "recuento",
    "firmeza",
    "publicar",
)
"""Modules of ``eleccion.ordenes``: each adds its parser with ``registrar`` and says what runs."""


def principal(argv: Sequence[str] | None = None) -> int:
    """Run the command. 0 done, 1 it breaks a rule, 2 misuse or something cannot be opened."""
    analizador = Analizador(
        prog="eleccion",
        description="Lleva a cabo una elección de Juntas de Participación Ciudadana.",
    )
    grupo = analizador.add_subparsers(dest="orden", required=True, metavar="ORDEN")
    palabras = sys.argv[1:] if argv is None else argv
    # An old laptop waits seconds for what an order that was not asked for imports.
    for orden in [o for o in ORDENES if o in palabras[:1]] or ORDENES:
        import_module(f"eleccion.ordenes.{orden.replace('-', '_')}").registrar(grupo)
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
