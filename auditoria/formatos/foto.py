"""Pictures of sheets signed with ink: which bytes may be published, and how they are made clean.

Page: docs/formato-firmadas.md. A picture is told by its content, never decoded, and taken apart by
its structure: what shows the sheet is kept byte for byte, and what a telephone writes beside it
(place, hour, device, a smaller picture, a film, comments) is left out. A picture is clean when
cleaning changes nothing of it.
"""

from __future__ import annotations

from auditoria.errores import ReglaRota
from auditoria.formatos.foto_jpeg import INICIO_JPEG, limpiar_jpeg
from auditoria.formatos.foto_limpia import LIMITE_DE_FOTO, Clase, FotoIlegible, FotoLimpia
from auditoria.formatos.foto_png import FIRMA_PNG, limpiar_png
from auditoria.registro.canonico import ArchivoVacio, DemasiadoGrande

__all__ = [
    "LIMITE_DE_FOTO",
    "Clase",
    "FotoDeOtraClase",
    "FotoIlegible",
    "FotoLimpia",
    "FotoSinLimpiar",
    "exigir_limpia",
    "limpiar_foto",
]


class FotoDeOtraClase(FotoIlegible):
    """The content is of no kind that is published; the fact says what to do."""

    explicacion = "No es una foto JPEG ni una imagen PNG"


class FotoSinLimpiar(ReglaRota):
    """A published picture carries what is not of the sheet, or is of another kind than its name."""

    explicacion = "La foto trae algo que no es de la hoja"


def limpiar_foto(datos: bytes) -> FotoLimpia:
    """Take what is not of the sheet out of a picture; the pixels stay as they were, bit by bit.

    Args:
        datos: Any bytes, from anybody; at most ``LIMITE_DE_FOTO``.

    Raises:
        ArchivoVacio, DemasiadoGrande: No bytes, or too many.
        FotoDeOtraClase: Neither JPEG nor PNG.
        FotoIlegible: Cut, damaged, too many pixels, or of a variant that cannot be made clean.
    """
    if not datos:
        raise ArchivoVacio
    if len(datos) > LIMITE_DE_FOTO:
        raise DemasiadoGrande(f"se admiten {LIMITE_DE_FOTO:,} octetos")
    if datos.startswith(INICIO_JPEG):
        return limpiar_jpeg(datos)
    if datos.startswith(FIRMA_PNG):
        return limpiar_png(datos)
    raise FotoDeOtraClase(_que_hacer(datos))


def exigir_limpia(datos: bytes, clase: Clase) -> FotoLimpia:
    """Prove that a picture is of its kind and that nothing stands in it but the sheet.

    Raises:
        FotoSinLimpiar: Cleaning it changes it, or it is of another kind.
        The errors of ``limpiar_foto``.
    """
    limpia = limpiar_foto(datos)
    if limpia.clase != clase:
        raise FotoSinLimpiar(f"es {limpia.clase} y se llama {clase}")
    if limpia.contenido != datos:
        raise FotoSinLimpiar(", ".join(limpia.quitado))
    return limpia


def _que_hacer(datos: bytes) -> str:
    """Say what somebody can do with a file of another kind."""
    if datos[4:8] == b"ftyp":
        return "parece HEIC o video; en el teléfono elija «más compatible» y tómela otra vez"
    if datos.startswith(b"%PDF"):
        return "es un PDF; sus páginas se publican como JPEG, una por una"
    if datos.startswith((b"II*\0", b"MM\0*")):
        return "es un TIFF; guárdelo como JPEG o PNG"
    if datos.startswith(b"RIFF") and datos[8:12] == b"WEBP":
        return "es WebP; guárdela como JPEG o PNG"
    return "tome la foto otra vez o guárdela como JPEG o PNG"
