"""Canonical JSON as Belenios writes it: compact, raw UTF-8, fields in the order given.

Not RFC 8785: there the fields are sorted, here their order is part of each type's form and
`leer_campos` checks it. One value has one spelling; the reader refuses every other.
"""

from __future__ import annotations

import json
from typing import Final, NoReturn, cast

from boletas.errores import CampoInesperado, TextoNoCanonico


def _rechazar_numero(texto: str) -> NoReturn:
    raise ValueError(f"not an integer: {texto}")


_HONDURA: Final = 32
"""Levels of nesting; no lawful text has more than 8. Left to their stacks, two readers differ."""

_LECTOR: Final = json.JSONDecoder(parse_float=_rechazar_numero, parse_constant=_rechazar_numero)
_ESCRITOR: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def escribir(valor: object) -> bytes:
    """Write ``valor`` (dicts in field order, lists, strings, integers, booleans) canonically.

    Raises:
        TextoNoCanonico: A text holds DEL, which the Belenios tool spells otherwise, or a lone
            surrogate.
    """
    cadena = _ESCRITOR.encode(valor)
    if "\x7f" in cadena:
        raise TextoNoCanonico("un texto contiene el carácter DEL, que no se permite")
    try:
        return cadena.encode("utf-8")
    except UnicodeEncodeError as error:
        raise TextoNoCanonico("un texto contiene un carácter que no es Unicode válido") from error


def leer(texto: bytes) -> object:
    """Read canonical JSON; the value returned writes back to exactly ``texto``.

    Duplicate fields, spaces, escapes that are not needed, second spellings of numbers and floats
    all change when written back, so one comparison refuses them. The order of the fields is left
    to `leer_campos`.

    Raises:
        TextoNoCanonico: ``texto`` is not JSON, or not its canonical spelling.
    """
    try:
        cadena = texto.decode("utf-8")
        valor: object = _LECTOR.decode(cadena)
        _exigir_hondura(valor)
        reescrito = _ESCRITOR.encode(valor)
    except (ValueError, RecursionError) as error:
        raise TextoNoCanonico("el texto no es JSON en UTF-8, sin decimales") from error
    if reescrito != cadena or "\x7f" in cadena:
        raise TextoNoCanonico("el texto no está en la única forma permitida (JSON canónico)")
    return valor


def _exigir_hondura(valor: object) -> None:
    nivel: list[object] = [valor]
    for _ in range(_HONDURA):
        hijos: list[object] = []
        for v in nivel:
            if isinstance(v, dict):
                hijos += v.values()
            elif isinstance(v, list):
                hijos += v
        nivel = [hijo for hijo in hijos if isinstance(hijo, dict | list)]
        if not nivel:
            return
    raise ValueError("nested too deep")


def leer_campos(
    valor: object, obligatorios: tuple[str, ...], opcionales: tuple[str, ...] = ()
) -> dict[str, object]:
    """Take an object that has exactly these fields, the optional ones last, all in this order.

    Raises:
        CampoInesperado: Not an object, or a field is missing, unknown or out of order.
    """
    if type(valor) is not dict:
        raise CampoInesperado(f"se esperaba un objeto con los campos {', '.join(obligatorios)}")
    campos = tuple(valor)
    if campos != obligatorios:
        presentes = tuple(campo for campo in opcionales if campo in valor)
        if campos != obligatorios + presentes:
            hay = ", ".join(campos)[:200]
            raise CampoInesperado(f"se esperaban los campos {', '.join(obligatorios)}; hay {hay!r}")
    return cast("dict[str, object]", valor)


def leer_arreglo(valor: object, largo: int | None = None) -> list[object]:
    """Take an array, of exactly ``largo`` elements when given.

    Raises:
        CampoInesperado: Not an array, or of another length.
    """
    if type(valor) is not list or (largo is not None and len(valor) != largo):
        raise CampoInesperado(
            "se esperaba un arreglo" if largo is None else f"se esperaba un arreglo de {largo}"
        )
    return cast("list[object]", valor)


def leer_cadena(valor: object) -> str:
    """Take a string. Raises `CampoInesperado` for anything else."""
    if type(valor) is not str:
        raise CampoInesperado("se esperaba un texto")
    return valor


def leer_entero(valor: object) -> int:
    """Take a whole number >= 0 (a boolean is not one). Raises `CampoInesperado`."""
    if type(valor) is not int or valor < 0:
        raise CampoInesperado("se esperaba un número entero, sin signo")
    return valor
