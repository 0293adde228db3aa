"""Play a whole ceremony in one process, for a simulation: every custodian is played here.

In a true process each of them is elsewhere, and ``recibir_ceremonia`` is what the commission does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from auditoria.formatos.custodios import Custodios
from boletas.cripto.almacen import AlmacenEnCarpeta
from boletas.cripto.ceremonia import celebrar_ceremonia as celebrar
from boletas.cripto.custodios import leer_custodios
from eleccion.casos.comision import Comision
from eleccion.casos.preparacion.recibir_ceremonia import (
    RUTA_DE_CUSTODIOS,
    CeremoniaYaConcluida,
    CustodiosDeMas,
    Invitado,
    asentar_ceremonia,
    exigir_invitados,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodioInvitado:
    """A custodian that is played. ``carpeta`` is their own store, shared with nobody."""

    indice: int
    nombre: str
    institucion: str
    carpeta: Path


def celebrar_ceremonia(
    custodios: Sequence[CustodioInvitado], *, comision: Comision, hora: datetime
) -> Custodios:
    """Hold the ceremony and keep what it publishes.

    Args:
        custodios: By index, from 1; as many as the convocatoria's custody says.
        hora: Moment of its end.

    Raises:
        CeremoniaYaConcluida: The process has its key.
        CustodiosDeMas: More, fewer or others than the convocatoria's.
        FallaDeBoletas: A message of a custodian is false; ``culpables`` says whose.
        ReglaRota: Two custodians share name or institution.
    """
    with comision.leer() as lectura:
        if lectura.documentos.tiene(RUTA_DE_CUSTODIOS):
            raise CeremoniaYaConcluida
    custodia = exigir_invitados(len(custodios), comision=comision)
    if [c.indice for c in custodios] != list(range(1, custodia.total + 1)):
        raise CustodiosDeMas("sus números no van del 1 en adelante")
    almacenes = [AlmacenEnCarpeta(custodio.carpeta) for custodio in custodios]
    lista = leer_custodios(celebrar(almacenes, custodia.umbral))
    invitados = [Invitado(nombre=c.nombre, institucion=c.institucion) for c in custodios]
    publicado, _ = asentar_ceremonia(invitados, lista, comision=comision, hora=hora)
    return publicado
