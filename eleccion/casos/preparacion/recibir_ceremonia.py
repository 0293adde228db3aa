"""Take what the custodians published of their ceremony, and write down the key of the election.

They make it among themselves, each with their own program, machine and folder
(``boletas custodio ceremonia``). The commission sees the public messages alone, and proves them.

Page: docs/formato-custodios.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from auditoria.formatos.custodios import Custodio, Custodios
from auditoria.formatos.valores_de_regla import Custodia
from auditoria.registro.asientos import CeremoniaConcluida
from boletas.cripto.custodios import ListaDeCustodios
from boletas.cripto.intercambio import CeremoniaRevisada, leer_mensajes, revisar_ceremonia
from boletas.cripto.pedersen import Pedersen
from eleccion.casos.asentado import Asentado
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
class Invitado:
    """A custodian, as the convocatoria's session named them; their place in it is their index."""

    nombre: str
    institucion: str


def recibir_ceremonia(
    invitados: Sequence[Invitado], intercambio: Path, *, comision: Comision, hora: datetime
) -> tuple[CeremoniaRevisada, Asentado]:
    """Check the messages of a finished ceremony and keep what they give, once.

    Args:
        invitados: By index, from 1.
        intercambio: Common folder of the public messages.

    Raises:
        CeremoniaYaConcluida: The process has another key.
        CustodiosDeMas: More or fewer than the convocatoria's.
        FallaDeBoletas: A message is missing or false; it names which, and ``culpables`` whose.
        ReglaRota: Two custodians share name or institution.
    """
    custodia = exigir_invitados(len(invitados), comision=comision)
    mensajes = leer_mensajes(intercambio, custodia.total)
    revisada = revisar_ceremonia(mensajes, custodia.umbral, custodia.total)
    _, asentado = asentar_ceremonia(invitados, revisada.custodios, comision=comision, hora=hora)
    return revisada, asentado


def exigir_invitados(cuantos: int, *, comision: Comision) -> Custodia:
    """Give the convocatoria's custody when it is of so many. Raises `CustodiosDeMas`."""
    with comision.leer() as lectura:
        custodia = convocatoria_de(lectura.proceso.leer()).reglas.custodia.valor
    if cuantos != custodia.total:
        raise CustodiosDeMas(f"son {cuantos} y deben ser {custodia.total}")
    return custodia


def asentar_ceremonia(
    invitados: Sequence[Invitado], lista: ListaDeCustodios, *, comision: Comision, hora: datetime
) -> tuple[Custodios, Asentado]:
    """Keep who holds which share of a key that was checked; the same again changes nothing.

    Raises:
        CeremoniaYaConcluida: The process has another key, or other custodians hold it.
        CustodiosDeMas: The key is not of the invited alone.
        ReglaRota: Two custodians share name or institution.
    """
    elemento = lista.elementos[0]
    if len(lista.elementos) != 1 or not isinstance(elemento, Pedersen):
        raise CustodiosDeMas("la llave no es de umbral")
    publicado = Custodios(
        proceso=comision.proceso,
        umbral=elemento.umbral,
        total=len(invitados),
        custodios=tuple(
            Custodio(
                indice=indice,
                nombre=invitado.nombre,
                institucion=invitado.institucion,
                compromiso=bytes.fromhex(compromiso),
            )
            for indice, (invitado, compromiso) in enumerate(
                zip(invitados, elemento.compromisos, strict=True), 1
            )
        ),
        trustees=lista.texto.decode(),
    )
    contenido = publicado.escribir()
    with comision.abrir() as trabajo:
        if trabajo.documentos.tiene(RUTA_DE_CUSTODIOS):
            if trabajo.documentos.leer(RUTA_DE_CUSTODIOS) != contenido:
                raise CeremoniaYaConcluida
            return publicado, Asentado.REPETIDO
        trabajo.documentos.guardar(RUTA_DE_CUSTODIOS, contenido)
        trabajo.asentar(CeremoniaConcluida(custodios=sha256(contenido).digest()), hora)
    return publicado, Asentado.NUEVO
