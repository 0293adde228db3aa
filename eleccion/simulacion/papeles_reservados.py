"""Which of the papers that a town printed name people, and where they go for the tribunal."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from auditoria.formatos.claves import ruta_de_mesa
from eleccion.arranque.reserva import Reserva
from eleccion.documentos.registro import PAPELES


def nombran_personas(reserva: Reserva, mesas: Iterable[str]) -> dict[str, Path]:
    """Find them among the papers of the mesas; by their place in the reserved part."""
    claves = {papel.clave for papel in PAPELES if papel.nombra_personas}
    return {
        f"{ruta_de_mesa(mesa)}/{papel.name}": papel
        for mesa in mesas
        for papel in sorted(reserva.papeles(mesa).glob("*.pdf"))
        if papel.name.partition("-")[0] in claves
    }
