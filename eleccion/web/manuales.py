"""The manuals as pages: one text in ``docs/manuales``, read here and printed from here.

They use a small part of Markdown: titles, paragraphs, numbered and plain lists, strong text,
pictures, and orders to type, indented. Anything else in them is refused, so that no page shows
half a sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from eleccion.recursos import encontrar_recurso

MANUALES: Final = {
    "mesa": "Manual de la mesa",
    "hoja": "Hoja rápida de la mesa",
    "percances": "Si algo cambia o falla",
    "votante": "Cómo votar",
    "custodia": "Manual de la custodia",
}

_SIGNOS: Final = re.compile(r"[`_<>\[\]|]|^#")
_FIGURA: Final = re.compile(r"!\[(?P<texto>[^\]]*)\]\((?P<archivo>[\w/.-]+)\)")
_TITULO: Final = re.compile(r"(#{1,3}) (.+)")
_NUMERADO: Final = re.compile(r"(?P<numero>[0-9]+)\. (?P<texto>.+)")
_SANGRIA: Final = "    "
_SENALADO: Final = re.compile(r"- (?P<texto>.+)")


class ManualMalEscrito(Exception):
    """A manual uses a sign that this reader does not know: a fault of the program's own text."""


Trozos: TypeAlias = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is strong."""


@dataclass(frozen=True, slots=True)
class Bloque:
    """A piece of a manual.

    Attributes:
        clase: ``h1``, ``h2``, ``h3``, ``p``, ``ol``, ``ul``, ``figura`` or ``orden``.
        partes: Its text; one per item of a list, one per order to type.
        figura: File of a picture; empty for the others.
        desde: Number of the first item of a numbered list.
    """

    clase: str
    partes: tuple[Trozos, ...]
    figura: str = ""
    desde: int = 1


@cache
def leer_manual(nombre: str) -> tuple[Bloque, ...]:
    """Read a manual by its name in ``MANUALES``."""
    return leer_texto(encontrar_recurso("docs", "manuales", f"{nombre}.md").read_text("utf-8"))


def leer_texto(texto: str) -> tuple[Bloque, ...]:
    """Read the small part of Markdown that manuals use.

    Raises:
        ManualMalEscrito: Some line is of no known kind.
    """
    parrafos = (p.strip("\n") for p in re.split(r"\n[^\S\n]*\n", texto))
    return tuple(_bloque(parrafo) for parrafo in parrafos if parrafo.strip())


def _bloque(parrafo: str) -> Bloque:
    if all(linea.startswith(_SANGRIA) for linea in parrafo.splitlines()):
        return Bloque("orden", tuple(((linea.strip(), False),) for linea in parrafo.splitlines()))
    if titulo := _TITULO.fullmatch(parrafo):
        return Bloque(f"h{len(titulo[1])}", (_trozos(titulo[2]),))
    if figura := _FIGURA.fullmatch(parrafo):
        return Bloque("figura", (_trozos(figura["texto"]),), figura["archivo"])
    if primero := _NUMERADO.match(parrafo):
        return Bloque("ol", _puntos(parrafo, _NUMERADO), desde=int(primero["numero"]))
    if _SENALADO.match(parrafo):
        return Bloque("ul", _puntos(parrafo, _SENALADO))
    if any(_NUMERADO.match(linea) or _SENALADO.match(linea) for linea in parrafo.splitlines()):
        # Steps run together into one line are read by nobody.
        raise ManualMalEscrito(parrafo)
    return Bloque("p", (_trozos(" ".join(parrafo.split())),))


def _puntos(parrafo: str, forma: re.Pattern[str]) -> tuple[Trozos, ...]:
    puntos: list[str] = []
    for linea in parrafo.splitlines():
        if punto := forma.fullmatch(linea):
            puntos.append(punto["texto"])
        elif linea.startswith("  ") and puntos:
            puntos[-1] += f" {linea.strip()}"
        else:
            raise ManualMalEscrito(linea)
    return tuple(map(_trozos, puntos))


def _trozos(texto: str) -> Trozos:
    if _SIGNOS.search(texto) or texto.count("**") % 2:
        raise ManualMalEscrito(texto)
    trozos = enumerate(texto.split("**"))
    return tuple((trozo, bool(lugar % 2)) for lugar, trozo in trozos if trozo)
