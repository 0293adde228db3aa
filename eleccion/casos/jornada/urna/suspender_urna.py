"""Stop the urna and go on with it: two officials each time.

Its log says that it happened, and neither when nor why: the mesa's does (``suspender_votacion``).
"""

from __future__ import annotations

from auditoria.registro.asientos import UrnaReanudada, UrnaSuspendida
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.urna import EstadoUrna, exigir_abierta, exigir_en_pausa


def suspender_urna(urna: EquipoUrna, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
    """Take no ballot, cancel no pase and enable no kiosk until two officials go on.

    Raises:
        UrnaSinAbrir, UrnaEnPausa, UrnaCerrada: Not the moment.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    urna.exigir_dos_personas(tarjetas)
    with urna.almacen.escribir() as trabajo:
        exigir_abierta(trabajo.etapa())
        trabajo.pasar_a(EstadoUrna.SUSPENDIDA)
        trabajo.asentar(UrnaSuspendida(), None)
    with urna.almacen.leer() as lectura:
        cabeza = lectura.cabeza()
    urna.sellar_punto(cabeza)


def reanudar_urna(urna: EquipoUrna, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
    """Go on, with everything as it was.

    Raises:
        UrnaSinAbrir, UrnaEnMarcha, UrnaCerrada: It is not stopped.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    urna.exigir_dos_personas(tarjetas)
    with urna.almacen.escribir() as trabajo:
        exigir_en_pausa(trabajo.etapa())
        trabajo.pasar_a(EstadoUrna.ABIERTA)
        trabajo.asentar(UrnaReanudada(), None)
    urna.sellar_si_toca(trabajo.asentada())
