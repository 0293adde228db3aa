"""``eleccion convocar``: the commission opens a process, with its convocatoria and its books."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from rich.console import Console

from auditoria.errores import ErrorAuditoria
from auditoria.registro.archivos import leer_archivo
from auditoria.reglas.convocatoria import Convocatoria
from eleccion.arranque import RelojDelEquipo, crear_central
from eleccion.casos.registro.abrir_proceso import abrir_proceso
from eleccion.ordenes.comision import ENSAYO, exigir_carpeta_nueva, pedir_comision

LIMITE = 1 << 20


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("convocar")
    orden.add_argument("convocatoria", type=Path, metavar="F", help="convocatoria.toml")
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Make the commission's folder, key and database, and open the process in them."""
    ruta, carpeta = argumentos.convocatoria, argumentos.comision
    datos = leer_archivo(ruta, LIMITE)
    try:
        proceso = Convocatoria.leer(datos).proceso
    except ErrorAuditoria as falla:
        raise falla.en(ruta.name) from None
    exigir_carpeta_nueva(carpeta)
    consola.print(f"{proceso.nombre} ({proceso.id}), {proceso.caracter}.", markup=False)
    if argumentos.ensayo:
        consola.print(ENSAYO)
        return 0
    carpeta.mkdir(mode=0o700, parents=True, exist_ok=True)
    with crear_central(carpeta, proceso.id, base=argumentos.base) as central:
        abrir_proceso(datos, abrir=central.abrir, reloj=RelojDelEquipo())
        central.sellar_punto()
    consola.print(f"Proceso abierto en {carpeta}.", markup=False)
    return 0
