"""The sheets that two machines of one station hand each other on the morning: one signed file each.

A sheet is canonical JSON in one line and, below it, its signed note. The mesa's carries its key to
the urna; the urna's carries back its own, vouched for by two cards, and its opening at zero.

Page: docs/formato-cruce.md. Nothing here knows a person or a ballot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar, Final, TypeAlias

from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.claves import ClaveFuncionario, ClaveProceso, IdMesa, partir_mesa
from auditoria.formatos.llaves import Llaves
from auditoria.registro import bitacora, firma, llave, nota
from auditoria.registro.archivos import leer_archivo
from auditoria.registro.asientos import UrnaAbierta, UrnaInstalada
from auditoria.registro.esquema import Formato, Huella, Largo, Texto
from auditoria.registro.llave import LlavePrivada, LlavePublica
from auditoria.verificador.diario import dos_tarjetas, llaves_reconocidas
from eleccion.casos.jornada.apertura_de_urna import AperturaDeUrna
from eleccion.errores import ActoIndebido, EntradaIlegible

LIMITE: Final = 32 * 1024
"""Bytes of a sheet; they take under 4 KiB."""

Linea: TypeAlias = Annotated[str, Largo(1, 8000)]


class PliegoIlegible(EntradaIlegible):
    """It is not one of these sheets, or not in its one spelling."""

    explicacion: ClassVar[str] = "El archivo no es el que graba el otro equipo"


class PliegoAjeno(ActoIndebido):
    """It is of another process, definition, mesa, machine or morning."""

    explicacion: ClassVar[str] = "El archivo no es del otro equipo de esta mesa"


@dataclass(frozen=True, slots=True, kw_only=True)
class PliegoDeMesa(Formato):
    """What the mesa's machine says before it is installed.

    Attributes:
        arranque: Code announced this morning.
        dotacion: SHA-256 of the MANIFIESTO of its dotación; both machines take the same.
        llave_mesa: Key born at that machine, as vkey.
        integran: Cards of who integrates the mesa today; nobody else vouches for its machines.
        red_mesa: Fingerprint of the key with which it serves on the wired network, where it does.
    """

    formato: ClassVar[str] = "pliego-de-mesa"

    proceso: ClaveProceso
    mesa: IdMesa
    huella: Huella
    arranque: Texto
    dotacion: Huella
    llave_mesa: Texto
    integran: tuple[ClaveFuncionario, ...]
    red_mesa: Huella | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PliegoDeUrna(Formato):
    """What the urna's machine says once it is open at zero.

    Attributes:
        lineas: Its log from ``UrnaInstalada``, with the keys of both machines and two officials'
            signatures over them, to ``UrnaAbierta``.
    """

    formato: ClassVar[str] = "pliego-de-urna"

    proceso: ClaveProceso
    mesa: IdMesa
    huella: Huella
    lineas: tuple[Linea, ...]


@dataclass(frozen=True, slots=True)
class UrnaReconocida:
    """What a sheet of the urna proved: how its log begins, and its opening."""

    instalada: UrnaInstalada
    apertura: AperturaDeUrna


def nombre_de_pliego(parte: str, mesa: str) -> str:
    """Name of the file in the memory: ``pliego-mesa-D001-M1.txt``."""
    return f"pliego-{parte}-{mesa}.txt"


def traer_pliego(ruta: Path) -> bytes:
    """Read the bytes of one that was brought (``PliegoIlegible``, ``NoAbre``)."""
    try:
        return leer_archivo(ruta, LIMITE)
    except OSError as falla:
        raise PliegoIlegible("no está en esa memoria", archivo=ruta.name) from falla


def firmar_pliego(pliego: PliegoDeMesa | PliegoDeUrna, llaves: Sequence[LlavePrivada]) -> bytes:
    """Write a sheet with the signatures below it."""
    contenido = pliego.escribir()
    return contenido + b"\n" + firma.firmar(pliego.formato, pliego.proceso, contenido, llaves)


def leer_pliego_de_mesa(datos: bytes, llaves: Llaves, mesa: str) -> PliegoDeMesa:
    """Read the mesa's sheet: signed by the key in it and by two cards of the mesa.

    Raises:
        PliegoIlegible, PliegoAjeno: See the classes.
        ReglaRota: A signature is false, or of somebody else.
    """
    contenido, firmado = _partir(datos)
    pliego = PliegoDeMesa.leer(contenido)
    _exigir_mesa(pliego.mesa, mesa)
    propia = LlavePublica.desde_vkey(pliego.llave_mesa)
    if propia.nombre != llave.nombre(pliego.proceso, *partir_mesa(mesa), "mesa-1"):
        raise PliegoAjeno(propia.nombre)
    nombres = [f.nombre for f in nota.leer(firmado).firmas]
    firmantes = (propia, *dos_tarjetas(llaves, mesa, nombres[1:]))
    firma.verificar(firmado, contenido, pliego.formato, pliego.proceso, firmantes)
    return pliego


def leer_pliego_de_urna(
    datos: bytes, llaves: Llaves, proceso: str, mesa: str, huella: bytes
) -> UrnaReconocida:
    """Read the urna's sheet: its log from the first entry to its opening, under its own key.

    Args:
        llaves: Public keys of the sealed definition.
        huella: Fingerprint that the mesa works under.

    Raises:
        PliegoIlegible, PliegoAjeno: See the classes.
        ReglaRota: The log is broken, or a signature is false or of somebody else.
    """
    contenido, firmado = _partir(datos)
    pliego = PliegoDeUrna.leer(contenido)
    _exigir_mesa(pliego.mesa, mesa)
    if (pliego.proceso, pliego.huella) != (proceso, huella):
        raise PliegoAjeno(pliego.proceso)
    lineas = tuple(linea.encode() for linea in pliego.lineas)
    origen = bitacora.origen(proceso, *partir_mesa(mesa), "urna-1")
    pasos = tuple(bitacora.recorrer(lineas, origen))
    asientos = [entrada.asiento for entrada, _ in pasos]
    if not asientos or [a for a in asientos if isinstance(a, UrnaAbierta)] != asientos[-1:]:
        raise PliegoAjeno("no es el de una urna recién abierta")
    instalada, cabeza = asientos[0], pasos[-1][1]
    if not isinstance(instalada, UrnaInstalada):
        raise PliegoAjeno("no es el de una urna recién instalada")
    if instalada.huella != huella:
        raise PliegoAjeno("su urna se instaló con otra dotación")
    _, de_urna = llaves_reconocidas(llaves, proceso, mesa, instalada)
    firma.verificar(firmado, contenido, pliego.formato, proceso, (de_urna,))
    citada = CabezaCitada(origen=cabeza.origen, tamano=cabeza.tamano, raiz=cabeza.raiz())
    return UrnaReconocida(instalada, AperturaDeUrna(citada, lineas))


def _partir(datos: bytes) -> tuple[bytes, bytes]:
    contenido, salto, firmado = datos[:LIMITE].partition(b"\n")
    if not salto or len(datos) > LIMITE:
        raise PliegoIlegible
    return contenido, firmado


def _exigir_mesa(dicha: str, propia: str) -> None:
    if dicha != propia:
        raise PliegoAjeno(f"es de {dicha}")
