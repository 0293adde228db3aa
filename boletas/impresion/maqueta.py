"""A printed page as data: what stands where, in millimetres, with y growing from the top edge.

Pure and frozen, so a layout is tested without a PDF reader. ``lienzo`` turns pages into PDF,
``revision`` proves that nothing overflows or overlaps. Elements are named tuples: a paper is made
of hundreds, and a frozen dataclass takes four times as long to make.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from boletas.impresion.errores import NoCabe
from boletas.impresion.fuentes import PUNTO_MM, Fuente, medir
from boletas.impresion.qr import Matriz

ASCENDENTE = 0.75
DESCENDENTE = 0.21
"""Reach of a line of text above and below its baseline, in type sizes (Source Sans Pro)."""


class Alineacion(Enum):
    """Which point of the text its ``x`` names."""

    IZQUIERDA = "izquierda"
    CENTRO = "centro"
    DERECHA = "derecha"


class Estilo(NamedTuple):
    """A cut, a size in points, a grey (0 black, 1 white) and extra space between letters in mm."""

    fuente: Fuente = Fuente.NORMAL
    cuerpo: float = 9.0
    gris: float = 0.0
    espaciado_mm: float = 0.0

    def ancho(self, texto: str) -> float:
        """Width in mm of one line set in this style."""
        return self.en_mm(medir(texto, self.fuente), len(texto))

    def en_mm(self, milesimas: int, letras: int) -> float:
        """Width in mm of so many letters that measure so many thousandths of the size."""
        return milesimas * self.cuerpo * PUNTO_MM / 1000 + self.espaciado_mm * letras


class Texto(NamedTuple):
    """One line of text. ``y`` is the baseline; ``x`` the left, middle or right end."""

    x: float
    y: float
    texto: str
    estilo: Estilo = Estilo()
    alineacion: Alineacion = Alineacion.IZQUIERDA

    @property
    def izquierda(self) -> float:
        """Where the first letter begins, in mm."""
        if self.alineacion is Alineacion.IZQUIERDA:
            return self.x
        ancho = self.estilo.ancho(self.texto)
        return self.x - (ancho / 2 if self.alineacion is Alineacion.CENTRO else ancho)


class Linea(NamedTuple):
    """A straight stroke; ``grosor_mm`` wide, dashed for folds and cuts."""

    x1: float
    y1: float
    x2: float
    y2: float
    grosor_mm: float = 0.2
    discontinua: bool = False
    gris: float = 0.0


class Caja(NamedTuple):
    """A rectangle; ``grosor_mm`` 0 draws no border, ``relleno`` None leaves it empty."""

    x: float
    y: float
    ancho: float
    alto: float
    grosor_mm: float = 0.2
    relleno: float | None = None
    discontinua: bool = False


class Cuadro(NamedTuple):
    """A square to tick, crossed when ``marcado``."""

    x: float
    y: float
    lado: float = 3.0
    marcado: bool = False


class Qr(NamedTuple):
    """A QR code with its quiet zone inside the square that starts at (x, y)."""

    x: float
    y: float
    lado: float
    matriz: Matriz


class Imagen(NamedTuple):
    """A JPEG, byte for byte as it is, stretched to the rectangle that starts at (x, y)."""

    x: float
    y: float
    ancho: float
    alto: float
    jpeg: bytes


class Trama(NamedTuple):
    """Hatching that hides what is written on the sheet behind it, within a rectangle."""

    x: float
    y: float
    ancho: float
    alto: float
    paso_mm: float = 1.1


class Grupo(NamedTuple):
    """Elements whose coordinates start at (x, y).

    A group with a ``clave`` that repeats over pages (same key, same elements) is stored once.
    """

    x: float
    y: float
    elementos: tuple[Elemento, ...]
    clave: str = ""


Elemento = Texto | Linea | Caja | Cuadro | Qr | Imagen | Trama | Grupo


@dataclass(frozen=True, slots=True)
class Formato:
    """A sheet: width, height and margin on the four sides, in mm."""

    ancho: float
    alto: float
    margen: float

    @property
    def ancho_util(self) -> float:
        """Width between margins."""
        return self.ancho - 2 * self.margen

    @property
    def fondo(self) -> float:
        """The y of the bottom margin."""
        return self.alto - self.margen


CARTA = Formato(215.9, 279.4, 15.0)


@dataclass(frozen=True, slots=True)
class Pagina:
    """One sheet and everything on it, in drawing order."""

    formato: Formato
    elementos: tuple[Elemento, ...]


def aplanar(
    elementos: tuple[Elemento, ...], dx: float = 0.0, dy: float = 0.0
) -> Iterator[tuple[float, float, Elemento]]:
    """Walk the elements inside groups, each with the shift that its groups give it."""
    for elemento in elementos:
        if isinstance(elemento, Grupo):
            yield from aplanar(elemento.elementos, dx + elemento.x, dy + elemento.y)
        else:
            yield dx, dy, elemento


def partir(texto: str, estilo: Estilo, ancho: float) -> tuple[str, ...]:
    """Break text into lines no wider than ``ancho`` mm, at spaces and at its own line feeds.

    A word wider than the line (an address of a page, a fingerprint) is broken between letters.

    Returns:
        At least one line; an empty text gives one empty line.

    Raises:
        NoCabe: Not even one letter fits.
        SinGlifo: From the font.
    """
    renglones: list[str] = []
    for parrafo in texto.split("\n"):
        renglones += _partir_parrafo(parrafo, estilo, ancho)
    return tuple(renglones)


def _partir_parrafo(parrafo: str, estilo: Estilo, ancho: float) -> list[str]:
    fuente = estilo.fuente
    if estilo.en_mm(medir(parrafo, fuente), len(parrafo)) <= ancho:
        # A space before the first word belongs to no line.
        return [parrafo.lstrip(" ")]
    renglones: list[str] = []
    actual, medido, blanco = "", 0, medir(" ", fuente)
    for palabra in parrafo.split(" "):
        suyo = medir(palabra, fuente)
        candidato = f"{actual} {palabra}" if actual else palabra
        total = medido + blanco + suyo if actual else suyo
        if estilo.en_mm(total, len(candidato)) <= ancho:
            actual, medido = candidato, total
            continue
        if actual:
            renglones.append(actual)
        *llenos, actual = _cortar(palabra, estilo, ancho)
        medido = medir(actual, fuente)
        renglones += llenos
    return [*renglones, actual]


def _cortar(palabra: str, estilo: Estilo, ancho: float) -> list[str]:
    """Cut one word into pieces that fit."""
    piezas: list[str] = []
    while (corte := _cuantas_caben(palabra, estilo, ancho)) < len(palabra):
        if not corte:
            raise NoCabe(f"ni una letra cabe en {ancho:.1f} mm")
        piezas.append(palabra[:corte])
        palabra = palabra[corte:]
    return [*piezas, palabra]


def _cuantas_caben(palabra: str, estilo: Estilo, ancho: float) -> int:
    """Letters of the longest beginning that fits.

    Measures only beginnings about as long as a line: a hostile word of thousands of letters must
    not be measured whole for each line it fills.
    """
    tope = 16
    while tope < len(palabra) and estilo.ancho(palabra[:tope]) <= ancho:
        tope *= 2
    largos = range(min(tope, len(palabra)) + 1)
    return bisect_right(largos, ancho, key=lambda largo: estilo.ancho(palabra[:largo])) - 1
