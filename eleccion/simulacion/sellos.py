"""The two who seal in a simulated town, and the seal that they take back where there is time."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from auditoria.formatos.planilla import Persona
from auditoria.formatos.resello import IntegranteSustituido, NombreCorregido
from eleccion.arranque import Central, crear_sellador
from eleccion.casos.comision import Sellador
from eleccion.casos.preparacion.resellar_definicion import (
    OrdenDeResello,
    escribir_resello,
    resellar_definicion,
)
from eleccion.casos.preparacion.revocar_sello import retirar_definicion, revocar_sello
from eleccion.casos.preparacion.sellar_definicion import DefinicionSellada, sellar_definicion
from eleccion.casos.sellado import leer_sellado_en
from eleccion.simulacion.calendario import Calendario
from eleccion.simulacion.casos_especiales import CAUSA, se_revoca_el_sello


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


def sellar_poblado(
    selladores: tuple[Sellador, Sellador],
    demarcaciones: int,
    emitir: Callable[[int | None], None],
    *,
    central: Central,
    calendario: Calendario,
) -> DefinicionSellada:
    """Seal a town of that many demarcaciones, as its size lets it, and let the dotaciones go out.

    Args:
        emitir: Lets as many go out as it is told, or all.
    """
    if se_revoca_el_sello(demarcaciones):
        una = partial(emitir, 1)
        sellada = sellar_y_revocar(selladores, una, central=central, calendario=calendario)
    else:
        sellada = sellar_definicion(selladores, comision=central, hora=calendario.sellado)
    emitir(None)
    return sellada


def resellar_una(
    selladores: tuple[Sellador, Sellador], *, central: Central, calendario: Calendario
) -> None:
    """Carry out a resolution: somebody takes another's place, and a name is spelled right.

    In the first demarcación where two planillas stand and a mesa has an urna, if there is one; its
    dotaciones have to go out again.
    """
    catalogo = leer_sellado_en(central.carpetas.definicion).catalogo
    posibles = (
        demarcacion
        for demarcacion in catalogo.demarcaciones
        if len(demarcacion.planillas) > 1 and any(mesa.tiene_urna for mesa in demarcacion.mesas)
    )
    demarcacion = next(posibles, None)
    if demarcacion is None:
        return
    planilla = demarcacion.planillas[0]
    segundo = planilla.integrantes[1]
    orden = OrdenDeResello(
        resolucion="TESLP/JDC/12/2027 (simulada)",
        considerando=(
            "Una persona de la planilla renunció después del sellado y el nombre de la planilla se"
            " escribió mal; el tribunal ordenó corregirlo antes de la jornada."
        ),
        fundamento="Resolución del tribunal (simulada), resolutivo segundo",
        cambios=(
            IntegranteSustituido(
                tipo="integrante",
                planilla=planilla.clave,
                cargo=segundo.cargo,
                calidad="propietaria",
                persona=Persona(nombre="Persona Sustituta Simulada", sexo=segundo.propietaria.sexo),
            ),
            NombreCorregido(
                tipo="nombre", planilla=planilla.clave, nombre=f"{planilla.nombre} (corregida)"
            ),
        ),
    )
    resellar_definicion(orden, selladores, comision=central, hora=calendario.dotacion)
    escribir_resello(comision=central)
