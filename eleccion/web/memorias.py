"""Choose a memory, or a machine found in one, from those that are plugged in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from eleccion.arranque import ParteAbierta
from eleccion.dominio.respaldo import EstadoRespaldo
from eleccion.errores import EntradaIlegible
from eleccion.web.lugares import leer_lugar


class MemoriaSinElegir(EntradaIlegible):
    """No memory that is plugged in was chosen."""

    explicacion: ClassVar[str] = "Falta elegir una memoria USB conectada"
    que_hacer: ClassVar[str] = "Conecte la memoria, vuelva a la página anterior y búsquela."


class EquipoSinElegir(EntradaIlegible):
    """No folder of a machine found was chosen."""

    explicacion: ClassVar[str] = "Falta elegir la carpeta del equipo que se halló"
    que_hacer: ClassVar[str] = "Conecte la memoria, vuelva a la página anterior y búsquela."


class Copia(StrEnum):
    """Where the copy of a part stands now, as screens say it."""

    SIN = "sin"
    AL_DIA = "al_dia"
    FALTA = "falta"
    SUSPENDIDA = "suspendida"


def decir_copia(parte: ParteAbierta) -> Copia:
    """Say where the copy of an open part stands."""
    _, estado = parte.base.disco.leer_marcha()
    if estado is EstadoRespaldo.EXIGIDO:
        return Copia.AL_DIA if parte.base.disco.memoria_a_la_vista else Copia.FALTA
    return Copia.SUSPENDIDA if estado is EstadoRespaldo.SUSPENDIDO else Copia.SIN


def elegir_memoria(formulario: Mapping[str, str], memorias: Sequence[Path]) -> Path:
    """Give the one that a form chose by its place in the list (``MemoriaSinElegir``)."""
    return _elegir(formulario.get("memoria", ""), memorias, MemoriaSinElegir)


def elegir_equipo(formulario: Mapping[str, str], equipos: Sequence[Path]) -> Path:
    """Give the folder of a machine found that a form chose likewise (``EquipoSinElegir``)."""
    return _elegir(formulario.get("equipo", ""), equipos, EquipoSinElegir)


def nombrar_equipos(equipos: Sequence[Path]) -> tuple[str, ...]:
    """Say where each machine found lies, as a person who plugged the memory in knows it."""
    return tuple(f"{equipo.parent.name}/{equipo.name}" for equipo in equipos)


def _elegir(elegida: str, lugares: Sequence[Path], falta: type[EntradaIlegible]) -> Path:
    lugar = leer_lugar(elegida, len(lugares))
    if lugar is None:
        raise falta
    return lugares[lugar]
