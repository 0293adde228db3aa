"""QR codes drawn inside a page, as one path: no image is fetched for them."""

from __future__ import annotations

from dataclasses import dataclass

from boletas.impresion.qr import ORILLA, codificar

VERSION_MAXIMA = 25
"""Of a code on a screen, which a phone reads from a hand away; 117 modules a side."""


@dataclass(frozen=True, slots=True)
class Dibujo:
    """A code as SVG takes it.

    Attributes:
        lado: Of the square, in modules, quiet zone included.
        trazo: ``d`` of a path, one run of dark modules after another.
    """

    lado: int
    trazo: str


def dibujar_qr(texto: str) -> Dibujo:
    """Draw the code of a text.

    Raises:
        QrDemasiadoGrande: A phone would not read it from a screen.
    """
    matriz = codificar(texto, nivel="L", version_maxima=VERSION_MAXIMA)
    tramos = []
    for y, fila in enumerate(matriz.filas, start=ORILLA):
        modulos = f"{fila:0{matriz.lado}b}"
        x = 0
        while (x := modulos.find("1", x)) >= 0:
            fin = modulos.find("0", x)
            fin = matriz.lado if fin < 0 else fin
            tramos.append(f"M{x + ORILLA} {y}h{fin - x}v1H{x + ORILLA}z")
            x = fin
    return Dibujo(matriz.lado_con_orilla, "".join(tramos))
