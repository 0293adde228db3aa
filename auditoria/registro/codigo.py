"""Short text of a hash, for papers and screens: 100 bits in four groups of five.

Page: docs/formato-codigos.md. The spelling is that of the papers (``boletas.impresion``);
here it gains the errors of the record.
"""

from __future__ import annotations

from auditoria.errores import ReglaRota
from boletas.impresion.codigos import ALFABETO, huella_corta, leer_huella_corta
from boletas.impresion.errores import CodigoIlegible

__all__ = ["ALFABETO", "CodigoInvalido", "coincide", "corto", "leer_corto"]


class CodigoInvalido(ReglaRota):
    """The text is not a short code, or what was to be shortened is not a hash."""

    explicacion = "El código corto no se puede leer"


def corto(huella: bytes) -> str:
    """Write the first 100 bits of a hash of 32 bytes: ``7QK2M-0ABCD-EFGHJ-KMNPQ``."""
    try:
        return huella_corta(huella)
    except CodigoIlegible as fallo:
        raise CodigoInvalido(str(fallo)) from fallo


def leer_corto(texto: str) -> str:
    """Read a code as a person types it and give its one spelling.

    Capitals or not, with or without hyphens and blanks; O, I and L count as 0, 1 and 1.

    Raises:
        CodigoInvalido: Another length or a sign outside of the alphabet.
    """
    try:
        return leer_huella_corta(texto)
    except CodigoIlegible as fallo:
        raise CodigoInvalido(str(fallo)) from fallo


def coincide(huella: bytes, texto: str) -> bool:
    """Whether a code, as a person types it, is the one of this hash."""
    return leer_corto(texto) == corto(huella)
