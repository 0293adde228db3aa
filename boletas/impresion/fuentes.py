"""The typeface of every paper and screen: Source Sans Pro, from its package, never committed.

Widths are integers in thousandths of the type size, read from the font itself, so that layout has
the same numbers on every machine. Nothing is kerned: a figure takes the same room everywhere.

Source: PyPI font-source-sans-pro (SIL Open Font License 1.1).
"""

from __future__ import annotations

import unicodedata
from enum import Enum
from functools import cache
from importlib import resources
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFont

from boletas.impresion.errores import FuenteAusente, SinGlifo, TextoImposible
from boletas.impresion.recorte import Recorte

PUNTO_MM = 25.4 / 72


class Fuente(Enum):
    """The four cuts used on paper. The value is the name of the file, without its ending."""

    NORMAL = "SourceSansPro-Regular"
    SEMINEGRITA = "SourceSansPro-Semibold"
    NEGRITA = "SourceSansPro-Bold"
    CURSIVA = "SourceSansPro-It"

    # Each is one object. The library makes a hash of the name, in Python, and one is asked for
    # with every word that is measured.
    __hash__ = object.__hash__


def ruta(fuente: Fuente) -> Path:
    """Where the TTF file of a cut lies in the installed font package.

    Raises:
        FuenteAusente: The package is not installed as files, or lacks this one.
    """
    try:
        carpeta = resources.files("font_source_sans_pro") / "files"
    except ModuleNotFoundError as falta:
        raise FuenteAusente("no está instalado el paquete font-source-sans-pro") from falta
    archivo = Path(str(carpeta / f"{fuente.value}.ttf"))
    if not archivo.is_file():
        raise FuenteAusente(f"falta el archivo de letra {archivo.name}")
    return archivo


@cache
def tipo(fuente: Fuente) -> TTFont:
    """The parsed font of a cut, read once per process (about 5 ms each).

    Both switches are given here because ReportLab would otherwise take them from its environment
    (RL_* variables, a settings file, an optional shaping library) and the bytes would differ.
    """
    letra = TTFont(fuente.value, str(ruta(fuente)), asciiReadable=0, shapable=False)
    recorte = Recorte(letra.face)
    letra.face.makeSubset, letra.face.getCharWidth = recorte.fuente, recorte.ancho
    return letra


@cache
def _anchos(fuente: Fuente) -> dict[str, int]:
    cara = tipo(fuente).face
    return {chr(codigo): int(cara.charWidths[codigo]) for codigo in cara.charToGlyph}


def ancho_mm(texto: str, fuente: Fuente, cuerpo: float) -> float:
    """Width of one line of text.

    Args:
        texto: One line, without line breaks.
        cuerpo: Type size in points.

    Raises:
        SinGlifo: The cut has no drawing for one of the characters.
    """
    return medir(texto, fuente) * cuerpo * PUNTO_MM / 1000


def medir(texto: str, fuente: Fuente) -> int:
    """Width of one line of text in thousandths of the type size: a whole number, so it adds up.

    Raises:
        SinGlifo: The cut has no drawing for one of the characters.
    """
    try:
        return sum(map(_anchos(fuente).__getitem__, texto))
    except KeyError as falta:
        raise SinGlifo(
            f"la letra de los papeles no tiene el carácter {falta.args[0]!r} de {texto!r}"
        ) from None


_LIMPIOS: set[str] = set()
_CATEGORIAS_AJENAS = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def exigir_texto(texto: str) -> str:
    """Let only text pass that looks like what it is: NFC, no control or invisible characters.

    A line feed is allowed (a forced break). A right-to-left mark or a zero-width character in a
    name would make two different texts look the same on paper.

    Raises:
        TextoImposible: Any other text.
    """
    if not _LIMPIOS.issuperset(texto):
        for caracter in texto:
            if caracter != "\n" and unicodedata.category(caracter) in _CATEGORIAS_AJENAS:
                raise TextoImposible(
                    f"carácter invisible o de control U+{ord(caracter):04X} en {texto!r}"
                )
            _LIMPIOS.add(caracter)
    if not unicodedata.is_normalized("NFC", texto):
        raise TextoImposible(f"acentos en forma que no es la usual (NFC): {texto!r}")
    return texto
