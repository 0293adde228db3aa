"""What an error says to people, in which file and where in it: the form that our errors share."""

from __future__ import annotations

from typing import ClassVar, Self


class ErrorConLugar(Exception):
    """Something that has a place: a file, an entry of a record, a row of a table.

    ``str()`` gives one sentence in Spanish, for people: where, what and the detail.

    Attributes:
        explicacion: What is wrong, the same for the whole class, without final period.
        hecho: Detail of this case; may be empty. Never a person's data.
        entrada: Place inside the file: ``asiento 17``, ``mesas[3].uuid``, ``renglón 17, columna
            «curp»``; empty if none.
        archivo: Name of the file, or its path inside the expediente; empty while unknown.
    """

    explicacion: ClassVar[str]

    def __init__(self, hecho: str = "", *, entrada: str = "", archivo: str = "") -> None:
        super().__init__(hecho)
        self.hecho = hecho
        self.entrada = entrada
        self.archivo = archivo

    def en(self, archivo: str, entrada: str = "") -> Self:
        """Say in which file (and place) it happened, unless that is already known."""
        self.archivo = self.archivo or archivo
        self.entrada = self.entrada or entrada
        return self

    def __str__(self) -> str:
        lugar = ", ".join(parte for parte in (self.archivo, self.entrada) if parte)
        return ": ".join(parte for parte in (lugar, self.explicacion, self.hecho) if parte)
