"""The table as an invented person meets it, whatever kind of roll the convocatoria has."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from eleccion.casos.jornada.consultar_lista import consultar_lista
from eleccion.casos.jornada.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.marcar_persona import marcar_persona
from eleccion.casos.jornada.registrar_persona import consultar_registro, registrar_persona
from eleccion.dominio.entrega import Entrega
from eleccion.dominio.lista_nominal import PuedeVotar, Respuesta
from eleccion.dominio.registro_en_mesa import (
    CredencialExhibida,
    PuedeRegistrarse,
    RespuestaDeRegistro,
)
from eleccion.simulacion.guion import Mostrado

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
