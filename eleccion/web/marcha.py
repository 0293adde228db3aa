"""Run the parts of a station: one process each, watched by a parent that ends them together.

One worker with threads, because a part has one writer; no access log, because the hour of a request
is the hour of a vote. A worker that dies is started again by itself and waits for two cards.
"""

from __future__ import annotations

import ctypes
import errno
import multiprocessing
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Any, ClassVar, Final

from flask import Flask
from gunicorn.app.base import BaseApplication

from eleccion.errores import ActoIndebido
from eleccion.web.hilos import HilosConPlazo

LAZO: Final = "127.0.0.1"
_HILOS: Final = 8
_ESPERA_S: Final = 10.0
_ARRANQUE_S: Final = 120.0
_PASO_S: Final = 0.1
_PR_SET_PDEATHSIG: Final = 1


class PuertoOcupado(ActoIndebido):
    """Another program listens there: it may be this one, started twice."""

    explicacion: ClassVar[str] = "Otro programa ocupa ese puerto; ciérrelo o elija otro"


class DireccionAusente(ActoIndebido):
    """The cable is not plugged in, or the address is another machine's."""

    explicacion: ClassVar[str] = "Este equipo no tiene esa dirección; revise el cable de la red"


class RedSinCifra(ActoIndebido):
    """Nothing is served in clear on a network, whoever asks for it."""

    explicacion: ClassVar[str] = "En una red sólo se sirve con cifra"


class ParteCaida(ActoIndebido):
    """A part's process ended by itself, or never began."""

    explicacion: ClassVar[str] = "Una parte de la estación se detuvo; enciéndala otra vez"


@dataclass(frozen=True, slots=True)
class Servicio:
    """One part to run.

    Attributes:
        anfitrion: Name in its addresses.
        crear: Builds its application, in its own process; it travels there, so it is picklable.
        direccion: Where it listens besides this machine's loopback.
        llave_de_red: PEM file with key and certificate; with it everything it serves is encrypted,
            and without it nothing leaves the machine.

    Raises:
        RedSinCifra: An address of a network without a key.
    """

    parte: str
    anfitrion: str
    puerto: int
    crear: Callable[[], Flask]
    direccion: str = LAZO
    llave_de_red: Path | None = None

    def __post_init__(self) -> None:
        if self.direccion != LAZO and self.llave_de_red is None:
            raise RedSinCifra(self.direccion)

    @property
    def url(self) -> str:
        """Address to open."""
        esquema = "http" if self.llave_de_red is None else "https"
        return f"{esquema}://{self.anfitrion}:{self.puerto}/"


class _Gunicorn(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    def __init__(self, servicio: Servicio) -> None:
        self._servicio = servicio
        super().__init__()

    def load_config(self) -> None:
        opciones: dict[str, Any] = {
            "bind": [f"{d}:{self._servicio.puerto}" for d in {self._servicio.direccion, LAZO}],
            "workers": 1,
            "threads": _HILOS,
            "worker_class": HilosConPlazo,
            "timeout": 120,
            "graceful_timeout": 5,
            "accesslog": None,
            "loglevel": "warning",
            "proc_name": f"eleccion-{self._servicio.parte}",
            "control_socket_disable": True,
        }
        if self._servicio.llave_de_red is not None:
            opciones["certfile"] = opciones["keyfile"] = str(self._servicio.llave_de_red)
            opciones["ssl_context"] = _solo_tls_1_3
        for nombre, valor in opciones.items():
            self.cfg.set(nombre, valor)

    def load(self) -> Flask:
        return self._servicio.crear()


def _solo_tls_1_3(_: object, crear: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    """Only what today's browsers speak: there is no old client at a station."""
    contexto = crear()
    contexto.minimum_version = ssl.TLSVersion.TLSv1_3
    return contexto


def _servir(servicio: Servicio) -> None:
    # A parent that is killed must not leave a part serving with nobody watching it.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM))
    _Gunicorn(servicio).run()


class Marcha:
    """Parts running, until told to end. Use it as a context manager."""

    def __init__(self, servicios: Sequence[Servicio]) -> None:
        self.servicios = tuple(servicios)
        self._procesos: list[BaseProcess] = []
        self._fin = threading.Event()
        self._anteriores: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Marcha:
        """Start every part and wait until each listens.

        Raises:
            DireccionAusente, PuertoOcupado, ParteCaida: One does not.
        """
        for servicio in self.servicios:
            _exigir_libre(servicio)
        for senal in (signal.SIGINT, signal.SIGTERM):
            self._anteriores[senal] = signal.signal(senal, self._pedir_fin)
        contexto = multiprocessing.get_context("spawn")
        try:
            for servicio in self.servicios:
                proceso: BaseProcess = contexto.Process(
                    target=_servir, args=(servicio,), name=f"eleccion-{servicio.parte}"
                )
                proceso.start()
                self._procesos.append(proceso)
            for servicio, proceso in zip(self.servicios, self._procesos, strict=True):
                self._esperar(servicio, proceso)
        except BaseException:
            self._terminar()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._terminar()

    def seguir(self) -> None:
        """Wait until an interruption, a request to end, or a part that stops by itself.

        Raises:
            ParteCaida: A part stopped.
        """
        while not self._fin.wait(_PASO_S * 5):
            for servicio, proceso in zip(self.servicios, self._procesos, strict=True):
                if not proceso.is_alive():
                    raise ParteCaida(servicio.parte)

    def _pedir_fin(self, _senal: int, _marco: FrameType | None) -> None:
        self._fin.set()

    def _esperar(self, servicio: Servicio, proceso: BaseProcess) -> None:
        for _ in range(int(_ARRANQUE_S / _PASO_S)):
            with socket.socket() as enchufe:
                enchufe.settimeout(1.0)
                if enchufe.connect_ex((servicio.direccion, servicio.puerto)) == 0:
                    return
            if not proceso.is_alive():
                break
            self._fin.wait(_PASO_S)
        raise ParteCaida(servicio.parte)

    def _terminar(self) -> None:
        for proceso in self._procesos:
            if proceso.is_alive():
                proceso.terminate()
        for proceso in self._procesos:
            proceso.join(_ESPERA_S)
            if proceso.is_alive():
                proceso.kill()
                proceso.join()
        self._procesos.clear()
        for senal, anterior in self._anteriores.items():
            signal.signal(senal, anterior)
        self._anteriores.clear()


def _exigir_libre(servicio: Servicio) -> None:
    with socket.socket() as enchufe:
        enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            enchufe.bind((servicio.direccion, servicio.puerto))
        except OSError as falla:
            if falla.errno == errno.EADDRNOTAVAIL:
                raise DireccionAusente(servicio.direccion) from falla
            raise PuertoOcupado(str(servicio.puerto)) from falla
