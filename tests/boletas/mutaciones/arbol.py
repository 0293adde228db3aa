"""A ballot as a tree of JSON, and how to find one's way in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from boletas.cripto.credencial import Credencial
from tests.boletas.mutaciones.urnas import Urna

Campos = dict[str, Any]
Sitio = tuple[Any, Any]
"""A container and the key or index in it."""


@dataclass(frozen=True)
class Muestra:
    """A lawful ballot, parsed, and what a cheat has at hand: other lawful ballots.

    ``misma`` is of the same voter, ``otra`` of another, ``ajena`` of another election that has the
    same questions and the same key.
    """

    urna: Urna
    credencial: Credencial
    misma: Campos
    otra: Campos
    ajena: Campos


MutadorDeCampos = Callable[[Random, Campos, Muestra], None]


def recorrer(valor: Any) -> Iterator[Sitio]:
    """Every place of a tree, the containers before what they hold."""
    claves = valor if isinstance(valor, dict) else range(len(valor))
    for clave in list(claves):
        yield valor, clave
        if isinstance(valor[clave], dict | list):
            yield from recorrer(valor[clave])


def sitios(campos: Any, *claves: str) -> list[Sitio]:
    """The places under these keys."""
    return [(v, k) for v, k in recorrer(campos) if k in claves]


def objetos(campos: Any, clave: str | None = None) -> list[Campos]:
    """Every object of a tree, the whole first; with a key, those that have it."""
    todos = [campos, *(v[k] for v, k in recorrer(campos) if isinstance(v[k], dict))]
    return [o for o in todos if clave is None or clave in o]


def arreglos(campos: Any) -> list[list[Any]]:
    """Every array of a tree."""
    return [v[k] for v, k in recorrer(campos) if isinstance(v[k], list)]


def ruta_comun(campos: Campos, otros: Campos, *claves: str) -> list[tuple[Sitio, Sitio]]:
    """The same places of two trees of one form, under these keys; none if their forms differ."""
    aqui, alla = sitios(campos, *claves), sitios(otros, *claves)
    return list(zip(aqui, alla, strict=True)) if len(aqui) == len(alla) else []
