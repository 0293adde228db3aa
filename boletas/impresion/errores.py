"""What can go wrong on the way to paper. Each error states the fact; messages are for people."""

from __future__ import annotations

from boletas.errores import FallaDeBoletas


class FallaImpresion(FallaDeBoletas):
    """Every failure to lay out, draw or read what is printed."""


class SinGlifo(FallaImpresion):
    """The typeface has no drawing for a character: an acta never prints an empty box for a name."""


class TextoImposible(FallaImpresion):
    """Text with control or invisible format characters, or not in Unicode form NFC."""


class NoCabe(FallaImpresion):
    """Something indivisible is larger than the space that the page has for it."""


class QrDemasiadoGrande(FallaImpresion):
    """The text does not fit in the largest QR version that phones read from our papers."""


class FueraDeRango(FallaImpresion):
    """A number outside the range that can be written in words."""


class CodigoIlegible(FallaImpresion):
    """A typed code is not of its kind, or has characters that its alphabet lacks."""


class HuellaDistinta(FallaImpresion):
    """A well-formed short fingerprint of something else."""


class Base45Invalida(FallaImpresion):
    """Text that is not the one base 45 spelling of any bytes."""


class DocumentoInvalido(FallaImpresion):
    """A document whose parts contradict each other (a row with too many figures, an empty table)."""


class FuenteAusente(FallaImpresion):
    """The font package is not installed or lacks a file that every paper needs."""
