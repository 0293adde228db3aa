"""Find how the letters of a file are written, and refuse what is no text.

UTF-8 is tried first because text of another encoding almost never passes for it; what fails is
the encoding of Windows, Latin-1 included. Nothing is ever replaced or skipped: a name with a lost
letter is another name.
"""

from __future__ import annotations

import codecs
import hashlib
from typing import BinaryIO, ClassVar

from eleccion.errores import EntradaIlegible

_BLOQUE = 2**20
_OTROS_TIPOS = (
    (b"PK\x03\x04", "es un libro de Excel (.xlsx) o un archivo comprimido"),
    (b"\xd0\xcf\x11\xe0", "es un libro de Excel antiguo (.xls)"),
    (b"%PDF", "es un PDF"),
    (b"\x1f\x8b", "es un archivo comprimido"),
    (b"\xff\xfe", "está guardado como texto Unicode (UTF-16)"),
    (b"\xfe\xff", "está guardado como texto Unicode (UTF-16)"),
)
_QUE_HACER = "Ábralo en Excel y guárdelo como «CSV UTF-8 (delimitado por comas)»"


class TablaDemasiadoGrande(EntradaIlegible):
    """The file is over the limit of bytes or rows."""

    explicacion: ClassVar[str] = "El archivo es demasiado grande"


class NoEsTabla(EntradaIlegible):
    """The file is no text table: a workbook, a PDF, zeros, or another thing."""

    explicacion: ClassVar[str] = "El archivo no es una tabla CSV"


class CodificacionMezclada(EntradaIlegible):
    """The bytes of the file belong to no single encoding, or stop in the middle of a letter."""

    explicacion: ClassVar[str] = "Hay letras que no se pueden leer"


def examinar(archivo: BinaryIO, limite: int) -> tuple[str, str]:
    """Hash a whole file and find the one encoding that all its bytes belong to.

    Args:
        archivo: Open at its beginning.
        limite: Greatest size in bytes.

    Returns:
        SHA-256 in hexadecimal, and ``utf-8``, ``utf-8-sig`` or ``cp1252``.

    Raises:
        TablaDemasiadoGrande, NoEsTabla, CodificacionMezclada: As their names say.
    """
    huella = hashlib.sha256()
    utf8: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")("strict")
    compuestas, lineas, leidos = 0, 1, 0
    inicio = b""
    while bloque := archivo.read(_BLOQUE):
        inicio = inicio or bloque[:4]
        leidos += len(bloque)
        if leidos > limite:
            raise TablaDemasiadoGrande(f"el límite es {limite // 2**20} MB")
        huella.update(bloque)
        _exigir_texto(bloque, inicio, lineas)
        if utf8 is not None:
            utf8, nuevas = _avanzar(utf8, bloque)
            compuestas += nuevas
        if utf8 is None:
            _exigir_windows(bloque, lineas)
        lineas += bloque.count(b"\n")
    if utf8 is None:
        if compuestas:
            raise CodificacionMezclada(
                f"una parte está en UTF-8 y otra en la codificación de Windows. {_QUE_HACER}"
            )
        return huella.hexdigest(), "cp1252"
    try:
        utf8.decode(b"", final=True)
    except UnicodeDecodeError:
        raise CodificacionMezclada(
            "el archivo termina a la mitad de una letra: está cortado, cópielo de nuevo",
            entrada=f"línea {lineas}",
        ) from None
    return huella.hexdigest(), "utf-8-sig" if inicio.startswith(codecs.BOM_UTF8) else "utf-8"


def _avanzar(
    utf8: codecs.IncrementalDecoder, bloque: bytes
) -> tuple[codecs.IncrementalDecoder | None, int]:
    """Feed a block to the UTF-8 check; on failure tell how many whole letters came before.

    Letters of two bytes or more before the failure mean that the file mixes encodings; a single
    accented letter of Windows followed by a plain one is never a whole UTF-8 letter.
    """
    try:
        texto = utf8.decode(bloque)
    except UnicodeDecodeError:
        valido = bloque.decode("utf-8", errors="ignore")
        return None, len(valido.encode()) - len(valido)
    return utf8, len(texto.encode()) - len(texto)


def _exigir_texto(bloque: bytes, inicio: bytes, lineas: int) -> None:
    for marca, que_es in _OTROS_TIPOS:
        if inicio.startswith(marca):
            raise NoEsTabla(f"{que_es}. {_QUE_HACER}")
    nulo = bloque.find(b"\0")
    if nulo >= 0:
        linea = lineas + bloque.count(b"\n", 0, nulo)
        raise NoEsTabla(
            f"contiene octetos que no son texto. {_QUE_HACER}", entrada=f"línea {linea}"
        )


def _exigir_windows(bloque: bytes, lineas: int) -> None:
    try:
        bloque.decode("cp1252")
    except UnicodeDecodeError as error:
        linea = lineas + bloque.count(b"\n", 0, error.start)
        raise CodificacionMezclada(
            f"no está en UTF-8 ni en la codificación de Windows. {_QUE_HACER}",
            entrada=f"línea {linea}",
        ) from None
