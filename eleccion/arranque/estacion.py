"""Join a station: its two parts, each with its own database, key and checkpoints."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self, TypeVar

from auditoria.formatos.catalogo import SinUrna
from auditoria.registro.archivos import asegurar_directorio, escribir_archivo
from auditoria.registro.resguardo import AlmacenArchivos
from eleccion.arranque.partes import CarpetaDeParte, ParteAbierta
from eleccion.arranque.reapertura import DOTACION, leer_dotacion, reabrir_mesa, reabrir_urna
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida, recibir_dotacion
from eleccion.casos.jornada.llaves_de_equipo import (
    Identidad,
    LlaveDeEquipo,
    Parte,
    Reconocimiento,
    generar_llave,
    guardar_llave,
    reconocer_llaves,
)
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.instalar_mesa import OrdenDeInstalacion, instalar_mesa
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.instalar_urna import instalar_urna
from eleccion.casos.tarjetas import Tarjeta, exigir_tarjetas
from eleccion.dominio.puertos import Azar
from eleccion.errores import ActoIndebido
from eleccion.persistencia.mesa.trabajo import BaseDeMesa
from eleccion.persistencia.urna.trabajo import BaseDeUrna

_Base = TypeVar("_Base", BaseDeMesa, BaseDeUrna)


class EstacionYaInstalada(ActoIndebido):
    """A station is installed once: a second one would be a fork of the first one's logs."""

    explicacion: ClassVar[str] = (
        "Ya hay un equipo instalado en esa carpeta; ábralo con dos tarjetas"
    )


class Estacion:
    """One station: its parts, which share nothing but the folder they stand in.

    Where people vote on paper only there is no part of the urna.
    """

    def __init__(
        self, mesa: EquipoMesa, urna: EquipoUrna | None, partes: tuple[ParteAbierta, ...]
    ) -> None:
        self.mesa = mesa
        self._urna = urna
        self.partes = partes

    @property
    def tiene_urna(self) -> bool:
        """Whether there is an urna electrónica."""
        return self._urna is not None

    @property
    def urna(self) -> EquipoUrna:
        """The urna's part, or raise ``SinUrna``."""
        if self._urna is None:
            raise SinUrna(self.mesa.identidad)
        return self._urna

    def cerrar(self) -> None:
        """Close every connection of both parts."""
        for parte in self.partes:
            parte.base.disco.cerrar()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        tipo: type[BaseException] | None,
        error: BaseException | None,
        traza: TracebackType | None,
    ) -> None:
        self.cerrar()


def instalar_estacion(
    carpeta: Path, orden: OrdenDeInstalacion, *, azar: Azar = os.urandom
) -> Estacion:
    """Install the parts of a station on one machine, whole or not at all.

    It is made beside its place and moved there at the end: an installation that fails or loses
    power is done again, and leaves no urna without its mesa.

    Args:
        carpeta: New; the dotación is kept in it, because every opening reads it again.

    Raises:
        The errors of ``recibir_dotacion``, ``instalar_urna`` and ``instalar_mesa``.
        EstacionYaInstalada: A station was installed in that folder.
    """
    dotacion = recibir_dotacion(orden.dotacion, orden.ancla)
    exigir_tarjetas(orden.tarjetas, dotacion.sellado.llaves, dotacion.mesa)
    with obra_de(carpeta) as obra:
        _instalar(obra, orden, dotacion, azar)
    return reabrir_estacion(carpeta, orden.tarjetas)


@contextmanager
def obra_de(carpeta: Path) -> Iterator[Path]:
    """Give a folder to install in, which takes its place when everything in it was done.

    Raises:
        EstacionYaInstalada: There is a station.
    """
    if carpeta.exists():
        raise EstacionYaInstalada(archivo=carpeta.name)
    carpeta.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    obra = carpeta.with_name(f".{carpeta.name}.instalando")
    shutil.rmtree(obra, ignore_errors=True)
    try:
        yield obra
        obra.rename(carpeta)
    except BaseException:
        shutil.rmtree(obra, ignore_errors=True)
        raise
    asegurar_directorio(carpeta.parent)


def _instalar(
    carpeta: Path, orden: OrdenDeInstalacion, dotacion: DotacionRecibida, azar: Azar
) -> None:
    proceso, nombres = dotacion.sellado.proceso, nombres_de_partes(dotacion)
    llaves = {n: generar_llave(Identidad(proceso, dotacion.mesa, n), azar) for n in nombres}
    de_mesa, de_urna = llaves["mesa"], llaves.get("urna")
    vkey_urna = de_urna.vkey if de_urna else None
    reconocimiento = reconocer_llaves(
        orden.tarjetas, de_mesa.identidad, de_mesa.vkey, vkey_urna, orden.red
    )
    preparar_carpetas(carpeta, orden.dotacion, tuple(llaves.values()), dotacion, azar)
    if de_urna is not None:
        poner_urna(
            carpeta, dotacion, de_urna, reconocimiento, arranque=orden.arranque, hora=orden.hora
        )
    poner_mesa(carpeta, orden, dotacion, reconocimiento, de_mesa)


