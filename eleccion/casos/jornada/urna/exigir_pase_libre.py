"""Tell at the kiosk whether a pase may still vote, before anybody chooses with it."""

from __future__ import annotations

from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.dominio.urna import exigir_abierta, exigir_libre


def exigir_pase_libre(urna: EquipoUrna, credencial: str) -> None:
    """Demand a free pase of this mesa, while the urna takes ballots; nothing changes.

    Args:
        credencial: Its public half.

    Raises:
        UrnaSinAbrir, UrnaEnPausa, UrnaCerrada: Not the moment.
        PaseNoListado: It is none of this mesa's.
        PaseUsado: It reached one of its ends.
    """
    with urna.almacen.leer() as lectura:
        exigir_abierta(lectura.etapa())
        exigir_libre(lectura.estado_de(credencial))
