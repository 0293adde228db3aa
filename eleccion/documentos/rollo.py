"""Slips for the 80 mm printer of a kiosk, and the same slips on letter paper.

Everything stands at a height that does not depend on what is printed: two slips of one mesa differ
in letters and never in shape, so nobody reads from afar, or from the length of a strip, what
another person holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from boletas.impresion.errores import NoCabe
from boletas.impresion.fuentes import PUNTO_MM, Fuente
from boletas.impresion.maqueta import (
    CARTA,
    Alineacion,
    Caja,
    Elemento,
    Estilo,
    Formato,
    Grupo,
    Linea,
    Pagina,
    Qr,
    Texto,
    partir,
)
from boletas.impresion.medidas import renglon_mm
from boletas.impresion.qr import codificar

ANCHO_MM: Final = 80.0
MARGEN_MM: Final = 4.0
UTIL_MM: Final = ANCHO_MM - 2 * MARGEN_MM
"""What an 80 mm printer reaches."""


class Papel(Enum):
    """What the slip is printed on; letter paper is enlarged and folded in two."""

    ROLLO = "rollo"
    CARTA = "carta"


@dataclass(frozen=True, slots=True)
class Pieza:
    """A part of a slip: its height in mm, and what is in it from its own top left corner."""

    alto: float
    elementos: tuple[Elemento, ...] = ()


def linea(texto: str, cuerpo: float, fuente: Fuente = Fuente.NORMAL, ancho: float = 0.0) -> Pieza:
    """One centred line; with ``ancho``, in the largest type up to ``cuerpo`` that leaves it whole.

    Its height is that of ``cuerpo``, whatever type it takes.
    """
    estilo = Estilo(fuente, cuerpo)
    while ancho and estilo.ancho(texto) > ancho:
        estilo = Estilo(fuente, estilo.cuerpo - 0.25)
        if estilo.cuerpo < 4.0:
            raise NoCabe(f"no cabe en una línea: {texto!r}")
    alto = renglon_mm(Estilo(fuente, cuerpo))
    base = (alto + 0.66 * estilo.cuerpo * PUNTO_MM) / 2
    return Pieza(alto, (Texto(UTIL_MM / 2, base, texto, estilo, Alineacion.CENTRO),))


def cartela(texto: str, cuerpo: float) -> Pieza:
    """White letters on black, as wide as the slip."""
    estilo = Estilo(Fuente.NEGRITA, cuerpo, gris=1.0, espaciado_mm=0.2)
    alto = cuerpo * PUNTO_MM * 1.5
    base = (alto + 0.66 * cuerpo * PUNTO_MM) / 2
    return Pieza(
        alto,
        (
            Caja(0, 0, UTIL_MM, alto, 0.0, 0.0),
            Texto(UTIL_MM / 2, base, texto, estilo, Alineacion.CENTRO),
        ),
    )


def bloque(
    texto: str, cuerpo: float, renglones: int, fuente: Fuente = Fuente.NORMAL, minimo: float = 5.0
) -> Pieza:
    """Centred text in a room of ``renglones`` lines of that type, smaller only if it must be.

    Raises:
        NoCabe: Not even in ``minimo`` points.
    """
    alto = renglones * renglon_mm(Estilo(fuente, cuerpo))
    menor = cuerpo
    while menor >= minimo:
        estilo = Estilo(fuente, menor)
        partes = partir(texto, estilo, UTIL_MM)
        paso = renglon_mm(estilo)
        if len(partes) * paso <= alto + 1e-6:
            arriba = (alto - len(partes) * paso) / 2 + menor * PUNTO_MM * 0.86
            return Pieza(
                alto,
                tuple(
                    Texto(UTIL_MM / 2, arriba + i * paso, parte, estilo, Alineacion.CENTRO)
                    for i, parte in enumerate(partes)
                    if parte
                ),
            )
        menor -= 0.5
    raise NoCabe(f"no cabe en {renglones} renglones: {texto!r}")


def raya(grosor_mm: float = 0.3) -> Pieza:
    """A rule across the slip, with white above and below."""
    return Pieza(2.4, (Linea(0, 1.2, UTIL_MM, 1.2, grosor_mm),))


def aire(alto: float) -> Pieza:
    """White."""
    return Pieza(alto)


def codigo_qr(contenido: str, modulo_mm: float) -> Pieza:
    """A QR code in the middle."""
    matriz = codificar(contenido)
    lado = matriz.lado_con_orilla * modulo_mm
    return Pieza(lado, (Qr((UTIL_MM - lado) / 2, 0, lado, matriz),))


def maquetar(piezas: tuple[Pieza, ...], papel: Papel = Papel.ROLLO) -> tuple[Pagina, ...]:
    """Stand the parts one under the other.

    Raises:
        NoCabe: On letter paper, they are higher than half a sheet at their natural size.
    """
    if papel is Papel.ROLLO:
        alto = sum(pieza.alto for pieza in piezas)
        formato = Formato(ANCHO_MM, round(alto + 2 * MARGEN_MM, 2), MARGEN_MM)
        return (Pagina(formato, (Grupo(MARGEN_MM, MARGEN_MM, _apilar(piezas)),)),)
    mitad = CARTA.alto / 2
    alto = sum(pieza.alto for pieza in piezas)
    if CARTA.margen + alto > mitad - 6.0:
        raise NoCabe(f"el papel mide {alto:.0f} mm y se dobla a {mitad:.0f}")
    cuerpo = Grupo((CARTA.ancho - UTIL_MM) / 2, CARTA.margen, _apilar(piezas))
    doblez = Linea(CARTA.margen, mitad, CARTA.ancho - CARTA.margen, mitad, 0.3, discontinua=True)
    aviso = Texto(
        CARTA.ancho / 2,
        mitad - 1.5,
        "Doble aquí, con lo escrito hacia dentro",
        Estilo(Fuente.NORMAL, 7.0),
        Alineacion.CENTRO,
    )
    return (Pagina(CARTA, (cuerpo, doblez, aviso)),)


def _apilar(piezas: tuple[Pieza, ...]) -> tuple[Elemento, ...]:
    y = 0.0
    grupos: list[Elemento] = []
    for pieza in piezas:
        if pieza.elementos:
            grupos.append(Grupo(0.0, y, pieza.elementos))
        y += pieza.alto
    return tuple(grupos)
