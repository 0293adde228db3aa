"""Take over with a spare machine: from the memory, the dotación and two cards."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from auditoria.errores import ErrorAuditoria
from auditoria.registro import bitacora, punto
from auditoria.registro.archivos import asegurar_directorio, escribir_archivo
from auditoria.registro.llave import LlavePublica
from auditoria.registro.resguardo import AlmacenArchivos
from eleccion.arranque.estacion import (
    Estacion,
    EstacionYaInstalada,
    nombres_de_partes,
    reabrir_estacion,
)
from eleccion.arranque.partes import CarpetaDeParte, CarpetaEnMemoria, poner_punto
from eleccion.casos.jornada.cierre.clausurar_mesa import ACTA
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida, recibir_dotacion
from eleccion.casos.jornada.llaves_de_equipo import (
    FUERA_DE_RED,
    HojaDeMemoria,
    Identidad,
    LlaveDeEquipo,
    LlavesDeRed,
    Parte,
    Reconocimiento,
    abrir_memoria,
    generar_llave,
    guardar_llave,
    reconocer_llaves,
)
from eleccion.casos.jornada.mesa.dibujar_papeles import (
    dibujar_acta_de_inicio,
    dibujar_papeles_de_cierre,
)
from eleccion.casos.jornada.mesa.relevar_mesa import relevar_mesa
from eleccion.casos.jornada.urna.abrir_urna import releer_apertura
from eleccion.casos.jornada.urna.cerrar_urna import entregar_cierre
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.relevar_urna import relevar_urna
from eleccion.casos.jornada.urna.retiros import exigir_sin_retiro
from eleccion.casos.tarjetas import Tarjeta, exigir_tarjetas
from eleccion.dominio.puertos import Azar
from eleccion.dominio.relevo import MemoriaAusente, MemoriaRelevada
from eleccion.dominio.respaldo import RespaldoAjeno
from eleccion.dominio.urna import UrnaSinAbrir, UrnaSinCerrar
from eleccion.persistencia.errores import BaseAusente
from eleccion.persistencia.memoria import leer_lineas, leer_origenes
from eleccion.persistencia.mesa.trabajo import BaseDeMesa
from eleccion.persistencia.motor import comprobar_integridad
from eleccion.persistencia.urna.trabajo import BaseDeUrna


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDeRelevo:
    """What the officials have at hand when a machine dies.

    Attributes:
        dotacion: The zip, the same as in the morning or another copy of it.
        tarjetas: Two cards of the mesa, opened with their PINs.
        ancla: Short fingerprint as printed on paper.
        memoria: Folder of the USB memory.
        causa: What happened to the machine; it is published.
        red: Keys with which the parts of the spare machine serve on the wired network.
    """

    dotacion: Path
    tarjetas: tuple[Tarjeta, Tarjeta] = field(repr=False)
    ancla: str
    memoria: Path
    hora: datetime
    causa: str
    red: LlavesDeRed = FUERA_DE_RED


@dataclass(frozen=True, slots=True)
class _Recuerdo:
    """The copy of one part, opened and found whole."""

    lugar: CarpetaEnMemoria
    identidad: Identidad
    base: BaseDeMesa | BaseDeUrna


def relevar_estacion(carpeta: Path, orden: OrdenDeRelevo, *, azar: Azar = os.urandom) -> Estacion:
    """Go on with the day of a machine that died, on another one, under new keys and new logs.

    It is made beside its place and moved there at the end, and only then is the memory marked:
    what loses power before is done again.

    Args:
        carpeta: New, on the spare machine.

    Raises:
        MemoriaAusente, MemoriaRelevada: There is nothing to go on from, or somebody did.
        RespaldoAjeno: The memory is of another process, definition or mesa.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa with their PINs.
        TarjetaSinFunciones: Somebody was replaced, or their card was retired at the urna.
        RelevoTardio: The record of the mesa was written and read back.
        ActaAusente, MesaAlterada: Of an acta drawn up, the memory does not hold what was signed.
        BaseIlegible, UrnaAlterada, PuntoNoCoincide, ReglaRota: The memory is damaged or altered.
        EstacionYaInstalada: There is a station in that folder.
    """
    dotacion = recibir_dotacion(orden.dotacion, orden.ancla)
    exigir_tarjetas(orden.tarjetas, dotacion.sellado.llaves, dotacion.mesa)
    if carpeta.exists():
        raise EstacionYaInstalada(archivo=carpeta.name)
    recuerdos: list[_Recuerdo] = []
    obra = carpeta.with_name(f".{carpeta.name}.relevando")
    shutil.rmtree(obra, ignore_errors=True)
    try:
        generacion = _ultima_generacion(orden.memoria, dotacion)
        for parte in nombres_de_partes(dotacion):
            recuerdos.append(_recordar(orden, dotacion, parte, generacion))
            _exigir_sin_retiro(recuerdos[-1], orden.tarjetas)
        _relevar(obra, orden, dotacion, recuerdos, azar)
        obra.rename(carpeta)
    except BaseException:
        shutil.rmtree(obra, ignore_errors=True)
        raise
    finally:
        for recuerdo in recuerdos:
            recuerdo.base.cerrar()
    asegurar_directorio(carpeta.parent)
    for recuerdo in recuerdos:
        recuerdo.lugar.hoja.rename(recuerdo.lugar.relevada)
        asegurar_directorio(recuerdo.lugar.raiz)
    return reabrir_estacion(carpeta, orden.tarjetas)


def _ultima_generacion(memoria: Path, dotacion: DotacionRecibida) -> int:
    """Say which machine wrote last in a memory."""
    proceso, mesa = dotacion.sellado.proceso, dotacion.mesa
    halladas = [
        generacion
        for generacion in range(1, 100)
        if CarpetaEnMemoria.de(memoria, Identidad(proceso, mesa, "mesa", generacion)).raiz.is_dir()
    ]
    if not halladas:
        raise MemoriaAusente(mesa)
    return halladas[-1]


def _recordar(
    orden: OrdenDeRelevo, dotacion: DotacionRecibida, parte: Parte, generacion: int
) -> _Recuerdo:
    """Open the copy of one part and find it whole: file, chain, checkpoint, and whose it is."""
    proceso, mesa = dotacion.sellado.proceso, dotacion.mesa
    lugar = CarpetaEnMemoria.de(orden.memoria, Identidad(proceso, mesa, parte, generacion))
    if lugar.relevada.exists() and not lugar.hoja.exists():
        raise MemoriaRelevada(f"{parte}-{generacion}")
    try:
        hoja = lugar.leer_hoja()
    except BaseAusente as falla:
        raise MemoriaAusente(f"{parte}-{generacion}") from falla
    if (hoja.proceso, hoja.mesa, hoja.parte, hoja.generacion, hoja.huella) != (
        proceso,
        mesa,
        parte,
        generacion,
        dotacion.sellado.huella,
    ):
        raise RespaldoAjeno(f"{hoja.mesa}, {hoja.parte}-{hoja.generacion}")
    identidad, secreto = abrir_memoria(hoja, orden.tarjetas, dotacion.sellado.llaves)
    base: BaseDeMesa | BaseDeUrna
    if parte == "mesa":
        base = BaseDeMesa.abrir(lugar.base, identidad.origen, secreto)
    else:
        base = BaseDeUrna.abrir(lugar.base, identidad.origen)
    try:
        comprobar_integridad(base.disco.motor)
        _exigir_punto(base, lugar, hoja, identidad)
    except ErrorAuditoria:
        base.cerrar()
        raise
    return _Recuerdo(lugar, identidad, base)


def _exigir_sin_retiro(recuerdo: _Recuerdo, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
    """Who was retired at the urna takes it over no more than they opened it."""
    if isinstance(recuerdo.base, BaseDeUrna):
        with recuerdo.base.leer() as lectura:
            exigir_sin_retiro(lectura, *tarjetas)


def _exigir_punto(
    base: BaseDeMesa | BaseDeUrna,
    lugar: CarpetaEnMemoria,
    hoja: HojaDeMemoria,
    identidad: Identidad,
) -> None:
    """The log in the memory passes through the last checkpoint that its machine signed there."""
    firmado = punto.verificar(
        AlmacenArchivos(lugar.puntos).leer(identidad.origen),
        identidad.origen,
        LlavePublica.desde_vkey(hoja.llave),
    )
    lineas = leer_lineas(base.disco.motor, base.contenido, identidad.origen)
    bitacora.verificar(lineas, identidad.origen, [firmado.punto])


def _relevar(
    carpeta: Path,
    orden: OrdenDeRelevo,
    dotacion: DotacionRecibida,
    recuerdos: list[_Recuerdo],
    azar: Azar,
) -> None:
    partes = [CarpetaDeParte(carpeta / nombre) for nombre in nombres_de_partes(dotacion)]
    for privada in (carpeta, *(c for parte in partes for c in parte.carpetas)):
        privada.mkdir(mode=0o700)
    escribir_archivo(carpeta / "dotacion.zip", orden.dotacion.read_bytes(), 0o600)
    llaves = [
        generar_llave(
            Identidad(
                recuerdo.identidad.proceso,
                recuerdo.identidad.mesa,
                recuerdo.identidad.parte,
                recuerdo.identidad.generacion + 1,
            ),
            azar,
        )
        for recuerdo in recuerdos
    ]
    llave_mesa, llave_urna = llaves[0], llaves[1] if dotacion.tiene_urna else None
    vkey_urna = llave_urna.vkey if llave_urna else None
    reconocimiento = reconocer_llaves(
        orden.tarjetas, llave_mesa.identidad, llave_mesa.vkey, vkey_urna, orden.red
    )
    sellado = dotacion.sellado
    for parte, propia, recuerdo in zip(partes, llaves, recuerdos, strict=True):
        guardar_llave(parte.sobre, propia, sellado.llaves, sellado.huella, azar)
        viejos = AlmacenArchivos(recuerdo.lugar.puntos)
        for origen in leer_origenes(recuerdo.base.disco.motor, recuerdo.base.contenido):
            poner_punto(AlmacenArchivos(parte.puntos), origen, viejos.leer(origen))
    de_mesa, mesa_anterior = partes[0], recuerdos[0].base
    if not isinstance(mesa_anterior, BaseDeMesa):
        raise TypeError("the parts of a memory came in another order")
    urna = None
    if llave_urna is not None:
        urna = _relevar_urna(dotacion, llave_urna, reconocimiento, partes, recuerdos, orden.hora)
    mesa = relevar_mesa(
        dotacion,
        orden.tarjetas,
        reconocimiento,
        llave_mesa,
        carpeta=de_mesa.salida,
        crear=lambda nueva: BaseDeMesa.crear_de(de_mesa.base, nueva, mesa_anterior),
        puntos=AlmacenArchivos(de_mesa.puntos),
        hora=orden.hora,
        causa=orden.causa,
    )
    # The paper of the opening stood on the machine that died; its data are in the logs.
    with suppress(UrnaSinAbrir):
        dibujar_acta_de_inicio(mesa, () if urna is None else releer_apertura(urna).lineas)
    # And so did those of an acta drawn up: the same, from the files that were signed.
    if (mesa.carpeta / ACTA).is_file():
        dibujar_papeles_de_cierre(mesa)
    for almacen in (mesa.almacen, *(() if urna is None else (urna.almacen,))):
        if not isinstance(almacen, BaseDeMesa | BaseDeUrna):
            raise TypeError("a station took over under other storage than its own")
        almacen.cerrar()


def _relevar_urna(
    dotacion: DotacionRecibida,
    llave: LlaveDeEquipo,
    reconocimiento: Reconocimiento,
    partes: list[CarpetaDeParte],
    recuerdos: list[_Recuerdo],
    hora: datetime,
) -> EquipoUrna:
    carpeta, anterior = partes[1], recuerdos[1].base
    if not isinstance(anterior, BaseDeUrna):
        raise TypeError("the parts of a memory came in another order")
    urna = relevar_urna(
        dotacion,
        llave,
        reconocimiento,
        carpeta=carpeta.salida,
        crear=lambda nueva: BaseDeUrna.crear_de(carpeta.base, nueva, anterior),
        puntos=AlmacenArchivos(carpeta.puntos),
        hora=hora,
    )
    # Of an urna that was closed, the mesa asks for the files of the close at its next step.
    with suppress(UrnaSinCerrar):
        entregar_cierre(urna)
    return urna
