"""One part of a station as its process holds it: shut until two cards open it.

Keys are in memory alone, so a restart always ends in *Este equipo espera dos tarjetas*.
"""

from __future__ import annotations

import fcntl
import os
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import ClassVar, Generic, Protocol, TypeVar

from eleccion.arranque.estacion import instalar_estacion
from eleccion.arranque.reapertura import (
    MesaReabierta,
    UrnaReabierta,
    esta_instalada,
    leer_dotacion,
    reabrir_mesa,
    reabrir_urna,
)
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida, revisar_dotacion
from eleccion.casos.jornada.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.equipo_urna import EquipoUrna
from eleccion.casos.jornada.instalar_mesa import OrdenDeInstalacion
from eleccion.casos.jornada.llaves_de_equipo import Parte
from eleccion.casos.tarjetas import Tarjeta
from eleccion.errores import ActoIndebido

_CANDADO = ".en-uso"


class EquipoEnEspera(ActoIndebido):
    """Nothing is done before two cards open the part."""

    explicacion: ClassVar[str] = "Este equipo espera dos tarjetas"


class EquipoEnUso(ActoIndebido):
    """Another process has the part open: two writers would break its log."""

    explicacion: ClassVar[str] = "Otro programa tiene abierto este equipo; ciérrelo primero"


class Situacion(StrEnum):
    """What a part's process can do now, whatever its day has come to."""

    SIN_INSTALAR = "sin_instalar"
    EN_ESPERA = "en_espera"
    EN_MARCHA = "en_marcha"


class _Reabierta(Protocol):
    def cerrar(self) -> None:
        """Close every connection."""


_R = TypeVar("_R", bound=_Reabierta)


class Puesto(Generic[_R]):
    """What both parts do alike.

    Attributes:
        carpeta: Of the station; the parts stand below it, and nothing else of the other is read.
        dotacion: The file the commission sent.
        memoria: Where the USB memory would be, when the station works with one.
    """

    parte: ClassVar[Parte]

    def __init__(self, carpeta: Path, dotacion: Path, memoria: Path | None = None) -> None:
        self.carpeta = carpeta
        self.dotacion = dotacion
        self.memoria = memoria
        self._abierta: _R | None = None
        self._recibida: DotacionRecibida | None = None
        self._turno = Lock()
        self._candado: int | None = None

    @property
    def situacion(self) -> Situacion:
        """Tell whether it was installed, and whether two cards opened it."""
        if self._abierta is not None:
            return Situacion.EN_MARCHA
        instalada = esta_instalada(self.carpeta, self.parte)
        return Situacion.EN_ESPERA if instalada else Situacion.SIN_INSTALAR

    def recibida(self) -> DotacionRecibida:
        """Give the dotación: the installed one, or the file before any instalación.

        Before the instalación its fingerprint is only what the file says of itself; the officials
        compare it with the one on paper.

        Raises:
            The errors of ``recibir_dotacion``.
        """
        with self._turno:
            if self._recibida is None:
                self._recibida = (
                    leer_dotacion(self.carpeta, self.parte)
                    if esta_instalada(self.carpeta, self.parte)
                    else revisar_dotacion(self.dotacion)
                )
            return self._recibida

    def abrir(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
        """Open with two cards; once open, two cards of the mesa change nothing.

        Raises:
            EquipoEnUso: Another process has it.
            The errors of ``reabrir_mesa`` and ``reabrir_urna``.
        """
        with self._turno:
            if self._abierta is not None:
                self._exigir(self._abierta, tarjetas)
                return
            candado = self._tomar_candado()
            try:
                self._abierta = self._reabrir(tarjetas)
            except BaseException:
                os.close(candado)
                raise
            self._candado = candado

    def cerrar(self) -> None:
        """Forget the keys and close every connection."""
        with self._turno:
            if self._abierta is not None:
                self._abierta.cerrar()
                self._abierta = None
            if self._candado is not None:
                os.close(self._candado)
                self._candado = None

    @property
    def abierta(self) -> _R:
        """What two cards opened.

        Raises:
            EquipoEnEspera: They did not yet.
        """
        if self._abierta is None:
            raise EquipoEnEspera
        return self._abierta

    def _tomar_candado(self) -> int:
        ruta = self.carpeta / self.parte / _CANDADO
        descriptor = os.open(ruta, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as falla:
            os.close(descriptor)
            raise EquipoEnUso(self.parte) from falla
        return descriptor

    def _reabrir(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> _R:
        raise NotImplementedError

    def _exigir(self, abierta: _R, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
        raise NotImplementedError


class PuestoDeMesa(Puesto[MesaReabierta]):
    """The process of the officials' table."""

    parte = "mesa"

    @property
    def equipo(self) -> EquipoMesa:
        """The open mesa (``EquipoEnEspera``)."""
        return self.abierta.equipo

    def instalar(self, orden: OrdenDeInstalacion) -> None:
        """Install both parts on this machine, and open this one; the urna waits for its two cards.

        Raises:
            The errors of ``instalar_estacion``.
        """
        instalar_estacion(self.carpeta, orden).cerrar()
        self._recibida = None
        self.abrir(orden.tarjetas)

    def _reabrir(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> MesaReabierta:
        return reabrir_mesa(self.carpeta, tarjetas, memoria=self.memoria)

    def _exigir(self, abierta: MesaReabierta, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
        abierta.equipo.exigir_dos_personas(tarjetas)


class PuestoDeUrna(Puesto[UrnaReabierta]):
    """The process of the ballot box and its kiosks."""

    parte = "urna"

    @property
    def equipo(self) -> EquipoUrna:
        """The open urna (``EquipoEnEspera``)."""
        return self.abierta.equipo

    def _reabrir(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> UrnaReabierta:
        return reabrir_urna(self.carpeta, tarjetas, memoria=self.memoria)

    def _exigir(self, abierta: UrnaReabierta, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
        abierta.equipo.exigir_dos_personas(tarjetas)
