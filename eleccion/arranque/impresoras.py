"""Printers that a part prints on."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from eleccion.dominio.puertos_impresion import Impresora
from eleccion.persistencia.impresora import ImpresoraEnCarpeta
from eleccion.persistencia.impresora_cups import ImpresoraCups

EN_CARPETA: Final = "carpeta"


def impresora_de(cola: str, carpeta: Path) -> Impresora:
    """Give the printer of that name.

    Args:
        cola: Name of a queue of CUPS, or ``carpeta``: what is printed stays in ``carpeta``, for the
            demonstration and for who prints elsewhere.
    """
    if cola != EN_CARPETA:
        return ImpresoraCups(cola)
    carpeta.mkdir(mode=0o700, parents=True, exist_ok=True)
    return ImpresoraEnCarpeta(carpeta)
