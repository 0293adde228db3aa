"""What can go wrong on the way to paper. Each error states the fact; messages are for people."""

from __future__ import annotations

from boletas.errores import Ilegible


class FallaImpresion(Ilegible):
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


class Base45Invalida(FallaImpresion):
    """Text that is not the one base 45 spelling of any bytes."""


class DocumentoInvalido(FallaImpresion):
    """A document whose parts contradict each other: too many figures in a row, no rows."""


class FuenteAusente(FallaImpresion):
    """The font package is not installed or lacks a file that every paper needs."""


class TalonarioImposible(FallaImpresion):
    """Pases in a number that no talonario has."""


class ArchivoExistente(FallaImpresion):
    """A file stands where a talonario or its list would go; neither is ever overwritten."""


class NoSePudoEscribir(FallaImpresion):
    """The disk refused a file: no such folder, no permission, no room."""
