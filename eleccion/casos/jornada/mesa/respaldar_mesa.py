"""Work with a memory beside the mesa, or go on without it: two officials each time.

The mesa's log says when and why; the urna's, only that it happened. A log that was closed, with the
urna's close or with the record of the mesa, says nothing more: its head is signed.

Page: docs/durabilidad.md, the memory.
"""

from __future__ import annotations

from datetime import datetime

from auditoria.registro.asientos import RespaldoConectado, RespaldoSuspendido
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import registro_cerrado
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.respaldo import EstadoRespaldo, exigir_respaldo_suspendible


def exigir_memoria_en_mesa(
    mesa: EquipoMesa, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime
) -> None:
    """Answer for no act of the mesa from here on that is not in its memory too.

    Raises:
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
        RespaldoFaltante, RespaldoPendiente: No memory with everything in it is connected.
    """
    mesa.exigir_dos_personas(tarjetas)
    with mesa.almacen.escribir() as trabajo:
        trabajo.pasar_respaldo(EstadoRespaldo.EXIGIDO)
        if not registro_cerrado(trabajo):
            trabajo.asentar(RespaldoConectado(), hora)
    mesa.sellar_ahora()


def seguir_sin_memoria_en_mesa(
    mesa: EquipoMesa, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime, causa: str
) -> None:
    """Go on at the mesa without its memory.

    Args:
        causa: What happened to it.

    Raises:
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
        RespaldoInnecesario: It works without one already.
    """
    mesa.exigir_dos_personas(tarjetas)
    with mesa.almacen.escribir(sin_memoria=True) as trabajo:
        exigir_respaldo_suspendible(trabajo.respaldo())
        trabajo.pasar_respaldo(EstadoRespaldo.SUSPENDIDO)
        if not registro_cerrado(trabajo):
            trabajo.asentar(RespaldoSuspendido(causa=causa), hora)
    mesa.sellar_ahora()
