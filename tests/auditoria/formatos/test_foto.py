"""Pictures of signed sheets: the sheet stays bit by bit, what a telephone adds does not."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from auditoria.errores import NoAbre
from auditoria.formatos.foto import (
    LIMITE_DE_FOTO,
    FotoDeOtraClase,
    FotoIlegible,
    FotoSinLimpiar,
    exigir_limpia,
    limpiar_foto,
)
from auditoria.registro.canonico import ArchivoVacio, DemasiadoGrande

PISTAS = (b"Telefono", b"Ana Ruiz", b"xmp", b"PELICULA", b"2027:02:21")
"""What a telephone knows and nobody else has to."""


def jpeg(modo: str = "RGB", **opciones: object) -> bytes:
    """A picture as a telephone writes it: who, where, when, a comment, and a film at its end."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x0132] = "Telefono", "Ana Ruiz", "2027:02:21 18:40:00"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (22.0, 9.0, 4.0)
    salida = BytesIO()
    ruido(modo).save(
        salida,
        "JPEG",
        exif=exif,
        comment=b"de Ana Ruiz",
        xmp=b"http://ns.adobe.com/xmp",
        icc_profile=b"perfil" * 9,
        **opciones,
    )
    return salida.getvalue() + b"PELICULA" * 50


def png(modo: str = "RGB") -> bytes:
    """A picture as a scanner writes it."""
    notas, salida = PngInfo(), BytesIO()
    notas.add_text("Author", "Ana Ruiz")
    notas.add_itxt("XML:com.adobe.xmp", "xmp")
    ruido(modo).save(salida, "PNG", pnginfo=notas, dpi=(300, 300))
    return salida.getvalue() + b"PELICULA"


def ruido(modo: str, ancho: int = 90, alto: int = 61) -> Image.Image:
    """A picture in which a byte out of place is seen."""
    return Image.frombytes("RGB", (ancho, alto), Random(modo).randbytes(3 * ancho * alto)).convert(
        modo
    )


def pixeles(datos: bytes) -> bytes:
    """What somebody sees of it."""
    with Image.open(BytesIO(datos)) as imagen:
        return imagen.convert("RGBA").tobytes()


@pytest.mark.parametrize(
    "datos",
    [
        pytest.param(jpeg(), id="jpeg"),
        pytest.param(jpeg("L"), id="jpeg de grises"),
        pytest.param(jpeg(progressive=True), id="jpeg progresivo"),
        pytest.param(jpeg(quality=95, subsampling=0, optimize=True), id="jpeg 4:4:4"),
        pytest.param(jpeg(restart_marker_rows=1), id="jpeg con reinicios"),
        pytest.param(jpeg(keep_rgb=True), id="jpeg en RGB"),
        *(pytest.param(png(modo), id=f"png {modo}") for modo in ("L", "RGB", "P", "1", "I;16")),
    ],
)
def test_queda_la_hoja_y_nada_mas(datos: bytes) -> None:
    """No pixel changes, nothing that a telephone knew is left, and twice is the same as once."""
    limpia = limpiar_foto(datos)
    assert pixeles(limpia.contenido) == pixeles(datos)
    assert [pista for pista in PISTAS if pista in limpia.contenido] == []
    assert "lo que seguía a la imagen" in limpia.quitado
    assert (limpia.ancho, limpia.alto) == (90, 61)
    otra_vez = exigir_limpia(limpia.contenido, limpia.clase)
    assert (otra_vez.contenido, otra_vez.quitado) == (limpia.contenido, ())


@pytest.mark.parametrize("giro", range(9))
def test_la_hoja_queda_derecha(giro: int) -> None:
    """A telephone writes which way up it was held; without it the sheet would lie on its side."""
    exif, salida = Image.Exif(), BytesIO()
    exif[0x0112], exif[0x010F] = giro, "Telefono"
    ruido("RGB").save(salida, "JPEG", exif=exif)
    with Image.open(BytesIO(limpiar_foto(salida.getvalue()).contenido)) as imagen:
        queda = dict(imagen.getexif())
    assert queda == ({0x0112: giro} if giro > 1 else {})


