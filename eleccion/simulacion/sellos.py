"""The two who seal in a simulated town, and the seal that they take back where there is time."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from eleccion.arranque import Central, crear_sellador
from eleccion.casos.comision import Sellador
from eleccion.casos.preparacion.revocar_sello import retirar_definicion, revocar_sello
from eleccion.casos.preparacion.sellar_definicion import DefinicionSellada, sellar_definicion
from eleccion.simulacion.calendario import Calendario
from eleccion.simulacion.casos_especiales import CAUSA


def crear_selladores(carpeta: Path, proceso: str) -> tuple[Sellador, Sellador]:
    """Make the keys of the two, in a folder that is new."""
    carpeta.mkdir(mode=0o700)
    uno, otro = (
        crear_sellador(
            carpeta / f"sello-{numero}.json", proceso, numero, nombre, cargo, azar=os.urandom
        )
        for numero, nombre, cargo in (
            (1, "Presidencia de la comisión (simulada)", "presidencia"),
            (2, "Secretaría de la comisión (simulada)", "secretaria"),
        )
    )
    return uno, otro


def sellar_y_revocar(
    selladores: tuple[Sellador, Sellador],
    emitir_una: Callable[[], None],
    *,
    central: Central,
    calendario: Calendario,
) -> DefinicionSellada:
    """Seal with the posts of the two exchanged, take it back when a dotación went out, and seal.

    Args:
        emitir_una: Lets the dotación of one mesa go out.
    """
    uno, otro = selladores
    cruzados = replace(uno, cargo=otro.cargo), replace(otro, cargo=uno.cargo)
    sellar_definicion(cruzados, comision=central, hora=calendario.sellado)
    emitir_una()
    revocar_sello(CAUSA, cruzados, comision=central, hora=calendario.dotacion)
    retirar_definicion(comision=central)
    return sellar_definicion(selladores, comision=central, hora=calendario.dotacion)
