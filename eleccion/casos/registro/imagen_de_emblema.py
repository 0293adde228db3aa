"""Make an emblem out of the picture that a planilla hands in, as offices have them.

What is kept is never that file: it is decoded, laid on white, fitted whole into a square and
written anew, so that every planilla takes the same room and nothing is published of the program
that drew it.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from io import BytesIO
from pathlib import Path
from typing import ClassVar, Final

from PIL import Image, ImageOps, UnidentifiedImageError

from auditoria.formatos.emblema import LADO_DE_EMBLEMA, LIMITE_DE_EMBLEMA
from auditoria.formatos.foto_jpeg import limpiar_jpeg
from eleccion.errores import EntradaIlegible

LIMITE_DE_ORIGINAL: Final = 5 * 1024 * 1024
"""Bytes of a picture as it is handed in."""

PIXELES_DE_ORIGINAL: Final = 24_000_000
"""Width by height, known before any decoding."""

_CLASES: Final = ("PNG", "JPEG", "WEBP", "GIF")
_COLORES: Final = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr")
_CALIDADES: Final = (90, 80, 70, 60, 50, 40, 30)
_BLANCO: Final = (255, 255, 255)
_CASI_BLANCO: Final = 224
"""Grey from which on nothing is seen on white."""

_DANOS: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    struct.error,
    zlib.error,
)
"""What decoders raise of a file that is cut or was made to hurt them."""


class ImagenIlegible(EntradaIlegible):
    """No emblem can be made of a picture; the fact says why and what to do."""

    explicacion: ClassVar[str] = "La imagen del emblema no sirve"


def leer_imagen(ruta: Path) -> bytes:
    """Read the file of a picture and make an emblem of it: `hacer_emblema`.

    Raises:
        ImagenIlegible: It is no file, too heavy, or not such a picture.
    """
    try:
        if not ruta.is_file():
            raise ImagenIlegible("no es un archivo")
        with ruta.open("rb") as abierto:
            datos = abierto.read(LIMITE_DE_ORIGINAL + 1)
    except OSError as fallo:
        raise ImagenIlegible("no se puede abrir") from fallo
    return hacer_emblema(datos)


def hacer_emblema(datos: bytes) -> bytes:
    """Make the emblem: a square of ``LADO_DE_EMBLEMA`` pixels with the whole picture in it.

    Args:
        datos: A PNG, JPEG, WebP or GIF that does not move, at most ``LIMITE_DE_ORIGINAL``.

    Returns:
        A baseline JPEG with nothing in it but the picture, at most ``LIMITE_DE_EMBLEMA``.

    Raises:
        ImagenIlegible: It is none of these, moves, is damaged, too heavy or too large, cannot be
            seen on white, or holds more detail than an emblem may weigh.
    """
    if not datos:
        raise ImagenIlegible("está vacía")
    if len(datos) > LIMITE_DE_ORIGINAL:
        raise ImagenIlegible("pesa más de 5 MB; guárdela más chica")
    cuadro = _encuadrar(_decodificar(datos))
    if not any(cuadro.convert("L").histogram()[:_CASI_BLANCO]):
        raise ImagenIlegible("sobre blanco no se ve; guárdela con un color más oscuro")
    for calidad in _CALIDADES:
        escrita = BytesIO()
        cuadro.save(escrita, "JPEG", quality=calidad, progressive=False)
        emblema = limpiar_jpeg(escrita.getvalue()).contenido
        if len(emblema) <= LIMITE_DE_EMBLEMA:
            return emblema
    raise ImagenIlegible("tiene demasiado detalle para un emblema; dé un dibujo más sencillo")


def _decodificar(datos: bytes) -> Image.Image:
    """The picture upright, in colours and with what of it is transparent."""
    try:
        with warnings.catch_warnings():
            # Beyond our own bound in any case; the library would only warn of it.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(datos), formats=_CLASES) as imagen:
                _exigir_medidas(imagen)
                return ImageOps.exif_transpose(imagen).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fallo:
        raise ImagenIlegible(_DE_MAS) from fallo
    except UnidentifiedImageError as fallo:
        raise ImagenIlegible("no es PNG, JPEG, WebP ni GIF; guárdela como PNG o JPEG") from fallo
    except _DANOS as fallo:
        raise ImagenIlegible("está dañada o cortada; guárdela otra vez") from fallo


def _exigir_medidas(imagen: Image.Image) -> None:
    """Refuse by what the header states, before anybody makes room for pixels."""
    if imagen.width * imagen.height > PIXELES_DE_ORIGINAL:
        raise ImagenIlegible(_DE_MAS)
    # A telephone writes its photograph twice into one file (MPO): that does not move.
    if imagen.format != "MPO" and getattr(imagen, "is_animated", False):
        raise ImagenIlegible("es una animación; guarde un solo cuadro como PNG")
    if imagen.mode not in _COLORES:
        raise ImagenIlegible("guarda los colores de un modo poco común; guárdela como PNG o JPEG")


_DE_MAS: Final = f"tiene más de {PIXELES_DE_ORIGINAL // 1_000_000} millones de pixeles; redúzcala"


def _encuadrar(imagen: Image.Image) -> Image.Image:
    """On white, whole, in the middle of the square."""
    lado = LADO_DE_EMBLEMA
    escala = lado / max(imagen.size)
    ancho, alto = (max(1, min(lado, round(medida * escala))) for medida in imagen.size)
    chica = imagen.resize((ancho, alto), Image.Resampling.LANCZOS)
    cuadro = Image.new("RGB", (lado, lado), _BLANCO)
    cuadro.paste(chica, ((lado - ancho) // 2, (lado - alto) // 2), chica)
    return cuadro
