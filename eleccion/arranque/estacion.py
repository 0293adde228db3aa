"""Join a station: its two parts, each with its own database, key and checkpoints."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from auditoria.registro import resguardo
from auditoria.registro.archivos import asegurar_directorio, escribir_archivo
from auditoria.registro.codigo import corto
from auditoria.registro.resguardo import AlmacenArchivos
from boletas.errores import motivo
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
    reconocer_llaves,
    recuperar_llave,
)
from eleccion.casos.tarjetas import Tarjeta, exigir_tarjetas
from eleccion.dominio.puertos import Azar
from eleccion.errores import ActoIndebido
from eleccion.persistencia.mesa.trabajo import BaseDeMesa
from eleccion.persistencia.motor import comprobar_integridad
from eleccion.persistencia.urna.trabajo import BaseDeUrna


class EstacionYaInstalada(ActoIndebido):
    """A station is installed once: a second one would be a fork of the first one's logs."""

    explicacion: ClassVar[str] = (
        "Ya hay un equipo instalado en esa carpeta; ábralo con dos tarjetas"
    )


class Estacion:
    """One station: its two parts, which share nothing but the folder they stand in."""

    def __init__(
        self, mesa: EquipoMesa, urna: EquipoUrna, bases: tuple[BaseDeMesa, BaseDeUrna]
    ) -> None:
        self.mesa = mesa
        self.urna = urna
        self._bases = bases

    def cerrar(self) -> None:
        """Close every connection of both parts."""
        for base in self._bases:
            base.cerrar()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        tipo: type[BaseException] | None,
        error: BaseException | None,
        traza: TracebackType | None,
    ) -> None:
        self.cerrar()


@dataclass(frozen=True, slots=True)
class _Parte:
    """Folders of one part of a station."""

    raiz: Path

    @property
    def base(self) -> Path:
        return self.raiz / "base.sqlite"

    @property
    def sobre(self) -> Path:
        return self.raiz / "equipo.json"

    @property
    def salida(self) -> Path:
        return self.raiz / "salida"

    @property
    def carpetas(self) -> tuple[Path, ...]:
        return (self.raiz, self.salida, self.raiz / "puntos")

    @property
    def puntos(self) -> AlmacenArchivos:
        return AlmacenArchivos(self.raiz / "puntos")


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
        _instalar(obra, orden, dotacion, azar).cerrar()
        obra.rename(carpeta)
    except BaseException:
        shutil.rmtree(obra, ignore_errors=True)
        raise
    asegurar_directorio(carpeta.parent)
    return reabrir_estacion(carpeta, orden.tarjetas)


def _instalar(
    carpeta: Path, orden: OrdenDeInstalacion, dotacion: DotacionRecibida, azar: Azar
) -> Estacion:
    de_mesa, de_urna = _Parte(carpeta / "mesa"), _Parte(carpeta / "urna")
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
    urna = instalar_urna(
        dotacion,
        llave_urna,
        Reconocimiento(
            llave_mesa=llave_mesa.firma.publica.vkey,
            llave_urna=llave_urna.firma.publica.vkey,
            firmas=firmas,
        ),
        arranque=orden.arranque,
        carpeta=de_urna.salida,
        crear=lambda nueva: BaseDeUrna.crear(de_urna.base, nueva),
        puntos=de_urna.puntos,
        hora=orden.hora,
    )
    mesa = instalar_mesa(
        orden,
        dotacion,
        llave_mesa,
        llave_urna=llave_urna.firma.publica.vkey,
        firmas=firmas,
        carpeta=de_mesa.salida,
        crear=lambda nueva: BaseDeMesa.crear(de_mesa.base, nueva),
        puntos=de_mesa.puntos,
    )
    return Estacion(mesa, urna, _bases_de(mesa, urna))


def reabrir_estacion(carpeta: Path, tarjetas: tuple[Tarjeta, Tarjeta]) -> Estacion:
    """Open a station again with any two of its cards, once both logs are what was last signed.

    Raises:
        CarpetaIncompleta: No station was installed there.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa with their PINs.
        BitacoraRetrocedida, BitacoraDistinta, PuntoAusente: A restored or altered copy.
        BaseIlegible: A database is damaged.
    """
    de_mesa, de_urna = _Parte(carpeta / "mesa"), _Parte(carpeta / "urna")
    try:
        sobres = [SobreDeEquipo.leer(parte.sobre.read_bytes()) for parte in (de_mesa, de_urna)]
    except OSError as falla:
        raise CarpetaIncompleta(motivo(falla), archivo=carpeta.name) from falla
    dotacion = recibir_dotacion(carpeta / "dotacion.zip", corto(sobres[0].huella))
    sellado = dotacion.sellado
    propia, ajena = (recuperar_llave(sobre, tarjetas, sellado.llaves) for sobre in sobres)
    base_mesa = BaseDeMesa.abrir(de_mesa.base, propia.identidad.origen, propia.secreto)
    base_urna = BaseDeUrna.abrir(de_urna.base, ajena.identidad.origen)
    for base, parte, equipo in ((base_mesa, de_mesa, propia), (base_urna, de_urna, ajena)):
        comprobar_integridad(base.motor)
        with base.leer() as lectura:
            resguardo.reanudar(
                lectura.lineas(), equipo.identidad.origen, equipo.firma, parte.puntos
            )
    mesa = EquipoMesa(
        carpeta=de_mesa.salida,
        almacen=base_mesa,
        llave=propia.firma,
        puntos=de_mesa.puntos,
        sellado=sellado,
        identidad=dotacion.mesa,
        territorio=dotacion.hoja.territorio(),
    )
    urna = EquipoUrna(
        carpeta=de_urna.salida,
        almacen=base_urna,
        llave=ajena.firma,
        puntos=de_urna.puntos,
        sellado=sellado,
        mesa=dotacion.mesa_sellada(),
    )
    return Estacion(mesa, urna, (base_mesa, base_urna))


def _bases_de(mesa: EquipoMesa, urna: EquipoUrna) -> tuple[BaseDeMesa, BaseDeUrna]:
    if not isinstance(mesa.almacen, BaseDeMesa) or not isinstance(urna.almacen, BaseDeUrna):
        raise TypeError("a station was installed over other storage than its own")
    return mesa.almacen, urna.almacen
