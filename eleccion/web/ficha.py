"""Against forged requests: every form carries a text that only pages of this browser are given.

The browser holds a random cookie, and nothing else; the text is its MAC under a key that lives as
long as the process. Nobody is remembered: a browser without the cookie simply gets another.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import ClassVar, Final

from flask import Flask, Response, current_app, g, request

from eleccion.errores import ActoIndebido

CAMPO: Final = "ficha"
CABECERA: Final = "X-Ficha"
SEGUROS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_LARGO: Final = 43


class FichaAjena(ActoIndebido):
    """The form is not one this process gave to this browser."""

    explicacion: ClassVar[str] = "La página quedó abierta desde antes de que el equipo reiniciara"


class Fichas:
    """The texts of one process.

    Attributes:
        galleta: Name of the cookie, which carries that of the part.
    """

    def __init__(self, parte: str) -> None:
        self.galleta = f"{parte}_navegador"
        self._llave = secrets.token_bytes(32)

    def ficha(self) -> str:
        """Give the text for the forms of this browser."""
        return self._de(navegador())

    def poner(self, app: Flask) -> None:
        """Recognise the browser of each request, and refuse what carries no text of its own."""
        app.extensions[CAMPO] = self

        @app.before_request
        def reconocer() -> None:
            traido = request.cookies.get(self.galleta, "")
            g.navegador_nuevo = len(traido) != _LARGO
            g.navegador = secrets.token_urlsafe(32) if g.navegador_nuevo else traido
            if request.method not in SEGUROS:
                self._exigir()

        @app.after_request
        def presentar(respuesta: Response) -> Response:
            if g.get("navegador_nuevo"):
                respuesta.set_cookie(
                    self.galleta,
                    g.navegador,
                    httponly=True,
                    samesite="Strict",
                    secure=request.is_secure,
                )
            return respuesta

    def _exigir(self) -> None:
        # A browser says from where a request comes; pages of another origin have no business here.
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            raise FichaAjena
        dada = request.headers.get(CABECERA) or request.form.get(CAMPO, "")
        if not hmac.compare_digest(dada.encode(), self.ficha().encode()):
            raise FichaAjena

    def _de(self, nombre: str) -> str:
        return hmac.new(self._llave, nombre.encode(), sha256).hexdigest()


def dar_ficha() -> str:
    """Give the text for the forms of the browser that asks."""
    fichas: Fichas = current_app.extensions[CAMPO]
    return fichas.ficha()


def renovar_navegador() -> str:
    """Give this browser another name, from this answer on, and say which.

    A name that somebody saw, or planted, before a card was given is worth nothing after it.
    """
    g.navegador, g.navegador_nuevo = secrets.token_urlsafe(32), True
    return navegador()


def navegador() -> str:
    """Name of the browser that asks: random, and of nobody."""
    nombre: str = g.navegador
    return nombre
