"""Who counts a mesa of the town again, and before whom."""

from __future__ import annotations

from datetime import datetime, timedelta

from auditoria.formatos.recuento import AutorDeRecuento, TestigoDeRecuento
from eleccion.casos.computo.recontar_mesa import OrdenDeRecuento


def orden_de_recuento(mesa: str, presente: str, motivo: str, hora: datetime) -> OrdenDeRecuento:
    """Order a recount by two persons.

    Args:
        presente: Planilla whose representative signs.
    """
    return OrdenDeRecuento(
        mesa=mesa,
        inicio=hora,
        fin=hora + timedelta(minutes=35),
        lugar="Sala de sesiones de la comisión (simulada)",
        motivo=motivo,
        autores=(
            AutorDeRecuento(nombre="Secretaría (simulada)", cargo="Secretaría"),
            AutorDeRecuento(nombre="Vocalía (simulada)", cargo="Vocalía"),
        ),
        representantes=(
            TestigoDeRecuento(
                planilla=presente, nombre="Representación (simulada)", estado="firmo"
            ),
        ),
    )
