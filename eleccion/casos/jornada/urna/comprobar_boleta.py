"""Spend a ballot to open it, and take its opening: first the one, then the other.

Were the opening shown before the credential is spent, the same ballot could still be cast, and
its voter could prove to anybody how it votes. Page: docs/formato-comprobacion.md.
"""

from __future__ import annotations

from auditoria.registro.asientos import BoletaComprobada as ComprobadaAsentada
from boletas.cripto import comprobacion
from boletas.cripto.boleta import recibir_boleta as leer_boleta
from boletas.cripto.comprobacion import BoletaComprobada, escribir_apertura, leer_apertura
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.recibir_boleta import recibir_boleta
from eleccion.casos.jornada.urna.recibo import ReciboFirmado
from eleccion.dominio.urna import (
    BoletaSinComprobar,
    EstadoCredencial,
    PaseNoListado,
    exigir_abierta,
)


def comprobar_boleta(urna: EquipoUrna, texto: bytes) -> ReciboFirmado:
    """Spend a ballot: from here on it can be opened, and never cast.

    The voter then draws another pase at the table (``reponer_pase`` counts it).

    Args:
        texto: The ballot, exact bytes.

    Returns:
        The receipt, *comprobada*, once this is durable; only then does the kiosk open the ballot.
        For a ballot spent so before, the same receipt.

    Raises:
        PaseNoListado, PaseUsado, UrnaSinAbrir, UrnaCerrada, Incumplimiento: As
            ``depositar_boleta``; a ballot that was deposited is a used pase.
    """
    return recibir_boleta(urna, texto, EstadoCredencial.COMPROBADA, ComprobadaAsentada())


def abrir_boleta(urna: EquipoUrna, texto: bytes, apertura: bytes) -> BoletaComprobada:
    """Take the opening of a ballot spent for it, and say what the ballot held.

    Nothing is looked at in the opening of any other ballot: a right answer would confirm how
    somebody voted. A ballot has one opening, so the same one sent again changes nothing.

    Args:
        texto: The ballot, exact bytes.
        apertura: Its opening's file, exact bytes.

    Raises:
        BoletaSinComprobar: This ballot was not spent for it.
        AperturaAjena, AperturaIncompleta, AperturaFalsa: The machine that made the ballot lies,
            or the opening is of another one; nothing is kept.
        UrnaSinAbrir, UrnaCerrada: Not the moment.
    """
    credencial = leer_boleta(texto, urna.mesa.definicion).credencial
    with urna.almacen.leer() as lectura:
        exigir_abierta(lectura.etapa())
        try:
            gastada = lectura.estado_de(credencial) is EstadoCredencial.COMPROBADA
        except PaseNoListado as falla:
            raise BoletaSinComprobar from falla
        if not gastada or lectura.boleta_de(credencial).texto != texto:
            raise BoletaSinComprobar
    leida = leer_apertura(apertura)
    comprobada = comprobacion.comprobar_boleta(
        texto, urna.mesa.definicion, urna.mesa.credenciales.conjunto, leida
    )
    with urna.almacen.escribir() as trabajo:
        exigir_abierta(trabajo.etapa())
        trabajo.guardar_apertura(credencial, escribir_apertura(leida))
    return comprobada
