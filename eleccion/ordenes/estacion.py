"""``eleccion estacion``: the two parts of a station, served on this machine until told to end."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console

from auditoria.registro.codigo import corto
from eleccion.arranque import RelojDelEquipo, asegurar_llave_de_red, exigir_direccion_local
from eleccion.arranque.baja import exigir_sin_baja
from eleccion.arranque.impresoras import EN_CARPETA
from eleccion.arranque.reapertura import esta_instalada, leer_dotacion
from eleccion.casos.jornada.dotacion_recibida import (
    DotacionAjena,
    DotacionRecibida,
    revisar_dotacion,
)
from eleccion.casos.jornada.llaves_de_equipo import Parte
from eleccion.errores import EntradaIlegible, OrdenMalDada
from eleccion.web.estacion import (
    ANFITRIONES,
    PUERTO_MESA,
    PUERTO_URNA,
    Ajustes,
    Red,
    servicios_de_estacion,
)
from eleccion.web.marcha import Marcha

_PARTES: dict[str, tuple[Parte, ...]] = {
    "mesa": ("mesa",),
    "urna": ("urna",),
    "ambas": ("mesa", "urna"),
}


class CarpetaImposible(EntradaIlegible):
    """The folder of the station cannot be made or is something else."""

    explicacion: ClassVar[str] = "No se puede usar esa carpeta para la estación"


class ImpresoraSinNombrar(OrdenMalDada):
    """A station that prints in a folder without anybody having said so has no papers at night."""

    explicacion: ClassVar[str] = (
        "Falta decir en qué cola de CUPS se imprime, o «carpeta» si es sólo para practicar"
    )


class ParteAparte(OrdenMalDada):
    """The folder holds one part of a station on two machines."""

    explicacion: ClassVar[str] = "Esa carpeta es de uno de los dos equipos de la estación"


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("estacion")
    orden.add_argument("--dotacion", type=Path, required=True, metavar="F")
    orden.add_argument("--datos", type=Path, required=True, metavar="DIR")
    orden.add_argument("--parte", choices=sorted(_PARTES), default="ambas")
    orden.add_argument("--memoria", type=Path, metavar="DIR", help="memoria USB de respaldo")
    orden.add_argument(
        "--impresora", metavar="COLA", help=f"cola de CUPS de la mesa, o «{EN_CARPETA}»"
    )
    orden.add_argument(
        "--impresora-urna", metavar="COLA", help=f"cola de los kioscos, o «{EN_CARPETA}»"
    )
    orden.add_argument(
        "--red", metavar="IP", help="sirve con cifra en esta dirección de la red cableada"
    )
    orden.add_argument("--puerto-mesa", type=puerto, default=PUERTO_MESA, metavar="N")
    orden.add_argument("--puerto-urna", type=puerto, default=PUERTO_URNA, metavar="N")
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Refuse what is not this mesa's, or serve it."""
    exigir_sin_baja(argumentos.datos)
    partes = _PARTES[argumentos.parte]
    recibida = revisar_dotacion(argumentos.dotacion)
    _exigir_impresoras(argumentos, partes, tiene_urna=recibida.tiene_urna)
    ajustes = Ajustes(
        dotacion=argumentos.dotacion,
        datos=argumentos.datos,
        memoria=argumentos.memoria,
        # A part that does not run, or is not there, prints nowhere.
        impresora=argumentos.impresora or EN_CARPETA,
        impresora_de_urna=argumentos.impresora_urna or EN_CARPETA,
    )
    ajustes = replace(ajustes, aparte=_esta_aparte(ajustes, partes, recibida))
    for parte in partes:
        if esta_instalada(ajustes.estacion, parte):
            instalada = leer_dotacion(ajustes.estacion, parte)
            if instalada.manifiesto != recibida.manifiesto:
                raise DotacionAjena(f"el equipo se instaló con otra, de {instalada.mesa}")
    try:
        ajustes.datos.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as falla:
        raise CarpetaImposible(archivo=str(ajustes.datos)) from falla
    if argumentos.red is not None:
        ajustes = replace(ajustes, red=_preparar_red(argumentos.red, ajustes, partes))
    consola.print(f"Mesa {recibida.mesa}. Huella {recibida.sellado.corta}", markup=False)
    puertos = (argumentos.puerto_mesa, argumentos.puerto_urna)
    with Marcha(servicios_de_estacion(ajustes, partes, puertos=puertos)) as marcha:
        for servicio in marcha.servicios:
            consola.print(f"{servicio.parte}: {servicio.url}", markup=False)
        for parte, llave in ajustes.red.llaves.items() if ajustes.red else ():
            codigo = f"{parte}, llave de red: {corto(llave.huella)} ({llave.para_navegador})"
            consola.print(codigo, markup=False, soft_wrap=True)
        consola.print("Para terminar: Ctrl-C")
        marcha.seguir()
    return 0


def _exigir_impresoras(
    argumentos: argparse.Namespace, partes: tuple[Parte, ...], *, tiene_urna: bool
) -> None:
    """Demand that each part that prints here says where (``ImpresoraSinNombrar``)."""
    if "mesa" in partes and not argumentos.impresora:
        raise ImpresoraSinNombrar("--impresora")
    if "urna" in partes and tiene_urna and not argumentos.impresora_urna:
        raise ImpresoraSinNombrar("--impresora-urna")


def _esta_aparte(ajustes: Ajustes, partes: tuple[Parte, ...], recibida: DotacionRecibida) -> bool:
    """Tell whether the other part of this station stands on another machine.

    Raises:
        ParteAparte: Both are asked for, where one of two machines was installed.
    """
    if not recibida.tiene_urna:
        return False
    hay = {parte: esta_instalada(ajustes.estacion, parte) for parte in _PARTES["ambas"]}
    if len(partes) == 1:
        return not all(hay.values())
    if hay["mesa"] is not hay["urna"]:
        raise ParteAparte("use --parte " + ("mesa" if hay["mesa"] else "urna"))
    return False


def _preparar_red(direccion: str, ajustes: Ajustes, partes: tuple[Parte, ...]) -> Red:
    """Give each part its key for the wired network (``RedAjena``, ``RedSinInstalar``)."""
    local, ahora = exigir_direccion_local(direccion), RelojDelEquipo().ahora()
    llaves = {
        parte: asegurar_llave_de_red(
            ajustes.datos / "red",
            parte,
            ANFITRIONES[parte],
            ahora=ahora,
            instalada=esta_instalada(ajustes.estacion, parte),
        )
        for parte in partes
    }
    return Red(local, llaves)


def puerto(texto: str) -> int:
    """Read a port (``ArgumentTypeError``)."""
    es_numero = texto.isascii() and texto.isdigit() and len(texto) <= 5
    if not es_numero or not 1024 <= int(texto) <= 65535:
        raise argparse.ArgumentTypeError("debe ser un puerto entre 1024 y 65535")
    return int(texto)
