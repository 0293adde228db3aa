"""A public draw: the order that a seed gives to a frozen list, the same for everybody.

Page: docs/formato-sorteo.md, exact to the byte. Serves the order of the planillas on the
ballot and, where the convocatoria says so, a tie. The seed is drawn before everybody after
the list is frozen; nobody can then choose the list to fit the seed, nor the seed the list.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import count

from auditoria.errores import ReglaRota
from auditoria.registro import canonico

CONTEXTO = "eleccion-jpc/sorteo/v1"
_RANGO = 1 << 256


class SorteoImposible(ReglaRota):
    """Nothing to draw, an entry that comes twice, or no seed."""

    explicacion = "El sorteo no se puede hacer"


def asunto_orden(proceso: str, demarcacion: str) -> str:
    """Matter of the draw of the order of the planillas on the ballot."""
    return f"{proceso}/{demarcacion}/orden"


def asunto_empate(proceso: str, demarcacion: str) -> str:
    """Matter of the draw among tied planillas."""
    return f"{proceso}/{demarcacion}/empate"


def sortear(semilla: str, asunto: str, claves: Iterable[str]) -> tuple[str, ...]:
    """Order a list by a seed.

    The order in which the list comes does not matter: it is sorted first. Every order is
    equally likely over the seeds (Fisher-Yates over numbers without bias).

    Args:
        semilla: What was drawn in public, as written on the acta de sorteo; not empty.
        asunto: What is drawn for; another matter gives another order under one seed.
        claves: Distinct, at least one.

    Raises:
        SorteoImposible: See the class.

    Source: R. Durstenfeld, Algorithm 235, CACM 7 (1964) 420.
    """
    lista = sorted(claves)
    if not lista or not semilla or len(set(lista)) != len(lista):
        raise SorteoImposible(asunto)
    numeros = _numeros(semilla, asunto, tuple(lista))
    for ultimo in range(len(lista) - 1, 0, -1):
        otro = indice(numeros, ultimo + 1)
        lista[ultimo], lista[otro] = lista[otro], lista[ultimo]
    return tuple(lista)


def indice(numeros: Iterator[int], cuantos: int) -> int:
    """Take the next number of 256 bits that falls evenly over ``cuantos`` places.

    Numbers in the incomplete last round are passed over, so no place is favoured.
    """
    limite = _RANGO - _RANGO % cuantos
    return next(numero for numero in numeros if numero < limite) % cuantos


def _numeros(semilla: str, asunto: str, claves: tuple[str, ...]) -> Iterator[int]:
    """Numbers of 256 bits: SHA-256 of the canonical JSON of the draw and a counter."""
    for bloque in count():
        texto = canonico.escribir(
            {
                "formato": CONTEXTO,
                "asunto": asunto,
                "semilla": semilla,
                "claves": claves,
                "bloque": bloque,
            }
        )
        yield int.from_bytes(hashlib.sha256(texto).digest(), "big")
