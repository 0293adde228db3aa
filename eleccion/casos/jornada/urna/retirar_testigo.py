"""Say where the paper of a vote that was not kept ended: in its envelope, or never printed."""

from __future__ import annotations

from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.dominio.urna import (
    RetiroDeTestigo,
    exigir_por_cerrar,
    exigir_testigo_por_aclarar,
)


def retirar_testigo(urna: EquipoUrna, retiro: RetiroDeTestigo) -> None:
    """Count the end of one paper, until the urna closes; a paused one too.

    Raises:
        TestigoAclarado: Every paper sent to a printer has its end.
        UrnaSinAbrir, UrnaCerrada: Not the moment.
    """
    with urna.almacen.escribir() as trabajo:
        estado = trabajo.estado()
        exigir_por_cerrar(estado.etapa)
        exigir_testigo_por_aclarar(estado.conteo)
        trabajo.retirar_testigo(retiro)