@pytest.mark.parametrize(
    "orden", [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0", b"MM\0*"]
)
def test_un_exif_danado_no_impide_limpiar(orden: bytes) -> None:
    """Telephones write broken ones: what cannot be read is taken out with the rest."""
    sana = insertar(limpiar_foto(jpeg("L")).contenido, 2, b"\xff\xe5", b"")
    limpia = limpiar_foto(insertar(sana, 2, b"\xff\xe1", b"Exif\0\0" + orden))
    assert limpiar_foto(limpia.contenido).quitado == ()
    assert pixeles(limpia.contenido) == pixeles(sana)


def insertar(datos: bytes, lugar: int, marca: bytes, cuerpo: bytes) -> bytes:
    """Put a segment into a JPEG."""
    segmento = marca + (len(cuerpo) + 2).to_bytes(2) + cuerpo
    return datos[:lugar] + segmento + datos[lugar:]


@pytest.mark.parametrize(
    ("anadir", "dicho"),
    [
        (lambda d: insertar(d, 2, b"\xff\xfe", b"comentario"), "un comentario"),
        (lambda d: insertar(d, 2, b"\xff\xe1", b"Exif\0\0MM\0*"), "datos del teléfono"),
        (lambda d: insertar(d, 2, b"\xff\xe5", b"lo que sea"), "datos del programa"),
        (lambda d: d + b"x", "lo que seguía"),
        (lambda d: d[:2] + b"\xff\xff\xff" + d[2:], "relleno"),
    ],
)
def test_lo_que_se_agrega_despues_se_halla(anadir: Callable[[bytes], bytes], dicho: str) -> None:
    """Whoever verifies finds what was put back into a picture; clean as it was, it passes."""
    limpia = limpiar_foto(jpeg()).contenido
    assert exigir_limpia(limpia, "jpg").contenido == limpia
    with pytest.raises(FotoSinLimpiar, match=dicho):
        exigir_limpia(anadir(limpia), "jpg")


def test_una_foto_se_dice_de_su_clase() -> None:
    """A name that lies about the content would be opened by another program than was thought of."""
    with pytest.raises(FotoSinLimpiar, match="es png y se llama jpg"):
        exigir_limpia(limpiar_foto(png()).contenido, "jpg")


@pytest.mark.parametrize("limpia", [limpiar_foto(jpeg()).contenido, limpiar_foto(png()).contenido])
def test_cortada_en_cualquier_parte_no_se_lee(limpia: bytes) -> None:
    """Half a picture would show half a sheet: it is refused wherever it ends."""
    for corte in [*range(1, 700), *range(700, len(limpia), 37), len(limpia) - 1]:
        with pytest.raises(NoAbre):
            limpiar_foto(limpia[:corte])


@pytest.mark.parametrize(
    ("datos", "dicho"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\0\0\0\x18ftypheic", "más compatible"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WebP"),
        (b"II*\0", "TIFF"),
        (b"GIF89a", "JPEG o PNG"),
        (b"<html>", "JPEG o PNG"),
        (bytes(4096), "JPEG o PNG"),
    ],
)
def test_de_otra_clase_dice_que_hacer(datos: bytes, dicho: str) -> None:
    """Told by the content and not by the name; the person learns what to do instead."""
    with pytest.raises(FotoDeOtraClase, match=dicho):
        limpiar_foto(datos)


def test_vacia_y_enorme() -> None:
    """Neither nothing nor more than a telephone writes."""
    with pytest.raises(ArchivoVacio):
        limpiar_foto(b"")
    with pytest.raises(DemasiadoGrande):
        limpiar_foto(bytes(LIMITE_DE_FOTO + 1))


