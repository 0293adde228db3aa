"""Canonical JSON: RFC 8785 narrowed to values that have one spelling.

Page: docs/formato-canonico.md. Everything ``auditoria`` hashes or signs passes through
here, so a value and its bytes determine each other.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn, TypeAlias

import rfc8785

from auditoria.errores import NoAbre, ReglaRota

Valor: TypeAlias = "str | int | bool | Sequence[Valor] | Mapping[str, Valor]"
"""A value with one spelling: text in NFC, whole number, boolean, list or object."""

ENTERO_MAXIMO = 2**53 - 1
"""Largest magnitude of a whole number (RFC 7493 section 2.2): readers with doubles agree."""

LIMITE = 16 * 1024 * 1024
"""Bytes one document may have; the largest (catalogue of 999 mesas) takes about 2 MiB."""

PROFUNDIDAD = 24
"""Levels of nesting; the deepest format of ours has 7."""


class NoEsJson(ReglaRota):
    """The bytes are not a JSON text (RFC 8259)."""

    explicacion = "El contenido no es JSON"


class NoEsUtf8(ReglaRota):
    """The bytes are not UTF-8, or name a surrogate."""

    explicacion = "El texto no está en UTF-8"


class TraeBom(ReglaRota):
    """The bytes begin with a byte order mark."""

    explicacion = "El archivo empieza con una marca de orden de bytes (BOM)"


class ClaveRepetida(ReglaRota):
    """An object names one key twice: two readers could see two documents."""

    explicacion = "El mismo campo aparece dos veces"


class NumeroNoEntero(ReglaRota):
    """A number has a fraction, an exponent, or is not finite."""

    explicacion = "Hay un número que no es entero"


class EnteroFueraDeRango(ReglaRota):
    """A whole number beyond 2^53 - 1; such numbers travel as text."""

    explicacion = "Hay un entero demasiado grande"


class NuloPresente(ReglaRota):
    """``null``: a field without value is left out, so that absence has one spelling."""

    explicacion = "Hay un valor nulo"


class TextoNoNfc(ReglaRota):
    """Text that is not in Unicode normalization form C."""

    explicacion = "Hay un texto que no está en la forma Unicode NFC"


class ValorAjeno(ReglaRota):
    """A value of a kind that canonical JSON does not have."""

    explicacion = "Hay un valor de una clase que el formato no admite"


class DemasiadoHondo(ReglaRota):
    """More nesting than any format of ours."""

    explicacion = "El documento tiene demasiados niveles"


class NoEsCanonico(ReglaRota):
    """Readable, but spelled otherwise: order of keys, blanks, escapes, numbers."""

    explicacion = "El documento no está escrito en su forma canónica"


class ArchivoVacio(NoAbre):
    """There are no bytes."""

    explicacion = "El archivo está vacío; cópielo de nuevo"


class DemasiadoGrande(NoAbre):
    """More bytes than the reader allows."""

    explicacion = "El archivo es más grande que lo permitido; revise que sea el que se pide"


def escribir(valor: Valor) -> bytes:
    """Spell a value in its only way.

    Args:
        valor: ``str`` in NFC, ``int`` of magnitude up to 2^53 - 1, ``bool``, list or tuple
            of values, ``dict`` with ``str`` keys; at most ``PROFUNDIDAD`` levels.

    Returns:
        UTF-8 without final newline.

    Raises:
        TextoNoNfc, EnteroFueraDeRango, NumeroNoEntero, NuloPresente, ValorAjeno,
        DemasiadoHondo, NoEsUtf8: The value is outside of the subset.

    Source: RFC 8785 section 3.2; docs/formato-canonico.md.
    """
    claves_llanas = _revisar(valor, PROFUNDIDAD)
    try:
        if claves_llanas:
            return _ESCRITOR.encode(valor).encode()
        return rfc8785.dumps(valor)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as fallo:
        raise NoEsUtf8(str(fallo)) from fallo


def leer(datos: bytes, limite: int = LIMITE) -> Valor:
    """Read a value, refusing every spelling but the one ``escribir`` gives.

    Args:
        datos: The whole document.
        limite: Most bytes accepted.

    Raises:
        ArchivoVacio, DemasiadoGrande: Not worth parsing.
        NoEsUtf8, TraeBom, NoEsJson, ClaveRepetida, NumeroNoEntero, EnteroFueraDeRango,
        NuloPresente, TextoNoNfc, DemasiadoHondo: The first reason met.
        NoEsCanonico: A valid value in another spelling.
    """
    if not datos:
        raise ArchivoVacio()
    if len(datos) > limite:
        raise DemasiadoGrande(f"{len(datos)} bytes; se admiten {limite}")
    if datos.startswith(b"\xef\xbb\xbf"):
        raise TraeBom()
    try:
        valor: Valor = _LECTOR.decode(datos.decode("utf-8"))
    except UnicodeDecodeError as fallo:
        raise NoEsUtf8(f"byte {fallo.start}") from fallo
    except json.JSONDecodeError as fallo:
        raise NoEsJson(f"{fallo.msg}, carácter {fallo.pos}") from fallo
    except RecursionError as fallo:
        raise DemasiadoHondo() from fallo
    if escribir(valor) != datos:
        raise NoEsCanonico()
    return valor


def _revisar(valor: Any, niveles: int) -> bool:
    """Refuse what has no spelling; tell whether every key is ASCII.

    Such keys have one order, in code points as in the UTF-16 units of RFC 8785 section 3.2.3, and
    then the JSON of the standard library, which is compiled, spells what RFC 8785 does.
    """
    # Exact types: a subclass could print itself otherwise than it compares.
    clase = type(valor)
    llanas = True
    if clase is str:
        if not (valor.isascii() or unicodedata.is_normalized("NFC", valor)):
            raise TextoNoNfc(repr(valor[:60]))
    elif clase is int:
        if abs(valor) > ENTERO_MAXIMO:
            raise EnteroFueraDeRango()
    elif clase is dict:
        _descender(niveles)
        for clave, contenido in valor.items():
            if type(clave) is not str:
                raise ValorAjeno(f"clave de clase {type(clave).__name__}")
            _revisar(clave, niveles)
            llanas &= clave.isascii() & _revisar(contenido, niveles - 1)
    elif clase is list or clase is tuple:
        _descender(niveles)
        for contenido in valor:
            llanas &= _revisar(contenido, niveles - 1)
    elif valor is None:
        raise NuloPresente()
    elif clase is float:
        raise NumeroNoEntero(repr(valor))
    elif clase is not bool:
        raise ValorAjeno(clase.__name__)
    return llanas


def _descender(niveles: int) -> None:
    if niveles == 0:
        raise DemasiadoHondo()


def _sin_repetir(pares: list[tuple[str, Any]]) -> dict[str, Any]:
    objeto = dict(pares)
    if len(objeto) != len(pares):
        claves = [clave for clave, _ in pares]
        raise ClaveRepetida(next(clave for clave in claves if claves.count(clave) > 1))
    return objeto


def _fraccion(texto: str) -> NoReturn:
    raise NumeroNoEntero(texto[:40])


def _entero(texto: str) -> int:
    # Before int(): its cost grows with the square of the digits.
    if len(texto) > len(str(-ENTERO_MAXIMO)):
        raise EnteroFueraDeRango(f"{len(texto)} cifras")
    return int(texto)


# No circle can be met: depth is bounded before anything is spelled.
_ESCRITOR = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":")
)
_LECTOR = json.JSONDecoder(
    object_pairs_hook=_sin_repetir,
    parse_float=_fraccion,
    parse_int=_entero,
    parse_constant=_fraccion,
)
