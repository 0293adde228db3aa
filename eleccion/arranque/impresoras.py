"""Printers that a part prints on."""

from __future__ import annotations

from pathlib import Path

from eleccion.dominio.puertos_impresion import Impresora
from eleccion.persistencia.impresora import ImpresoraEnCarpeta


def impresora_en(carpeta: Path) -> Impresora:
    """Give a printer that is a folder: what it holds is printed by whoever opens it."""
    return ImpresoraEnCarpeta(carpeta)
