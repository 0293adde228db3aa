"""Numbers in words, Spanish of Mexico: on an acta the words count, the digits support them.

Source: RAE, Diccionario panhispánico de dudas, "cardinales" and "uno"; docs/formato-codigos.md.
"""

from __future__ import annotations

from functools import lru_cache

from boletas.impresion.errores import FueraDeRango

MAXIMO = 999_999

_HASTA_29 = (
    *("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
    *("diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete"),
    *("dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés"),
    *("veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve"),
)
_DECENAS = ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_CENTENAS = (
    *("ciento", "doscient", "trescient", "cuatrocient", "quinient", "seiscient"),
    *("setecient", "ochocient", "novecient"),
)


@lru_cache(maxsize=4096)
def en_letras(n: int, *, apocope: bool = False, femenino: bool = False) -> str:
    """Write a count in words.

    Args:
        n: Whole number, 0 to 999,999.
        apocope: Shorten a final *uno* before a masculine noun: *veintiún* (votos), *ciento un*.
        femenino: Agree with a feminine noun: *veintiuna*, *doscientas una*. Excludes ``apocope``.

    Returns:
        Lower case words joined by single spaces.

    Raises:
        FueraDeRango: ``n`` is not an ``int`` of that range, or both agreements were asked for.
    """
    if type(n) is not int or not 0 <= n <= MAXIMO:
        raise FueraDeRango(f"solo se escriben con letra los enteros de 0 a {MAXIMO}, no {n!r}")
    if apocope and femenino:
        raise FueraDeRango("una cantidad concuerda con un solo género")
    miles, resto = divmod(n, 1000)
    partes: list[str] = []
    if miles > 1:
        # Before "mil" the unit is always shortened, whatever noun follows; hundreds still agree.
        partes.append(_hasta_999(miles, "un", femenino))
    if miles:
        partes.append("mil")
    if resto or not miles:
        partes.append(
            _hasta_999(resto, "una" if femenino else "un" if apocope else "uno", femenino)
        )
    return " ".join(partes)


def cantidad_en_letras(n: int, unidad: str = "votos", *, femenino: bool = False) -> str:
    """Write a count with its noun: *cero votos*, *un voto*, *veintiún votos*, *una persona*.

    Args:
        n: Whole number, 0 to 999,999.
        unidad: Plural noun whose singular drops the final *s*; empty for the bare number.
        femenino: The noun is feminine.

    Raises:
        FueraDeRango: As in :func:`en_letras`.
    """
    if not unidad:
        return en_letras(n, femenino=femenino)
    nombre = unidad.removesuffix("s") if n == 1 else unidad
    return f"{en_letras(n, apocope=not femenino, femenino=femenino)} {nombre}"


def _hasta_999(n: int, uno: str, femenino: bool) -> str:
    """Words of 0..999 whose final unit one is spelled ``uno``."""
    if n == 100:
        return "cien"
    centenas, resto = divmod(n, 100)
    if not centenas:
        return _hasta_99(resto, uno)
    palabra = _CENTENAS[centenas - 1]
    if centenas > 1:
        palabra += "as" if femenino else "os"
    return palabra if not resto else f"{palabra} {_hasta_99(resto, uno)}"


def _hasta_99(n: int, uno: str) -> str:
    """Words of 0..99 whose final unit one is spelled ``uno``."""
    if n == 1:
        return uno
    if n == 21:
        return "veintiún" if uno == "un" else f"veinti{uno}"
    if n < 30:
        return _HASTA_29[n]
    decenas, unidad = divmod(n, 10)
    palabra = _DECENAS[decenas - 3]
    if not unidad:
        return palabra
    return f"{palabra} y {uno if unidad == 1 else _HASTA_29[unidad]}"
