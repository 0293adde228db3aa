"""PNG (W3C, third edition): the chunks that a decoder needs for the picture, and no other."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from auditoria.formatos.foto_limpia import FotoIlegible, FotoLimpia, exigir_medidas

FIRMA_PNG: Final = b"\x89PNG\r\n\x1a\n"

_CANALES: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel per colour type."""

_FONDOS: Final = {
    0: (1, 2, 4, 8, 16),
    2: (8, 16),
    3: (1, 2, 4, 8),
    4: (8, 16),
    6: (8, 16),
}
"""Bits of a sample that each colour type admits."""

_PASADAS: Final = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
"""Interlaced: first column, first row, step of columns, step of rows."""

_TROZO: Final = 1 << 16


class _Cabeza(NamedTuple):
    ancho: int
    alto: int
    bits: int
    color: int
    entrelazada: int

    def octetos(self) -> int:
        """Bytes of the picture once inflated: a filter byte and the samples of each row."""
        pasadas = _PASADAS if self.entrelazada else ((0, 0, 1, 1),)
        total = 0
        for columna, renglon, ancho_de_paso, alto_de_paso in pasadas:
            ancho = -(-max(0, self.ancho - columna) // ancho_de_paso)
            alto = -(-max(0, self.alto - renglon) // alto_de_paso)
            if ancho and alto:
                total += alto * (1 + (ancho * self.bits * _CANALES[self.color] + 7) // 8)
        return total


def limpiar_png(datos: bytes) -> FotoLimpia:
    """Keep of a PNG what shows the sheet: header, palette, transparency, pixels, end.

    The compressed pixels are inflated a piece at a time and let go, only to count them: what is
    cut, what grows beyond the size that it states and what stands behind the pixels is refused.

    Raises:
        FotoIlegible: It ends early, a chunk is damaged, or a chunk that a decoder must know is none
            of these.
    """
    cabeza: _Cabeza | None = None
    guardados: list[bytes] = []
    quitado: dict[str, None] = {}
    vistos: list[bytes] = []
    pixeles: list[bytes] = []
    lugar = len(FIRMA_PNG)
    while vistos[-1:] != [b"IEND"]:
        clase, cuerpo, fin = _leer_trozo(datos, lugar)
        if clase == b"IHDR" and not vistos:
            cabeza = _leer_cabeza(cuerpo)
        elif cabeza is None:
            raise FotoIlegible("está dañada")
        elif clase not in (b"PLTE", b"tRNS", b"IDAT", b"IEND"):
            if not clase[0] & 0x20:
                raise FotoIlegible("es de una variante que no se admite; guárdela como JPEG")
            quitado[_nombre(clase)] = None
            lugar = fin
            continue
        _exigir_orden(clase, cuerpo, vistos)
        if clase == b"IDAT":
            pixeles.append(cuerpo)
        vistos.append(clase)
        guardados.append(datos[lugar:fin])
        lugar = fin
    if cabeza is None:
        raise FotoIlegible("está dañada")
    _exigir_pixeles(pixeles, cabeza.octetos())
    if lugar < len(datos):
        quitado["lo que seguía a la imagen"] = None
    escrito = FIRMA_PNG + b"".join(guardados)
    return FotoLimpia(escrito, "png", cabeza.ancho, cabeza.alto, tuple(quitado))


def _leer_trozo(datos: bytes, lugar: int) -> tuple[bytes, bytes, int]:
    """Kind, content and end of a chunk whose check sum holds."""
    largo = int.from_bytes(datos[lugar : lugar + 4])
    fin = lugar + 12 + largo
    if fin > len(datos) or lugar + 12 > len(datos):
        raise FotoIlegible("está cortada")
    clase, cuerpo = datos[lugar + 4 : lugar + 8], datos[lugar + 8 : fin - 4]
    if zlib.crc32(datos[lugar + 4 : fin - 4]) != int.from_bytes(datos[fin - 4 : fin]):
        raise FotoIlegible("está dañada")
    return clase, cuerpo, fin


def _leer_cabeza(cuerpo: bytes) -> _Cabeza:
    if len(cuerpo) != 13:
        raise FotoIlegible("está dañada")
    ancho, alto = int.from_bytes(cuerpo[:4]), int.from_bytes(cuerpo[4:8])
    bits, color, compresion, filtro, entrelazada = cuerpo[8:]
    exigir_medidas(ancho, alto)
    if bits not in _FONDOS.get(color, ()) or compresion or filtro or entrelazada > 1:
        raise FotoIlegible("es de una variante que no se admite; guárdela como JPEG")
    return _Cabeza(ancho, alto, bits, color, entrelazada)


def _exigir_orden(clase: bytes, cuerpo: bytes, vistos: list[bytes]) -> None:
    """Each once and in its place; the pixels may come in several chunks, one after the other."""
    antes = {
        b"IHDR": not vistos,
        b"PLTE": vistos == [b"IHDR"] and len(cuerpo) % 3 == 0 and 0 < len(cuerpo) <= 768,
        b"tRNS": vistos[-1:] in ([b"IHDR"], [b"PLTE"]) and 0 < len(cuerpo) <= 256,
        b"IDAT": bool(vistos),
        b"IEND": vistos[-1:] == [b"IDAT"] and not cuerpo,
    }
    if not antes[clase]:
        raise FotoIlegible("está dañada")


def _exigir_pixeles(pixeles: list[bytes], octetos: int) -> None:
    """Demand that the compressed pixels give exactly so many bytes and end there."""
    total, inflador = 0, zlib.decompressobj()
    try:
        for trozo in _inflar(inflador, pixeles):
            total += len(trozo)
            if total > octetos:
                break
    except zlib.error as fallo:
        raise FotoIlegible("está dañada") from fallo
    if total != octetos or not inflador.eof or inflador.unused_data:
        raise FotoIlegible("no trae los pixeles que dice")


def _inflar(inflador: zlib._Decompress, pixeles: list[bytes]) -> Iterator[bytes]:
    """Inflate in pieces of a bounded size; what comes after the end of the pixels is kept apart."""
    for cuerpo in pixeles:
        if inflador.eof and cuerpo:
            raise FotoIlegible("trae algo detrás de los pixeles")
        pendiente, trozo = cuerpo, b"x" * _TROZO
        # A full piece may leave output inside of zlib though all its input was taken.
        while not inflador.eof and (pendiente or len(trozo) == _TROZO):
            trozo = inflador.decompress(pendiente, _TROZO)
            pendiente = inflador.unconsumed_tail
            yield trozo


def _nombre(clase: bytes) -> str:
    return {
        b"eXIf": "datos del teléfono (Exif o XMP)",
        b"tEXt": "un comentario",
        b"zTXt": "un comentario",
        b"iTXt": "un comentario",
        b"tIME": "la hora en que se guardó",
    }.get(clase, "datos del programa que la hizo")
