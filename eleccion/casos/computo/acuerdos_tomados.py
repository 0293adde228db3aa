"""Reading the acuerdos that the commission took in a demarcación."""

from __future__ import annotations

from hashlib import sha256

from auditoria.formatos.acuerdo import Acuerdo, MesaNoInstalada
from auditoria.reglas.acuerdos import AcuerdoTomado
from eleccion.dominio.puertos_comision import TrabajoDeComision


def ruta_de_acuerdo(demarcacion: str, numero: int) -> str:
    """Path of an acuerdo in the expediente; ``numero`` from 1."""
    return f"{demarcacion}/acuerdo-{numero}.json"


def acuerdos_de(lectura: TrabajoDeComision, demarcacion: str) -> tuple[AcuerdoTomado, ...]:
    """Give the acuerdos of a demarcación, in the order they were taken."""
    tomados: list[AcuerdoTomado] = []
    while lectura.documentos.tiene(ruta := ruta_de_acuerdo(demarcacion, len(tomados) + 1)):
        contenido = lectura.documentos.leer(ruta)
        tomados.append(AcuerdoTomado(Acuerdo.leer(contenido), sha256(contenido).digest()))
    return tuple(tomados)


def no_instaladas(lectura: TrabajoDeComision, demarcacion: str) -> set[str]:
    """Mesas of a demarcación that an acuerdo declares not installed."""
    decisiones = (tomado.acuerdo.decision for tomado in acuerdos_de(lectura, demarcacion))
    return {d.mesa for d in decisiones if isinstance(d, MesaNoInstalada)}
