"""Emblems of the invented slates: plain drawings in colours that no party uses.

They are drawn as offices bring them, in four kinds of file, so that a reader that only understands
one of them does not survive the simulation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from math import cos, pi, sin
from pathlib import Path
from typing import Final, TypeAlias

from PIL import Image, ImageDraw

from eleccion.simulacion.azar_fijo import azar_de
from eleccion.simulacion.poblado import Poblado

_HAY_UNA_SIN: Final = 3
"""From so many demarcaciones with slates on, the last one has no emblem at all."""

_SIN_EMBLEMA: Final = 3
"""Number of registration of the slate of each demarcación that brings none."""

_LADO: Final = 240
_NADA: Final = (255, 255, 255, 0)
_COLORES: Final = {
    "ocre": (150, 100, 20, 255),
    "negro": (28, 33, 40, 255),
    "gris": (104, 98, 88, 255),
    "cafe": (92, 62, 16, 255),
}

_Lapiz: TypeAlias = ImageDraw.ImageDraw
_Color: TypeAlias = tuple[int, int, int, int]


def traer_emblemas(poblado: Poblado, carpeta: Path) -> Mapping[str, str]:
    """Draw the emblems into a new folder, and choose that of most slates.

    Returns:
        Name of the file by key of the slate; those without emblem are absent. Inside of a
        demarcación no drawing repeats.
    """
    carpeta.mkdir()
    for dibujo, color in product(_DIBUJOS, _COLORES):
        _dibujar(dibujo, color).save(carpeta / _archivo(dibujo, color))
    return {clave: _archivo(*emblema) for clave, emblema in _repartir(poblado).items()}


def _repartir(poblado: Poblado) -> Mapping[str, tuple[str, str]]:
    """Drawing and colour by key of the slate."""
    grupos: dict[str, list[str]] = {}
    for planilla in poblado.planillas:
        grupos.setdefault(planilla.presentada.demarcacion, []).append(planilla.clave)
    if len(grupos) >= _HAY_UNA_SIN:
        grupos.popitem()
    elegidos = {}
    for demarcacion, claves in grupos.items():
        azar = azar_de(poblado.semilla, "emblemas", demarcacion)
        dibujos = azar.sample(list(_DIBUJOS), len(_DIBUJOS))
        for lugar, clave in enumerate(claves, 1):
            if lugar != _SIN_EMBLEMA and dibujos:
                elegidos[clave] = (dibujos.pop(), azar.choice(list(_COLORES)))
    return elegidos


def _archivo(dibujo: str, color: str) -> str:
    """Name of the file of a drawing in a colour, which decides the kind."""
    return f"{dibujo}-{color}.{_TIPOS[color]}"


def _dibujar(dibujo: str, color: str) -> Image.Image:
    """One drawing; PNG and WebP let see through what is not drawn."""
    tipo = _TIPOS[color]
    fondo = _BLANCO if tipo in ("jpg", "gif") else _NADA
    imagen = Image.new("RGBA", (_LADO, _LADO), fondo)
    _DIBUJOS[dibujo](ImageDraw.Draw(imagen), _COLORES[color])
    if tipo == "jpg":
        return imagen.convert("RGB")
    return imagen.convert("RGB").quantize(16) if tipo == "gif" else imagen


_TIPOS: Final = {"ocre": "png", "negro": "jpg", "gris": "webp", "cafe": "gif"}


def _rayos(radio: float, largo: float, cuantos: int) -> Iterator[tuple[float, ...]]:
    """Ends of lines that leave a circle in the middle."""
    medio = _LADO / 2
    for numero in range(cuantos):
        giro = 2 * pi * numero / cuantos
        yield (
            medio + radio * cos(giro),
            medio + radio * sin(giro),
            medio + (radio + largo) * cos(giro),
            medio + (radio + largo) * sin(giro),
        )


def _sol(lapiz: _Lapiz, color: _Color) -> None:
    lapiz.ellipse((70, 70, 170, 170), fill=color)
    for rayo in _rayos(64, 42, 12):
        lapiz.line(rayo, fill=color, width=12)


def _arbol(lapiz: _Lapiz, color: _Color) -> None:
    lapiz.rectangle((108, 140, 132, 222), fill=color)
    for x, y in ((84, 108), (156, 108), (120, 68)):
        lapiz.ellipse((x - 50, y - 46, x + 50, y + 46), fill=color)


def _casa(lapiz: _Lapiz, color: _Color) -> None:
    lapiz.polygon(((20, 118), (120, 28), (220, 118)), fill=color)
    lapiz.rectangle((46, 112, 194, 214), fill=color)
    lapiz.rectangle((100, 146, 140, 214), fill=_BLANCO)


def _puente(lapiz: _Lapiz, color: _Color) -> None:
    lapiz.rectangle((14, 92, 226, 186), fill=color)
    lapiz.rectangle((14, 72, 226, 84), fill=color)
    for x in (36, 126):
        lapiz.pieslice((x, 116, x + 78, 256), 180, 360, fill=_BLANCO)


def _campana(lapiz: _Lapiz, color: _Color) -> None:
    lapiz.pieslice((66, 36, 174, 144), 180, 360, fill=color)
    lapiz.polygon(((66, 88), (174, 88), (206, 184), (34, 184)), fill=color)
    lapiz.ellipse((100, 178, 140, 218), fill=color)


def _montana(lapiz: _Lapiz, color: _Color) -> None:
    lapiz.polygon(((10, 204), (92, 60), (150, 150), (176, 112), (230, 204)), fill=color)
    lapiz.ellipse((170, 36, 210, 76), fill=color)


def _rueda(lapiz: _Lapiz, color: _Color) -> None:
    lapiz.ellipse((26, 26, 214, 214), outline=color, width=18)
    lapiz.ellipse((98, 98, 142, 142), fill=color)
    for rayo in _rayos(20, 70, 8):
        lapiz.line(rayo, fill=color, width=8)


def _cantaro(lapiz: _Lapiz, color: _Color) -> None:
    lapiz.ellipse((52, 84, 188, 216), fill=color)
    lapiz.polygon(((92, 34), (148, 34), (136, 110), (104, 110)), fill=color)
    lapiz.arc((120, 46, 204, 140), 270, 90, fill=color, width=12)


def _libro(lapiz: _Lapiz, color: _Color) -> None:
    lapiz.polygon(((20, 66), (112, 84), (112, 204), (20, 182)), fill=color)
    lapiz.polygon(((220, 66), (128, 84), (128, 204), (220, 182)), fill=color)


def _pino(lapiz: _Lapiz, color: _Color) -> None:
    for arriba, ancho in ((18, 46), (66, 68), (114, 90)):
        lapiz.polygon(
            ((120, arriba), (120 - ancho, arriba + 76), (120 + ancho, arriba + 76)), fill=color
        )
    lapiz.rectangle((108, 188, 132, 226), fill=color)


_BLANCO: Final = (255, 255, 255, 255)
_DIBUJOS: Final[Mapping[str, Callable[[_Lapiz, _Color], None]]] = {
    "sol": _sol,
    "arbol": _arbol,
    "casa": _casa,
    "puente": _puente,
    "campana": _campana,
    "montana": _montana,
    "rueda": _rueda,
    "cantaro": _cantaro,
    "libro": _libro,
    "pino": _pino,
}
