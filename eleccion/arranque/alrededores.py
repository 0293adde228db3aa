"""What stands around a station: memories that are connected, and whether there is a network."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

SIN_RED: Final = "Sin red: todo queda guardado aquí"
EN_RED_DE_ESTACION: Final = "En la red cableada de la estación, con cifra"
CON_RED: Final = "Hay red y este equipo no la usa: todo queda guardado aquí"

_RUTAS: Final = Path("/proc/net/route")
_POR_OMISION: Final = "00000000"
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


def _hijas(raiz: Path) -> list[Path]:
    try:
        return sorted(ruta for ruta in raiz.iterdir() if ruta.is_dir())
    except OSError:
        return []
