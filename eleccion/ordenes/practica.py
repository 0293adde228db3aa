"""``eleccion practica``: a mesa of invented people, from the instalación to the closed box."""

from __future__ import annotations

import argparse
import shutil
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console

from auditoria.avance import avance_en
from eleccion.arranque.impresoras import EN_CARPETA
from eleccion.errores import ActoIndebido
from eleccion.ordenes.demo import PUERTO_CENTRAL
from eleccion.ordenes.estacion import puerto
from eleccion.simulacion.demostracion import preparar_demostracion
from eleccion.web.central.demostracion import ANFITRION, Muestra, crear_central
from eleccion.web.estacion import Ajustes, servicios_de_estacion
from eleccion.web.marcha import Marcha, Servicio

PARTES = ("hoy",)


class CarpetaConOtraCosa(ActoIndebido):
    """Only what an earlier practice left is put out of the way."""

    explicacion: ClassVar[str] = "La carpeta tiene algo que no es de una práctica"


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("practica")
    orden.add_argument("--carpeta", type=Path, default=Path("instance/practica"), metavar="DIR")
    orden.add_argument(
        "--puerto",
        type=puerto,
        default=PUERTO_CENTRAL,
        metavar="N",
        help="el primero de tres puertos seguidos",
    )
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Prepare a mesa that nobody installed yet, and serve it in the foreground."""
    carpeta: Path = argumentos.carpeta
    if carpeta.exists() and {hijo.name for hijo in carpeta.iterdir()} - set(PARTES):
        raise CarpetaConOtraCosa(str(carpeta))
    shutil.rmtree(carpeta, ignore_errors=True)
    carpeta.mkdir(mode=0o700, parents=True)
    with avance_en(consola) as avance:
        hoy = preparar_demostracion(
            carpeta / "hoy",
            datetime.now(UTC).replace(microsecond=0),
            avance,
            instalada=False,
        )
    registros = hoy.datos / "memoria-usb"
    registros.mkdir(mode=0o700)
    ajustes = Ajustes(
        dotacion=hoy.dotacion,
        datos=hoy.datos,
        impresora=EN_CARPETA,
        impresora_de_urna=EN_CARPETA,
        registros=registros,
    )
    primero = argumentos.puerto
    mesa, urna = servicios_de_estacion(ajustes, puertos=(primero + 1, primero + 2))
    muestra = Muestra(demostracion=hoy, expediente=None, mesa=mesa.url, urna=urna.url)
    central = Servicio("central", ANFITRION, primero, partial(crear_central, muestra))
    with Marcha((central, mesa, urna)) as marcha:
        consola.print(f"Abra {central.url}  (para terminar: Ctrl-C)", markup=False)
        consola.print(f"Los papeles van quedando en {hoy.datos / 'impresora'}", markup=False)
        marcha.seguir()
    return 0
