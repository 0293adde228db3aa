"""Cards that are false or in doubt, in a town without a list: who is let in by what they show."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from eleccion.dominio.registro_en_mesa import CredencialExhibida
from eleccion.simulacion.guion import GuionDeMesa, Llegada

_EN_DUDA: Final = "12"
"""Year of birth, in two figures, of nobody who may vote: the mesa has to look and decide."""


def repetir(guion: GuionDeMesa, ajeno: GuionDeMesa) -> GuionDeMesa:
    """Let the first person who votes at another mesa come here too, with a card that is false.

    The clave is theirs; what the card says of where they live is of somebody of this mesa.
    """
    vistas = Counter(_clave(llegada) for llegada in guion.llegadas)
    clave = next(_clave(ll) for ll in ajeno.llegadas if ll.conducta == "vota")
    llegadas = list(guion.llegadas)
    for lugar, llegada in enumerate(llegadas):
        mostrada = llegada.muestra
        if llegada.conducta != "vota" or not isinstance(mostrada, CredencialExhibida):
            continue
        if vistas[mostrada.clave] == 1:
            llegadas[lugar] = replace(llegada, muestra=replace(mostrada, clave=clave))
            break
    return replace(guion, llegadas=tuple(llegadas))


def dudar(guion: GuionDeMesa) -> GuionDeMesa:
    """Let the card of somebody who votes be misprinted: by its clave they would be a minor."""
    vistas = Counter(_clave(llegada) for llegada in guion.llegadas)
    llegadas = list(guion.llegadas)
    for lugar, llegada in enumerate(llegadas):
        mostrada = llegada.muestra
        if llegada.conducta != "vota" or not isinstance(mostrada, CredencialExhibida):
            continue
        if vistas[mostrada.clave] == 1:
            clave = f"{mostrada.clave[:6]}{_EN_DUDA}{mostrada.clave[8:]}"
            llegadas[lugar] = replace(
                llegada, muestra=replace(mostrada, clave=clave), espera="decide_la_mesa"
            )
            break
    return replace(guion, llegadas=tuple(llegadas))


def _clave(llegada: Llegada) -> str:
    mostrada = llegada.muestra
    return mostrada.clave if isinstance(mostrada, CredencialExhibida) else ""
