"""PNG (W3C, third edition): the chunks that a decoder needs for the picture, and no other."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import repeat
from typing import Final, NamedTuple

from auditoria.formatos.foto_limpia import FotoIlegible, FotoLimpia, exigir_medidas

FIRMA_PNG: Final = b"\x89PNG\r\n\x1a\n"

_GRIS, _RGB, _PALETA, _CON_ALFA = 0, 2, 3, (4, 6)
_CANALES: Final = {_GRIS: 1, _RGB: 3, _PALETA: 1}
"""Samples of a pixel per colour type."""

_FONDOS: Final = {
    _GRIS: (1, 2, 4, 8, 16),
    _RGB: (8, 16),
    _PALETA: (1, 2, 4, 8),
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
_FILTROS: Final = 5
"""Ways in which a row may be written."""

_TRANSPARENTE: Final = (
    "tiene transparencia, que guarda lo que no se ve; guárdela sin ella, o como JPEG"
)


class _Cabeza(NamedTuple):
    ancho: int
    alto: int
    bits: int
    color: int
    entrelazada: int

    def renglones(self) -> Iterator[int]:
        """Bytes of each row once inflated: one that says how it is written, and the samples."""
        pasadas = _PASADAS if self.entrelazada else ((0, 0, 1, 1),)
        for columna, renglon, ancho_de_paso, alto_de_paso in pasadas:
            ancho = -(-max(0, self.ancho - columna) // ancho_de_paso)
            alto = -(-max(0, self.alto - renglon) // alto_de_paso)
            if ancho:
                yield from repeat(1 + (ancho * self.bits * _CANALES[self.color] + 7) // 8, alto)


def limpiar_png(datos: bytes) -> FotoLimpia:
    """Keep of a PNG what shows the sheet: header, palette, pixels, end.

    One with transparency is refused: what it does not show would be published with it.

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
        elif clase == b"tRNS":
            raise FotoIlegible(_TRANSPARENTE)
        elif clase not in _queda(cabeza):
            if clase != b"PLTE" and not clase[0] & 0x20:
                raise FotoIlegible("es de una variante que no se admite; guárdela como JPEG")
            quitado[_nombre(clase)] = None
            lugar = fin
            continue
        _exigir_orden(clase, cuerpo, vistos, cabeza)
        if clase == b"IDAT":
            pixeles.append(cuerpo)
        vistos.append(clase)
        guardados.append(datos[lugar:fin])
        lugar = fin
    if cabeza is None:
        raise FotoIlegible("está dañada")
    _exigir_pixeles(pixeles, cabeza)
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
    if color in _CON_ALFA:
        raise FotoIlegible(_TRANSPARENTE)
    if bits not in _FONDOS.get(color, ()) or compresion or filtro or entrelazada > 1:
        raise FotoIlegible("es de una variante que no se admite; guárdela como JPEG")
    return _Cabeza(ancho, alto, bits, color, entrelazada)


def _queda(cabeza: _Cabeza) -> tuple[bytes, ...]:
    """Chunks that a decoder needs; a palette only suggests where the pixels are colours."""
    return (b"PLTE", b"IDAT", b"IEND") if cabeza.color == _PALETA else (b"IDAT", b"IEND")


def _exigir_orden(clase: bytes, cuerpo: bytes, vistos: list[bytes], cabeza: _Cabeza) -> None:
    """Each once and in its place; the pixels may come in several chunks, one after the other."""
    colores, sobra = divmod(len(cuerpo), 3)
    con_paleta = cabeza.color == _PALETA
    antes = {
        b"IHDR": not vistos,
        b"PLTE": vistos == [b"IHDR"] and not sobra and 0 < colores <= 1 << cabeza.bits,
        b"IDAT": vistos[-1:] in ([b"PLTE" if con_paleta else b"IHDR"], [b"IDAT"]),
        b"IEND": vistos[-1:] == [b"IDAT"] and not cuerpo,
    }
    if not antes[clase]:
        raise FotoIlegible("está dañada")


def _exigir_pixeles(pixeles: list[bytes], cabeza: _Cabeza) -> None:
    """Demand that the compressed pixels give exactly the rows of the picture and end there."""
    renglones, falta, inflador = cabeza.renglones(), 0, zlib.decompressobj()
    try:
        for trozo in _inflar(inflador, pixeles):
            lugar = falta
            while lugar < len(trozo):
                renglon = next(renglones, 0)
                if not renglon or trozo[lugar] >= _FILTROS:
                    raise FotoIlegible("no trae los pixeles que dice")
                lugar += renglon
            falta = lugar - len(trozo)
    except zlib.error as fallo:
        raise FotoIlegible("está dañada") from fallo
    if falta or next(renglones, 0) or not inflador.eof or inflador.unused_data:
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
