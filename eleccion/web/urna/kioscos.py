"""The kiosks of a station: which browsers are kiosks, and how far the voter in front of each is.

A kiosk is a browser where two cards of the mesa were typed. Its cookie is a MAC under a key that
comes from the urna's own, so that a restart forgets no kiosk and needs no list of them. How far a
voter is, is in memory only, and holds no choice, pase, hour or order.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from enum import StrEnum
from hashlib import sha256
from threading import Lock
from typing import ClassVar, Final

from boletas.cripto.credencial import tiene_forma_de_credencial
from eleccion.casos.tarjetas import TarjetaImpresa, TarjetaNoReconocida
from eleccion.errores import ActoIndebido


class Paso(StrEnum):
    """How far the voter in front of a kiosk is.

    A reload of the page, a dead browser or a dead machine leaves one of these, and the screen says
    which; none of them is half a vote. Every kiosk begins ``reiniciado``.
    """

    REINICIADO = "reiniciado"
    BLOQUEADO = "bloqueado"
    SE_FUE = "se_fue"
    HABILITADO = "habilitado"
    CON_PAPEL = "con_papel"
    SIN_PAPEL = "sin_papel"
    CANCELADO = "cancelado"
    GUARDADO = "guardado"
    COMPROBADO = "comprobado"


MAX_PREGUNTAS: Final = 12
"""Pases that a voter may ask for each time that the way is given.

The public halves are published before the day: a kiosk that answered for each of them at any time
would tell which ballot came between two voters."""


class KioscoOcupado(ActoIndebido):
    """The kiosk is not where that act begins."""

    explicacion: ClassVar[str] = "El kiosco no está en ese paso"


_SIGUIENTES: dict[Paso, frozenset[Paso]] = {
    Paso.REINICIADO: frozenset(
        {
            Paso.HABILITADO,
            Paso.BLOQUEADO,
            Paso.SIN_PAPEL,
            Paso.CANCELADO,
            Paso.GUARDADO,
            Paso.COMPROBADO,
        }
    ),
    Paso.BLOQUEADO: frozenset({Paso.HABILITADO}),
    Paso.SE_FUE: frozenset({Paso.HABILITADO}),
    # No paper, no vote: there is no way from here to a vote kept.
    Paso.HABILITADO: frozenset({Paso.SE_FUE, Paso.CON_PAPEL, Paso.COMPROBADO}),
    # To itself only with a card: an official prints again when the answer of the first was lost.
    Paso.CON_PAPEL: frozenset(
        {Paso.CON_PAPEL, Paso.SIN_PAPEL, Paso.CANCELADO, Paso.GUARDADO, Paso.BLOQUEADO}
    ),
    Paso.SIN_PAPEL: frozenset({Paso.SIN_PAPEL, Paso.CON_PAPEL, Paso.BLOQUEADO}),
    Paso.CANCELADO: frozenset({Paso.BLOQUEADO}),
    Paso.GUARDADO: frozenset({Paso.HABILITADO}),
    Paso.COMPROBADO: frozenset({Paso.HABILITADO}),
}


class Kioscos:
    """Steps of every kiosk of this process, by the name of its browser."""

    def __init__(self) -> None:
        self._pasos: dict[str, Paso] = {}
        self._preguntas: dict[str, int] = {}
        self._turnos: dict[str, Lock] = {}
        self._candado = Lock()
        self._vuelta = Lock()

    def paso(self, nombre: str) -> Paso:
        """Say how far a kiosk is."""
        with self._candado:
            return self._pasos.get(nombre, Paso.REINICIADO)

    @contextmanager
    def pasar(self, nombre: str, hacia: Paso, *, sin_papel: bool = False) -> Iterator[Paso]:
        """Move a kiosk once what is done meanwhile succeeds; nobody else moves it before.

        Args:
            sin_papel: Votes leave no paper here: they are kept from where one would be printed.

        Yields:
            Where it was.

        Raises:
            KioscoOcupado: There is no way from where it is.
        """
        # Each kiosk has a turn of its own: no voter waits for the printer of another.
        with self._candado:
            turno = self._turnos.setdefault(nombre, Lock())
        with turno:
            desde = self.paso(nombre)
            directo = sin_papel and (desde, hacia) == (Paso.HABILITADO, Paso.GUARDADO)
            if not directo and hacia not in _SIGUIENTES[desde]:
                raise KioscoOcupado(f"está {desde.replace('_', ' ')}")
            # After a restart kiosks are told apart by counts alone, so they go on one by one.
            with self._vuelta if desde is Paso.REINICIADO else nullcontext():
                yield desde
                with self._candado:
                    self._pasos[nombre] = hacia
                    self._preguntas.pop(nombre, None)

    def preguntar(self, nombre: str) -> None:
        """Count a question about a pase; a voter mistypes one, nobody asks for a whole list.

        Raises:
            KioscoOcupado: Too many since the kiosk moved; an official gives the way again.
        """
        with self._candado:
            hechas = self._preguntas[nombre] = self._preguntas.get(nombre, 0) + 1
        if hechas > MAX_PREGUNTAS:
            raise KioscoOcupado("preguntó por demasiados pases")


class TarjetaDesconocida(TarjetaNoReconocida):
    """What was given is not a card that opened this urna."""

    explicacion: ClassVar[str] = "Esa tarjeta todavía no da el paso en esta urna"
    que_hacer: ClassVar[str] = (
        "Use la de una persona que abrió la urna. Para que otra persona de la mesa también dé el"
        " paso, toquen «Otra persona da el paso» en la pantalla de espera."
    )


class PaseEnLugarDeTarjeta(ActoIndebido):
    """A voter gave the pase where an official gives a card; nothing of it is kept or counted."""

    explicacion: ClassVar[str] = "Eso es un pase: guárdelo hasta que la mesa le dé el paso"


class Conocidas:
    """Cards given at this process, so that enabling a kiosk takes one scan.

    What is kept is a MAC under a key of this process, not a card's text. Enabling is a count; every
    act that signs asks for the card and its NIP, which is never typed in front of a voter. The text
    of a card is a key of its own, so that wrong ones need no waiting: none is found by trying, and
    no voter can make officials wait.
    """

    def __init__(self) -> None:
        self._llave = secrets.token_bytes(32)
        self._marcas: dict[bytes, str] = {}
        self._candado = Lock()

    def agregar(self, texto: str) -> None:
        """Know a card that was checked."""
        clave = TarjetaImpresa.leer(texto.encode()).nombre.rpartition("/")[2]
        with self._candado:
            self._marcas[self._marca(texto)] = clave

    def olvidar(self, clave: str) -> None:
        """Know a card no more, by its key in the mesa."""
        with self._candado:
            self._marcas = {m: suya for m, suya in self._marcas.items() if suya != clave}

    def exigir(self, dado: str) -> None:
        """Take a card's text.

        Raises:
            PaseEnLugarDeTarjeta, TarjetaDesconocida: See the classes.
        """
        dado = dado.strip()
        if tiene_forma_de_credencial(dado):
            raise PaseEnLugarDeTarjeta
        with self._candado:
            if self._marca(dado) not in self._marcas:
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
