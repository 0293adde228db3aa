"""What stands around a station: memories, machines found in them, and whether it has a network."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from eleccion.arranque.reapertura import esta_instalada
from eleccion.casos.jornada.llaves_de_equipo import Parte

SIN_RED: Final = "Sin red: todo queda guardado aquí"
EN_RED_DE_ESTACION: Final = "En la red cableada de la estación, con cifra"
CON_RED: Final = "Hay red, no se usa: todo queda aquí"

_RUTAS: Final = Path("/proc/net/route")
_POR_OMISION: Final = "00000000"
_NIVELES: Final = 3
_CARPETAS: Final = 500
_PUNTOS_DE_MONTAJE: Final = (Path("/media"), Path("/run/media"))


def decir_red(rutas: Path = _RUTAS) -> str:
    """Say whether this machine could reach another network: whether it has a default route.

    Args:
        rutas: The kernel's table of routes.
    """
    try:
        lineas = rutas.read_text("ascii").splitlines()[1:]
    except OSError:
        return SIN_RED
    hay = any(linea.split()[1:2] == [_POR_OMISION] for linea in lineas)
    return CON_RED if hay else SIN_RED


def memorias_conectadas(
    *fijas: Path, raices: tuple[Path, ...] = _PUNTOS_DE_MONTAJE
) -> tuple[Path, ...]:
    """List the folders of memories that are mounted and take files.

    Args:
        fijas: Folders offered besides, where they exist.
        raices: Where the system mounts what is plugged in, by user or not.
    """
    montadas = [
        hija
        for raiz in raices
        for hija in (*_hijas(raiz), *(nieta for hija in _hijas(raiz) for nieta in _hijas(hija)))
        if hija.is_mount()
    ]
    return tuple(r for r in (*fijas, *montadas) if r.is_dir() and os.access(r, os.W_OK))


def equipos_en(memorias: Iterable[Path], parte: Parte, propia: Path) -> tuple[Path, ...]:
    """List the folders of stations that lie in memories, at most two folders deep.

    Args:
        parte: What each of them has.
        propia: Folder of this station, which is none of them.
    """
    hallados: list[Path] = []
    for memoria in memorias:
        nivel = [memoria]
        for _ in range(_NIVELES):
            hallados += [carpeta for carpeta in nivel if esta_instalada(carpeta, parte)]
            # A disk full of other things does not keep a screen waiting.
            nivel = [hija for carpeta in nivel for hija in _hijas(carpeta)][:_CARPETAS]
    return tuple(h for h in hallados if h.resolve() != propia.resolve())


def _hijas(raiz: Path) -> list[Path]:
    try:
        return sorted(ruta for ruta in raiz.iterdir() if ruta.is_dir())
    except OSError:
        return []
