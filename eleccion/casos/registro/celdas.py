"""Read one cell: what a person typed becomes a value, or a sentence that says what to do.

A reader takes the cell already trimmed (``""`` when empty) and either returns the value or raises
``ValorInvalido``. Its sentence never repeats a person's data: reports are printed and mailed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import ClassVar, TypeVar

from auditoria.papeles.imprimible import exigir_imprimible
from boletas.impresion.errores import SinGlifo, TextoImposible
from eleccion.dominio.identidad import Sexo, normalizar_clave, quitar_acentos
from eleccion.dominio.territorio import Manzana, TerritorioInvalido, leer_manzana
from eleccion.errores import ActoIndebido

T = TypeVar("T")

LARGO_TEXTO = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\ufeff]")
# What UTF-8 looks like after somebody opened it as Windows text and saved it again.
_DOBLE = re.compile("[ÂÃ][\u0080-\u00bf\u2018-\u2122\u0152-\u0178]|â€")
_FECHA_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]00:00(?::00)?)?")
_FECHA_MX = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_NOMBRE = re.compile(r"[^\W\d_]+(?:[ .'’ʼ-]+[^\W\d_]+)*\.?")


class ValorInvalido(ActoIndebido):
    """A cell holds something its column does not admit."""

    explicacion: ClassVar[str] = "El valor no es válido"


def limpiar(celda: str) -> str:
    """Trim a cell and bring its letters to one form; unbreakable and double spaces become one.

    Raises:
        ValorInvalido: Lost letters, letters decoded twice, or characters nobody can see.
    """
    if celda.isascii() and celda.isprintable() and len(celda) <= LARGO_TEXTO:
        # Most cells of a roll: none of what follows can be found in them.
        return " ".join(celda.split()) if "  " in celda else celda.strip()
    texto = unicodedata.normalize("NFC", " ".join(celda.split()))
    if "\ufffd" in texto:
        raise ValorInvalido("hay letras perdidas (�): vuelva a exportar desde el original")
    if _DOBLE.search(texto):
        raise ValorInvalido("los acentos están dañados (Ã, Â): vuelva a exportar como CSV UTF-8")
    if _CONTROL.search(texto):
        raise ValorInvalido("hay caracteres invisibles: bórrelos y escriba la celda de nuevo")
    if len(texto) > LARGO_TEXTO:
        raise ValorInvalido(f"pasa de {LARGO_TEXTO} caracteres")
    return texto


def texto(celda: str) -> str:
    """Read free text as it is."""
    if celda.startswith(("=", "@")):
        raise ValorInvalido("empieza como una fórmula: copie la columna como valores")
    return _imprimible(celda)


def archivo(celda: str) -> str:
    """Read the name of a file of a folder that is given apart: no path leads out of that one."""
    if celda.startswith(".") or not {"/", "\\", ":"}.isdisjoint(celda):
        raise ValorInvalido("se espera el nombre de un archivo, sin carpetas: sol.png")
    return celda


@lru_cache(maxsize=100_000)
def nombre(celda: str) -> str:
    """Read a person's name: letters, spaces, points, hyphens and apostrophes."""
    if celda and _NOMBRE.fullmatch(celda) is None:
        raise ValorInvalido("un nombre lleva solo letras, espacios, puntos, guiones y apóstrofos")
    return _imprimible(celda)


def _imprimible(celda: str) -> str:
    """Refuse now what a ballot, a list or an acta could not print later."""
    if celda.isascii():
        return celda
    try:
        return exigir_imprimible(celda)
    except (SinGlifo, TextoImposible):
        raise ValorInvalido("hay un signo que los papeles no pueden imprimir: cámbielo") from None


def clave(celda: str) -> str:
    """Read a CURP or clave de elector as typed; its own rules are checked by the law's act."""
    return normalizar_clave(celda)


def patron(expresion: str, que_es: str) -> Callable[[str], str]:
    """Make a reader for a key of fixed shape, upper case, such as ``D001``."""
    regla = re.compile(expresion)

    def leer(celda: str) -> str:
        valor = celda.upper().replace(" ", "")
        if regla.fullmatch(valor) is None:
            raise ValorInvalido(f"se espera {que_es}")
        return valor

    return leer


def opcional(leer: Callable[[str], T], vacio: T) -> Callable[[str], T]:
    """Give a value to an empty cell, and read the others with ``leer``."""
    return lambda celda: leer(celda) if celda else vacio


