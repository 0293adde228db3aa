"""``eleccion ceremonia``: takes what the custodians published when they made the key."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from rich.console import Console

from auditoria.formatos.claves import Nombre
from auditoria.registro.esquema import Formato, Largo
from boletas.cripto.grupo import texto_de_punto
from boletas.programa import programa
from eleccion.casos.preparacion.recibir_ceremonia import Invitado, recibir_ceremonia
from eleccion.ordenes.comision import (
    abrir_comision,
    decir_asentado,
    hora_de_ahora,
    pedir_comision,
)
from eleccion.ordenes.hoja import leer_hoja, pedir_hoja

MODELO: Final = """\
# Custodios, en su orden: el primero es el de --indice 1 en su propio programa.
[[custodios]]
nombre = "Consejo Estatal Electoral"
institucion = "Organismo electoral"

[[custodios]]
nombre = "Facultad de Ciencias"
institucion = "Universidad"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Custodio(Formato):
    """A custodian who came."""

    nombre: Nombre
    institucion: Nombre


@dataclass(frozen=True, slots=True, kw_only=True)
class HojaDeCeremonia(Formato):
    """Who came, by index."""

    custodios: Annotated[tuple[Custodio, ...], Largo(1, 99)]


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("ceremonia")
    pedir_hoja(orden, MODELO)
    orden.add_argument(
        "--intercambio",
        type=Path,
        required=True,
        metavar="DIR",
        help="carpeta común donde «boletas custodio ceremonia» dejó los mensajes públicos",
    )
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Check the ceremony whole and write its key down, once."""
    hoja = leer_hoja(argumentos.hoja, HojaDeCeremonia)
    invitados = [Invitado(nombre=c.nombre, institucion=c.institucion) for c in hoja.custodios]
    with abrir_comision(argumentos) as central:
        revisada, asentado = recibir_ceremonia(
            invitados, argumentos.intercambio, comision=central, hora=hora_de_ahora()
        )
        central.sellar_punto()
    lista = revisada.custodios
    consola.print(
        f"Llave hecha por {len(invitados)}; la abren {lista.elementos[0].umbral} de ellos.\n"
        "Compare en voz alta con la pantalla de cada custodio:\n"
        f"programa {programa()}\n"
        f"certificados {revisada.certificados}\n"
        f"custodios {lista.sha256}\n"
        f"llave {texto_de_punto(lista.llave)}",
        markup=False,
    )
    decir_asentado(consola, asentado, ensayo=argumentos.ensayo)
    return 0
