"""JPEG (ITU-T T.81): the segments that a decoder needs for the picture, and no other.

Kept as they are: frame, tables, scans. Written anew, so that there is one spelling of each: which
way the sheet stands (Exif orientation alone) and how three components mean colours (Adobe). Left
out: every other segment, and whatever follows the end of the picture.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from auditoria.formatos.foto_limpia import FotoIlegible, FotoLimpia, exigir_medidas

INICIO_JPEG: Final = b"\xff\xd8\xff"

_SOI, _EOI, _SOS, _DQT, _DHT, _DRI = 0xD8, 0xD9, 0xDA, 0xDB, 0xC4, 0xDD
_APP0, _APP1, _APP2, _APP13, _APP14, _APP15, _COM = 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xEF, 0xFE
_PROGRESIVA: Final = 0xC2
_CUADROS: Final = (0xC0, 0xC1, _PROGRESIVA)
"""Baseline, extended and progressive, all of Huffman: what telephones and scanners write."""

_FIN_DE_BARRIDO: Final = re.compile(rb"\xff[^\x00\xd0-\xd7]", re.DOTALL)
"""A marker inside coded data that is neither a stuffed byte nor a restart."""

_LUGARES: Final = 0x13
"""What the first byte of a table may say: one of two kinds, one of four places."""

_BARRIDOS_MAXIMOS: Final = 64
"""Scans of one picture. A progressive one has about ten; thousands are a bomb of time."""

_CUANTIFICACIONES_MAXIMAS: Final = 16
"""Tables of quantization in one picture, of which four are in force at a time."""

_VALORES_MAXIMOS: Final = 256
"""Values of one table of Huffman: each of the bytes, once."""

_TABLAS_DE_MAS: Final = "trae tablas de más; guárdela otra vez como JPEG"
_EXIF: Final = b"Exif\0\0"
_ADOBE: Final = b"Adobe"
_YCBCR, _RGB = 1, 0
_DERECHA: Final = 1
"""Orientation of a picture that is not turned."""


@dataclass(slots=True)
class _Partes:
    """What was read so far.

    Attributes:
        giro: Exif orientation, 1 to 8.
        jfif, adobe: What the segments say of colours.
        vistos: Components that the scans of a picture that is not progressive held.
        pendientes: Tables, by marker and place, that no scan followed yet.
    """

    guardados: list[bytes] = field(default_factory=list)
    quitado: dict[str, None] = field(default_factory=dict)
    medidas: tuple[int, int] | None = None
    componentes: bytes = b""
    giro: int = _DERECHA
    jfif: bool = False
    adobe: int | None = None
    barridos: int = 0
    es_progresiva: bool = False
    vistos: bytes = b""
    cuantificaciones: int = 0
    pendientes: set[tuple[int, int]] = field(default_factory=set)


def limpiar_jpeg(datos: bytes, giro: int | None = None) -> FotoLimpia:
    """Keep of a JPEG what shows the sheet.

    Args:
        giro: Exif orientation, 1 to 8, where something else says which way the sheet stands.

    Raises:
        FotoIlegible: It ends early, a segment is not what its marker says, or it is of a kind that
            browsers do not show (lossless, arithmetic, four colours, twelve bits).
    """
    partes, lugar = _Partes(), 2
    while True:
        marca, lugar = _leer_marca(datos, lugar)
        if marca == _EOI:
            break
        cuerpo, lugar = _leer_segmento(datos, lugar)
        if marca == _SOS:
            fin = _fin_de_barrido(datos, lugar)
            _tomar_barrido(partes, cuerpo, datos[lugar:fin])
            lugar = fin
        elif _APP0 <= marca <= _APP15 or marca == _COM:
            _tomar_anexo(partes, marca, cuerpo)
        else:
            _tomar_tabla(partes, marca, cuerpo)
    if partes.medidas is None or not partes.barridos:
        raise FotoIlegible("no trae ninguna imagen")
    if partes.pendientes:
        raise FotoIlegible(_TABLAS_DE_MAS)
    if lugar < len(datos):
        partes.quitado["lo que seguía a la imagen"] = None
    if giro is not None:
        partes.giro = giro
    escrito = b"".join((b"\xff\xd8", *_anexos(partes), *partes.guardados, b"\xff\xd9"))
    if escrito != datos and not partes.quitado:
        partes.quitado["relleno o escritura de más"] = None
    return FotoLimpia(escrito, "jpg", *partes.medidas, tuple(partes.quitado))


def _leer_marca(datos: bytes, lugar: int) -> tuple[int, int]:
    """The next marker; bytes of fill before it are skipped."""
    if datos[lugar : lugar + 1] != b"\xff":
        raise FotoIlegible("está cortada o dañada")
    while datos[lugar : lugar + 1] == b"\xff":
        lugar += 1
    if lugar >= len(datos):
        raise FotoIlegible("está cortada")
    return datos[lugar], lugar + 1


def _leer_segmento(datos: bytes, lugar: int) -> tuple[bytes, int]:
    largo = int.from_bytes(datos[lugar : lugar + 2])
    cuerpo = datos[lugar + 2 : lugar + largo]
    if largo < 2 or len(cuerpo) != largo - 2:
        raise FotoIlegible("está cortada o dañada")
    return cuerpo, lugar + largo


def _fin_de_barrido(datos: bytes, lugar: int) -> int:
    """Where coded data end."""
    fin = _FIN_DE_BARRIDO.search(datos, lugar)
    if fin is None:
        raise FotoIlegible("está cortada")
    return fin.start()


def _tomar_barrido(partes: _Partes, cabeza: bytes, codificado: bytes) -> None:
    cuantos = cabeza[0] if cabeza else 0
    propias = all(c in partes.componentes for c in cabeza[1 : 1 + 2 * cuantos : 2])
    if not (1 <= cuantos <= 4) or len(cabeza) != 4 + 2 * cuantos or not propias or not codificado:
        raise FotoIlegible("está dañada")
    # A scan over another would hide the picture that the first one holds.
    if not partes.es_progresiva and set(partes.vistos) & set(cabeza[1 : 1 + 2 * cuantos : 2]):
        raise FotoIlegible("trae una imagen encima de otra; guárdela otra vez como JPEG")
    partes.vistos += cabeza[1 : 1 + 2 * cuantos : 2]
    partes.pendientes.clear()
    partes.barridos += 1
    if partes.barridos > _BARRIDOS_MAXIMOS:
        raise FotoIlegible(f"trae más de {_BARRIDOS_MAXIMOS} barridos; guárdela otra vez como JPEG")
    partes.guardados += (_segmento(_SOS, cabeza), codificado)


def _tomar_tabla(partes: _Partes, marca: int, cuerpo: bytes) -> None:
    """A frame or a table, exactly as long as what it holds: nothing hides behind it."""
    if marca in _CUADROS:
        partes.es_progresiva = marca == _PROGRESIVA
        _tomar_cuadro(partes, cuerpo)
    elif marca == _DQT:
        _tomar_tablas(partes, marca, cuerpo, lambda resto: 1 + 64 * (1 + (resto[0] >> 4)))
    elif marca == _DHT:
        _tomar_tablas(partes, marca, cuerpo, lambda resto: 17 + sum(resto[1:17]))
    elif marca == _DRI and len(cuerpo) == 2:
        _exigir_lugar(partes, (marca, 0))
    else:
        raise FotoIlegible("es de una variante que no se admite; guárdela como JPEG común")
    partes.guardados.append(_segmento(marca, cuerpo))


def _tomar_cuadro(partes: _Partes, cuerpo: bytes) -> None:
    if partes.medidas is not None or len(cuerpo) < 6:
        raise FotoIlegible("está dañada")
    alto, ancho = int.from_bytes(cuerpo[1:3]), int.from_bytes(cuerpo[3:5])
    exigir_medidas(ancho, alto)
    if cuerpo[0] != 8 or cuerpo[5] not in (1, 3) or len(cuerpo) != 6 + 3 * cuerpo[5]:
        raise FotoIlegible("no es de grises ni de tres colores; guárdela como JPEG común")
    partes.medidas, partes.componentes = (ancho, alto), cuerpo[6::3]


def _tomar_tablas(
    partes: _Partes, marca: int, cuerpo: bytes, largo: Callable[[bytes], int]
) -> None:
    """Demand that a segment is a row of whole tables, each with a place of its own.

    A table that another replaces before any scan shows nothing: it can only hide something.
    """
    resto = cuerpo
    while resto:
        lugar, propio = (marca, resto[0]), largo(resto)
        if len(resto) < propio or resto[0] & ~_LUGARES or propio > 17 + _VALORES_MAXIMOS:
            raise FotoIlegible("está dañada")
        _exigir_lugar(partes, lugar)
        partes.cuantificaciones += marca == _DQT
        resto = resto[propio:]
    if partes.cuantificaciones > _CUANTIFICACIONES_MAXIMAS:
        raise FotoIlegible(_TABLAS_DE_MAS)


def _exigir_lugar(partes: _Partes, lugar: tuple[int, int]) -> None:
    if lugar in partes.pendientes:
        raise FotoIlegible(_TABLAS_DE_MAS)
    partes.pendientes.add(lugar)


def _tomar_anexo(partes: _Partes, marca: int, cuerpo: bytes) -> None:
    """A segment for programs and not for the picture: two facts are read, nothing else stays."""
    if marca == _APP0 and cuerpo.startswith(b"JFIF\0"):
        partes.jfif = True
    elif marca == _APP14 and cuerpo.startswith(_ADOBE) and len(cuerpo) == 12:
        partes.adobe = cuerpo[11]
        if partes.adobe > _YCBCR:
            raise FotoIlegible("no es de grises ni de tres colores; guárdela como JPEG común")
        if cuerpo == _adobe(partes.adobe):
            return
    elif marca == _APP1 and cuerpo.startswith(_EXIF):
        partes.giro = _leer_giro(cuerpo[len(_EXIF) :])
        if cuerpo == _exif(partes.giro):
            return
    partes.quitado[_nombre(marca, cuerpo)] = None


def _nombre(marca: int, cuerpo: bytes) -> str:
    """Say what a segment is, for whoever brings the picture."""
    if marca == _APP1:
        return "datos del teléfono (Exif o XMP)"
    if marca == _COM:
        return "un comentario"
    de_programa = {_APP0: "encabezado JFIF", _APP2: "perfil de color u otra foto"}
    return de_programa.get(marca, "datos del programa que la hizo")


def _leer_giro(tiff: bytes) -> int:
    """Orientation of the first directory; 1 where it says none that can be read."""
    if tiff[:4] not in (b"II*\0", b"MM\0*"):
        return _DERECHA

    def numero(lugar: int, octetos: int) -> int:
        return int.from_bytes(
            tiff[lugar : lugar + octetos], "little" if tiff.startswith(b"I") else "big"
        )

    directorio = numero(4, 4)
    for lugar in range(directorio + 2, directorio + 2 + 12 * numero(directorio, 2), 12):
        if numero(lugar, 2) == 0x0112 and numero(lugar + 2, 2) == 3:
            giro = numero(lugar + 8, 2)
            return giro if 1 <= giro <= 8 else _DERECHA
    return _DERECHA


def _anexos(partes: _Partes) -> Iterator[bytes]:
    """The two segments that are written anew."""
    if partes.giro != _DERECHA:
        yield _segmento(_APP1, _exif(partes.giro))
    if len(partes.componentes) == 3:
        yield _segmento(_APP14, _adobe(_colores(partes)))


def _colores(partes: _Partes) -> int:
    """What a decoder would take the components for, in the order in which decoders ask."""
    if partes.jfif:
        return _YCBCR
    if partes.adobe is not None:
        return partes.adobe
    return _RGB if partes.componentes == b"RGB" else _YCBCR


def _exif(giro: int) -> bytes:
    """Exif that says which way the sheet stands, and nothing else."""
    entrada = b"\x01\x12\x00\x03\x00\x00\x00\x01" + giro.to_bytes(2) + b"\0\0"
    return _EXIF + b"MM\0*\x00\x00\x00\x08\x00\x01" + entrada + bytes(4)


def _adobe(colores: int) -> bytes:
    return _ADOBE + b"\x00\x64\0\0\0\0" + bytes([colores])


def _segmento(marca: int, cuerpo: bytes) -> bytes:
    return bytes([0xFF, marca]) + (len(cuerpo) + 2).to_bytes(2) + cuerpo
