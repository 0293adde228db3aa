"""Enable the kiosk for the next voter: a count, and nothing else."""

from __future__ import annotations

from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.dominio.urna import exigir_abierta


def habilitar_kiosco(urna: EquipoUrna) -> None:
    """Count one enabling, done by an official with a key or card at the kiosk itself.

    Raises:
        UrnaSinAbrir, UrnaCerrada: Not the moment.
    """
    with urna.almacen.escribir() as trabajo:
        exigir_abierta(trabajo.etapa())
        trabajo.habilitar()