def cuadro(ancho: int, alto: int, precision: int = 8, marca: int = 0xC0, colores: int = 3) -> bytes:
    """A JPEG that states a size and holds nothing."""
    partes = b"".join(bytes([numero + 1, 0x11, 0]) for numero in range(colores))
    cuerpo = bytes([precision]) + alto.to_bytes(2) + ancho.to_bytes(2) + bytes([colores]) + partes
    barrido = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\x34"
    return insertar(b"\xff\xd8" + barrido + b"\xff\xd9", 2, bytes([0xFF, marca]), cuerpo)


def trozo(clase: bytes, cuerpo: bytes) -> bytes:
    """A chunk of a PNG with its check sum."""
    return len(cuerpo).to_bytes(4) + clase + cuerpo + zlib.crc32(clase + cuerpo).to_bytes(4)


def armar_png(
    ancho: int,
    alto: int,
    pixeles_: bytes,
    *mas: bytes,
    color: int = 0,
    bits: int = 8,
    entrelazada: int = 0,
    antes: bytes = b"",
) -> bytes:
    """A PNG with those bytes as its inflated pixels, and chunks before and after them."""
    cabeza = ancho.to_bytes(4) + alto.to_bytes(4) + bytes([bits, color, 0, 0, entrelazada])
    cuerpo = trozo(b"IHDR", cabeza) + antes + trozo(b"IDAT", zlib.compress(pixeles_))
    cuerpo += b"".join(mas)
    return b"\x89PNG\r\n\x1a\n" + cuerpo + trozo(b"IEND", b"")


def test_los_controles_se_leen() -> None:
    """Control: what the bad ones below are made of is read when nothing is wrong with it."""
    assert limpiar_foto(cuadro(10, 10)).ancho == 10
    assert limpiar_foto(armar_png(3, 2, bytes(8))).alto == 2
    de_colores = armar_png(3, 2, bytes(20), color=2, antes=trozo(b"PLTE", bytes(3)))
    assert b"PLTE" not in limpiar_foto(de_colores).contenido, "a palette that shows nothing"


@pytest.mark.parametrize(
    "datos",
    [
        pytest.param(armar_png(3, 2, bytes(10), entrelazada=1), id="entrelazada"),
        pytest.param(armar_png(9, 9, bytes(100), entrelazada=1), id="entrelazada de nueve"),
        pytest.param(
            armar_png(9, 2, bytes(8), color=3, bits=2, antes=trozo(b"PLTE", bytes(12))),
            id="cuatro colores",
        ),
        pytest.param(armar_png(999, 999, bytes(999_000)), id="muy comprimida"),
        pytest.param(armar_png(3, 2, b"\x04\1\2\3\0\1\2\3"), id="con filtro"),
    ],
)
def test_lo_que_se_admite_lo_abre_otro_lector(datos: bytes) -> None:
    """A picture that passes here and opens nowhere shows nobody the sheet."""
    assert limpiar_foto(datos).contenido == datos
    assert pixeles(datos)


