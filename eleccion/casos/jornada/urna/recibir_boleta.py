"""Take a ballot into the urna for one of its two ends: to be counted, or to be opened as a test."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

from auditoria.registro.asiento import Asiento
from auditoria.reglas.cuadre import cuenta_testigos
from boletas.cripto.boleta import recibir_boleta as leer_boleta
from boletas.cripto.boleta import verificar_boleta
from boletas.errores import CredencialNoListada
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.recibo import Recibo, ReciboFirmado, firmar_recibo
from eleccion.dominio.puertos_urna import BoletaGuardada
from eleccion.dominio.urna import (
    EstadoCredencial,
    PaseNoListado,
    PaseUsado,
    exigir_abierta,
    hay_voto_en_camino,
)

Fin = Literal[EstadoCredencial.DEPOSITADA, EstadoCredencial.COMPROBADA]


def recibir_boleta(urna: EquipoUrna, texto: bytes, fin: Fin, asiento: Asiento) -> ReciboFirmado:
    """Verify a ballot and keep it; the credential and the ballot change in one commit.

    Every proof is verified before the transaction begins, so no voter waits for another's, and
    the only check that decides between two ballots of one pase is the condition in the write.

    Args:
        texto: The ballot, exact bytes.
        fin: What the ballot is for; there is no way from one to the other.
        asiento: Tells that it happened, without hour or data.

    Returns:
        The receipt, once the ballot is durable. For a ballot kept before, the same receipt.

    Raises:
        PaseNoListado: The credential is not of this mesa.
        PaseUsado: The pase was used for another ballot, or reached another end.
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
            trabajo.gastar(boleta.credencial, fin)
            exigir_abierta(trabajo.etapa())
            trabajo.guardar_boleta(boleta)
            trabajo.asentar(asiento, None)
    except PaseUsado as usado:
        if usado.estado is not fin or not _es_la_misma(urna, boleta):
            raise
    else:
        urna.sellar_si_toca(trabajo.asentada())
    return dar_recibo(urna, boleta.huella, fin)


def dar_recibo(urna: EquipoUrna, huella: bytes, fin: Fin) -> ReciboFirmado:
    """Sign the receipt of a ballot that is kept: the same bytes, however often.

    Args:
        huella: SHA-256 of the ballot.
    """
    recibo = Recibo(
        uuid=urna.mesa.definicion.uuid,
        boleta=huella,
        estado="depositada" if fin is EstadoCredencial.DEPOSITADA else "comprobada",
    )
    return firmar_recibo(recibo, urna.llave)


def esta_guardada(urna: EquipoUrna, texto: bytes, fin: Fin) -> bool:
    """Tell whether this very ballot is kept for that end: its page may have missed the answer.

    Raises:
        Incumplimiento: The ballot is not canonical or not of this election.
    """
    credencial = leer_boleta(texto, urna.mesa.definicion).credencial
    with urna.almacen.leer() as lectura:
        try:
            estado = lectura.estado_de(credencial)
        except PaseNoListado:
            return False
        return estado is fin and lectura.boleta_de(credencial).texto == texto


def puede_venir_en_camino(urna: EquipoUrna, fin: Fin) -> bool:
    """Tell whether a restart of the machine may have interrupted a ballot for that end."""
    con_papel = cuenta_testigos(urna.mesa.mesa, urna.sellado.reglas)
    with urna.almacen.leer() as lectura:
        return hay_voto_en_camino(lectura.estado().conteo, fin, con_papel=con_papel)


def _es_la_misma(urna: EquipoUrna, boleta: BoletaGuardada) -> bool:
    with urna.almacen.leer() as lectura:
        return lectura.boleta_de(boleta.credencial) == boleta
