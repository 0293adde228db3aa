"""What is said aloud and typed by other hands: the same letters and figures are the same word.

The code of the morning is announced in public and typed at every mesa, by people in a hurry. That
somebody wrote it with a blank or without its accent says nothing of when a log was begun.

Page: docs/formato-bitacora.md, ``ArranqueAnunciado``.
"""

from __future__ import annotations

from typing import Final
from unicodedata import normalize

from auditoria.errores import ReglaRota

MINIMO: Final = 4
"""Letters and figures of a code of the morning: fewer could be guessed the evening before."""

_CONFUNDIBLES: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
"""As in the short codes (docs/formato-codigos.md): nobody hears which of both it was."""


class ArranqueDistinto(ReglaRota):
    """The log begins with another code than the one announced that morning.

    A slip of who typed it, or a log begun before: the papers of that mesa and who was there tell.
    """

    explicacion = "El código de arranque no es el que se anunció"


def llano(texto: str) -> str:
    """Leave letters and figures: one word is typed with other blanks and strokes each time."""
    return "".join(signo for signo in normalize("NFKD", texto).upper() if signo.isalnum())


def exigir_arranque(escrito: str, anunciado: str) -> None:
    """Demand that what a mesa typed is the code that was announced (``ArranqueDistinto``)."""
    if _oido(escrito) != _oido(anunciado):
        raise ArranqueDistinto(f"dice {escrito} y se anunció {anunciado}")


def _oido(codigo: str) -> str:
    return llano(codigo).translate(_CONFUNDIBLES)
