"""Emblems of planillas: pictures by which voters who read little recognise a slate.

The catalogue names each by its SHA-256, so that the fingerprint covers them; a file is called by
the same. There is one kind, small enough for every kiosk and paper, with nothing in it but the
picture.

Page: docs/formato-catalogo.md#emblemas.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from auditoria.errores import ReglaRota
from auditoria.formatos.foto import exigir_limpia
from auditoria.formatos.foto_jpeg import limpiar_jpeg

LADO_DE_EMBLEMA: Final = 400
"""Pixels of one side, at most."""

LIMITE_DE_EMBLEMA: Final = 64 * 1024
"""Bytes of one, at most."""

CARPETA_DE_EMBLEMAS: Final = "emblemas/"
"""Folder of the emblems, in the sealed definition, the dotación and the expediente."""

_DERECHA: Final = 1


class EmblemaDistinto(ReglaRota):
    """A picture is not the one that its name and the catalogue fix."""

    explicacion = "El emblema no es el del catálogo"


class EmblemaIndebido(ReglaRota):
    """A picture has the right hash and is not of the kind that emblems are."""

    explicacion = "El emblema no es una imagen de las que se admiten"


def ruta_de_emblema(emblema: bytes) -> str:
    """Path of the emblem of that hash."""
    return f"{CARPETA_DE_EMBLEMAS}{emblema.hex()}.jpg"


def exigir_emblema(datos: bytes, emblema: bytes) -> None:
    """Prove that a picture is the emblem of that hash, and one that may be shown and printed.

    It states no turn: a screen would follow it and a paper would not.

    Raises:
        EmblemaDistinto: It has another hash.
        EmblemaIndebido: It is too heavy or too large, or states a turn.
        FotoSinLimpiar, FotoIlegible: It is no JPEG, is damaged, or carries more than the picture.
    """
    if sha256(datos).digest() != emblema:
        raise EmblemaDistinto(f"es {sha256(datos).hexdigest()}")
    if len(datos) > LIMITE_DE_EMBLEMA:
        raise EmblemaIndebido(f"pesa {len(datos):,} octetos; se admiten {LIMITE_DE_EMBLEMA:,}")
    foto = exigir_limpia(datos, "jpg")
    if max(foto.ancho, foto.alto) > LADO_DE_EMBLEMA:
        raise EmblemaIndebido(
            f"mide {foto.ancho} por {foto.alto}; cada lado va de 1 a {LADO_DE_EMBLEMA} pixeles"
        )
    if limpiar_jpeg(datos, _DERECHA).contenido != datos:
        raise EmblemaIndebido("dice que se muestre girada")
