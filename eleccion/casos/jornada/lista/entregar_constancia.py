"""Give a person who could not vote a paper that says why, and where to complain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from auditoria.registro.esquema import Formato, Rango
from boletas.impresion.lienzo import imprimir
from eleccion.casos.jornada.lista.marcar_persona import anotar_negativa, niega
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.imprimir_actas import imprimir_copias
from eleccion.documentos.no_inclusion import (
    COPIAS,
    DatosDeNoInclusion,
    Exhibido,
    documento_de_no_inclusion,
)
from eleccion.dominio.lista_nominal import OtraMesa, Respuesta
from eleccion.dominio.mesa import PapelSinSalir, SinNegativa
from eleccion.dominio.puertos_impresion import Impresora
from eleccion.dominio.puertos_mesa import TrabajoDeMesa
from eleccion.dominio.registro_en_mesa import RespuestaDeRegistro

NO_INCLUSION: Final = "no_inclusion"
HOJA_DE_CONSTANCIAS: Final = "constancias"
_CUENTA = "constancias"


@dataclass(frozen=True, slots=True, kw_only=True)
class Constancia(Formato):
    """What one constancia says, as it was given; nothing in it tells who the person is."""

    folio: Annotated[int, Rango(1)]
    hora: datetime
    exhibido: Exhibido
    motivo: str
    otra_mesa: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Constancias(Formato):
    """The sheet of the day: constancias by folio."""

    constancias: tuple[Constancia, ...]


def entregar_constancia(
    mesa: EquipoMesa,
    respuesta: Respuesta | RespuestaDeRegistro,
    exhibido: Exhibido,
    *,
    impresora: Impresora,
    hora: datetime,
) -> int:
    """Count the refusal and print the constancia, one for the person and one for the mesa.

    The equipment keeps what the paper says, which names nobody.

    Returns:
        The folio, from 1.

    Raises:
        SinNegativa: The person may vote, or it is not yet known who they are.
        VotacionNoAbierta: Not the moment.
        ImpresoraDetenida: It did not come out; the refusal is counted and the folio is spent.
    """
    folio = contar_constancia(mesa, respuesta, exhibido, hora=hora)
    imprimir_constancia(mesa, folio, impresora=impresora, hora=hora)
    return folio


def contar_constancia(
    mesa: EquipoMesa,
    respuesta: Respuesta | RespuestaDeRegistro,
    exhibido: Exhibido,
    *,
    hora: datetime,
) -> int:
    """Count the refusal and write the constancia under its folio; nothing is printed yet.

    Raises:
        SinNegativa, VotacionNoAbierta: See ``entregar_constancia``.
    """
    if not niega(respuesta):
        raise SinNegativa(respuesta.motivo)
    anotar_negativa(mesa, respuesta, hora=hora)
    with mesa.almacen.escribir() as trabajo:
        trabajo.anotar(_CUENTA)
        constancia = Constancia(
            folio=trabajo.total(_CUENTA),
            hora=hora,
            exhibido=exhibido,
            motivo=respuesta.motivo,
            otra_mesa=_donde(respuesta) or None,
        )
        hoja = Constancias(constancias=(*leer_constancias(trabajo), constancia))
        trabajo.guardar_hoja(HOJA_DE_CONSTANCIAS, hoja.escribir())
    return constancia.folio


def imprimir_constancia(
    mesa: EquipoMesa, folio: int, *, impresora: Impresora, hora: datetime
) -> None:
    """Print what is missing of a constancia; both copies again, which the log says, when none is.

    Raises:
        PapelSinSalir: No constancia has that folio.
        ImpresoraDetenida: A copy did not come out; printing again goes on from it.
    """
    with mesa.almacen.leer() as lectura:
        dadas = {c.folio: c for c in leer_constancias(lectura)}
    if folio not in dadas:
        raise PapelSinSalir(f"constancia {folio}")
    imprimir_copias(
        mesa,
        NO_INCLUSION,
        folio,
        COPIAS,
        lambda copia: dibujar_constancia(mesa, dadas[folio], copia),
        impresora=impresora,
        hora=hora,
    )


def dibujar_constancia(mesa: EquipoMesa, dada: Constancia, copia: str) -> bytes:
    """Draw one copy of a constancia; the same bytes each time."""
    datos = DatosDeNoInclusion(
        mesa=mesa.identidad,
        folio=dada.folio,
        hora=dada.hora,
        exhibido=dada.exhibido,
        motivo=dada.motivo,
        otra_mesa=dada.otra_mesa or "",
    )
    return imprimir(documento_de_no_inclusion(mesa.sellado.contexto, datos, copia))


def leer_constancias(lectura: TrabajoDeMesa) -> tuple[Constancia, ...]:
    """Give the constancias of the day, by folio."""
    contenido = lectura.hoja(HOJA_DE_CONSTANCIAS)
    return () if contenido is None else Constancias.leer(contenido).constancias


def _donde(respuesta: Respuesta | RespuestaDeRegistro) -> str:
    if not isinstance(respuesta, OtraMesa):
        return ""
    return "\n".join(f"Mesa {m.id} · {m.lugar}, {m.domicilio}" for m in respuesta.mesas)
