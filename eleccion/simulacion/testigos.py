"""The papers of votes at a kiosk of the simulation: each counted as the real ones are."""

from __future__ import annotations

from auditoria.reglas.cuadre import cuenta_testigos
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.habilitar_kiosco import habilitar_kiosco
from eleccion.casos.jornada.urna.mandar_testigo import mandar_testigo
from eleccion.casos.jornada.urna.retirar_testigo import retirar_testigo
from eleccion.dominio.urna import RetiroDeTestigo


def dejar_testigo(urna: EquipoUrna, *, cancelado: bool) -> int:
    """Send the paper of a vote to the printer, where votes leave one.

    Args:
        cancelado: The voter refuses the first: an official puts it away and enables the kiosk.

    Returns:
        Papers refused.
    """
    if not cuenta_testigos(urna.mesa.mesa, urna.sellado.reglas):
        return 0
    if cancelado:
        mandar_testigo(urna)
        retirar_testigo(urna, RetiroDeTestigo.CANCELADO)
        habilitar_kiosco(urna)
    mandar_testigo(urna)
    return int(cancelado)


def atascar_testigo(urna: EquipoUrna) -> None:
    """Let a paper jam: nothing is kept, an official says that it never came out, and goes on."""
    mandar_testigo(urna)
    retirar_testigo(urna, RetiroDeTestigo.SIN_SALIR)
    habilitar_kiosco(urna)
