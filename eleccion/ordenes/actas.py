"""``eleccion actas``: draw every public paper of a record again, under the same relative paths."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from rich.console import Console

from auditoria.avance import avance_en
from auditoria.papeles import contextos_de
from auditoria.papeles.archivos import redibujar_actas_de_resello, redibujar_todo
from auditoria.registro import expediente
from auditoria.registro.archivos import escribir_archivo
from eleccion.errores import OrdenMalDada


class DestinoDentro(OrdenMalDada):
    """Papers drawn into the record would become part of it."""

    explicacion = "El destino no puede quedar dentro del expediente"


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("actas")
    orden.add_argument("expediente", type=Path, metavar="DIR")
    orden.add_argument("--salida", type=Path, required=True, metavar="D")
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Draw them; papers already at the destination are replaced."""
    salida: Path = argumentos.salida
    if salida.resolve().is_relative_to(argumentos.expediente.resolve()):
        raise DestinoDentro(str(salida))
    dibujados = 0
    with expediente.abrir(argumentos.expediente) as e, avance_en(consola) as avance:
        nombres = frozenset(e.nombres())
        contextos = contextos_de(e.leer, nombres)
        demarcaciones = contextos.ultimo.catalogo.demarcaciones
        papeles = redibujar_actas_de_resello(contextos, e.leer)
        for hechas, demarcacion in enumerate(demarcaciones, 1):
            suyo = contextos.de(demarcacion.clave)
            papeles |= redibujar_todo(suyo, e.leer, nombres, demarcacion)
            for ruta, octetos in papeles.items():
                destino = salida / ruta
                destino.parent.mkdir(parents=True, exist_ok=True)
                escribir_archivo(destino, octetos)
                dibujados += 1
            papeles = {}
            avance("Demarcaciones", hechas, len(demarcaciones))
    consola.print(f"Se dibujaron {dibujados:,} papeles en {salida}.", markup=False)
    return 0
