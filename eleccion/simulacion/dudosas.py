"""Cards that are false or in doubt, in a town without a list: who is let in by what they show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
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
    clave = next(_clave(ll) for ll in ajeno.llegadas if ll.conducta == "vota")
    return _cambiar(guion, lambda llegada, _: _con_clave(llegada, clave))


def dudar(guion: GuionDeMesa) -> GuionDeMesa:
    """Let the card of somebody who votes be misprinted: by its clave they would be a minor."""

    def con_duda(llegada: Llegada, clave: str) -> Llegada:
        dudosa = _con_clave(llegada, f"{clave[:6]}{_EN_DUDA}{clave[8:]}")
        return replace(dudosa, espera="decide_la_mesa")

    return _cambiar(guion, con_duda)


def _cambiar(guion: GuionDeMesa, cambio: Callable[[Llegada, str], Llegada]) -> GuionDeMesa:
    """Change the card of the first person who votes, registers here and comes once."""
    vistas = Counter(_clave(llegada) for llegada in guion.llegadas)
    llegadas = list(guion.llegadas)
    for lugar, llegada in enumerate(llegadas):
        clave = _clave(llegada)
        if clave and llegada.conducta == "vota" and vistas[clave] == 1:
            llegadas[lugar] = cambio(llegada, clave)
            break
    return replace(guion, llegadas=tuple(llegadas))


def _con_clave(llegada: Llegada, clave: str) -> Llegada:
    mostrada = llegada.muestra
    if not isinstance(mostrada, CredencialExhibida):
        return llegada
    return replace(llegada, muestra=replace(mostrada, clave=clave))


def _clave(llegada: Llegada) -> str:
    """The clave shown; empty where there is a list, and other numbers are typed."""
    mostrada = llegada.muestra
    return mostrada.clave if isinstance(mostrada, CredencialExhibida) else ""
