"""The table as an invented person meets it, whatever kind of roll the convocatoria has."""

from __future__ import annotations

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
from eleccion.dominio.puertos_impresion import Impresora
from eleccion.dominio.registro_en_mesa import (
    CredencialExhibida,
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
    mesa: EquipoMesa, respuesta: Contestada, *, hora: datetime, entrega: Entrega | None
) -> None:
    """Mark or register whoever the rules let vote, and nobody else."""
    if isinstance(respuesta, PuedeVotar):
        marcar_persona(mesa, respuesta.renglon.numero, hora=hora, entrega=entrega)
    elif isinstance(respuesta, PuedeRegistrarse):
        registrar_persona(mesa, respuesta.credencial, hora=hora, entrega=entrega)


def marcar_de_mas(
    mesa: EquipoMesa, mostrado: Mostrado, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime
) -> None:
    """Mark or register somebody by mistake, and take it back before anything was handed."""
    respuesta, quien = preguntar(mesa, mostrado), tarjetas[0].clave
    dejar_pasar(mesa, respuesta, hora=hora, entrega=None)
    if isinstance(respuesta, PuedeVotar):
        desmarcar_persona(
            mesa, respuesta.renglon.numero, quien=quien, confirma=tarjetas[1], hora=hora
        )
    elif isinstance(respuesta, PuedeRegistrarse):
        borrar_registro(mesa, respuesta.credencial, quien=quien, confirma=tarjetas[1], hora=hora)


def admitir(
    mesa: EquipoMesa, con: str, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime
) -> None:
    """Let somebody vote beside the list.

    Args:
        con: Key of the planilla that they represent here, or number of a resolution.
    """
    if con in mesa.demarcacion.opciones:
        admitir_representante(mesa, con, tarjetas, hora=hora)
    else:
        admitir_con_resolucion(mesa, con, tarjetas, hora=hora)


def recibir_escritos(
    mesa: EquipoMesa, guion: GuionDeMesa, *, impresora: Impresora, hora: datetime
) -> None:
    """Whoever signs under protest hands in a writing first."""
    for r in guion.representaciones:
        if r.estado == "bajo_protesta":
            recibir_escrito(
                mesa, r.planilla, r.nombre, "De protesta", 1, impresora=impresora, hora=hora
            )
