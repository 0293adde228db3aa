"""Who begins a request and never ends it keeps no thread from the voters."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Thread

import pytest
from gunicorn.config import Config
from gunicorn.workers import gthread

from eleccion.web.hilos import PLAZO_S, HilosConPlazo

MUCHO_S = 60
"""A limit for what hangs, not a measure."""


@dataclass(eq=False)
class Conexion:
    """A connection as the worker holds it, and a socket that tells when it is being read."""

    sock: socket.socket
    empezo: socket.socket


@pytest.fixture
def enchufes() -> Iterator[tuple[socket.socket, socket.socket]]:
    """The two ends of a connection."""
    propio, ajeno = socket.socketpair()
    with propio, ajeno:
        ajeno.settimeout(MUCHO_S)
        yield propio, ajeno


@pytest.fixture
def hilos(monkeypatch: pytest.MonkeyPatch) -> Iterator[HilosConPlazo]:
    """A worker that serves nobody yet: what it does with a request is read one byte and answer."""

    def servir(_: gthread.ThreadWorker, conn: Conexion) -> bytes:
        conn.empezo.sendall(b".")
        leido: bytes = conn.sock.recv(1)
        conn.sock.sendall(b"respuesta")
        return leido

    monkeypatch.setattr(gthread.ThreadWorker, "handle", servir)
    propios = HilosConPlazo(0, 0, [], None, MUCHO_S, Config(), None)
    yield propios
    propios.tmp.close()


@pytest.mark.parametrize(("segundos", "cortada"), [(PLAZO_S + 1, True), (PLAZO_S / 2, False)])
def test_una_peticion_que_no_acaba_suelta_su_hilo(
    hilos: HilosConPlazo,
    enchufes: tuple[socket.socket, socket.socket],
    segundos: float,
    cortada: bool,
) -> None:
    """Eight cables pulled half way would leave no voter served; control: one in time is read."""
    propio, ajeno = enchufes
    aviso, empezo = socket.socketpair()
    with aviso, empezo:
        leidos: list[bytes] = []
        conn = Conexion(propio, empezo)
        hilo = Thread(target=lambda: leidos.append(hilos.handle(conn)))
        hilo.start()
        aviso.settimeout(MUCHO_S)
        aviso.recv(1)
        (desde,) = hilos._desde.values()
        hilos.cortar(desde + segundos)
        if not cortada:
            ajeno.sendall(b"x")
        hilo.join(MUCHO_S)
        # Whatever was read, what is answered goes out.
        assert ajeno.recv(20) == b"respuesta"
    assert leidos == [b"" if cortada else b"x"]
    assert hilos._desde == {}
