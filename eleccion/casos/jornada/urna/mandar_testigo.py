"""Send the paper of a vote to the printer of a kiosk: counted first, so that no cut forgets it."""

from __future__ import annotations

from auditoria.reglas.cuadre import cuenta_testigos
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.dominio.urna import (
    RetiroDeTestigo,
    SinTestigo,
    exigir_abierta,
    exigir_testigo_por_aclarar,
)


def mandar_testigo(urna: EquipoUrna, anterior: RetiroDeTestigo | None = None) -> None:
    """Count one paper, before it is printed: a bare count, without hour, pase or ballot.

    Args:
        anterior: End of the paper that this one replaces, as an official said it; counted in the
            same commit. ``None`` for the first paper of a vote.

    Raises:
        SinTestigo: The convocatoria prints none.
        TestigoAclarado: There is no paper that this one could replace.
        UrnaSinAbrir, UrnaEnPausa, UrnaCerrada: No vote is kept now.
    """
    if not cuenta_testigos(urna.mesa.mesa, urna.sellado.reglas):
        raise SinTestigo
    with urna.almacen.escribir() as trabajo:
        exigir_abierta(trabajo.etapa())
        if anterior is not None:
            exigir_testigo_por_aclarar(trabajo.estado().conteo)
            trabajo.retirar_testigo(anterior)
        trabajo.mandar_testigo()
