"""The part of a typeface that a paper carries: only the letters it uses, as a font of its own.

The library reads and sums the whole font again for each of the three or four subsets of each paper.
Here what never changes is kept: every letter padded and summed once per process, the tables that
are copied, the widths as they are written. The bytes are the library's own, one by one
(``tests/boletas/impresion/test_recorte.py``).

Source: OpenType 1.9 (table directory, checksums; glyf, loca, hmtx, hhea, maxp, cmap, head, post).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from struct import pack, pack_into, unpack, unpack_from
from typing import Any, Final, NamedTuple

_COPIADAS: Final = ("name", "OS/2", "cvt ", "fpgm", "prep")
"""Tables that a subset takes as they are, where the font has them."""
_MAGICO: Final = 0xB1B0AFBA
_MODULO: Final = 1 << 32
_SIN_NOMBRES: Final = b"\x00\x03\x00\x00"
"""Version 3.0 of the table post: the letters have no names."""

# Flags of a part of a composite glyph.
_ANCHOS: Final = 0x0001
_UNA_ESCALA: Final = 0x0008
_SIGUE_OTRA: Final = 0x0020
_DOS_ESCALAS: Final = 0x0040
_MATRIZ: Final = 0x0080


class _Tabla(NamedTuple):
    """A table padded to four bytes, with its true length and its sum."""

    octetos: bytes
    largo: int
    suma: int


class _Glifo(NamedTuple):
    """A drawing padded to four bytes, with its sum and the places where it names its parts."""

    octetos: bytes
    suma: int
    partes: tuple[tuple[int, int], ...]


class Recorte:
    """Cuts subsets out of one font."""

    def __init__(self, cara: Any) -> None:
        """Take the font as ReportLab parsed it (``TTFont.face``)."""
        self._cara = cara
        self._dibujos: bytes = cara.get_table("glyf")
        self._fijas = {
            nombre: _tabla(cara.get_table(nombre)) for nombre in _COPIADAS if nombre in cara.table
        }
        self._fijas["post"] = _tabla(_SIN_NOMBRES + cara.get_table("post")[4:16] + bytes(16))
        self._glifo = cache(self._leer_glifo)
        self.ancho = cache(self._escribir_ancho)

    def fuente(self, letras: Sequence[int]) -> bytes:
        """Write the font of these letters, whose codes are their places in the list.

        Args:
            letras: Unicode code points; one that the font has not is drawn as its missing letter.
        """
        orden, lugares = self._reunir(letras)
        codigos = [lugares[self._cara.charToGlyph.get(letra, 0)] for letra in letras]
        glifos, indice, es_largo = self._juntar(orden, lugares)
        metricas, enteras = self._medidas(orden)
        cabeza = self._parchada("head", (8, ">L", 0), (50, ">H", es_largo))
        tablas = {
            **self._fijas,
            "glyf": glifos,
            "loca": indice,
            "hmtx": metricas,
            "hhea": self._parchada("hhea", (34, ">H", enteras)),
            "maxp": self._parchada("maxp", (4, ">H", len(orden))),
            "cmap": _mapa(codigos),
            "head": cabeza,
        }
        return _archivo(tablas)

    def _escribir_ancho(self, letra: int) -> bytes:
        """Width of a letter as the file says it: of a number the library asks how to spell it."""
        ancho = self._cara.charWidths.get(letra, self._cara.defaultWidth)
        return b"%d" % ancho

    def _reunir(self, letras: Sequence[int]) -> tuple[list[int], dict[int, int]]:
        """Number the drawings: the missing one, those of the letters, then the parts of both."""
        orden, lugares = [0], {0: 0}

        def incluir(glifo: int) -> None:
            if glifo not in lugares:
                lugares[glifo] = len(orden)
                orden.append(glifo)

        for letra in letras:
            incluir(self._cara.charToGlyph.get(letra, 0))
        for glifo in orden:
            # The list grows while it is walked: a part may have parts.
            for _, parte in self._glifo(glifo).partes:
                incluir(parte)
        return orden, lugares

    def _leer_glifo(self, glifo: int) -> _Glifo:
        inicio, fin = self._cara.glyphPos[glifo], self._cara.glyphPos[glifo + 1]
        octetos = _rellenar(self._dibujos[inicio:fin])
        es_compuesto = fin - inicio > 2 and unpack_from(">h", octetos)[0] < 0
        return _Glifo(octetos, _sumar(octetos), _partes(octetos) if es_compuesto else ())

    def _juntar(self, orden: Sequence[int], lugares: dict[int, int]) -> tuple[_Tabla, _Tabla, bool]:
        """Write the drawings one after the other, and where each begins."""
        piezas: list[bytes] = []
        posiciones, suma = [0], 0
        for numero in orden:
            glifo = self._glifo(numero)
            octetos, suya = glifo.octetos, glifo.suma
            if glifo.partes:
                renumerado = bytearray(octetos)
                for donde, parte in glifo.partes:
                    pack_into(">H", renumerado, donde, lugares[parte])
                octetos = bytes(renumerado)
                suya = _sumar(octetos)
            piezas.append(octetos)
            suma += suya
            posiciones.append(posiciones[-1] + len(octetos))
        total = posiciones[-1]
        es_largo = total >> 1 > 0xFFFF
        if not es_largo:
            posiciones = [posicion >> 1 for posicion in posiciones]
        indice = pack(f">{len(posiciones)}{'L' if es_largo else 'H'}", *posiciones)
        return _Tabla(b"".join(piezas), total, suma % _MODULO), _tabla(indice), es_largo

    def _medidas(self, orden: Sequence[int]) -> tuple[_Tabla, int]:
        """Widths and left edges; the last letters of one width share it. Gives how many do not."""
        pares = [self._cara.hmetrics[glifo] for glifo in orden]
        enteras = len(pares)
        while enteras > 1 and pares[enteras - 1][0] == pares[enteras - 2][0]:
            enteras -= 1
        numeros = [int(n) for par in pares[:enteras] for n in par]
        numeros += [int(orilla) for _, orilla in pares[enteras:]]
        return _tabla(pack(f">{len(numeros)}H", *numeros)), enteras

    def _parchada(self, nombre: str, *cambios: tuple[int, str, int]) -> _Tabla:
        octetos = bytearray(self._cara.get_table(nombre))
        for donde, forma, valor in cambios:
            pack_into(forma, octetos, donde, valor)
        return _tabla(bytes(octetos))


def _partes(octetos: bytes) -> tuple[tuple[int, int], ...]:
    """Where a composite drawing names each of its parts, and which it is."""
    partes: list[tuple[int, int]] = []
    donde, banderas = 10, _SIGUE_OTRA
    while banderas & _SIGUE_OTRA:
        banderas, parte = unpack_from(">HH", octetos, donde)
        partes.append((donde + 2, parte))
        donde += 8 if banderas & _ANCHOS else 6
        if banderas & _UNA_ESCALA:
            donde += 2
        elif banderas & _DOS_ESCALAS:
            donde += 4
        elif banderas & _MATRIZ:
            donde += 8
    return tuple(partes)


def _mapa(codigos: Sequence[int]) -> _Tabla:
    """One table of format 6: code by code from zero."""
    cuantos = len(codigos)
    cabeza = (0, 1, 1, 0, 0, 12, 6, 10 + 2 * cuantos, 0, 0, cuantos)
    return _tabla(pack(f">{len(cabeza) + cuantos}H", *cabeza, *codigos))


def _archivo(tablas: dict[str, _Tabla]) -> bytes:
    """Write the directory and the tables, sorted by name, and the sum of all into head."""
    cuantas = len(tablas)
    potencia = cuantas.bit_length() - 1
    rango = 16 << potencia
    partes = [pack(">LHHHH", 0x00010000, cuantas, rango, potencia, cuantas * 16 - rango)]
    posicion, en_cabeza = 12 + 16 * cuantas, 0
    for nombre, tabla in sorted(tablas.items()):
        if nombre == "head":
            en_cabeza = posicion
        entrada = pack(">4sLLL", nombre.encode("ascii"), tabla.suma, posicion, tabla.largo)
        partes.append(entrada)
        posicion += len(tabla.octetos)
    suma = _sumar(b"".join(partes)) + sum(tabla.suma for tabla in tablas.values())
    partes += [tabla.octetos for _, tabla in sorted(tablas.items())]
    archivo = bytearray(b"".join(partes))
    pack_into(">L", archivo, en_cabeza + 8, (_MAGICO - suma) % _MODULO)
    return bytes(archivo)


def _tabla(octetos: bytes) -> _Tabla:
    rellenos = _rellenar(octetos)
    return _Tabla(rellenos, len(octetos), _sumar(rellenos))


def _rellenar(octetos: bytes) -> bytes:
    return octetos + bytes(-len(octetos) % 4)


def _sumar(rellenos: bytes) -> int:
    palabras: tuple[int, ...] = unpack(f">{len(rellenos) >> 2}L", rellenos)
    return sum(palabras) % _MODULO
