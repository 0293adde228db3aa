"""The kiosks of a station: which browsers are kiosks, and how far the voter in front of each is.

A kiosk is a browser where two cards of the mesa were typed. Its cookie is a MAC under a key that
comes from the urna's own, so that a restart forgets no kiosk and needs no list of them. How far a
voter is, is in memory only, and holds no choice, pase, hour or order.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from hashlib import sha256
from threading import Lock
from typing import ClassVar

from eleccion.casos.tarjetas import TarjetaNoReconocida
from eleccion.errores import ActoIndebido


class Paso(StrEnum):
    """How far the voter in front of a kiosk is.

    A reload of the page, a dead browser or a dead machine leaves one of these, and the screen says
    which; none of them is half a vote. Every kiosk begins ``reiniciado``.
    """

    REINICIADO = "reiniciado"
    BLOQUEADO = "bloqueado"
    HABILITADO = "habilitado"
    CON_PAPEL = "con_papel"
    CANCELADO = "cancelado"
    GUARDADO = "guardado"
    COMPROBADO = "comprobado"


class KioscoOcupado(ActoIndebido):
    """The kiosk is not where that act begins."""

    explicacion: ClassVar[str] = "El kiosco no está en ese paso"


_SIGUIENTES: dict[Paso, frozenset[Paso]] = {
    Paso.REINICIADO: frozenset(
        {Paso.HABILITADO, Paso.BLOQUEADO, Paso.CANCELADO, Paso.GUARDADO, Paso.COMPROBADO}
    ),
    Paso.BLOQUEADO: frozenset({Paso.HABILITADO}),
    Paso.HABILITADO: frozenset({Paso.BLOQUEADO, Paso.CON_PAPEL, Paso.GUARDADO, Paso.COMPROBADO}),
    # A second paper is printed only when the first did not come out.
    Paso.CON_PAPEL: frozenset({Paso.CON_PAPEL, Paso.CANCELADO, Paso.GUARDADO, Paso.BLOQUEADO}),
    Paso.CANCELADO: frozenset({Paso.BLOQUEADO}),
    Paso.GUARDADO: frozenset({Paso.HABILITADO}),
    Paso.COMPROBADO: frozenset({Paso.HABILITADO}),
}


class Kioscos:
    """Steps of every kiosk of this process, by the name of its browser."""

    def __init__(self) -> None:
        self._pasos: dict[str, Paso] = {}
        self._turnos: dict[str, Lock] = {}
        self._candado = Lock()

    def paso(self, nombre: str) -> Paso:
        """Say how far a kiosk is."""
        with self._candado:
            return self._pasos.get(nombre, Paso.REINICIADO)

    @contextmanager
    def pasar(self, nombre: str, hacia: Paso) -> Iterator[None]:
        """Move a kiosk once what is done meanwhile succeeds; nobody else moves it before.

        Raises:
            KioscoOcupado: There is no way from where it is.
        """
        # Each kiosk has a turn of its own: no voter waits for the printer of another.
        with self._candado:
            turno = self._turnos.setdefault(nombre, Lock())
        with turno:
            desde = self.paso(nombre)
            if hacia not in _SIGUIENTES[desde]:
                raise KioscoOcupado(f"está {desde.replace('_', ' ')}")
            yield
            with self._candado:
                self._pasos[nombre] = hacia


class TarjetaDesconocida(TarjetaNoReconocida):
    """What was given is neither a card that opened this urna, nor the NIP of one."""

    explicacion: ClassVar[str] = "No es la tarjeta ni el NIP de quien abrió este equipo"


class Conocidas:
    """Cards given at this process, so that enabling a kiosk takes one scan or one NIP.

    What is kept is a MAC under a key of this process: neither a card's text nor a NIP. Enabling is
    a count; every act that signs asks for the card and its NIP again.
    """

    def __init__(self) -> None:
        self._llave = secrets.token_bytes(32)
        self._marcas: set[bytes] = set()
        self._candado = Lock()

    def agregar(self, texto: str, nip: str) -> None:
        """Know a card that was checked."""
        with self._candado:
            self._marcas |= {self._marca(texto), self._marca(nip)}

    def exigir(self, dado: str) -> None:
        """Take a card's text, or the NIP of one.

        Raises:
            TarjetaDesconocida: See the class.
        """
        with self._candado:
            if self._marca(dado.strip()) not in self._marcas:
                raise TarjetaDesconocida

    def _marca(self, texto: str) -> bytes:
        return hmac.new(self._llave, texto.encode(), sha256).digest()


def emparejar(secreto: bytes, nombre: str) -> str:
    """Give the text that makes a browser a kiosk of this urna.

    Args:
        secreto: The one the urna's key rests under, which two cards open.
    """
    propia = hmac.new(secreto, b"eleccion-jpc/kiosco/v1", sha256).digest()
    return hmac.new(propia, nombre.encode(), sha256).hexdigest()


def es_kiosco(secreto: bytes, nombre: str, texto: str) -> bool:
    """Tell whether a browser brought its own text."""
    return hmac.compare_digest(emparejar(secreto, nombre).encode(), texto.encode())