def preparar_carpetas(
    carpeta: Path,
    ruta: Path,
    llaves: tuple[LlaveDeEquipo, ...],
    dotacion: DotacionRecibida,
    azar: Azar,
) -> None:
    """Make the folders of the parts of one machine, with the dotación and their keys in them.

    Args:
        ruta: The dotación's zip.
    """
    partes = {llave.identidad.parte: llave for llave in llaves}
    carpetas = {parte: CarpetaDeParte(carpeta / parte) for parte in partes}
    # Nobody else may list them: the time of a file tells when a ballot last came.
    for privada in (carpeta, *(c for parte in carpetas.values() for c in parte.carpetas)):
        privada.mkdir(mode=0o700)
    escribir_archivo(carpeta / DOTACION, ruta.read_bytes(), 0o600)
    huella, publicas = dotacion.sellado.huella, dotacion.sellado.llaves
    for parte, propia in partes.items():
        guardar_llave(carpetas[parte].sobre, propia, publicas, huella, azar)


def poner_urna(
    carpeta: Path,
    dotacion: DotacionRecibida,
    llave: LlaveDeEquipo,
    reconocimiento: Reconocimiento,
    *,
    arranque: str,
    hora: datetime,
) -> None:
    """Make the urna's part in its folder, and close it."""
    lugar = CarpetaDeParte(carpeta / "urna")
    # Every database is closed here, whether the installation was finished or failed.
    with ExitStack() as por_cerrar:
        instalar_urna(
            dotacion,
            llave,
            reconocimiento,
            arranque=arranque,
            carpeta=lugar.salida,
            crear=lambda nueva: _anotar(por_cerrar, BaseDeUrna.crear(lugar.base, nueva)),
            puntos=AlmacenArchivos(lugar.puntos),
            hora=hora,
        )


def poner_mesa(
    carpeta: Path,
    orden: OrdenDeInstalacion,
    dotacion: DotacionRecibida,
    reconocimiento: Reconocimiento,
    llave: LlaveDeEquipo,
    *,
    dos_equipos: bool = False,
) -> None:
    """Make the mesa's part in its folder, and close it."""
    lugar = CarpetaDeParte(carpeta / "mesa")
    with ExitStack() as por_cerrar:
        instalar_mesa(
            orden,
            dotacion,
            reconocimiento,
            llave,
            dos_equipos=dos_equipos,
            carpeta=lugar.salida,
            crear=lambda nueva: _anotar(por_cerrar, BaseDeMesa.crear(lugar.base, nueva)),
            puntos=AlmacenArchivos(lugar.puntos),
        )


def nombres_de_partes(dotacion: DotacionRecibida) -> tuple[Parte, ...]:
    """Say which parts the station of a mesa has."""
    return ("mesa", "urna") if dotacion.tiene_urna else ("mesa",)


def _anotar(por_cerrar: ExitStack, base: _Base) -> _Base:
    """Leave word that a database just opened is to be closed."""
    por_cerrar.callback(base.cerrar)
    return base


def reabrir_estacion(
    carpeta: Path, tarjetas: tuple[Tarjeta, Tarjeta], *, memoria: Path | None = None
) -> Estacion:
    """Open a station again with any two of its cards, once both logs are what was last signed.

    Args:
        memoria: The USB memory, where the station works with one; what disk or memory lacks is
            given to it first. Without it such a station opens and does no act.

    Raises:
        CarpetaIncompleta: No station was installed there.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa with their PINs.
        BitacoraRetrocedida, BitacoraDistinta, PuntoAusente: A restored or altered copy.
        BaseIlegible, UrnaAlterada, MesaAlterada: A database is damaged, or what it holds.
        RespaldoAjeno, RespaldoDistinto: The memory is not this station's, or tells another day.
    """
    dotacion = leer_dotacion(carpeta, "mesa")
    with ExitStack() as por_cerrar:
        mesa = reabrir_mesa(carpeta, tarjetas, memoria=memoria, dotacion=dotacion)
        por_cerrar.callback(mesa.cerrar)
        urna = None
        # The sealed catalogue says whether there is an urna; a folder that is gone does not.
        if dotacion.tiene_urna:
            urna = reabrir_urna(carpeta, tarjetas, memoria=memoria, dotacion=dotacion)
        por_cerrar.pop_all()
    if urna is None:
        return Estacion(mesa.equipo, None, (mesa.parte,))
    return Estacion(mesa.equipo, urna.equipo, (mesa.parte, urna.parte))
