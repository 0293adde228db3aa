"""Work with a memory beside the urna, or go on without it: two officials each time.

Its log says that it happened, and neither when nor why: the mesa's does. After the close it says
nothing more: its head stands in ``cierre.json``.

Page: docs/durabilidad.md, the memory.
"""

from __future__ import annotations

from auditoria.registro.asientos import MemoriaConectada, MemoriaSuspendida
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.respaldo import EstadoRespaldo, exigir_respaldo_suspendible
from eleccion.dominio.urna import EstadoUrna


def exigir_memoria_en_urna(urna: EquipoUrna, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
    """Give no receipt from here on for a ballot that is not in the memory too.

    Raises:
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
        RespaldoFaltante, RespaldoPendiente: No memory with everything in it is connected.
    """
    urna.exigir_dos_personas(tarjetas)
    with urna.almacen.escribir() as trabajo:
        trabajo.pasar_respaldo(EstadoRespaldo.EXIGIDO)
        if trabajo.etapa() is not EstadoUrna.CERRADA:
            trabajo.asentar(MemoriaConectada(), None)


def seguir_sin_memoria_en_urna(urna: EquipoUrna, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
    """Go on with ballots on the urna's own disk only.

    Raises:
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
        RespaldoInnecesario: It works without one already.
    """
    urna.exigir_dos_personas(tarjetas)
    with urna.almacen.escribir(sin_memoria=True) as trabajo:
        exigir_respaldo_suspendible(trabajo.respaldo())
        trabajo.pasar_respaldo(EstadoRespaldo.SUSPENDIDO)
        if trabajo.etapa() is not EstadoUrna.CERRADA:
            trabajo.asentar(MemoriaSuspendida(), None)
