"""Give again the receipt of what a pase did: the page that waited for it may have died."""

from __future__ import annotations

from dataclasses import dataclass, field

from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.recibir_boleta import dar_recibo
from eleccion.casos.jornada.urna.recibo import ReciboFirmado
from eleccion.dominio.urna import EstadoCredencial


@dataclass(frozen=True, slots=True)
class FinDePase:
    """Where a pase stands.

    Attributes:
        estado: Free, or the end it reached.
        boleta: Exact bytes of its ballot; empty where it left none.
        recibo: The receipt that its kiosk gave, or would have given; ``None`` without ballot.
        abierta: Whether what opens a tested ballot is kept.
    """

    estado: EstadoCredencial
    boleta: bytes = field(default=b"", repr=False)
    recibo: ReciboFirmado | None = None
    abierta: bool = False


def repetir_recibo(urna: EquipoUrna, credencial: str) -> FinDePase:
    """Say how a pase ended, with its receipt where it left a ballot; nothing changes.

    Args:
        credencial: Its public half, which the page derives from the code.

    Raises:
        PaseNoListado: It is none of this mesa's.
        RespaldoFaltante: Its ballot may be on the disk only, and no receipt answers for it yet.
    """
    with urna.almacen.leer() as lectura:
        estado = lectura.estado_de(credencial)
        if estado is EstadoCredencial.LIBRE or estado is EstadoCredencial.INUTILIZADA:
            return FinDePase(estado)
        guardada = lectura.boleta_de(credencial)
        abierta = any(
            propia.apertura
            for propia in lectura.comprobadas()
            if propia.boleta.credencial == credencial
        )
    urna.almacen.exigir_respaldo()
    return FinDePase(estado, guardada.texto, dar_recibo(urna, guardada.huella, estado), abierta)
