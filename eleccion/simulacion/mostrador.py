"""The table as an invented person meets it, whatever kind of roll the convocatoria has."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TypeAlias

from eleccion.casos.jornada.lista.admitir_adicional import (
    admitir_con_resolucion,
    admitir_representante,
)
from eleccion.casos.jornada.lista.consultar_lista import consultar_lista
from eleccion.casos.jornada.lista.marcar_persona import desmarcar_persona, marcar_persona
from eleccion.casos.jornada.lista.registrar_persona import (
    borrar_registro,
    consultar_registro,
    registrar_persona,
)
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.recibir_escrito import recibir_escrito
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.entrega import Entrega
from eleccion.dominio.lista_nominal import PuedeVotar, Respuesta
from eleccion.dominio.puertos_impresion import Impresora, ImpresoraDetenida
from eleccion.dominio.registro_en_mesa import (
    CredencialExhibida,
    DecideLaMesa,
    PuedeRegistrarse,
    RespuestaDeRegistro,
)
from eleccion.simulacion.guion import GuionDeMesa, Mostrado

Contestada: TypeAlias = Respuesta | RespuestaDeRegistro


def preguntar(mesa: EquipoMesa, mostrado: Mostrado) -> Contestada:
    """Type what a person shows and give the answer of the mesa."""
    if isinstance(mostrado, CredencialExhibida):
        return consultar_registro(mesa, mostrado)
    return consultar_lista(mesa, mostrado)


def dejar_pasar(
    mesa: EquipoMesa,
    respuesta: Contestada,
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    hora: datetime,
    entrega: Entrega,
) -> None:
    """Mark or register whoever the rules let vote, or leave to the mesa, and nobody else."""
    if isinstance(respuesta, PuedeVotar):
        marcar_persona(mesa, respuesta.renglon.numero, hora=hora, entrega=entrega)
    elif isinstance(respuesta, PuedeRegistrarse):
        registrar_persona(mesa, respuesta.credencial, hora=hora, entrega=entrega)
    elif isinstance(respuesta, DecideLaMesa):
        registrar_persona(mesa, respuesta.credencial, hora=hora, entrega=entrega, deciden=tarjetas)


def marcar_de_mas(
    mesa: EquipoMesa,
    mostrado: Mostrado,
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    hora: datetime,
    entrega: Entrega,
) -> None:
    """Mark or register somebody by mistake, and take it back before anything was handed."""
    respuesta, (una, otra) = preguntar(mesa, mostrado), tarjetas
    dejar_pasar(mesa, respuesta, tarjetas, hora=hora, entrega=entrega)
    if isinstance(respuesta, PuedeVotar):
        desmarcar_persona(
            mesa,
            respuesta.renglon.numero,
            quien=una.clave,
            confirma=otra,
            hora=hora,
            entrega=entrega,
        )
    elif isinstance(respuesta, PuedeRegistrarse):
        borrar_registro(
            mesa,
            respuesta.credencial,
            quien=una.clave,
            confirma=otra,
            hora=hora,
            entrega=entrega,
        )


def admitir(
    mesa: EquipoMesa,
    con: str,
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    hora: datetime,
    entrega: Entrega,
) -> None:
    """Let somebody vote beside the list.

    Args:
        con: Key of the planilla that they represent here, or number of a resolution.
    """
    if con in mesa.demarcacion.opciones:
        admitir_representante(mesa, con, tarjetas, hora=hora, entrega=entrega)
    else:
        admitir_con_resolucion(mesa, con, tarjetas, hora=hora, entrega=entrega)


def recibir_escritos(
    mesa: EquipoMesa, guion: GuionDeMesa, *, impresora: Impresora, hora: datetime
) -> None:
    """Whoever signs under protest hands in a writing first, and gets an acuse if it comes out."""
    for r in guion.representaciones:
        if r.estado == "bajo_protesta":
            with suppress(ImpresoraDetenida):
                recibir_escrito(
                    mesa, r.planilla, r.nombre, "De protesta", 1, impresora=impresora, hora=hora
                )
