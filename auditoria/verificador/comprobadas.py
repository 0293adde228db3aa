"""The ballots that were opened: each is proved whole, and encrypted again from its opening.

Page: docs/formato-comprobadas.md.
"""

from __future__ import annotations

from collections.abc import Collection, Container

from auditoria.errores import ReglaRota
from auditoria.formatos.comprobadas import Comprobada, Comprobadas
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from boletas.cripto.comprobacion import Apertura, BoletaComprobada, comprobar_boleta
from boletas.cripto.definicion import Definicion
from boletas.cripto.grupo import leer_escalar
from boletas.cripto.respuesta import RespuestaAbierta
from boletas.errores import CredencialNoListada, Incumplimiento


class AperturaFaltante(ReglaRota):
    """Somebody asked the machine to show what it had encrypted, and it did not."""

    explicacion = "La máquina no abrió una boleta que se le pidió comprobar"


class CredencialDistinta(ReglaRota):
    """An entry states another credential than its ballot carries."""

    explicacion = "La credencial asentada no es la de la boleta"


class PaseConDosDestinos(ReglaRota):
    """A pase was spent twice, or more were spent than exist."""

    explicacion = "Los pases no se gastaron una sola vez"


def revisar_comprobadas(
    comprobadas: Comprobadas,
    ruta: str,
    definicion: Definicion,
    credenciales: Container[str],
    depositadas: Collection[str],
    cuaderno: Cuaderno,
) -> None:
    """Check every opened ballot of a mesa; a failure names its entry and the next is looked at.

    Args:
        ruta: The file, as findings name it.
        credenciales: Public credentials of the mesa.
        depositadas: Those that stand on a ballot of its archive.
    """
    for lugar, comprobada in enumerate(comprobadas.comprobadas):
        entrada = f"comprobadas[{lugar}]"
        with cuaderno.revisar(Nombre.COMPROBADAS, ruta, entrada):
            if comprobada.credencial in depositadas:
                raise PaseConDosDestinos("comprobado y depositado")
            try:
                abrir_comprobada(comprobada, definicion, credenciales)
            except Incumplimiento as falla:
                # The finding names the entry of the file first, then the place inside the ballot.
                falla.entrada = f"{entrada}, {falla.entrada}" if falla.entrada else entrada
                raise


def abrir_comprobada(
    comprobada: Comprobada, definicion: Definicion, credenciales: Container[str]
) -> BoletaComprobada:
    """Prove one opened ballot and say what it held.

    Raises:
        AperturaFaltante, CredencialDistinta: See each.
        Incumplimiento: The ballot or its opening fails; the class says which check.
    """
    if comprobada.credencial not in credenciales:
        raise CredencialNoListada("la credencial no está en la lista publicada")
    if comprobada.vector is None or comprobada.azares is None:
        raise AperturaFaltante(comprobada.huella.hex())
    respuesta = RespuestaAbierta(
        comprobada.vector, tuple(leer_escalar(azar) for azar in comprobada.azares)
    )
    apertura = Apertura(definicion.uuid, comprobada.huella.hex(), (respuesta,))
    abierta = comprobar_boleta(comprobada.boleta.encode(), definicion, credenciales, apertura)
    if abierta.boleta.credencial != comprobada.credencial:
        raise CredencialDistinta(abierta.boleta.credencial)
    return abierta
