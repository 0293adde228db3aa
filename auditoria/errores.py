"""Root of every error of ``auditoria``, and the two kinds a command tells apart.

The exit status of the commands depends on the kind alone: a record that breaks a rule
(``ReglaRota``) is a finding about the election, a file that cannot be opened or is not
of the kind (``NoAbre``) is a finding about the copy at hand.
"""

from __future__ import annotations

from typing import ClassVar, Self


class ErrorAuditoria(Exception):
    """Something in a record is not as its format or the law says.

    ``str()`` gives one sentence in Spanish, for people: where, what and the detail.

    Attributes:
        explicacion: What is wrong, the same for the whole class, without final period.
        hecho: Detail of this case; may be empty.
        entrada: Place inside the file: ``asiento 17``, ``mesas[3].uuid``; empty if none.
        archivo: Path inside the expediente; empty while unknown.
    """

    explicacion: ClassVar[str] = "El registro no es correcto"

    def __init__(self, hecho: str = "", *, entrada: str = "", archivo: str = "") -> None:
        super().__init__(hecho)
        self.hecho = hecho
        self.entrada = entrada
        self.archivo = archivo

    def en(self, archivo: str, entrada: str = "") -> Self:
        """Say in which file (and entry) it happened, unless that is already known."""
        self.archivo = self.archivo or archivo
        self.entrada = self.entrada or entrada
        return self

    def __str__(self) -> str:
        lugar = ", ".join(parte for parte in (self.archivo, self.entrada) if parte)
        return ": ".join(parte for parte in (lugar, self.explicacion, self.hecho) if parte)


class ReglaRota(ErrorAuditoria):
    """It is a record, and it breaks a rule; canonical form included. Exit status 1."""


class NoAbre(ErrorAuditoria):
    """It cannot be opened, is empty, not of the kind, or over a limit. Exit status 2."""

    explicacion = "El archivo no se puede abrir"
