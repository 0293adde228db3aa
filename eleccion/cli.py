"""``eleccion``: run a whole simulated process, and make again what a record says."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

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
    "tanda",
    "descifrar",
    "sobres",
    "sesion",
    "recuento",
    "firmeza",
    "publicar",
)
"""Modules of ``eleccion.ordenes``: each adds its parser with ``registrar`` and says what runs."""
DEL_SERVIDOR = frozenset({"alembic", "flask", "flask_login", "jinja2", "sqlalchemy", "werkzeug"})
"""What an observer's machine does not have: the orders that need it are not offered there."""


class SoloVerificador(OrdenMalDada):
    """The order belongs to the machines of the election, and this is an observer's."""

    explicacion = "Aquí se instaló solo el verificador, y esta orden pide el programa completo"


def principal(argv: Sequence[str] | None = None) -> int:
    """Run the command. 0 done, 1 it breaks a rule, 2 misuse or something cannot be opened."""
    analizador = Analizador(
        prog="eleccion",
        description="Lleva a cabo una elección de Juntas de Participación Ciudadana.",
    )
    grupo = analizador.add_subparsers(dest="orden", required=True, metavar="ORDEN")
    palabras = sys.argv[1:] if argv is None else argv
    # An old laptop waits seconds for what an order that was not asked for imports.
    pedidas = [o for o in ORDENES if o in palabras[:1]]
    consola = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        for orden in pedidas or ORDENES:
            _ofrecer(orden, grupo, pedida=bool(pedidas))
        argumentos = analizador.parse_args(argv)
        ejecutar: Callable[[argparse.Namespace, Console], int] = argumentos.ejecutar
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


def _ofrecer(orden: str, grupo: Any, *, pedida: bool) -> None:
    """Add the parser of an order, if what it needs is installed."""
    try:
        modulo = import_module(f"eleccion.ordenes.{orden.replace('-', '_')}")
    except ModuleNotFoundError as falta:
        if (falta.name or "").partition(".")[0] not in DEL_SERVIDOR:
            raise
        if pedida:
            raise SoloVerificador(f"eleccion {orden}") from falta
        return
    modulo.registrar(grupo)
