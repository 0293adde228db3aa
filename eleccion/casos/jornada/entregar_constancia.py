"""Give a person who could not vote a paper that says why, and where to complain."""

from __future__ import annotations

from datetime import datetime

from auditoria.papeles.contexto import Contexto
from boletas.impresion.lienzo import imprimir
from eleccion.casos.jornada.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.marcar_persona import anotar_negativa
from eleccion.documentos.no_inclusion import (
    COPIAS,
    DatosDeNoInclusion,
    Exhibido,
    documento_de_no_inclusion,
)
from eleccion.dominio.lista_nominal import EligePersona, OtraMesa, PuedeVotar, Respuesta
from eleccion.dominio.mesa import SinNegativa
from eleccion.dominio.puertos_impresion import Impresora

_CUENTA = "constancias"


def entregar_constancia(
    mesa: EquipoMesa,
    respuesta: Respuesta,
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
    if isinstance(respuesta, PuedeVotar | EligePersona):
        raise SinNegativa(respuesta.motivo)
    anotar_negativa(mesa, respuesta, hora=hora)
    with mesa.almacen.escribir() as trabajo:
        trabajo.anotar(_CUENTA)
        folio = trabajo.total(_CUENTA)
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
    return folio


def _donde(respuesta: Respuesta) -> str:
    if not isinstance(respuesta, OtraMesa):
        return ""
    return "\n".join(f"Mesa {m.id} · {m.lugar}, {m.domicilio}" for m in respuesta.mesas)
