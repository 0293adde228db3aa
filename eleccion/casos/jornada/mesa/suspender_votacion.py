"""Suspend the voting and go on with it: two officials each time, with the cause and the hours.

The urna is stopped by its own act (``suspender_urna``): nothing passes from one to the other.
"""

from __future__ import annotations

from datetime import datetime

from auditoria.registro.asientos import VotacionReanudada, VotacionSuspendida
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.etapas import MESA


def suspender_votacion(
    mesa: EquipoMesa, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime, causa: str
) -> None:
    """Receive nobody until two officials go on, or close a mesa that could not.

    The batch of marks under way is not told: it would say how many came in few minutes.

    Args:
        causa: Why; it is published.

    Raises:
        ActoFueraDeEtapa: It is not open.
        FormatoInvalido: There is no cause.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    with mesa.almacen.escribir() as trabajo:
        trabajo.pasar_a(MESA.aplicar(trabajo.estado().etapa, "suspender"))
        trabajo.asentar(VotacionSuspendida(causa=causa), hora)
    mesa.sellar_ahora()


def reanudar_votacion(
    mesa: EquipoMesa, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime
) -> None:
    """Receive people again.

    Raises:
        ActoFueraDeEtapa: It is not suspended.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    with mesa.almacen.escribir() as trabajo:
        trabajo.pasar_a(MESA.aplicar(trabajo.estado().etapa, "reanudar"))
        trabajo.asentar(VotacionReanudada(), hora)
    mesa.sellar_ahora()
