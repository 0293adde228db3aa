"""Join a station that is deleted: its folders, its proof, and what says that it was done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final

from auditoria.formatos.claves import IdMesa
from auditoria.registro import bitacora, nota, relevo
from auditoria.registro.archivos import asegurar_directorio, escribir_archivo, leer_archivo
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.registro.punto import Punto
from auditoria.registro.resguardo import AlmacenArchivos
from auditoria.verificador.sellado import Sellado
from eleccion.arranque.candado import CANDADO, tomar_candado
from eleccion.arranque.partes import CarpetaDeParte, CarpetaEnMemoria
from eleccion.arranque.reapertura import esta_instalada
from eleccion.arranque.reunion import abierta
from eleccion.casos.archivo.dar_de_baja import (
    ARCHIVO,
    BajaDeOtroProceso,
    BajaFirmada,
    NadaQueSuprimir,
    Suprimido,
    firmar_baja,
    leer_baja,
    preparar_baja,
    suprimir,
)
from eleccion.casos.archivo.publicacion_firme import PublicacionFirme, leer_publicacion
from eleccion.casos.jornada.llaves_de_equipo import (
    HojaDeMemoria,
    Identidad,
    Parte,
    SobreDeEquipo,
)
from eleccion.casos.registradas import archivo_de_registradas, leer_registradas
from eleccion.casos.sellado import leer_sellos
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.respaldo import RespaldoAjeno
from eleccion.dominio.supresion import ClaseSuprimida, clasificar_en_estacion
from eleccion.errores import OrdenMalDada
from eleccion.persistencia.supresion import DepositoEnDisco
from eleccion.persistencia.urna.trabajo import BaseDeUrna

ESTACION: Final = "estacion"
_MEMORIA: Final = "memoria/"
PAPEL: Final = "acta_de_baja.pdf"
QUEDAN: Final = (ARCHIVO, f"{ARCHIVO}.firma", PAPEL)
"""What stays in the folder of a station: that it was deleted, by whom and when."""

_PARTES: Final[tuple[Parte, ...]] = ("mesa", "urna")


class EstacionDadaDeBaja(OrdenMalDada):
    """The station of that folder was deleted: none is installed there again."""

    explicacion: ClassVar[str] = (
        "La estación de esa carpeta se dio de baja; para otra elección use una carpeta nueva"
    )


class EstacionEnlazada(OrdenMalDada):
    """A link stands among the folders: what it points at would stay, and the acta say otherwise."""

    explicacion: ClassVar[str] = (
        "Hay un enlace entre las carpetas de la estación: lo que guarda está en otra parte y no se"
        " borraría; póngalo en su lugar y repita la orden"
    )


class MemoriaSinActa(OrdenMalDada):
    """The acta that two officials signed says nothing of a memory."""

    explicacion: ClassVar[str] = (
        "El acta de esa baja no comprende ninguna memoria USB: destrúyala y dígalo en el acta"
    )


@dataclass(frozen=True, slots=True)
class BajaHecha:
    """What became of it.

    Attributes:
        borrados: Files deleted by this very run, 0 when done before.
        falta_memoria: The acta tells of a memory, and none was given this time.
    """

    firmada: BajaFirmada
    sellado: Sellado
    borrados: int
    falta_memoria: bool


def exigir_sin_baja(datos: Path) -> None:
    """Refuse a folder whose station was deleted (``EstacionDadaDeBaja``)."""
    if (datos / ARCHIVO).exists():
        raise EstacionDadaDeBaja(archivo=str(datos))


def revisar_baja(
    datos: Path, expediente: Path, *, hora: datetime, memoria: Path | None = None
) -> tuple[Suprimido, ...]:
    """Prove that the station may be deleted and say what would be; nothing is written.

    Raises:
        The errors of ``leer_publicacion`` and ``preparar_baja``.
    """
    with abrir_expediente(expediente) as e, _cerrada(datos):
        publicacion = leer_publicacion(e, leer_sellos(e.leer, e.nombres()))
        equipos = _equipos(datos, publicacion.sellado)
        mesa = equipos[0][0].mesa
        deposito = _deposito_con_memoria(datos, memoria, mesa, publicacion.sellado)
        return preparar_baja(publicacion, equipos, deposito, hora=hora)


def dar_de_baja(
    datos: Path,
    expediente: Path,
    pedir_tarjetas: Callable[[str], tuple[Tarjeta, Tarjeta]],
    dibujar: Callable[[BajaFirmada, Sellado], bytes],
    *,
    hora: datetime,
    memoria: Path | None = None,
) -> BajaHecha:
    """Delete a station, once; a run that was cut is finished by the next one, without cards.

    Args:
        datos: Folder of the machine for this election, as ``eleccion estacion --datos``.
        pedir_tarjetas: Gives two cards of the mesa that it is told; asked for only when needed.
        dibujar: Draws the acta.
        memoria: USB memory with a copy of it, deleted with it.

    Raises:
        EquipoEnUso: The station is running.
        MemoriaSinActa: A run that was cut had none.
        The errors of ``leer_publicacion``, ``firmar_baja`` and ``leer_baja``.
    """
    with abrir_expediente(expediente) as e, _cerrada(datos):
        sellado = leer_sellos(e.leer, e.nombres())
        hecha = _hecha(datos, sellado)
        if hecha is None:
            publicacion = leer_publicacion(e, sellado)
            hecha = _empezar(datos, publicacion, pedir_tarjetas, hora=hora, memoria=memoria)
        de_memoria = ClaseSuprimida.MEMORIA in [s.clase for s in hecha.baja.suprimido]
        # The paper is drawn before anything goes: what it needs comes from the expediente.
        escribir_archivo(datos / PAPEL, dibujar(hecha, sellado), 0o600)
        deposito = _deposito(datos, memoria, hecha.baja.mesa, sellado)
        if not de_memoria and any(p.clase is ClaseSuprimida.MEMORIA for p in deposito.piezas()):
            raise MemoriaSinActa(archivo=str(memoria))
        return BajaHecha(hecha, sellado, suprimir(deposito), de_memoria and memoria is None)


def _empezar(
    datos: Path,
    publicacion: PublicacionFirme,
    pedir_tarjetas: Callable[[str], tuple[Tarjeta, Tarjeta]],
    *,
    hora: datetime,
    memoria: Path | None,
) -> BajaFirmada:
    """Write what is about to be deleted; from here on it is."""
    equipos = _equipos(datos, publicacion.sellado)
    mesa = equipos[0][0].mesa
    deposito = _deposito_con_memoria(datos, memoria, mesa, publicacion.sellado)
    preparar_baja(publicacion, equipos, deposito, hora=hora)
    tarjetas = pedir_tarjetas(mesa)
    firmada = firmar_baja(publicacion, equipos, deposito, tarjetas, hora=hora)
    # The signatures first: a file without them is none, and the next run begins again.
    escribir_archivo(datos / f"{ARCHIVO}.firma", firmada.firmado, 0o600)
    escribir_archivo(datos / ARCHIVO, firmada.contenido, 0o600)
    return firmada


def _hecha(datos: Path, sellado: Sellado) -> BajaFirmada | None:
    if not (datos / ARCHIVO).exists():
        return None
    firmado = leer_archivo(datos / f"{ARCHIVO}.firma")
    return leer_baja(leer_archivo(datos / ARCHIVO), firmado, sellado)


def _equipos(datos: Path, sellado: Sellado) -> tuple[tuple[Identidad, Punto], ...]:
    """The parts that were installed there, each with the last checkpoint that it signed.

    Raises:
        BajaDeOtroProceso: They are of another process than the expediente.
        EstacionEnlazada: They are elsewhere.
        NadaQueSuprimir: None was.
    """
    _exigir_sin_enlaces(datos / ESTACION)
    hallados = []
    for parte in _PARTES:
        if not esta_instalada(datos / ESTACION, parte):
            continue
        lugar = CarpetaDeParte(datos / ESTACION / parte)
        sobre = SobreDeEquipo.leer(leer_archivo(lugar.sobre))
        suya = sellado.que_cubre(sobre.mesa).huella
        if (sobre.proceso, sobre.huella) != (sellado.proceso, suya):
            raise BajaDeOtroProceso(sobre.proceso)
        identidad = Identidad(sobre.proceso, sobre.mesa, parte, sobre.generacion)
        firmado = nota.leer(AlmacenArchivos(lugar.puntos).leer(identidad.origen))
        hallados.append((identidad, _final(lugar, identidad, Punto.desde_texto(firmado.texto))))
    if not hallados:
        raise NadaQueSuprimir("no es la carpeta de una estación", archivo=str(datos))
    return tuple(hallados)


def _final(lugar: CarpetaDeParte, identidad: Identidad, firmado: Punto) -> Punto:
    """Where the log of a part ends: at its last checkpoint, unless votes came after it."""
    if identidad.parte == "mesa":
        return firmado
    with abierta(BaseDeUrna.abrir(lugar.base, identidad.origen)) as base, base.leer() as lectura:
        pasos = tuple(bitacora.recorrer(lectura.lineas(), identidad.origen))
    sin_firmar = pasos[firmado.tamano :]
    return sin_firmar[-1][1].punto() if relevo.contar(sin_firmar).total else firmado


def _exigir_sin_enlaces(carpeta: Path) -> None:
    for lugar in (carpeta, *carpeta.rglob("*")):
        if lugar.is_symlink():
            raise EstacionEnlazada(archivo=str(lugar))


def _deposito_con_memoria(
    datos: Path, memoria: Path | None, mesa: IdMesa, sellado: Sellado
) -> DepositoEnDisco:
    """As ``_deposito``; another memory than that of the mesa would leave the copy of it somewhere.

    Raises:
        NadaQueSuprimir: The memory that was given holds nothing of the mesa.
    """
    deposito = _deposito(datos, memoria, mesa, sellado)
    if memoria is not None and not any(p.ruta.startswith(_MEMORIA) for p in deposito.piezas()):
        raise NadaQueSuprimir("no es la memoria de la estación", archivo=str(memoria))
    return deposito


def _deposito(datos: Path, memoria: Path | None, mesa: IdMesa, sellado: Sellado) -> DepositoEnDisco:
    """The folders of the machine, and of a memory what it holds of that mesa alone.

    Raises:
        RespaldoAjeno: What it holds of a mesa of that name is of another process.
        EstacionEnlazada: What it holds is elsewhere.
    """
    if memoria is None:
        return DepositoEnDisco({"": datos}, clasificar_en_estacion, QUEDAN)
    copias = CarpetaEnMemoria.de_mesa(memoria, mesa)
    _exigir_sin_enlaces(copias)
    procesos = {HojaDeMemoria.leer(leer_archivo(h)).proceso for h in copias.glob("*/*.json")}
    registradas = memoria / archivo_de_registradas(mesa)
    if registradas.is_file():
        procesos.add(leer_registradas(leer_archivo(registradas)).proceso)
    if procesos - {sellado.proceso}:
        raise RespaldoAjeno(archivo=copias.name)
    propias = (f"{_MEMORIA}{copias.name}/", f"{_MEMORIA}{registradas.name}")

    def clasificar(ruta: str) -> ClaseSuprimida | None:
        ajena = ruta.startswith(_MEMORIA) and not ruta.startswith(propias)
        return None if ajena else clasificar_en_estacion(ruta)

    return DepositoEnDisco({"": datos, _MEMORIA: memoria}, clasificar, QUEDAN)


@contextmanager
def _cerrada(datos: Path) -> Iterator[None]:
    """Hold every part that is there, so that no station runs meanwhile (``EquipoEnUso``)."""
    with ExitStack() as candados:
        for parte in _PARTES:
            # One that nobody ever opened has none, and a rehearsal leaves nothing behind.
            if (datos / ESTACION / parte / CANDADO).exists():
                candados.callback(os.close, tomar_candado(datos / ESTACION, parte))
        yield
    asegurar_directorio(datos)
