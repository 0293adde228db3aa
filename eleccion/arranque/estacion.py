"""Join a station: its two parts, each with its own database, key and checkpoints."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self, TypeVar

from auditoria.registro.archivos import asegurar_directorio, escribir_archivo
from auditoria.registro.codigo import corto
from auditoria.registro.resguardo import AlmacenArchivos
from boletas.errores import motivo
from eleccion.arranque.partes import CarpetaDeParte, ParteAbierta
from eleccion.arranque.reserva import CarpetaIncompleta
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida, recibir_dotacion
from eleccion.casos.jornada.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.equipo_urna import EquipoUrna
from eleccion.casos.jornada.instalar_mesa import OrdenDeInstalacion, instalar_mesa
from eleccion.casos.jornada.instalar_urna import Reconocimiento, instalar_urna
from eleccion.casos.jornada.llaves_de_equipo import (
    Identidad,
    SobreDeEquipo,
    generar_llave,
    guardar_llave,
    hoja_de_memoria,
    reconocer_llaves,
    recuperar_llave,
)
from eleccion.casos.jornada.revisar_mesa import revisar_mesa
from eleccion.casos.jornada.revisar_urna import revisar_urna
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
    """One station: its two parts, which share nothing but the folder they stand in."""

    def __init__(
        self, mesa: EquipoMesa, urna: EquipoUrna, partes: tuple[ParteAbierta, ParteAbierta]
    ) -> None:
        self.mesa = mesa
        self.urna = urna
        self.partes = partes

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
    """Install both parts of a station on one machine, whole or not at all.

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
    if carpeta.exists():
        raise EstacionYaInstalada(archivo=carpeta.name)
    carpeta.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    obra = carpeta.with_name(f".{carpeta.name}.instalando")
    shutil.rmtree(obra, ignore_errors=True)
    try:
        _instalar(obra, orden, dotacion, azar)
        obra.rename(carpeta)
    except BaseException:
        shutil.rmtree(obra, ignore_errors=True)
        raise
    asegurar_directorio(carpeta.parent)
    return reabrir_estacion(carpeta, orden.tarjetas)


def _instalar(
    carpeta: Path, orden: OrdenDeInstalacion, dotacion: DotacionRecibida, azar: Azar
) -> None:
    de_mesa, de_urna = CarpetaDeParte(carpeta / "mesa"), CarpetaDeParte(carpeta / "urna")
    # Nobody else may list them: the time of a file tells when a ballot last came.
    for privada in (carpeta, *de_mesa.carpetas, *de_urna.carpetas):
        privada.mkdir(mode=0o700)
    escribir_archivo(carpeta / "dotacion.zip", orden.dotacion.read_bytes(), 0o600)
    proceso = dotacion.sellado.proceso
    llave_mesa = generar_llave(Identidad(proceso, dotacion.mesa, "mesa"), azar)
    llave_urna = generar_llave(Identidad(proceso, dotacion.mesa, "urna"), azar)
    firmas = reconocer_llaves(orden.tarjetas, llave_mesa, llave_urna)
    for parte, propia in ((de_mesa, llave_mesa), (de_urna, llave_urna)):
        huella, llaves = dotacion.sellado.huella, dotacion.sellado.llaves
        guardar_llave(parte.sobre, propia, llaves, huella, azar)
    # Both databases are closed here, whether the installation was finished or failed.
    with ExitStack() as por_cerrar:
        instalar_urna(
            dotacion,
            llave_urna,
            Reconocimiento(
                llave_mesa=llave_mesa.firma.publica.vkey,
                llave_urna=llave_urna.firma.publica.vkey,
                firmas=firmas,
            ),
            arranque=orden.arranque,
            carpeta=de_urna.salida,
            crear=lambda nueva: _anotar(por_cerrar, BaseDeUrna.crear(de_urna.base, nueva)),
            puntos=AlmacenArchivos(de_urna.puntos),
            hora=orden.hora,
        )
        instalar_mesa(
            orden,
            dotacion,
            llave_mesa,
            llave_urna=llave_urna.firma.publica.vkey,
            firmas=firmas,
            carpeta=de_mesa.salida,
            crear=lambda nueva: _anotar(por_cerrar, BaseDeMesa.crear(de_mesa.base, nueva)),
            puntos=AlmacenArchivos(de_mesa.puntos),
        )


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
    de_mesa, de_urna = CarpetaDeParte(carpeta / "mesa"), CarpetaDeParte(carpeta / "urna")
    try:
        sobres = [SobreDeEquipo.leer(parte.sobre.read_bytes()) for parte in (de_mesa, de_urna)]
    except OSError as falla:
        raise CarpetaIncompleta(motivo(falla), archivo=carpeta.name) from falla
    dotacion = recibir_dotacion(carpeta / "dotacion.zip", corto(sobres[0].huella))
    sellado = dotacion.sellado
    propia, ajena = (recuperar_llave(sobre, tarjetas, sellado.llaves) for sobre in sobres)
    with ExitStack() as por_cerrar:
        base_mesa = _anotar(
            por_cerrar, BaseDeMesa.abrir(de_mesa.base, propia.identidad.origen, propia.secreto)
        )
        base_urna = _anotar(por_cerrar, BaseDeUrna.abrir(de_urna.base, ajena.identidad.origen))
        partes = (
            ParteAbierta(de_mesa, base_mesa, propia, hoja_de_memoria(sobres[0], propia)),
            ParteAbierta(de_urna, base_urna, ajena, hoja_de_memoria(sobres[1], ajena)),
        )
        for parte in partes:
            parte.reanudar(memoria)
        de_la_mesa = dotacion.mesa_sellada()
        with base_urna.leer() as de_la_urna:
            revisar_urna(de_la_urna, len(de_la_mesa.credenciales.publicas))
        with base_mesa.leer() as del_padron:
            revisar_mesa(del_padron)
        por_cerrar.pop_all()
    mesa = EquipoMesa(
        carpeta=de_mesa.salida,
        almacen=base_mesa,
        llave=propia.firma,
        puntos=partes[0].puntos,
        sellado=sellado,
        identidad=dotacion.mesa,
        territorio=dotacion.hoja.territorio(),
    )
    urna = EquipoUrna(
        carpeta=de_urna.salida,
        almacen=base_urna,
        llave=ajena.firma,
        puntos=partes[1].puntos,
        sellado=sellado,
        mesa=de_la_mesa,
    )
    return Estacion(mesa, urna, partes)