@pytest.mark.parametrize(
    "datos",
    [
        pytest.param(cuadro(60_000, 60_000), id="jpeg de 3,600 millones de pixeles"),
        pytest.param(cuadro(16_000, 16_000), id="jpeg de 256 millones"),
        pytest.param(cuadro(0, 10), id="jpeg sin ancho"),
        pytest.param(cuadro(10, 0), id="jpeg sin alto"),
        pytest.param(cuadro(10, 10, precision=12), id="jpeg de doce bits"),
        pytest.param(cuadro(10, 10, marca=0xC9), id="jpeg aritmético"),
        pytest.param(cuadro(10, 10, colores=4), id="jpeg de cuatro tintas"),
        pytest.param(b"\xff\xd8\xff\xd9", id="jpeg sin imagen"),
        pytest.param(
            cuadro(9, 9, marca=0xC2)[:-2]
            + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x11" * 99
            + b"\xff\xd9",
            id="jpeg de cien barridos",
        ),
        pytest.param(
            insertar(cuadro(9, 9), 2, b"\xff\xdb", bytes(65) + b"escondido"), id="tabla con cola"
        ),
        pytest.param(insertar(cuadro(9, 9), 2, b"\xff\xdb", b"\x04" + bytes(64)), id="sin lugar"),
        pytest.param(insertar(cuadro(9, 9), 2, b"\xff\xdb", b"\x20" + bytes(192)), id="ancha"),
        pytest.param(
            insertar(cuadro(9, 9), 2, b"\xff\xc4", b"\0" + b"\xff" * 16 + bytes(4080)),
            id="tabla con más valores que los que hay",
        ),
        pytest.param(
            insertar(cuadro(9, 9), 2, b"\xff\xdb", bytes(65) * 2), id="tabla que otra reemplaza"
        ),
        pytest.param(
            insertar(cuadro(9, 9), -2, b"\xff\xdb", bytes(65)), id="tabla detrás de la imagen"
        ),
        pytest.param(
            insertar(insertar(cuadro(9, 9), 2, b"\xff\xdd", b"01"), 2, b"\xff\xdd", b"23"),
            id="dos intervalos",
        ),
        pytest.param(insertar(cuadro(9, 9), 2, b"\xff\xdd", b"012"), id="intervalo de más"),
        pytest.param(
            insertar(cuadro(9, 9), 2, b"\xff\xee", b"Adobe\0\x64" + bytes(4) + b"\2"),
            id="jpeg de cuatro tintas que dice tener tres",
        ),
        pytest.param(
            cuadro(9, 9)[:-2] + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x11\xff\xd9",
            id="una imagen encima de otra",
        ),
        pytest.param(
            cuadro(9, 9, marca=0xC2)[:-2]
            + b"".join(
                b"\xff\xdb\x00\x43" + bytes(65) + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x11"
                for _ in range(17)
            )
            + b"\xff\xd9",
            id="diecisiete cuantificaciones",
        ),
        pytest.param(armar_png(3, 2, bytes(14), color=4), id="png con transparencia"),
        pytest.param(armar_png(3, 2, bytes(26), color=6), id="png de colores con transparencia"),
        pytest.param(
            armar_png(3, 2, bytes(8), antes=trozo(b"tRNS", bytes(2))), id="png con un color oculto"
        ),
        pytest.param(armar_png(3, 2, bytes(8), color=3), id="png sin su paleta"),
        pytest.param(
            armar_png(9, 2, bytes(8), color=3, bits=2, antes=trozo(b"PLTE", bytes(15))),
            id="png con colores de más",
        ),
        pytest.param(armar_png(3, 2, b"\0\1\2\3\5\1\2\3"), id="png con un renglón de nadie"),
        pytest.param(armar_png(60_000, 60_000, b""), id="png de 3,600 millones de pixeles"),
        pytest.param(armar_png(3, 2, bytes(80_000_000)), id="png que crece"),
        pytest.param(armar_png(3, 2, bytes(7)), id="png al que le faltan pixeles"),
        pytest.param(armar_png(3, 2, bytes(9)), id="png al que le sobran"),
        pytest.param(armar_png(3, 2, bytes(8), trozo(b"IDAT", b"x")), id="png con cola"),
        pytest.param(
            armar_png(3, 2, bytes(8), trozo(b"ABCD", b"x")), id="png con algo que no se sabe"
        ),
        pytest.param(
            armar_png(3, 2, bytes(8), trozo(b"IEND", b"escondido")), id="png con algo en su fin"
        ),
        pytest.param(
            b"\x89PNG\r\n\x1a\n"
            + trozo(b"IHDR", b"\0\0\0\3\0\0\0\2\x08\0\0\0\0")
            + trozo(b"IEND", b""),
            id="png sin pixeles",
        ),
        pytest.param(armar_png(3, 2, bytes(8), color=5), id="png de un color que no hay"),
        pytest.param(armar_png(3, 2, bytes(8)).replace(b"IEND", b"IENE"), id="png dañado"),
    ],
)
def test_lo_que_es_una_trampa_se_rechaza_antes_de_abrirlo(datos: bytes) -> None:
    """A few bytes that would fill the memory of an observer, or hide something, go no further."""
    with pytest.raises(FotoIlegible):
        limpiar_foto(datos)
