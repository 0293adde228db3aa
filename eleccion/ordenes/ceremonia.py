"""``eleccion ceremonia``: the custodians make the key of the election, each with a folder apart."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from rich.console import Console

from auditoria.formatos.claves import Nombre
from auditoria.registro.esquema import Formato, Largo
from eleccion.casos.preparacion.celebrar_ceremonia import CustodioInvitado, celebrar_ceremonia
from eleccion.ordenes.comision import abrir_comision, hora_de_ahora, pedir_comision
from eleccion.ordenes.hoja import ImprimirModelo, leer_hoja

MODELO: Final = """\
# Custodios, en su orden. Cada carpeta es la memoria de cada uno, y no la guarda nadie más.
[[custodios]]
nombre = "Consejo Estatal Electoral"
institucion = "Organismo electoral"
carpeta = "/media/custodio-1"

[[custodios]]
nombre = "Facultad de Ciencias"
institucion = "Universidad"
carpeta = "/media/custodio-2"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Custodio(Formato):
    """A custodian who came; ``carpeta`` is their own store."""

    nombre: Nombre
    institucion: Nombre
    carpeta: Nombre


@dataclass(frozen=True, slots=True, kw_only=True)
class HojaDeCeremonia(Formato):
    """Who came, by index."""

    custodios: Annotated[tuple[Custodio, ...], Largo(1, 99)]


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("ceremonia", help="los custodios hacen la llave de la elección")
    orden.add_argument("hoja", type=Path, metavar="HOJA", help="hoja llena, como la de --modelo")
    orden.add_argument("--modelo", action=ImprimirModelo, const=MODELO)
    pedir_comision(orden, ensayo=False)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Hold it, once."""
    hoja = leer_hoja(argumentos.hoja, HojaDeCeremonia)
    with abrir_comision(argumentos) as central:
        custodios = celebrar_ceremonia(
            [
                CustodioInvitado(
                    indice=indice,
                    nombre=custodio.nombre,
                    institucion=custodio.institucion,
                    carpeta=Path(custodio.carpeta),
                )
                for indice, custodio in enumerate(hoja.custodios, 1)
            ],
            comision=central,
            hora=hora_de_ahora(),
        )
        central.sellar_punto()
    consola.print(f"Llave hecha por {custodios.total}; la abren {custodios.umbral} de ellos.")
    return 0
