"""QR codes as plain matrices, always with the same mask.

ISO/IEC 18004 lets the writer choose among eight masks and asks for the one with the lowest
penalty; readers take any. The search costs eight times the code itself, so we fix the mask; our
tests read every kind of code back from the rendered page.

Source: ISO/IEC 18004:2015; library qrcode.
"""

from __future__ import annotations

from dataclasses import dataclass

import qrcode
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, MODE_NUMBER

from boletas.impresion.base45 import ALFABETO as ALFANUMERICO
from boletas.impresion.errores import QrDemasiadoGrande
from boletas.impresion.palabras_qr import VERSION_MAYOR, dibujar_filas, elegir_version

MASCARA = 2
ORILLA = 4
NIVELES = {
    "L": qrcode.ERROR_CORRECT_L,
    "M": qrcode.ERROR_CORRECT_M,
    "Q": qrcode.ERROR_CORRECT_Q,
    "H": qrcode.ERROR_CORRECT_H,
}


@dataclass(frozen=True)
class Matriz:
    """A QR code without its quiet zone.

    Attributes:
        version: 1 to 40; the side has ``17 + 4 * version`` modules.
        filas: One integer per row, top first; the highest of ``lado`` bits is the leftmost module,
            1 is dark.
    """

    version: int
    filas: tuple[int, ...]

    @property
    def lado(self) -> int:
        """Modules per side, quiet zone excluded."""
        return len(self.filas)

    @property
    def lado_con_orilla(self) -> int:
        """Modules per side with the quiet zone of four modules all round."""
        return len(self.filas) + 2 * ORILLA


def codificar(texto: str, *, nivel: str = "M", version_maxima: int = 20) -> Matriz:
    """Make the smallest QR code of a text in one segment: digits, alphanumeric or UTF-8 bytes.

    Args:
        texto: What a phone will show. Base 45 and upper case text take 5.5 bits a character.
        nivel: Error correction, one of L, M, Q, H (7, 15, 25, 30 % of the code may be spoiled).
        version_maxima: Largest version accepted; 20 is read by phones from a 55 mm print.

    Raises:
        QrDemasiadoGrande: The text needs a larger version.
    """
    modo = _modo(texto)
    version = elegir_version(texto, modo, NIVELES[nivel])
    if version > VERSION_MAYOR:
        raise QrDemasiadoGrande(f"{len(texto)} caracteres no caben en ningún código QR")
    if version > version_maxima:
        raise QrDemasiadoGrande(
            f"{len(texto)} caracteres piden un QR versión {version}; el límite es {version_maxima}"
        )
    return Matriz(version, dibujar_filas(texto, modo, NIVELES[nivel], version, MASCARA))


def _modo(texto: str) -> int:
    """The densest mode that holds every character of the text."""
    if texto and texto.isascii() and texto.isdigit():
        return int(MODE_NUMBER)
    return int(MODE_ALPHA_NUM if set(texto) <= set(ALFANUMERICO) else MODE_8BIT_BYTE)
