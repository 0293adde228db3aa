"""Write in the mesa's log that two cards opened its machine again.

Page: docs/durabilidad.md, what the log says of a machine that stopped.
"""

from __future__ import annotations

from datetime import datetime

from auditoria.registro.asientos import EquipoReabierto
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import registro_cerrado
from eleccion.casos.tarjetas import Tarjeta


def asentar_reapertura(
    mesa: EquipoMesa, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime
) -> None:
    """Write the opening down, once for each; a log that was closed says nothing more.

    Args:
        hora: What the clock says, which nobody has compared yet.

    Raises:
        TarjetaNoReconocida, MismaTarjeta, TarjetaSinFunciones: Not two cards that open it.
        RespaldoFaltante: No act is done without its memory.
    """
    mesa.reconocer_dos_personas(tarjetas)
    with mesa.almacen.leer() as lectura:
        if registro_cerrado(lectura):
            return
    with mesa.almacen.escribir() as trabajo:
        trabajo.asentar(EquipoReabierto(), hora)
    mesa.sellar_ahora()
