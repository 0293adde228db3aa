"""Cancel a spoiled pase in the urna, before another one is drawn for its bearer."""

from __future__ import annotations

from auditoria.registro.asientos import PaseInutilizado
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.urna import EstadoCredencial, exigir_abierta


def inutilizar_pase(urna: EquipoUrna, credencial: str, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
    """Cancel a credential that nobody used. The log tells that it happened, not to which.

    Args:
        credencial: Public half of the pase, 64 hexadecimal digits.

    Raises:
        PaseNoListado, PaseUsado: It is not of this mesa, or reached one of its ends.
        UrnaSinAbrir, UrnaCerrada: Not the moment.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    urna.exigir_dos_personas(tarjetas)
    with urna.almacen.escribir() as trabajo:
        trabajo.gastar(credencial, EstadoCredencial.INUTILIZADA)
        exigir_abierta(trabajo.etapa())
        trabajo.asentar(PaseInutilizado(), None)
    urna.sellar_si_toca(trabajo.asentada())
