"""Sizes of type and space for each class of paper, and the strips that pages are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from boletas.impresion.documento import Clase
from boletas.impresion.fuentes import PUNTO_MM, Fuente
from boletas.impresion.maqueta import Alineacion, Elemento, Estilo, Texto, partir

INTERLINEA = 1.2


class Tira(NamedTuple):
    """A strip of page as wide as the text, which is never split.

    Attributes:
        alto: Height in mm.
        elementos: Coordinates from the strip's own top left corner.
        unida: Stays on the sheet of the strip that follows.
        cabeza: Strips repeated above this one when it begins a sheet.
        hueco: Only white space: dropped at the head of a sheet.
        junta: Of a section that goes with what follows it, where that asks for no sheet more.
    """

    alto: float
    elementos: tuple[Elemento, ...] = ()
    unida: bool = False
    cabeza: tuple[Tira, ...] = ()
    hueco: bool = False
    junta: bool = False


@dataclass(frozen=True)
class Medidas:
    """The scale of a class of paper; sizes of type in points, lengths in mm."""

    ancho: float
    cuerpo: float
    menudo: float
    rotulo: float
    valor: float
    seccion: float
    titulo: float
    destacado: float
    cifra: float
    letra: float
    centrado: bool = False
    sangria: float = 0.0
    aire: float = 2.2
    firma: float = 12.5
    modulo: float = 0.6

    @cached_property
    def texto(self) -> Estilo:
        """Running text."""
        return Estilo(Fuente.NORMAL, self.cuerpo)

    @cached_property
    def fuerte(self) -> Estilo:
        """Running text, bold."""
        return Estilo(Fuente.NEGRITA, self.cuerpo)

    @cached_property
    def caption(self) -> Estilo:
        """The small caption of a field."""
        return Estilo(Fuente.SEMINEGRITA, self.rotulo)

    @cached_property
    def nota(self) -> Estilo:
        """Small print."""
        return Estilo(Fuente.NORMAL, self.menudo)


_UTIL = 185.9
MODULO_MINIMO_MM = 0.5
"""Module of a QR code below which a photocopy of a photocopy is no longer read by a phone."""
_CIFRA_DE_CARTEL = 38.0
"""Digits 9 mm high, read from three metres."""
_POR_CLASE = {
    Clase.ACTA: Medidas(_UTIL, 9.0, 7.4, 6.3, 9.6, 10.0, 15.0, 16.0, 12.5, 8.4),
    Clase.INFORME: Medidas(_UTIL, 10.0, 8.0, 6.8, 10.0, 11.0, 16.0, 16.0, 12.5, 8.8),
    Clase.CONSTANCIA: Medidas(
        _UTIL - 18, 11.5, 8.5, 7.0, 11.0, 11.5, 22.0, 20.0, 14.0, 9.5, True, 9.0, 3.6
    ),
    Clase.CARTEL: Medidas(
        _UTIL, 16.0, 10.0, 8.0, 13.0, 15.0, 26.0, 26.0, _CIFRA_DE_CARTEL, 13.5, True, 0.0, 3.6
    ),
}


def medidas(clase: Clase) -> Medidas:
    """The scale of a class of paper."""
    return _POR_CLASE[clase]


def apretadas(m: Medidas) -> tuple[Medidas, ...]:
    """The same scale with less air, tried when that saves a sheet.

    A poster has its figures, and a certificate its text, as large as the sheet allows, so they
    also try smaller ones.
    """
    con_menos_aire = replace(
        m, aire=m.aire * 0.3, firma=min(m.firma, 11.0), modulo=MODULO_MINIMO_MM
    )
    if m.sangria:
        return tuple(
            replace(con_menos_aire, cuerpo=cuerpo, valor=cuerpo, menudo=cuerpo - 2.0, titulo=titulo)
            for cuerpo, titulo in ((10.5, 20.0), (9.7, 18.0), (9.0, 16.0))
        )
    if m.cifra < _CIFRA_DE_CARTEL:
        return (con_menos_aire,)
    return tuple(
        replace(con_menos_aire, cifra=m.cifra * parte, cuerpo=m.cuerpo * (1 + parte) / 2)
        for parte in (0.8, 0.62, 0.5)
    )


def renglon_mm(estilo: Estilo) -> float:
    """Distance between two baselines."""
    return estilo.cuerpo * PUNTO_MM * INTERLINEA


def parrafo(
    texto: str,
    estilo: Estilo,
    x: float,
    y: float,
    ancho: float,
    alineacion: Alineacion = Alineacion.IZQUIERDA,
) -> tuple[float, list[Elemento]]:
    """Set text in a column whose top left corner is (x, y).

    Returns:
        The height used in mm, and the lines.
    """
    paso = renglon_mm(estilo)
    base = y + estilo.cuerpo * PUNTO_MM * 0.86
    ancla = x
    if alineacion is not Alineacion.IZQUIERDA:
        ancla += ancho / 2 if alineacion is Alineacion.CENTRO else ancho
    lineas = partir(texto, estilo, ancho)
    elementos: list[Elemento] = [
        Texto(ancla, base + i * paso, linea, estilo, alineacion)
        for i, linea in enumerate(lineas)
        if linea
    ]
    return len(lineas) * paso, elementos


def centrado_en(texto: str, estilo: Estilo, x: float, y: float, alto: float) -> Texto:
    """One line centred on x, in the middle of a box of that height that starts at y."""
    mayuscula = 0.66 * estilo.cuerpo * PUNTO_MM
    return Texto(x, y + (alto + mayuscula) / 2, texto, estilo, Alineacion.CENTRO)


def espacio(alto: float) -> Tira:
    """White space between blocks."""
    return Tira(alto, hueco=True)


def altura(tiras: Iterable[Tira]) -> float:
    """Height of several strips, one under the other."""
    return sum(tira.alto for tira in tiras)
