"""``eleccion importar``: the office's four tables, each with every problem by line and column."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar, Final

from rich.console import Console

from eleccion.arranque import Central, RelojDelEquipo
from eleccion.casos.registro.importar_demarcaciones import importar_demarcaciones
from eleccion.casos.registro.importar_funcionarios import importar_funcionarios
from eleccion.casos.registro.importar_padron import importar_padron
from eleccion.casos.registro.importar_planillas import importar_planillas
from eleccion.casos.registro.informe import Informe
from eleccion.errores import OrdenMalDada
from eleccion.ordenes.comision import ENSAYO, abrir_comision, pedir_comision


class EmblemasDeMas(OrdenMalDada):
    """Pictures are named by the table of planillas alone."""

    explicacion: ClassVar[str] = "--emblemas va sólo con la tabla de planillas"


_IMPORTAN: Final[Mapping[str, Callable[[Path, Central, bool, Path | None], Informe]]] = {
    "demarcaciones": lambda f, c, e, _: importar_demarcaciones(f, abrir=c.abrir, ensayo=e),
    "planillas": lambda f, c, e, emblemas: importar_planillas(
        f, abrir=c.abrir, reloj=RelojDelEquipo(), ensayo=e, emblemas=emblemas
    ),
    "padron": lambda f, c, e, _: importar_padron(f, abrir=c.abrir, ensayo=e),
    "funcionarios": lambda f, c, e, _: importar_funcionarios(f, abrir=c.abrir, ensayo=e),
}


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("importar")
    orden.add_argument("tabla", choices=tuple(_IMPORTAN))
    orden.add_argument("archivo", type=Path, metavar="F", help="CSV; vea docs/formato-tablas.md")
    pedir_emblemas(orden)
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def pedir_emblemas(orden: argparse.ArgumentParser) -> None:
    """Let an order take the folder of the pictures that planillas.csv names."""
    orden.add_argument(
        "--emblemas",
        type=Path,
        metavar="CARPETA",
        help="imágenes que nombra la columna «emblema» de planillas.csv",
    )


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Import it, whole or not at all; ``<sha256>  <file>`` goes to standard output.

    Returns:
        1 when the table has to be corrected first; nothing of it is stored then.
    """
    if argumentos.emblemas is not None and argumentos.tabla != "planillas":
        raise EmblemasDeMas
    with abrir_comision(argumentos) as central:
        informe = _IMPORTAN[argumentos.tabla](
            argumentos.archivo, central, argumentos.ensayo, argumentos.emblemas
        )
        central.sellar_punto()
    decir_informe(informe, consola)
    if argumentos.ensayo:
        consola.print(ENSAYO)
    sys.stdout.write(f"{informe.sha256}  {informe.archivo}\n")
    return 1 if informe.tiene_graves else 0


def decir_informe(informe: Informe, consola: Console) -> None:
    """Tell every problem with its place, and what was done."""
    for hallazgo in informe.hallazgos:
        consola.print(f"{informe.archivo}, {hallazgo}.", markup=False)
    if informe.omitidos:
        consola.print(f"Y otros {informe.omitidos:,} que no se enlistan.")
    fin = "quedó en los libros" if informe.aplicado else "no se guardó nada"
    if informe.tiene_graves:
        fin = "hay que corregirla y volver a darla; no se guardó nada"
    consola.print(
        f"{informe.archivo} ({informe.codificacion}, {informe.separador}):"
        f" {informe.renglones:,} renglones, {informe.admitidos:,} admitidos; {fin}.",
        markup=False,
    )
