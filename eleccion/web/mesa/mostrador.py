"""The person in front of each browser of the mesa: in memory, and forgotten when they leave.

What is known of them is in no address, no cookie and no file: a page that is loaded again shows
the same card, and a restart shows none.
"""

from __future__ import annotations

import secrets
from collections import deque
from dataclasses import dataclass, field
from threading import RLock
from typing import Final, TypeAlias

from eleccion.dominio.buscador import Hallazgo
from eleccion.dominio.entrega import Entrega
from eleccion.dominio.lista_nominal import Respuesta
from eleccion.dominio.registro_en_mesa import RespuestaDeRegistro

Contestada: TypeAlias = Respuesta | RespuestaDeRegistro
"""What a mesa answers, with a list or without one."""

_TRAMITES_RECORDADOS: Final = 400


@dataclass(frozen=True, slots=True)
class Atencion:
    """What the table knows of whoever stands there.

    Attributes:
        respuesta: Answer of the mesa; ``None`` while several names are on the screen.
        hallazgo: Names found by a search.
        marcada: The mark was put from this browser just now.
        entrega: What is handed with that mark, where the mesa gives both.
        folio: Of the constancia; 0 for none.
        impresa: The constancia came out.
        aviso: What the screen says first; empty for nothing.
        adicional: Somebody was just written on the additional list.
        vigencia: Year that was typed from the card of whoever is chosen on the screen.
        buscado: What was typed, to be compared with the card where nobody was found.
    """

    respuesta: Contestada | None = field(default=None, repr=False)
    hallazgo: Hallazgo | None = field(default=None, repr=False)
    marcada: bool = False
    entrega: Entrega | None = None
    folio: int = 0
    impresa: bool = False
    aviso: str = ""
    adicional: bool = False
    vigencia: int | None = field(default=None, repr=False)
    buscado: str = field(default="", repr=False)


class Mostrador:
    """One place per browser.

    Attributes:
        turno: Taken by each act at the table, so that a double click is two acts in a row.
    """

    def __init__(self) -> None:
        self.turno = RLock()
        self._lugares: dict[str, Atencion] = {}

    def atencion(self, navegador: str) -> Atencion | None:
        """Give whoever stands at a browser."""
        with self.turno:
            return self._lugares.get(navegador)

    def atender(self, navegador: str, atencion: Atencion) -> None:
        """Put somebody at a browser, in place of whoever stood there."""
        with self.turno:
            self._lugares[navegador] = atencion

    def despedir(self, navegador: str) -> None:
        """Forget whoever stood there."""
        with self.turno:
            self._lugares.pop(navegador, None)


class Recados:
    """What was done, said once on the next screen of the browser that did it."""

    def __init__(self) -> None:
        self._textos: dict[str, str] = {}
        self._candado = RLock()

    def dejar(self, navegador: str, texto: str) -> None:
        """Leave a text for a browser."""
        with self._candado:
            self._textos[navegador] = texto

    def tomar(self, navegador: str) -> str:
        """Give it, and forget it; empty when there is none."""
        with self._candado:
            return self._textos.pop(navegador, "")


class Tramites:
    """Forms that were sent: the second press of a button is not a second act."""

    def __init__(self) -> None:
        self._hechos: deque[str] = deque(maxlen=_TRAMITES_RECORDADOS)
        self._candado = RLock()

    def nuevo(self) -> str:
        """Give the text of one form."""
        return secrets.token_hex(8)

    def estrenar(self, tramite: str) -> bool:
        """Tell whether this form comes for the first time; a form without text never does."""
        with self._candado:
            if not tramite or tramite in self._hechos:
                return False
            self._hechos.append(tramite)
            return True

    def devolver(self, tramite: str) -> None:
        """Let a form that failed be sent again."""
        with self._candado:
            if tramite in self._hechos:
                self._hechos.remove(tramite)
