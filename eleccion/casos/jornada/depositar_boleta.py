"""Deposit a ballot: only whole, only once, and with the same receipt however often it is sent."""

from __future__ import annotations

from hashlib import sha256

from auditoria.registro.asientos import BoletaDepositada
from boletas.cripto.boleta import verificar_boleta
from boletas.errores import CredencialNoListada
from eleccion.casos.jornada.equipo_urna import EquipoUrna
from eleccion.casos.jornada.recibo import Recibo, ReciboFirmado, firmar_recibo
from eleccion.dominio.puertos_urna import BoletaGuardada
from eleccion.dominio.urna import EstadoCredencial, PaseNoListado, PaseUsado, exigir_abierta


def depositar_boleta(urna: EquipoUrna, texto: bytes) -> ReciboFirmado:
    """Verify a ballot and keep it; the credential and the ballot change in one commit.

    Every proof is verified before the transaction begins, so no voter waits for another's, and
    the only check that decides between two ballots of one pase is the condition in the write.

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
    try:
        verificada = verificar_boleta(texto, urna.mesa.definicion, urna.mesa.credenciales.conjunto)
    except CredencialNoListada as falla:
        raise PaseNoListado from falla
    boleta = BoletaGuardada(verificada.credencial, sha256(texto).digest(), texto)
    try:
        with urna.almacen.escribir() as trabajo:
            trabajo.gastar(boleta.credencial, EstadoCredencial.DEPOSITADA)
            exigir_abierta(trabajo.etapa())
            trabajo.guardar_boleta(boleta)
            trabajo.asentar(BoletaDepositada(), None)
    except PaseUsado as usado:
        if usado.estado is not EstadoCredencial.DEPOSITADA or not _es_la_misma(urna, boleta):
            raise
    else:
        urna.sellar_si_toca(trabajo.asentada())
    recibo = Recibo(uuid=urna.mesa.definicion.uuid, boleta=boleta.huella, estado="depositada")
    return firmar_recibo(recibo, urna.llave)


def _es_la_misma(urna: EquipoUrna, boleta: BoletaGuardada) -> bool:
    with urna.almacen.leer() as lectura:
        return lectura.boleta_de(boleta.credencial) == boleta
