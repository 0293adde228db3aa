"""One part of a station as its process holds it: shut until two cards open it.

Keys are in memory alone, so a restart always ends in *Este equipo espera dos tarjetas*.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from threading import Lock
from typing import ClassVar, Generic, Protocol, TypeVar

from eleccion.arranque.candado import tomar_candado
from eleccion.arranque.dos_equipos import (
    instalar_mesa_aparte,
    instalar_urna_aparte,
    preparar_mesa,
)
from eleccion.arranque.estacion import instalar_estacion
from eleccion.arranque.partes import CarpetaEnMemoria, ParteAbierta
from eleccion.arranque.reapertura import (
    MesaReabierta,
    UrnaReabierta,
    esta_instalada,
    leer_dotacion,
    reabrir_mesa,
    reabrir_urna,
)
from eleccion.arranque.red import RedDistinta, exigir_red
from eleccion.arranque.relevo import OrdenDeRelevo, relevar_estacion
from eleccion.casos.jornada.dotacion_recibida import (
    DotacionRecibida,
    recibir_dotacion,
    revisar_dotacion,
)
from eleccion.casos.jornada.llaves_de_equipo import FUERA_DE_RED, LlavesDeRed, Parte
from eleccion.casos.jornada.mesa.asentar_reapertura import asentar_reapertura
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.instalar_mesa import OrdenDeInstalacion
from eleccion.casos.jornada.mesa.respaldar_mesa import (
    exigir_memoria_en_mesa,
    seguir_sin_memoria_en_mesa,
)
from eleccion.casos.jornada.urna.asentar_reapertura_de_urna import asentar_reapertura_de_urna
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.respaldar_urna import (
    exigir_memoria_en_urna,
    seguir_sin_memoria_en_urna,
)
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.respaldo import RespaldoFaltante, RespaldoInnecesario
from eleccion.errores import ActoIndebido


class EquipoEnEspera(ActoIndebido):
    """Nothing is done before two cards open the part."""

    explicacion: ClassVar[str] = "Este equipo espera dos tarjetas"


class Situacion(StrEnum):
    """What a part's process can do now, whatever its day has come to."""

    SIN_INSTALAR = "sin_instalar"
    EN_ESPERA = "en_espera"
    EN_MARCHA = "en_marcha"


class _Reabierta(Protocol):
    @property
    def equipo(self) -> EquipoMesa | EquipoUrna:
        """What its use cases take."""

    @property
    def parte(self) -> ParteAbierta:
        """Its folder, its database and its memory."""

    def cerrar(self) -> None:
        """Close every connection."""


_R = TypeVar("_R", bound=_Reabierta)


