"""What stands between paper and screen: a camera that films what it is shown, and an eye."""

from __future__ import annotations

import io
from pathlib import Path

import zxingcpp
from PIL import Image

from boletas.impresion.qr import ORILLA, codificar

_ANCHO, _ALTO = 640, 480
_CUADROS = 5


def opciones_de_camara(video: Path) -> list[str]:
    """Say to Chromium that its only camera is a file; it is read anew each time it is used."""
    return ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={video}"]


def filmar(imagen: Image.Image, video: Path) -> None:
    """Hold a picture before the camera: luminance alone, as one that sees in greys."""
    cuadro = Image.new("L", (_ANCHO, _ALTO), 235)
    vista = imagen.convert("L")
    vista.thumbnail((_ANCHO, _ALTO))
    cuadro.paste(vista, ((_ANCHO - vista.width) // 2, (_ALTO - vista.height) // 2))
    crudo = b"FRAME\n" + cuadro.tobytes() + b"\x80" * (_ANCHO * _ALTO // 2)
    cabeza = f"YUV4MPEG2 W{_ANCHO} H{_ALTO} F10:1 Ip A1:1 C420jpeg\n".encode()
    video.write_bytes(cabeza + crudo * _CUADROS)


def en_pantalla(texto: str) -> Image.Image:
    """Draw a code as the screen of a phone shows it."""
    matriz = codificar(texto)
    imagen = Image.new("L", (matriz.lado_con_orilla,) * 2, 255)
    for fila, bits in enumerate(matriz.filas):
        for columna in range(matriz.lado):
            if bits >> (matriz.lado - 1 - columna) & 1:
                imagen.putpixel((columna + ORILLA, fila + ORILLA), 0)
    veces = _ALTO // matriz.lado_con_orilla
    return imagen.resize((matriz.lado_con_orilla * veces,) * 2, Image.Resampling.NEAREST)


def leer_codigos(imagen: Image.Image | bytes) -> list[str]:
    """Give the texts of the QR codes in a picture."""
    if isinstance(imagen, bytes):
        imagen = Image.open(io.BytesIO(imagen))
    leidos = zxingcpp.read_barcodes(imagen, formats=zxingcpp.BarcodeFormat.QRCode)
    return [leido.text for leido in leidos]


def recortar(hoja: Image.Image, texto: str) -> Image.Image:
    """Bring one slip of a printed sheet near, not quite straight, by the code that it carries."""
    (codigo,) = (c for c in zxingcpp.read_barcodes(hoja) if c.text == texto)
    uno, otro = codigo.position.top_left, codigo.position.bottom_right
    lado = otro.x - uno.x
    caja = (uno.x - lado // 2, uno.y - lado // 4, otro.x + lado // 2, otro.y + lado // 4)
    return hoja.crop(caja).rotate(4, expand=True, fillcolor=200)
