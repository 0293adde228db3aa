"""The two applications of a station, each built in its own process from what travels there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeAlias

from flask import Flask

from eleccion.arranque import (
    LlaveDeRed,
    Puesto,
    PuestoDeMesa,
    PuestoDeUrna,
    RelojDelEquipo,
    UrnaDelMismoEquipo,
    UrnaDeOtroEquipo,
    decir_red,
    impresora_de,
    memorias_conectadas,
)
from eleccion.arranque.alrededores import EN_RED_DE_ESTACION
from eleccion.casos.jornada.llaves_de_equipo import FUERA_DE_RED, LlavesDeRed, Parte
from eleccion.casos.tarjetas import leer_tarjeta
from eleccion.web.idiomas import cargar
from eleccion.web.marcha import Servicio
from eleccion.web.mesa import aplicacion as de_mesa
from eleccion.web.mesa.servicios import ServiciosDeMesa
from eleccion.web.urna import aplicacion as de_urna
from eleccion.web.urna.servicios import ServiciosDeUrna

PUERTO_MESA: Final = 8101
PUERTO_URNA: Final = 8102

ANFITRIONES: Final[Mapping[Parte, tuple[str, str]]] = {
    "mesa": (de_mesa.EN_RED, de_mesa.ANFITRION),
    "urna": (de_urna.EN_RED, de_urna.ANFITRION),
}
"""Host names of each part where it serves on the network: there, and on its own machine."""

TarjetaEscrita: TypeAlias = tuple[str, str]
"""Text of a card's code, and its NIP."""


@dataclass(frozen=True, slots=True)
class Red:
    """How a station serves on its wired network.

    Attributes:
        direccion: Of this machine there.
        llaves: One for each part that runs here.
    """

    direccion: str
    llaves: Mapping[Parte, LlaveDeRed]

    @property
    def huellas(self) -> LlavesDeRed:
        """What two officials vouch for."""
        return LlavesDeRed(**{parte: llave.huella for parte, llave in self.llaves.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ajustes:
    """Where a station stands.

    Attributes:
        datos: Folder of this machine for it: the parts, and what they print in a folder.
        impresora, impresora_de_urna: Queues of CUPS, or ``carpeta``; always said, so that no mesa
            runs a day without paper by forgetting it. The kiosk's browser prints by itself; its
            queue is only asked whether it is ready.
        memoria: Where the USB memory is mounted, when the station works with one.
        registros: Folder offered for the registro besides the memories that are plugged in.
        aparte: The other part of this station stands on another machine.
        red: The wired network, where it serves there; else this machine's loopback alone.
        presentes: Two cards already given, so that a demonstration begins open; empty on a day.
    """

    dotacion: Path
    datos: Path
    impresora: str
    impresora_de_urna: str
    memoria: Path | None = None
    registros: Path | None = None
    aparte: bool = False
    red: Red | None = None
    presentes: tuple[TarjetaEscrita, ...] = field(default=(), repr=False)

    @property
    def destinos(self) -> tuple[Path, ...]:
        """Folders offered for the registro besides the memories that are plugged in."""
        return tuple(ruta for ruta in (self.memoria, self.registros) if ruta is not None)

    @property
    def estacion(self) -> Path:
        """Folder of both parts."""
        return self.datos / "estacion"

    @property
    def huellas_de_red(self) -> LlavesDeRed:
        """Keys with which the parts of this machine serve on the network."""
        return FUERA_DE_RED if self.red is None else self.red.huellas

    def anfitriones(self, parte: Parte) -> tuple[str, ...]:
        """Host names that a part answers to."""
        en_red, propio = ANFITRIONES[parte]
        return (propio,) if self.red is None else (en_red, propio)

    def impresiones(self, parte: Parte) -> Path:
        """Folder that stands for the printer of a part."""
        return self.datos / "impresora" / parte


def servicios_de_estacion(
    ajustes: Ajustes,
    partes: tuple[Parte, ...] = ("mesa", "urna"),
    *,
    puertos: tuple[int, int] = (PUERTO_MESA, PUERTO_URNA),
) -> tuple[Servicio, ...]:
    """Say which processes run, and where they listen.

    Args:
        puertos: Of mesa and urna.
    """
    de_cada_una = {
        "mesa": Servicio("mesa", de_mesa.ANFITRION, puertos[0], partial(abrir_mesa, ajustes)),
        "urna": Servicio("urna", de_urna.ANFITRION, puertos[1], partial(abrir_urna, ajustes)),
    }
    red = ajustes.red
    if red is None:
        return tuple(de_cada_una[parte] for parte in partes)
    return tuple(
        replace(
            de_cada_una[parte],
            anfitrion=ANFITRIONES[parte][0],
            direccion=red.direccion,
            llave_de_red=red.llaves[parte].ruta,
        )
        for parte in partes
    )


def abrir_mesa(ajustes: Ajustes) -> Flask:
    """Build the mesa's application, in its process."""
    memorias = partial(memorias_conectadas, *ajustes.destinos)
    puesto = PuestoDeMesa(
        ajustes.estacion, ajustes.dotacion, ajustes.memoria, memorias, ajustes.huellas_de_red
    )
    _dar_tarjetas(puesto, ajustes)
    return de_mesa.crear_mesa(
        ServiciosDeMesa(
            puesto=puesto,
            impresora=impresora_de(ajustes.impresora, ajustes.impresiones("mesa")),
            reloj=RelojDelEquipo(),
            urna=(UrnaDeOtroEquipo if ajustes.aparte else UrnaDelMismoEquipo)(ajustes.estacion),
            memorias=memorias,
            red=decir_red if ajustes.red is None else partial(str, EN_RED_DE_ESTACION),
        ),
        anfitriones=ajustes.anfitriones("mesa"),
    )


def abrir_urna(ajustes: Ajustes) -> Flask:
    """Build the urna's application, in its process."""
    memorias = partial(memorias_conectadas, *ajustes.destinos)
    puesto = PuestoDeUrna(
        ajustes.estacion, ajustes.dotacion, ajustes.memoria, memorias, ajustes.huellas_de_red
    )
    _dar_tarjetas(puesto, ajustes)
    recibida = puesto.recibida()
    reglas = recibida.sellado.reglas
    demarcacion, _ = recibida.sellado.catalogo.ubicar(recibida.mesa)
    idiomas = cargar(
        demarcacion.planillas,
        reglas.comprobaciones_por_votante.valor,
        de_la_dotacion=recibida.idiomas,
        pedidos=reglas.idiomas.valor,
    )
    return de_urna.crear_urna(
        ServiciosDeUrna(
            puesto=puesto,
            impresora=impresora_de(ajustes.impresora_de_urna, ajustes.impresiones("urna")),
            reloj=RelojDelEquipo(),
            idiomas=idiomas,
            aparte=ajustes.aparte,
        ),
        anfitriones=ajustes.anfitriones("urna"),
    )


def _dar_tarjetas(puesto: Puesto[Any], ajustes: Ajustes) -> None:
    if ajustes.presentes:
        una, otra = (leer_tarjeta(texto.encode(), nip) for texto, nip in ajustes.presentes)
        puesto.abrir((una, otra), hora=RelojDelEquipo().ahora())
