"""Put a USB memory beside a station, or go on without it: both parts, two cards."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from eleccion.arranque.estacion import Estacion
from eleccion.casos.jornada.mesa.respaldar_mesa import (
    exigir_memoria_en_mesa,
    seguir_sin_memoria_en_mesa,
)
from eleccion.casos.jornada.urna.respaldar_urna import (
    exigir_memoria_en_urna,
    seguir_sin_memoria_en_urna,
)
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.respaldo import RespaldoInnecesario


def conectar_memoria(
    estacion: Estacion, memoria: Path, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime
) -> None:
    """Copy everything to a memory; from here on an act is answered for once it is there too.

    Args:
        memoria: Folder of the memory; the copies lie in ``respaldo-<mesa>`` below it.

    Raises:
        TarjetaNoReconocida, MismaTarjeta, TarjetaSinFunciones: Not two cards that act at both.
        RespaldoAjeno: It holds the copy of another machine of this mesa.
        BaseSinEspacio: The medium does not take it.
    """
    _exigir_dos_personas(estacion, tarjetas)
    for parte in estacion.partes:
        parte.conectar_memoria(memoria)
    exigir_memoria_en_mesa(estacion.mesa, tarjetas, hora=hora)
    if estacion.tiene_urna:
        exigir_memoria_en_urna(estacion.urna, tarjetas)


def seguir_sin_memoria(
    estacion: Estacion, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime, causa: str
) -> None:
    """Go on with what is on the machine's own disk only; both logs say so.

    Args:
        causa: What happened to the memory.

    Raises:
        TarjetaNoReconocida, MismaTarjeta, TarjetaSinFunciones: Not two cards that act at both.
        RespaldoInnecesario: The station works without one already.
    """
    _exigir_dos_personas(estacion, tarjetas)
    de_mesa, *resto = (parte.trabaja_con_memoria for parte in estacion.partes)
    if not de_mesa and not any(resto):
        raise RespaldoInnecesario
    for parte in estacion.partes:
        parte.base.disco.soltar_memoria()
    # After a power cut between both, only what is left is done.
    if de_mesa:
        seguir_sin_memoria_en_mesa(estacion.mesa, tarjetas, hora=hora, causa=causa)
    if any(resto):
        seguir_sin_memoria_en_urna(estacion.urna, tarjetas)


def _exigir_dos_personas(estacion: Estacion, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
    """Ask both parts before either acts: a card may be retired at the urna alone."""
    estacion.mesa.exigir_dos_personas(tarjetas)
    if estacion.tiene_urna:
        estacion.urna.exigir_dos_personas(tarjetas)
