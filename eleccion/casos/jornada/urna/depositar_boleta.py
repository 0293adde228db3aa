"""Deposit a ballot: only whole, only once, and with the same receipt however often it is sent."""

from __future__ import annotations

from auditoria.registro.asientos import BoletaDepositada
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.recibir_boleta import recibir_boleta
from eleccion.casos.jornada.urna.recibo import ReciboFirmado
from eleccion.dominio.urna import EstadoCredencial


def depositar_boleta(urna: EquipoUrna, texto: bytes) -> ReciboFirmado:
    """Keep a ballot that will be counted.

    Args:
        texto: The ballot, exact bytes.

    Returns:
        The receipt, once the ballot is durable. For a ballot kept before, the same receipt.

    Raises:
        PaseNoListado: The credential is not of this mesa.
        PaseUsado: The pase was used for another ballot, tested, or cancelled.
        UrnaSinAbrir, UrnaCerrada: Not the moment.
        Incumplimiento: The ballot is not canonical, is of another election, or a proof is false.
    """
    return recibir_boleta(urna, texto, EstadoCredencial.DEPOSITADA, BoletaDepositada())
