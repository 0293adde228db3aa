"""A station on two machines: what crosses between them is carried in files by its officials."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from auditoria.formatos.cierre import CierreUrna
from eleccion.arranque import Estacion, UrnaDeOtroEquipo, reabrir_mesa, reabrir_urna
from eleccion.arranque.dos_equipos import (
    instalar_mesa_aparte,
    instalar_urna_aparte,
    preparar_mesa,
)
from eleccion.casos.jornada.apertura_de_urna import AperturaDeUrna
from eleccion.casos.jornada.dotacion_recibida import recibir_dotacion
from eleccion.casos.jornada.mesa.instalar_mesa import OrdenDeInstalacion
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna
from eleccion.casos.jornada.urna.empacar_cierre import empacar_cierre
from eleccion.casos.jornada.urna.entregar_apertura import entregar_apertura
from eleccion.casos.tarjetas import Tarjeta

_DE_MESA: Final = "equipo-de-mesa"
_DE_URNA: Final = "equipo-de-urna"


def instalar_en_dos(carpeta: Path, orden: OrdenDeInstalacion) -> tuple[Estacion, AperturaDeUrna]:
    """Cross the keys of both machines, with the urna opened at zero in between.

    Args:
        carpeta: New; each machine has a folder of its own in it.
    """
    de_mesa, de_urna, tarjetas = carpeta / _DE_MESA, carpeta / _DE_URNA, orden.tarjetas
    dotacion = recibir_dotacion(orden.dotacion, orden.ancla)
    integran = tuple(persona.clave for persona in orden.funcionarios)
    pliego = preparar_mesa(de_mesa, dotacion, orden.arranque, integran, tarjetas)
    instalar_urna_aparte(de_urna, dotacion, orden.dotacion, pliego, tarjetas, hora=orden.hora)
    urna = reabrir_urna(de_urna, tarjetas)
    abrir_urna(urna.equipo, tarjetas, hora=orden.hora + timedelta(minutes=5))
    despues = replace(orden, hora=orden.hora + timedelta(minutes=10))
    instalar_mesa_aparte(de_mesa, despues, entregar_apertura(urna.equipo))
    mesa = reabrir_mesa(de_mesa, tarjetas)
    estacion = Estacion(mesa.equipo, urna.equipo, (mesa.parte, urna.parte))
    return estacion, UrnaDeOtroEquipo(de_mesa).leer_apertura(tarjetas)


def llevar_cierre(
    carpeta: Path, estacion: Estacion, memoria: Path, tarjetas: tuple[Tarjeta, Tarjeta]
) -> tuple[CierreUrna, Path]:
    """Carry the close of the urna to the mesa's machine, which proves the file before it takes it.

    Args:
        carpeta: As in ``instalar_en_dos``.
        memoria: Folder that stands for the memory; made here.

    Returns:
        The figures, and the folder with the files of the close.
    """
    memoria.mkdir(mode=0o700, parents=True)
    empacar_cierre(estacion.urna, memoria)
    vecina = UrnaDeOtroEquipo(carpeta / _DE_MESA)
    cierre = vecina.traer_cierre(estacion.mesa, tarjetas, memoria)
    return cierre, vecina.archivos_de_cierre(estacion.mesa, tarjetas)