@lru_cache(maxsize=50_000)
def fecha(celda: str) -> date:
    """Read a date: ``1980-01-31`` or ``31/01/1980``; two-digit years are ambiguous."""
    if (partes := _FECHA_ISO.fullmatch(celda)) is not None:
        anio, mes, dia = (int(parte) for parte in partes.groups())
    elif (partes := _FECHA_MX.fullmatch(celda)) is not None:
        dia, mes, anio = (int(parte) for parte in partes.groups())
    elif celda.isascii() and celda.isdigit():
        raise ValorInvalido("es un número de Excel: dé a la columna formato de fecha")
    else:
        raise ValorInvalido("se espera día/mes/año con cuatro cifras: 31/01/1980")
    try:
        leida = date(anio, mes, dia)
    except ValueError:
        raise ValorInvalido("esa fecha no existe en el calendario") from None
    if not 1880 <= leida.year <= 2200:
        raise ValorInvalido("el año no es posible")
    return leida


def entero(minimo: int, maximo: int) -> Callable[[str], int]:
    """Make a reader for a whole number between two limits, both included."""

    @lru_cache(maxsize=20_000)
    def leer(celda: str) -> int:
        if not (celda.isascii() and celda.isdigit() and len(celda) <= 12):
            raise ValorInvalido("se espera un número entero, sin puntos ni comas")
        if not minimo <= int(celda) <= maximo:
            raise ValorInvalido(f"debe estar entre {minimo} y {maximo}")
        return int(celda)

    return leer


def cifras(celda: str) -> str:
    """Read a long number as text, its zeros in front included."""
    plano = celda.replace(" ", "").replace("-", "")
    if not (plano.isascii() and plano.isdigit()):
        raise ValorInvalido("se esperan solo cifras: dé a la columna formato de texto")
    return plano


def secciones(celda: str) -> tuple[int, ...]:
    """Read a list of secciones: ``0123 0124`` or ``123; 124``; ascending, each once."""
    partes = [parte for parte in re.split(r"[\s,;/y]+", celda) if parte]
    leer = entero(1, 9999)
    return tuple(sorted({leer(parte) for parte in partes}))


def manzanas(celda: str) -> tuple[Manzana, ...]:
    """Read blocks with their sección, alone or in a row: ``0702-0014, 0702-0020..0031``."""
    leidas: set[Manzana] = set()
    for parte in (parte for parte in re.split(r"[\s,;]+", celda) if parte):
        primera, _, ultima = parte.partition("..")
        try:
            desde = leer_manzana(primera)
            hasta = leer_manzana(f"{primera[:5]}{ultima}") if ultima else desde
        except TerritorioInvalido:
            raise ValorInvalido(
                "se esperan manzanas con su sección: 0702-0014, 0702-0020..0031"
            ) from None
        if hasta < desde:
            raise ValorInvalido(f"en «{parte}» la última manzana va antes que la primera")
        leidas |= {Manzana(desde.seccion, n) for n in range(desde.numero, hasta.numero + 1)}
    return tuple(sorted(leidas))


def una_de(opciones: Mapping[str, T], que_es: str) -> Callable[[str], T]:
    """Make a reader for a closed list; case, accents and spaces do not count.

    Args:
        opciones: From the text in its simple form (``plano``) to the value.
        que_es: What is expected, for the sentence.
    """

    def leer(celda: str) -> T:
        valor = opciones.get(plano(celda))
        if valor is None:
            raise ValorInvalido(f"se espera {que_es}")
        return valor

    return leer


@lru_cache(maxsize=20_000)
def plano(celda: str) -> str:
    """Reduce a heading or a word of a closed list: lower case, no accents, ``_`` for the rest."""
    letras = quitar_acentos(celda.replace("\ufeff", "").lower())
    return re.sub(r"[^a-z0-9]+", "_", letras).strip("_")


sexo = una_de(
    {
        **dict.fromkeys(("h", "hombre", "masculino"), Sexo.H),
        **dict.fromkeys(("m", "mujer", "femenino"), Sexo.M),
        **dict.fromkeys(("x", "no_binario", "no_binaria"), Sexo.X),
    },
    "H, M o X",
)

_SI_NO = {
    **dict.fromkeys(("si", "s", "x", "1", "verdadero"), "si"),
    **dict.fromkeys(("no", "n", "0", "falso"), "no"),
}


def si_o_no(celda: str) -> bool:
    """Read *sí* or *no* in the ways an office writes them."""
    return una_de(_SI_NO, "sí o no")(celda) == "si"
