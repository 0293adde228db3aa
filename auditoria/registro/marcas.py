"""Marks that narrow the type of a field: pattern, range, length, order.

Each mark judges a value already read and states in Spanish what it expected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Protocol

from auditoria.registro.canonico import ENTERO_MAXIMO


class Marca(Protocol):
    """A condition on the value of one field."""

    def admite(self, valor: Any) -> bool:
        """Whether the value keeps the condition."""

    @property
    def espera(self) -> str:
        """What the condition asks, in Spanish, to follow "se espera"."""


@dataclass(frozen=True)
class Patron:
    """Text that matches a regular expression whole; ASCII classes only."""

    expresion: str

    @cached_property
    def _compilada(self) -> re.Pattern[str]:
        return re.compile(self.expresion, re.ASCII)

    def admite(self, valor: Any) -> bool:
        """Judge the value."""
        return self._compilada.fullmatch(valor) is not None

    @property
    def espera(self) -> str:
        """State the condition."""
        return f"un texto de la forma {self.expresion}"


@dataclass(frozen=True)
class Rango:
    """Whole number between two bounds, both included."""

    minimo: int = 0
    maximo: int = ENTERO_MAXIMO

    def admite(self, valor: Any) -> bool:
        """Judge the value."""
        return bool(self.minimo <= valor <= self.maximo)

    @property
    def espera(self) -> str:
        """State the condition."""
        return f"un entero de {self.minimo} a {self.maximo}"


@dataclass(frozen=True)
class Largo:
    """Length of a text in characters, or of a list or object in entries."""

    minimo: int
    maximo: int

    def admite(self, valor: Any) -> bool:
        """Judge the value."""
        return self.minimo <= len(valor) <= self.maximo

    @property
    def espera(self) -> str:
        """State the condition."""
        return f"un largo de {self.minimo} a {self.maximo}"


@dataclass(frozen=True)
class Octetos:
    """Exact length of a byte string."""

    cantidad: int

    def admite(self, valor: Any) -> bool:
        """Judge the value."""
        return len(valor) == self.cantidad

    @property
    def espera(self) -> str:
        """State the condition."""
        return f"{self.cantidad} bytes en hexadecimal"


@dataclass(frozen=True)
class Ordenada:
    """A list in strictly ascending order, so that a set has one spelling.

    Args:
        por: Field of each record that orders them; empty to order the values themselves.
    """

    por: str = ""

    def admite(self, valor: Any) -> bool:
        """Judge the value."""
        claves = [getattr(x, self.por) for x in valor] if self.por else list(valor)
        return all(una < otra for una, otra in pairwise(claves))

    @property
    def espera(self) -> str:
        """State the condition."""
        orden = f" por {self.por}" if self.por else ""
        return f"una lista en orden ascendente{orden} y sin repetir"
