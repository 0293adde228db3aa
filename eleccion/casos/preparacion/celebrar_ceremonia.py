"""Make the key of the election among its custodians; nobody ever holds it whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from auditoria.formatos.custodios import Custodio, Custodios
from auditoria.registro.asientos import CeremoniaConcluida
from boletas.cripto.almacen import AlmacenEnCarpeta
from boletas.cripto.ceremonia import celebrar_ceremonia as celebrar
from boletas.cripto.custodios import leer_custodios
from boletas.cripto.pedersen import Pedersen
from eleccion.casos.comision import Comision
from eleccion.casos.registro.convocatoria_vigente import convocatoria_de
from eleccion.errores import ActoIndebido

RUTA_DE_CUSTODIOS = "custodios.json"


class CeremoniaYaConcluida(ActoIndebido):
    """A process has one key."""

    explicacion: ClassVar[str] = "La ceremonia de llaves ya concluyó"


class CustodiosDeMas(ActoIndebido):
    """Those invited are not as many as the convocatoria says, or their indices are not 1 to n."""

    explicacion: ClassVar[str] = "Los custodios no son los que pide la convocatoria"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodioInvitado:
    """A custodian. ``carpeta`` is their own store, shared with nobody; the commission has none."""

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
        custodia = convocatoria_de(lectura.proceso.leer()).reglas.custodia.valor
    if [c.indice for c in custodios] != list(range(1, custodia.total + 1)):
        raise CustodiosDeMas(f"son {len(custodios)} y deben ser {custodia.total}")
    almacenes = [AlmacenEnCarpeta(custodio.carpeta) for custodio in custodios]
    trustees = celebrar(almacenes, custodia.umbral)
    publicado = Custodios(
        proceso=comision.proceso,
        umbral=custodia.umbral,
        total=custodia.total,
        custodios=tuple(
            Custodio(
                indice=custodio.indice,
                nombre=custodio.nombre,
                institucion=custodio.institucion,
                compromiso=bytes.fromhex(compromiso),
            )
            for custodio, compromiso in zip(custodios, _compromisos(trustees), strict=True)
        ),
        trustees=trustees.decode(),
    )
    contenido = publicado.escribir()
    with comision.abrir() as trabajo:
        if trabajo.documentos.tiene(RUTA_DE_CUSTODIOS):
            raise CeremoniaYaConcluida
        trabajo.documentos.guardar(RUTA_DE_CUSTODIOS, contenido)
        trabajo.asentar(CeremoniaConcluida(custodios=sha256(contenido).digest()), hora)
    return publicado


def _compromisos(trustees: bytes) -> tuple[str, ...]:
    (elemento,) = leer_custodios(trustees).elementos
    if not isinstance(elemento, Pedersen):
        raise CustodiosDeMas("la llave no es de umbral")
    return elemento.compromisos
