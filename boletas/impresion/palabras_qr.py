"""The inside of a QR code: its words, their error correction, and the module of each bit.

The words of a code are bits in a row; which module each one falls on, and what the rest of the
square holds, depends on version and level alone. The library draws that square once with words of
all zeros and once of all ones: where the two differ stands a bit, and the first one is what every
code of its kind is laid over. Nothing else is drawn module by module.

Source: ISO/IEC 18004:2015, sections 7.4 to 7.7; library qrcode (tables and fixed patterns).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, zip_longest
from operator import itemgetter

import qrcode
from qrcode.base import gexp, glog, rs_blocks
from qrcode.util import (
    BIT_LIMIT_TABLE,
    MODE_8BIT_BYTE,
    MODE_NUMBER,
    mode_sizes_for_version,
)

from boletas.impresion.base45 import ALFABETO as ALFANUMERICO

VERSION_MAYOR = 40
_RELLENO = ("11101100", "00010001")
_NUMERICO = (0, 4, 7, 10)
"""Bits of a group of so many digits."""


@dataclass(frozen=True)
class _Bloque:
    """One row of error correction: so many words, and the remainders of its polynomial.

    Attributes:
        palabras: Words of data.
        correccion: Words of correction.
        restos: For each value of the word that leaves, what it adds to the remainder.
    """

    palabras: int
    correccion: int
    restos: tuple[int, ...]


@dataclass(frozen=True)
class _Cuadro:
    """What every code of one version and level shares.

    Attributes:
        fondo: The whole square as one number, row by row, with words of zeros.
        colocar: Takes the bits of the words, and a zero after them, to the order of the modules.
    """

    lado: int
    fondo: int
    colocar: Callable[[str], tuple[str, ...]]
    bloques: tuple[_Bloque, ...]


def elegir_version(texto: str, modo: int, nivel: int) -> int:
    """Give the smallest version that holds a text in one segment; 41 when none does."""
    bits = len(_bits_de(texto, modo))
    for version in range(1, VERSION_MAYOR + 1):
        if 4 + mode_sizes_for_version(version)[modo] + bits <= BIT_LIMIT_TABLE[nivel][version]:
            return version
    return VERSION_MAYOR + 1


def dibujar_filas(texto: str, modo: int, nivel: int, version: int, mascara: int) -> tuple[int, ...]:
    """Draw a text that fits in that version: one number per row, its highest bit leftmost."""
    cuadro = _cuadro(version, nivel, mascara)
    palabras = _palabras(texto, modo, nivel, version)
    todas = bytes(_entremezclar(palabras, cuadro.bloques))
    bits = f"{int.from_bytes(todas, 'big'):0{8 * len(todas)}b}0"
    lado = cuadro.lado
    modulos = f"{int(''.join(cuadro.colocar(bits)), 2) ^ cuadro.fondo:0{lado * lado}b}"
    return tuple(int(modulos[i : i + lado], 2) for i in range(0, lado * lado, lado))


def _bits_de(texto: str, modo: int) -> str:
    if modo == MODE_8BIT_BYTE:
        return "".join([f"{octeto:08b}" for octeto in texto.encode()])
    paso = 3 if modo == MODE_NUMBER else 2
    grupos = [texto[i : i + paso] for i in range(0, len(texto), paso)]
    if modo == MODE_NUMBER:
        return "".join([f"{int(grupo):0{_NUMERICO[len(grupo)]}b}" for grupo in grupos])
    valores = [[ALFANUMERICO.index(letra) for letra in grupo] for grupo in grupos]
    return "".join([f"{v[0] * 45 + v[1]:011b}" if len(v) == 2 else f"{v[0]:06b}" for v in valores])


def _palabras(texto: str, modo: int, nivel: int, version: int) -> bytes:
    """Mode, length, text, end and filling: the words of data (section 7.4)."""
    largo = len(texto.encode())
    cuantos = BIT_LIMIT_TABLE[nivel][version]
    bits = f"{modo:04b}{largo:0{mode_sizes_for_version(version)[modo]}b}{_bits_de(texto, modo)}"
    bits += "0" * min(4, cuantos - len(bits))
    bits += "0" * (-len(bits) % 8)
    faltan = (cuantos - len(bits)) // 8
    bits += "".join(_RELLENO) * (faltan // 2) + _RELLENO[0] * (faltan % 2)
    return int(bits, 2).to_bytes(cuantos // 8, "big")


def _entremezclar(palabras: bytes, bloques: Sequence[_Bloque]) -> Iterator[int]:
    """Give the first word of every block, then the second; their correction likewise (7.6)."""
    datos, correccion, desde = [], [], 0
    for bloque in bloques:
        suyas = palabras[desde : desde + bloque.palabras]
        desde += bloque.palabras
        datos.append(suyas)
        correccion.append(_corregir(suyas, bloque))
    for grupo in (datos, correccion):
        yield from (p for p in chain.from_iterable(zip_longest(*grupo)) if p is not None)


def _corregir(palabras: bytes, bloque: _Bloque) -> bytes:
    """Remainder of the words, as a polynomial, by the generator (7.5.2)."""
    alta = 8 * (bloque.correccion - 1)
    resto, restos, mascara = 0, bloque.restos, (1 << alta) - 1
    for palabra in palabras:
        resto = ((resto & mascara) << 8) ^ restos[palabra ^ (resto >> alta)]
    return resto.to_bytes(bloque.correccion, "big")


@lru_cache(maxsize=64)
def _cuadro(version: int, nivel: int, mascara: int) -> _Cuadro:
    bloques = tuple(
        _Bloque(b.data_count, b.total_count - b.data_count, _restos(b.total_count - b.data_count))
        for b in rs_blocks(version, nivel)
    )
    cuantas = sum(bloque.palabras + bloque.correccion for bloque in bloques)
    ceros, unos = (_con_palabras(version, nivel, mascara, p, cuantas) for p in (0, 255))
    lado = len(ceros)
    lugares = [8 * cuantas] * (lado * lado)
    bit = 0
    for fila, columna in _recorrido(lado):
        if ceros[fila][columna] != unos[fila][columna]:
            lugares[fila * lado + columna] = bit
            bit += 1
    fondo = int("".join("1" if oscuro else "0" for fila in ceros for oscuro in fila), 2)
    return _Cuadro(lado, fondo, itemgetter(*lugares), bloques)


def _con_palabras(
    version: int, nivel: int, mascara: int, palabra: int, cuantas: int
) -> list[list[bool]]:
    codigo = qrcode.QRCode(version=version, error_correction=nivel, mask_pattern=mascara)
    codigo.data_cache = [palabra] * cuantas
    codigo.makeImpl(False, mascara)
    return [[bool(oscuro) for oscuro in fila] for fila in codigo.modules]


def _recorrido(lado: int) -> Iterator[tuple[int, int]]:
    """Modules in the order in which bits fall: pairs of columns from the right, up and down."""
    sube = True
    for derecha in range(lado - 1, 0, -2):
        columna = derecha - 1 if derecha <= 6 else derecha
        for fila in range(lado - 1, -1, -1) if sube else range(lado):
            yield fila, columna
            yield fila, columna - 1
        sube = not sube


@lru_cache
def _restos(correccion: int) -> tuple[int, ...]:
    """For each word, its multiple of the generator of so many words, without the highest."""
    generador = [1]
    for raiz in range(correccion):
        por = [_multiplicar(gexp(raiz), coeficiente) for coeficiente in generador]
        generador = [a ^ b for a, b in zip([*generador, 0], [0, *por], strict=True)]
    return tuple(
        int.from_bytes(bytes(_multiplicar(palabra, c) for c in generador[1:]), "big")
        for palabra in range(256)
    )


def _multiplicar(uno: int, otro: int) -> int:
    return int(gexp(glog(uno) + glog(otro))) if uno and otro else 0
