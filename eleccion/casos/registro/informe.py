"""What an import tells whoever asked for it: every problem with its place, and what was done."""

from __future__ import annotations

from dataclasses import dataclass

MAX_HALLAZGOS = 1_000
"""Findings kept word for word; beyond them only the count grows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hallazgo:
    """Something to tell about a line of a file. It never repeats a person's data.

    Attributes:
        linea: Line of the file, from 1; 0 when it is the whole file.
        columna: Heading; empty when it is the whole row.
        texto: What is wrong and what to do, in Spanish.
        grave: Whether the table cannot be applied because of it.
    """

    linea: int
    columna: str
    texto: str
    grave: bool

    def __str__(self) -> str:
        lugar = [f"línea {self.linea}"] if self.linea else []
        lugar += [f"columna «{self.columna}»"] if self.columna else []
        return ": ".join([", ".join(lugar), self.texto] if lugar else [self.texto])


@dataclass(frozen=True, slots=True, kw_only=True)
class Informe:
    """What an import found and did; a dry run gives the same report with ``aplicado`` false.

    Attributes:
        archivo: Name of the file.
        sha256: Of the file, hexadecimal: tells which version was imported.
        codificacion: How its letters are written.
        separador: Its separator, named for people.
        renglones: Rows of data.
        admitidos: Rows, or slates, or mesas, taken in.
        hallazgos: By line.
        omitidos: Findings not listed because there are too many.
        aplicado: Whether anything was stored.
    """

    archivo: str
    sha256: str
    codificacion: str
    separador: str
    renglones: int
    admitidos: int
    hallazgos: tuple[Hallazgo, ...]
    omitidos: int
    aplicado: bool

    @property
    def tiene_graves(self) -> bool:
        """Tell whether the table must be corrected before it can be applied."""
        return any(hallazgo.grave for hallazgo in self.hallazgos)
