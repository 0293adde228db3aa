"""An emblem is one small picture, named by its hash, with nothing in it but the picture."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from random import Random

import pytest
from PIL import Image

from auditoria.errores import ErrorAuditoria
from auditoria.formatos.emblema import (
    LIMITE_DE_EMBLEMA,
    EmblemaDistinto,
    EmblemaIndebido,
    exigir_emblema,
    ruta_de_emblema,
)
from auditoria.formatos.foto import FotoDeOtraClase, FotoIlegible, FotoSinLimpiar, limpiar_foto
from auditoria.formatos.foto_jpeg import limpiar_jpeg


def jpeg(ancho: int = 400, alto: int = 400, **opciones: object) -> bytes:
    """A clean picture of noise."""
    imagen = Image.frombytes("RGB", (ancho, alto), Random("emblema").randbytes(ancho * alto * 3))
    escrita = BytesIO()
    imagen.save(escrita, "JPEG", **{"quality": 30, **opciones})
    return limpiar_foto(escrita.getvalue()).contenido


BUENO = jpeg()


def huella(datos: bytes) -> bytes:
    """SHA-256."""
    return sha256(datos).digest()


def test_control_un_emblema_se_admite() -> None:
    """Control: the picture that the others of this page spoil, and its name."""
    exigir_emblema(BUENO, huella(BUENO))
    assert len(BUENO) <= LIMITE_DE_EMBLEMA
    assert ruta_de_emblema(huella(BUENO)) == f"emblemas/{huella(BUENO).hex()}.jpg"


@pytest.mark.parametrize(
    ("malo", "falla"),
    [
        (jpeg(quality=100), EmblemaIndebido),
        (jpeg(401, 10), EmblemaIndebido),
        (jpeg(10, 401), EmblemaIndebido),
        (limpiar_jpeg(BUENO, 6).contenido, EmblemaIndebido),
        (BUENO[:2] + b"\xff\xfe\x00\x0bAna Ruiz!" + BUENO[2:], FotoSinLimpiar),
        (BUENO + b"x", FotoSinLimpiar),
        (BUENO[:-2], FotoIlegible),
        (b"GIF89a", FotoDeOtraClase),
    ],
    ids=("pesado", "ancho", "alto", "girado", "con comentario", "con cola", "cortado", "gif"),
)
def test_lo_que_no_es_un_emblema_se_rechaza(malo: bytes, falla: type[ErrorAuditoria]) -> None:
    """With its right hash in the catalogue: what a screen or a paper could show otherwise."""
    with pytest.raises(falla):
        exigir_emblema(malo, huella(malo))


def test_otra_imagen_no_es_el_emblema() -> None:
    """A good picture under another hash would put one slate's emblem on another's card."""
    with pytest.raises(EmblemaDistinto):
        exigir_emblema(BUENO, huella(jpeg(300, 300)))