class Puesto(Generic[_R]):
    """What both parts do alike.

    Attributes:
        carpeta: Of the station; the parts stand below it, and nothing else of the other is read.
        dotacion: The file the commission sent.
        memoria: Where the USB memory is, when it was named or connected.
        memorias: Lists the memories that are plugged in: the one with the copy of this part is
            found by itself when the part is opened again.
        red: Keys with which the parts of this machine serve on the wired network.
    """

    parte: ClassVar[Parte]

    def __init__(
        self,
        carpeta: Path,
        dotacion: Path,
        memoria: Path | None = None,
        memorias: Callable[[], tuple[Path, ...]] = tuple,
        red: LlavesDeRed = FUERA_DE_RED,
    ) -> None:
        self.carpeta = carpeta
        self.dotacion = dotacion
        self.memoria = memoria
        self.memorias = memorias
        self.red = red
        self._abierta: _R | None = None
        self._recibida: DotacionRecibida | None = None
        self._turno = Lock()
        self._candado: int | None = None
        self._por_asentar = False

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

    def abrir(self, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime) -> None:
        """Open again with two cards, which its log says; once open, two cards change nothing.

        Raises:
            EquipoEnUso: Another process has it.
            RedDistinta: See the class.
            The errors of ``reabrir_mesa`` and ``reabrir_urna``.
        """
        estaba_abierta = self._abierta is not None
        self._abrir(tarjetas)
        if not estaba_abierta:
            self._por_asentar = True
        self._saldar(partial(self._asentar_reapertura, tarjetas, hora))

    def _saldar(self, asentar: Callable[[], None]) -> None:
        """Write an opening down; where no act may be done without its memory, once that is there.

        A machine that another one took over from finds no memory: its log gets no entry more.
        """
        if self._por_asentar:
            with suppress(RespaldoFaltante):
                asentar()
                self._por_asentar = False

    def _abrir(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
        """Open without a word in the log: it was installed just now."""
        if self.memoria is None and self.situacion is Situacion.EN_ESPERA:
            self.memoria = self._hallar_memoria()
        with self._turno:
            if self._abierta is not None:
                self._exigir(self._abierta, tarjetas)
                return
            candado = tomar_candado(self.carpeta, self.parte)
            try:
                self._abierta = self._exigir_red(self._reabrir(tarjetas))
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
                self._por_asentar = False
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

    def _conectar(self, memoria: Path, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
        """Copy everything of this part to a memory, two cards of the mesa given."""
        self._exigir(self.abierta, tarjetas)
        self.abierta.parte.conectar_memoria(memoria)
        self.memoria = memoria

    def _soltar(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
        """Let the memory go, where the part works with one (``RespaldoInnecesario``)."""
        self._exigir(self.abierta, tarjetas)
        if not self.abierta.parte.trabaja_con_memoria:
            raise RespaldoInnecesario
        self.abierta.parte.base.disco.soltar_memoria()

    def _hallar_memoria(self) -> Path | None:
        """Look for the copy of this part; whether it is of this machine, the opening demands."""
        mesa = self.recibida().mesa
        con_copia = (m for m in self.memorias() if CarpetaEnMemoria.de_mesa(m, mesa).is_dir())
        return next(con_copia, None)

    def _exigir_red(self, abierta: _R) -> _R:
        """Let an opened part go on only under the network key that two officials vouched for."""
        try:
            exigir_red(abierta.equipo, self.parte, getattr(self.red, self.parte))
        except RedDistinta:
            abierta.cerrar()
            raise
        return abierta

    def _reabrir(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> _R:
        raise NotImplementedError

    def _exigir(self, abierta: _R, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
        raise NotImplementedError

    def _asentar_reapertura(self, tarjetas: tuple[Tarjeta, Tarjeta], hora: datetime) -> None:
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
        instalar_estacion(self.carpeta, replace(orden, red=self.red)).cerrar()
        self._recibida = None
        self._abrir(orden.tarjetas)

    def preparar(
        self, arranque: str, integran: tuple[str, ...], tarjetas: tuple[Tarjeta, Tarjeta]
    ) -> bytes:
        """Draw the key of this part and give its sheet, where the urna is another machine.

        Raises:
            The errors of ``preparar_mesa``.
        """
        return preparar_mesa(
            self.carpeta, self.recibida(), arranque, integran, tarjetas, red=self.red.mesa
        )

    def instalar_aparte(self, orden: OrdenDeInstalacion, pliego: bytes) -> None:
        """Install this part alone with the sheet of the urna's machine, and open it.

        Raises:
            The errors of ``instalar_mesa_aparte``.
        """
        instalar_mesa_aparte(self.carpeta, replace(orden, red=self.red), pliego)
        self._recibida = None
        self._abrir(orden.tarjetas)

    def relevar(self, orden: OrdenDeRelevo) -> None:
        """Go on here with the day of a machine that died, and open this part.

        Raises:
            The errors of ``relevar_estacion``.
        """
        relevar_estacion(self.carpeta, replace(orden, red=self.red)).cerrar()
        self._recibida = None
        self.memoria = None
        self._abrir(orden.tarjetas)

    def conectar_memoria(
        self, memoria: Path, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime
    ) -> None:
        """Put a memory beside the mesa; from here on an act is answered for once it is there too.

        Raises:
            The errors of ``ParteAbierta.conectar_memoria`` and ``exigir_memoria_en_mesa``.
        """
        self._conectar(memoria, tarjetas)
        exigir_memoria_en_mesa(self.equipo, tarjetas, hora=hora)
        self._saldar(partial(self._asentar_reapertura, tarjetas, hora))

    def seguir_sin_memoria(
        self, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime, causa: str
    ) -> None:
        """Go on with the mesa's own disk only; its log says why.

        Raises:
            The errors of ``seguir_sin_memoria_en_mesa``.
        """
        self._soltar(tarjetas)
        seguir_sin_memoria_en_mesa(self.equipo, tarjetas, hora=hora, causa=causa)
        self._saldar(partial(self._asentar_reapertura, tarjetas, hora))

    def _reabrir(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> MesaReabierta:
        return reabrir_mesa(self.carpeta, tarjetas, memoria=self.memoria)

    def _exigir(self, abierta: MesaReabierta, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
        abierta.equipo.reconocer_dos_personas(tarjetas)

    def _asentar_reapertura(self, tarjetas: tuple[Tarjeta, Tarjeta], hora: datetime) -> None:
        asentar_reapertura(self.equipo, tarjetas, hora=hora)


class PuestoDeUrna(Puesto[UrnaReabierta]):
    """The process of the ballot box and its kiosks."""

    parte = "urna"

    @property
    def equipo(self) -> EquipoUrna:
        """The open urna (``EquipoEnEspera``)."""
        return self.abierta.equipo

    def instalar_aparte(
        self, ancla: str, pliego: bytes, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime
    ) -> None:
        """Install this part alone with the sheet of the mesa's machine, and open it.

        Args:
            ancla: Short fingerprint, typed from paper.

        Raises:
            The errors of ``recibir_dotacion`` and ``instalar_urna_aparte``.
        """
        recibida = recibir_dotacion(self.dotacion, ancla)
        instalar_urna_aparte(
            self.carpeta,
            recibida,
            self.dotacion,
            pliego,
            tarjetas,
            hora=hora,
            red=self.red.urna,
        )
        self._recibida = None
        self._abrir(tarjetas)

    def conectar_memoria(self, memoria: Path, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
        """Put a memory beside the urna; no receipt from here on for a ballot that is not there too.

        Raises:
            The errors of ``ParteAbierta.conectar_memoria`` and ``exigir_memoria_en_urna``.
        """
        self._conectar(memoria, tarjetas)
        exigir_memoria_en_urna(self.equipo, tarjetas)
        self._saldar(partial(asentar_reapertura_de_urna, self.equipo, tarjetas))

    def seguir_sin_memoria(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
        """Go on with the urna's own disk only; the mesa says why.

        Raises:
            The errors of ``seguir_sin_memoria_en_urna``.
        """
        self._soltar(tarjetas)
        seguir_sin_memoria_en_urna(self.equipo, tarjetas)
        self._saldar(partial(asentar_reapertura_de_urna, self.equipo, tarjetas))

    def _reabrir(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> UrnaReabierta:
        return reabrir_urna(self.carpeta, tarjetas, memoria=self.memoria)

    def _exigir(self, abierta: UrnaReabierta, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
        abierta.equipo.exigir_dos_personas(tarjetas)

    def _asentar_reapertura(self, tarjetas: tuple[Tarjeta, Tarjeta], _: datetime) -> None:
        asentar_reapertura_de_urna(self.equipo, tarjetas)
