"""The threads of one part: a request that never ends keeps none of them.

gunicorn waits a while for the first byte of a request and for ever for the rest of it. A laptop
whose cable is pulled half way sends no end, so each such one, or whoever plugs in and means it,
takes a thread from the voters until the machine is started again.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Lock
from time import monotonic
from typing import Any, Final

from gunicorn.workers.gthread import ThreadWorker

PLAZO_S: Final = 15.0
"""Seconds to hand over a whole request; a page of ours gives up after twenty without an answer."""


class HilosConPlazo(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """Threads that stop reading from whoever does not finish; what is being answered goes out."""

    def __init__(self, *argumentos: Any, **opciones: Any) -> None:
        super().__init__(*argumentos, **opciones)
        self._desde: dict[Any, float] = {}
        self._candado = Lock()

    def handle(self, conn: Any) -> Any:
        """Serve one request, within its time to come."""
        with self._candado:
            self._desde[conn] = monotonic()
        try:
            return super().handle(conn)
        finally:
            with self._candado:
                self._desde.pop(conn, None)

    def murder_pending(self) -> None:
        """Look, each second, for who takes too long too."""
        super().murder_pending()
        self.cortar(monotonic())

    def cortar(self, ahora: float) -> None:
        """End the reading of every request that began more than ``PLAZO_S`` before.

        Args:
            ahora: Seconds of the monotonic clock.
        """
        with self._candado:
            lentas = [conn for conn, desde in self._desde.items() if ahora - desde > PLAZO_S]
            for conn in lentas:
                del self._desde[conn]
        for conn in lentas:
            # Of the socket below: TLS has no half to shut. Only reading ends, so that an act that
            # takes long, such as a paper that is printed, is answered all the same.
            with suppress(OSError):
                socket.socket.shutdown(conn.sock, socket.SHUT_RD)
