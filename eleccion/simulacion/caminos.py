"""Mishaps of the day itself: power, memory, machine. The mesa goes on and every vote counts.

They happen in the middle of the day, through the acts that officials would do.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from auditoria.formatos.dia import Momento
from eleccion.arranque import (
    Estacion,
    OrdenDeRelevo,
    conectar_memoria,
    reabrir_estacion,
    relevar_estacion,
    seguir_sin_memoria,
)
from eleccion.casos.jornada.asentar_incidente import asentar_incidente
from eleccion.casos.jornada.suspender_urna import reanudar_urna, suspender_urna
from eleccion.casos.jornada.suspender_votacion import reanudar_votacion, suspender_votacion
from eleccion.casos.tarjetas import Tarjeta
from eleccion.simulacion.guion import PlanDeMesa
from eleccion.simulacion.orden_de_dia import OrdenDeDia
from eleccion.simulacion.tropiezos import POCAS, UNA_DE_CADA


class Camino(StrEnum):
    """What happens to the machine of a mesa, or around it, in the middle of its day."""

    RELEVO = "relevo_de_equipo"
    APAGON = "apagon_y_reapertura"
    MEMORIA_PERDIDA = "memoria_perdida"
    PAUSA = "votacion_suspendida"


CON_MEMORIA: Final = frozenset({Camino.MEMORIA_PERDIDA, Camino.RELEVO})
"""Roads of a mesa that works with a memory from its opening on."""

DURACION: Final = timedelta(minutes=10)
"""How long the voting stands still."""

_VOTOS: Final = 4
_CAUSA: Final = "Falló el equipo de la mesa"


def repartir_caminos(
    azar: random.Random,
    planes: Mapping[str, PlanDeMesa],
    ocupadas: Collection[str],
    *,
    demarcaciones: int,
) -> dict[str, Camino]:
    """Say at which mesas each of them happens; in a town of a few demarcaciones, nowhere.

    Args:
        ocupadas: Mesas where something else goes wrong.
    """
    if demarcaciones < POCAS:
        return {}
    posibles = sorted(
        mesa
        for mesa, plan in planes.items()
        if mesa not in ocupadas and sum(plan.votos.values()) >= _VOTOS
    )
    veces = 1 + demarcaciones // UNA_DE_CADA
    clases = [clase for _ in range(veces) for clase in Camino]
    elegidas = azar.sample(posibles, min(len(clases), len(posibles) // 2))
    return dict(zip(elegidas, clases, strict=False))


def comenzar_con_memoria(
    camino: Camino | None,
    estacion: Estacion,
    memoria: Path,
    tarjetas: tuple[Tarjeta, Tarjeta],
    hora: datetime,
) -> None:
    """Connect a memory before the voting, where the road asks for one."""
    if camino in CON_MEMORIA:
        memoria.mkdir(mode=0o700, parents=True)
        conectar_memoria(estacion, memoria, tarjetas, hora=hora)


def tropezar(
    camino: Camino,
    estacion: Estacion,
    orden: OrdenDeDia,
    tarjetas: tuple[Tarjeta, Tarjeta],
    hora: datetime,
) -> Estacion:
    """Live the mishap; gives the station that goes on, the same one or another."""
    if camino is Camino.APAGON:
        # Whatever the machine had in memory is gone; two cards open what it had on disk.
        estacion.cerrar()
        estacion = reabrir_estacion(orden.carpeta, tarjetas)
        asentar_incidente(
            estacion.mesa, Momento.VOTACION, "Se fue la luz y el equipo se reabrió.", hora=hora
        )
    elif camino is Camino.PAUSA:
        suspender_votacion(estacion.mesa, tarjetas, hora=hora, causa="Se inundó la entrada")
        suspender_urna(estacion.urna, tarjetas)
        reanudar_urna(estacion.urna, tarjetas)
        reanudar_votacion(estacion.mesa, tarjetas, hora=hora + DURACION)
    elif camino is Camino.MEMORIA_PERDIDA:
        seguir_sin_memoria(estacion, tarjetas, hora=hora, causa="Se dañó la memoria")
    elif camino is Camino.RELEVO:
        estacion.cerrar()
        estacion = relevar_estacion(
            orden.carpeta.with_name(f"{orden.carpeta.name}-reserva"),
            OrdenDeRelevo(
                dotacion=orden.dotacion,
                tarjetas=tarjetas,
                ancla=orden.ancla,
                memoria=orden.memoria,
                hora=hora,
                causa=_CAUSA,
            ),
        )
    return estacion
