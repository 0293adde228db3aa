"""What is known of a picture once it is clean, and what a picture may weigh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from auditoria.errores import NoAbre

Clase: TypeAlias = Literal["jpg", "png"]
"""How the name of a picture ends."""

LIMITE_DE_FOTO: Final = 16 * 1024 * 1024
"""Bytes of one picture; a telephone of 2026 writes 3 to 12 MiB."""

PIXELES_MAXIMOS: Final = 64_000_000
"""Width by height: what an observer's browser opens without trouble. Known before any decoding."""

LADO_MAXIMO: Final = 16_384
"""Pixels of one side."""


class FotoIlegible(NoAbre):
    """It cannot be read to its end, or is of a variant that cannot be made clean."""

    explicacion = "La foto no se puede leer"


@dataclass(frozen=True, slots=True)
class FotoLimpia:
    """A picture with nothing in it but the sheet.

    Attributes:
        contenido: Its bytes, the same for the same picture however often it is cleaned.
        ancho, alto: Pixels as stored, before the turn that it states.
        quitado: What was taken out, in words, each once, in the order met.
    """

    contenido: bytes
    clase: Clase
    ancho: int
    alto: int
    quitado: tuple[str, ...]


def exigir_medidas(ancho: int, alto: int) -> None:
    """Refuse a picture by the size that it states, before anybody makes room for its pixels."""
    if not (0 < ancho <= LADO_MAXIMO and 0 < alto <= LADO_MAXIMO):
        raise FotoIlegible(f"mide {ancho} por {alto}; cada lado va de 1 a {LADO_MAXIMO:,} pixeles")
    if ancho * alto > PIXELES_MAXIMOS:
        raise FotoIlegible(f"mide {ancho} por {alto}; se admiten {PIXELES_MAXIMOS:,} pixeles")
