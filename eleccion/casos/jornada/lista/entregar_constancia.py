"""Give a person who could not vote a paper that says why, and where to complain."""

from __future__ import annotations

from datetime import datetime

from auditoria.papeles.contexto import Contexto
from boletas.impresion.lienzo import imprimir
from eleccion.casos.jornada.lista.marcar_persona import anotar_negativa, niega
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.documentos.no_inclusion import (
    COPIAS,
    DatosDeNoInclusion,
    Exhibido,
    documento_de_no_inclusion,
)
from eleccion.dominio.lista_nominal import OtraMesa, Respuesta
from eleccion.dominio.mesa import SinNegativa
from eleccion.dominio.puertos_impresion import Impresora
from eleccion.dominio.registro_en_mesa import RespuestaDeRegistro

_CUENTA = "constancias"


def entregar_constancia(
    mesa: EquipoMesa,
    respuesta: Respuesta | RespuestaDeRegistro,
    exhibido: Exhibido,
    *,
    impresora: Impresora,
    hora: datetime,
) -> int:
    """Count the refusal and print the constancia, one for the person and one for the mesa.

    The equipment keeps the folio and the count; nothing of the person.

    Returns:
        The folio, from 1.

    Raises:
        SinNegativa: The person may vote, or it is not yet known who they are.
        VotacionNoAbierta: Not the moment.
        ImpresoraDetenida: It did not come out; the refusal is counted and the folio is spent.
    """
    folio = contar_constancia(mesa, respuesta, hora=hora)
    imprimir_constancia(mesa, respuesta, exhibido, folio, impresora=impresora, hora=hora)
    return folio


def contar_constancia(
    mesa: EquipoMesa, respuesta: Respuesta | RespuestaDeRegistro, *, hora: datetime
) -> int:
    """Count the refusal and give the constancia its folio; nothing is printed yet.

    Raises:
        SinNegativa, VotacionNoAbierta: See ``entregar_constancia``.
    """
    if not niega(respuesta):
        raise SinNegativa(respuesta.motivo)
    anotar_negativa(mesa, respuesta, hora=hora)
    with mesa.almacen.escribir() as trabajo:
        trabajo.anotar(_CUENTA)
        return trabajo.total(_CUENTA)


def imprimir_constancia(
    mesa: EquipoMesa,
    respuesta: Respuesta | RespuestaDeRegistro,
    exhibido: Exhibido,
    folio: int,
    *,
    impresora: Impresora,
    hora: datetime,
) -> None:
    """Print both copies of a constancia that has its folio; after a stuck paper, again.

    Raises:
        ImpresoraDetenida: It did not come out.
    """
    datos = DatosDeNoInclusion(
        mesa=mesa.identidad,
        folio=folio,
        hora=hora,
        exhibido=exhibido,
        motivo=respuesta.motivo,
        otra_mesa=_donde(respuesta),
    )
    contexto = Contexto(mesa.sellado.catalogo, mesa.sellado.reglas, mesa.sellado.huella)
    for copia in COPIAS:
        pdf = imprimir(documento_de_no_inclusion(contexto, datos, copia))
        impresora.imprimir("no_inclusion", f"{folio:03d}", pdf)


def _donde(respuesta: Respuesta | RespuestaDeRegistro) -> str:
    if not isinstance(respuesta, OtraMesa):
        return ""
    return "\n".join(f"Mesa {m.id} · {m.lugar}, {m.domicilio}" for m in respuesta.mesas)
