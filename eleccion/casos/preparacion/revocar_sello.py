"""Take the seal back before the day: the two who sealed find something wrong, and seal again."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from auditoria.registro.asientos import SelloRevocado
from auditoria.reglas.contienda import (
    FORMATO_DE_REVOCACION,
    HUELLA,
    ruta_de_resello,
    ruta_de_revocada,
)
from eleccion.casos.asentado import Asentado
from eleccion.casos.comision import Comision, Sellador
from eleccion.casos.dos_personas import guardar_con_dos_firmas
from eleccion.casos.preparacion.emitir_dotacion import DOTACIONES, SIN_EFECTO
from eleccion.casos.sellado import leer_sellado_en
from eleccion.dominio.etapas import EtapaProceso
from eleccion.dominio.puertos_comision import TrabajoDeComision
from eleccion.errores import ActoIndebido


class SelloConResolucion(ActoIndebido):
    """What a resolution changed stands nowhere but in the seal that it made."""

    explicacion: ClassVar[str] = (
        "Ya se selló de nuevo por resolución, y revocar el sello la dejaría sin cumplir"
    )


def revocar_sello(
    causa: str,
    selladores: tuple[Sellador, Sellador],
    *,
    comision: Comision,
    hora: datetime,
) -> Asentado:
    """Leave the seal, and every dotación that went out under it, without effect.

    The process is again where slates are ruled on and closed; what may change is what may change
    there: officials, their cards, the version of the program. Pases, roll, keys and the order of
    the ballot stay. What was sealed stays too, as ``huella-revocada-1.txt`` and
    ``llaves-revocada-1.json``.

    Args:
        causa: What was found wrong, for the log.

    Returns:
        ``repetido`` where it was taken back and not sealed again; nothing changes then.

    Raises:
        FirmanteAjeno: Who signs is not who sealed.
        ActoFueraDeEtapa: The day began, or nothing is sealed.
        SelloConResolucion: A resolution was carried out since: it would be undone.
        OSError: There is no sealed definition.
    """
    carpeta = comision.carpetas.definicion
    sellado = leer_sellado_en(carpeta)
    texto, llaves = (carpeta / HUELLA).read_bytes(), (carpeta / "llaves.json").read_bytes()
    with comision.abrir() as trabajo:
        numero, proceso = _revocadas(trabajo) + 1, trabajo.proceso.leer()
        if numero > 1 and proceso.etapa is EtapaProceso.DICTAMEN:
            return Asentado.REPETIDO
        if sellado.previo is not None or trabajo.documentos.tiene(ruta_de_resello(2)):
            raise SelloConResolucion
        trabajo.proceso.guardar(proceso.aplicar("revocar_sello"))
        guardar_con_dos_firmas(
            trabajo,
            comision,
            sellado,
            selladores,
            ruta_de_revocada(HUELLA, numero),
            FORMATO_DE_REVOCACION,
            texto,
        )
        trabajo.documentos.guardar(ruta_de_revocada("llaves.json", numero), llaves)
        for ruta in trabajo.documentos.rutas():
            if ruta.startswith(DOTACIONES):
                trabajo.documentos.guardar(ruta, SIN_EFECTO)
        trabajo.asentar(SelloRevocado(huella=sha256(texto).digest(), causa=causa), hora)
    return Asentado.NUEVO


def retirar_definicion(*, comision: Comision) -> None:
    """Take away the fingerprint that was revoked: nothing works under it until it is sealed again.

    After the entry, so that a seal is never lost without a trace; done again it changes nothing.
    """
    for nombre in (HUELLA, f"{HUELLA}.firma"):
        (comision.carpetas.definicion / nombre).unlink(missing_ok=True)


def _revocadas(trabajo: TrabajoDeComision) -> int:
    """How many seals were taken back so far."""
    numero = 0
    while trabajo.documentos.tiene(ruta_de_revocada(HUELLA, numero + 1)):
        numero += 1
    return numero
