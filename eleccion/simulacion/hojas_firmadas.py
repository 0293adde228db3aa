"""Somebody photographs signed sheets with a telephone, and scans one; the pictures are drawn.

They are of nobody's paper and say so. The telephone writes into them what it writes, place and
device included, so that what is kept went through the cleaning of a real one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from itertools import islice
from random import Random
from typing import Final, NamedTuple

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from auditoria.formatos.computo import Computo
from auditoria.formatos.foto import limpiar_foto
from eleccion.casos.comision import Comision
from eleccion.casos.computo.fotografiar_hoja import OrdenDeFotos, fotografiar_hojas
from eleccion.simulacion.azar_fijo import azar_de

_ANCHO, _ALTO = 425, 550
"""Pixels of a letter sheet at 50 per inch: enough to see that it is a sheet."""

_FABRICANTE, _POSICION, _GPS, _LATITUD, _DE_LADO = 0x010F, 0x0112, 0x8825, 2, 6
"""Tags of Exif."""

_CUANTAS: Final = 2
"""Mesas, and demarcaciones: of each paper there are two to confuse."""


class _Toma(NamedTuple):
    """One picture: of which sheet, and whether a scanner made it."""

    papel: str
    hoja: int
    escaneada: bool = False


_DE_LA_MESA: Final = (
    _Toma("acta_escrutinio", 1),
    _Toma("acta_escrutinio", 1),
    _Toma("acta_escrutinio", 2, escaneada=True),
    _Toma("acta_jornada", 1),
)
"""The first came out badly and was taken again: both stay."""

_DE_LA_DEMARCACION: Final = (_Toma("acta_computo", 1),)


def fotografiar_algunas(
    mesas: Iterable[str], computos: Iterable[Computo], *, comision: Comision, hora: datetime
) -> tuple[str, ...]:
    """Photograph sheets of the first two mesas and of the first two demarcaciones.

    Args:
        mesas: Those whose record came, in order.

    Returns:
        Of which papers, for the summary: ``D001-M1 (acta_escrutinio)``.
    """
    lugares: list[tuple[str, tuple[_Toma, ...]]] = [
        *((mesa, _DE_LA_MESA) for mesa in islice(mesas, _CUANTAS)),
        *((computo.demarcacion, _DE_LA_DEMARCACION) for computo in islice(computos, _CUANTAS)),
    ]
    hechas: dict[str, None] = {}
    for lugar, tomas in lugares:
        for vez, toma in enumerate(tomas, 1):
            foto = limpiar_foto(
                tomar_foto(lugar, toma.papel, toma.hoja, vez, escaneada=toma.escaneada)
            )
            orden = OrdenDeFotos(lugar=lugar, papel=toma.papel, desde=toma.hoja, fotos=(foto,))
            fotografiar_hojas(orden, comision=comision, hora=hora)
            hechas[f"{lugar} ({toma.papel})"] = None
    return tuple(hechas)


def tomar_foto(lugar: str, papel: str, hoja: int, vez: int, *, escaneada: bool = False) -> bytes:
    """Draw the picture of a sheet as a telephone or a scanner would write it."""
    imagen = _dibujar(lugar, papel, hoja, vez)
    salida = BytesIO()
    if escaneada:
        notas = PngInfo()
        notas.add_text("Author", "Escáner de la oficina (simulado)")
        imagen.convert("L").save(salida, "PNG", pnginfo=notas, dpi=(50, 50))
        return salida.getvalue()
    exif = Image.Exif()
    exif[_FABRICANTE] = "Teléfono simulado"
    exif[_POSICION] = _DE_LADO
    exif.get_ifd(_GPS)[_LATITUD] = (22.0, 9.0, 4.0)
    # As a telephone held upright does: the sensor lies on its side, and a note says so.
    de_lado = imagen.transpose(Image.Transpose.ROTATE_90)
    de_lado.save(salida, "JPEG", quality=60, exif=exif, comment=b"simulado")
    return salida.getvalue()


def _dibujar(lugar: str, papel: str, hoja: int, vez: int) -> Image.Image:
    """A sheet on a table, with lines of text that say nothing and two signatures."""
    azar = azar_de("", "hoja firmada", lugar, papel, hoja, vez)
    imagen = Image.new("RGB", (_ANCHO, _ALTO), (120, 98, 74))
    lapiz = ImageDraw.Draw(imagen)
    lapiz.rectangle((18, 18, _ANCHO - 18, _ALTO - 18), fill=(247, 245, 239))
    titulo, letra = ImageFont.load_default(16), ImageFont.load_default(11)
    renglones = ("SIMULACRO", papel.replace("_", " ").upper(), f"{lugar}, hoja {hoja}, foto {vez}")
    for numero, texto in enumerate(renglones):
        lapiz.text(
            (40, 34 + 24 * numero), texto, font=titulo if numero < 2 else letra, fill=(20, 20, 20)
        )
    for renglon in range(120, 420, 16):
        lapiz.line((40, renglon, 40 + azar.randint(180, 340), renglon), fill=(90, 90, 90), width=2)
    for izquierda in (60, 240):
        lapiz.line((izquierda, 500, izquierda + 130, 500), fill=(60, 60, 60))
        lapiz.line(list(_rubrica(azar, izquierda)), fill=(20, 40, 140), width=3, joint="curve")
    return imagen


def _rubrica(azar: Random, izquierda: int) -> Iterator[tuple[int, int]]:
    """Points of a scribble in blue ink."""
    for paso in range(9):
        yield izquierda + 8 + 14 * paso, 480 + azar.randint(-26, 16)
