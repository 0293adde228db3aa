"""Join the supresión of the commission: its books, its folders, its reserved part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final

from auditoria.papeles.palabras import fundamento
from auditoria.registro import manifiesto
from auditoria.registro.archivos import asegurar_directorio, escribir_archivo, leer_archivo
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.verificador.reservado import CLASE
from auditoria.verificador.sellado import Sellado
from eleccion.arranque.central import Central
from eleccion.casos.archivo.dar_de_baja import Suprimido, suprimir
from eleccion.casos.archivo.publicacion_firme import PublicacionFirme, leer_bitacora_publicada
from eleccion.casos.archivo.suprimir_central import (
    ARCHIVO,
    SupresionFirmada,
    firmar_supresion,
    leer_supresion,
    preparar_supresion,
)
from eleccion.casos.comision import Sellador
from eleccion.casos.sellado import leer_sellado_en
from eleccion.dominio.supresion import ClaseSuprimida, clasificar_en_comision
from eleccion.errores import OrdenMalDada
from eleccion.persistencia.supresion import DepositoEnDisco

CARPETA: Final = "archivo"
PAPEL: Final = "acta_de_supresion.pdf"


@dataclass(frozen=True, slots=True)
class SupresionHecha:
    """What became of it.

    Attributes:
        es_nueva: It began with this very run.
        falta_reservado: The acta tells of the reserved part, and none was given this time.
    """

    firmada: SupresionFirmada
    sellado: Sellado
    lugar: Path
    es_nueva: bool
    falta_reservado: bool


class ReservadoSinActa(OrdenMalDada):
    """The acta that was signed says nothing of a reserved part."""

    explicacion: ClassVar[str] = (
        "El acta de esa supresión no comprende la parte reservada: destrúyala con acta aparte"
    )


def revisar_supresion(
    central: Central, *, hora: datetime, reservado: Path | None = None
) -> tuple[Suprimido, ...]:
    """Say what would be deleted; nothing is.

    Raises:
        The errors of ``leer_bitacora_publicada`` and ``preparar_supresion``.
    """
    publicacion = publicacion_de(central)
    deposito = _deposito(central, reservado, publicacion.sellado)
    return preparar_supresion(publicacion, central.personas, deposito, hora=hora)


def suprimir_en_central(
    central: Central,
    pedir_selladores: Callable[[], tuple[Sellador, Sellador]],
    dibujar: Callable[[SupresionFirmada, Sellado], bytes],
    *,
    hora: datetime,
    reservado: Path | None = None,
) -> SupresionHecha:
    """Delete what the commission keeps of people, once; a run that was cut is finished by the next.

    The public part of its books stays: the expediente can be written again from them.

    Args:
        pedir_selladores: Gives the two who sealed; asked for only when it begins.
        dibujar: Draws the acta.
        reservado: The reserved part of this process, as ``eleccion publicar`` wrote it.

    Raises:
        The errors of ``leer_bitacora_publicada``, ``firmar_supresion``, ``leer_supresion``.
        ReservadoSinActa: A run that was cut had none.
        FirmanteInesperado, OtroProceso…: ``reservado`` is not the reserved part of this process.
    """
    sellado = leer_sellado_en(central.carpetas.definicion)
    carpeta = central.carpeta / CARPETA
    lugar = carpeta / ARCHIVO
    es_nueva = not lugar.exists()
    deposito = _deposito(central, reservado, sellado)
    if es_nueva:
        publicacion = publicacion_de(central)
        preparar_supresion(publicacion, central.personas, deposito, hora=hora)
        regla = sellado.reglas.aviso_privacidad
        firmada = firmar_supresion(
            publicacion,
            central.personas,
            deposito,
            pedir_selladores(),
            fundamento=fundamento(regla.cita, regla.estado),
            comision=central,
            hora=hora,
        )
        carpeta.mkdir(mode=0o700, exist_ok=True)
        asegurar_directorio(central.carpeta)
        escribir_archivo(carpeta / f"{ARCHIVO}.firma", firmada.firmado, 0o600)
        escribir_archivo(lugar, firmada.contenido, 0o600)
    else:
        firmada = leer_supresion(
            leer_archivo(lugar), leer_archivo(carpeta / f"{ARCHIVO}.firma"), sellado
        )
    dicho = ClaseSuprimida.RESERVADO in [s.clase for s in firmada.supresion.suprimido]
    if not dicho and any(p.clase is ClaseSuprimida.RESERVADO for p in deposito.piezas()):
        raise ReservadoSinActa(archivo=str(reservado))
    escribir_archivo(carpeta / PAPEL, dibujar(firmada, sellado), 0o600)
    central.personas.olvidar()
    suprimir(deposito)
    falta = dicho and reservado is None
    return SupresionHecha(firmada, sellado, carpeta / PAPEL, es_nueva, falta)


def publicacion_de(central: Central) -> PublicacionFirme:
    """Read in the commission's own books that the process was published, and how it ended.

    Raises:
        The errors of ``leer_bitacora_publicada``.
    """
    sellado = leer_sellado_en(central.carpetas.definicion)
    with central.leer() as lectura:
        lineas, leer = tuple(lectura.lineas()), lectura.documentos.leer
        return leer_bitacora_publicada(lineas, central.sellar_punto(), leer, sellado)


def _deposito(central: Central, reservado: Path | None, sellado: Sellado) -> DepositoEnDisco:
    """The commission's folder, and the reserved part once it is proved to be of this process."""
    raices = {"": central.carpeta}
    if reservado is not None and reservado.exists() and any(reservado.iterdir()):
        with abrir_expediente(reservado) as aparte:
            firmado = aparte.leer(manifiesto.NOMBRE)
            manifiesto.verificar(firmado, sellado.proceso, (sellado.comision,), CLASE)
        raices["reservado/"] = reservado
    return DepositoEnDisco(raices, clasificar_en_comision)
