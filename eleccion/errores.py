"""Root of every error of ``eleccion``, and the kinds a command tells apart.

The exit status depends on the kind alone: an act that the law or the state of the election does
not allow (``ActoIndebido``) is status 1; a file that cannot be read at all (``EntradaIlegible``)
and an order that asks for what cannot be (``OrdenMalDada``) are status 2.
"""

from __future__ import annotations

from typing import ClassVar, Self


class ErrorEleccion(Exception):
    """Something asked of the election cannot be done.

    ``str()`` gives one sentence in Spanish, for people: where, what and the detail.

    Attributes:
        explicacion: What is wrong, the same for the whole class, without final period.
        hecho: Detail of this case; may be empty. Never a person's data.
        entrada: Place inside the file: ``renglón 17, columna «curp»``; empty if none.
        archivo: Name of the file; empty while unknown.
    """

    explicacion: ClassVar[str] = "No se pudo hacer lo que se pidió"

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


class ActoIndebido(ErrorEleccion):
    """The act breaks a rule or does not belong to this stage. Exit status 1."""


class EntradaIlegible(ErrorEleccion):
    """What was given cannot be opened, is empty, not of the kind, or too large. Exit status 2."""

    explicacion = "No se puede leer"


class OrdenMalDada(ErrorEleccion):
    """The command was misused: what it was asked to do cannot be done so. Exit status 2."""
