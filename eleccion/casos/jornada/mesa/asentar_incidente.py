"""Write an incident down: its text in the acta, its hash in the log."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from auditoria.formatos.dia import Momento
from auditoria.registro.asientos import IncidenteAsentado
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import exigir_acta_por_levantar


def asentar_incidente(
    mesa: EquipoMesa, momento: Momento, descripcion: str, *, hora: datetime
) -> int:
    """Write an incident down.

    Args:
        momento: Part of the day.
        descripcion: What happened, without names of voters: it is published.

    Returns:
        Its folio, from 1.

    Raises:
        ActaYaLevantada: The acta states every incident of the day, and was signed.
    """
    with mesa.almacen.escribir() as trabajo:
        exigir_acta_por_levantar(trabajo)
        folio = trabajo.agregar_incidente(hora, momento.value, descripcion)
        resumen = sha256(descripcion.encode()).digest()
        trabajo.asentar(
            IncidenteAsentado(folio=folio, momento=momento.value, resumen=resumen), hora
        )
    return folio
