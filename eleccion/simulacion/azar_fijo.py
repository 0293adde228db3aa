"""The repeatable chance of a simulation: people and choices, never a key, a nonce or a pase."""

from __future__ import annotations

import random


def azar_de(semilla: str, *partes: str | int) -> random.Random:
    """Give the generator of one part of the town.

    Each part has its own, so that a mesa's day does not depend on what others drew before it.

    Args:
        semilla: As given on the command line; any text.
        partes: What it is for: ``("jornada", "D001-M1")``.
    """
    nombre = "\x1f".join(("eleccion-jpc/poblado/v1", semilla, *map(str, partes)))
    return random.Random(nombre)  # noqa: S311 - chosen to be repeatable; secrets come from Azar
