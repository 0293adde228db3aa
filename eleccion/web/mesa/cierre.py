"""The end of the voting: the queue, and the close."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from auditoria.formatos.acta import MotivoCierre
from eleccion.casos.jornada.cierre.situacion_de_mesa import Paso, SituacionDeMesa
from eleccion.casos.jornada.mesa.cerrar_votacion import (
    ampliar_fila,
    cerrar_fila,
    cerrar_votacion,
    es_hora_de_cerrar,
    motivo_de_cierre,
)
from eleccion.casos.jornada.mesa.reloj_de_mesa import cierre_pide_causa
from eleccion.web.acceso import FueraDeMomento
from eleccion.web.mesa.dia import exigir_paso, pagina, seguir
from eleccion.web.mesa.formas import exigir_marcas, leer_entero, leer_texto
from eleccion.web.mesa.pausas import poner_cabeza_en_papel
from eleccion.web.mesa.servicios import servicios
from eleccion.web.tarjetas import leer_dos

bp = Blueprint("cierre", __name__, url_prefix="/cierre")


@bp.get("/fila")
def fila() -> str:
    """Ask how many people wait at the hour."""
    return pagina("fila.html", _exigir_hora())


@bp.post("/fila")
def cerrar_la_fila() -> Response:
    """Close the queue: those people still vote."""
    _exigir_hora()
    exigir_marcas(request.form, ("anunciada", "Se anunció en voz alta"))
    esperan = leer_entero(request.form, "esperan", "Personas que esperan")
    propios = servicios()
    cerrar_fila(propios.equipo, esperan, hora=propios.reloj.ahora())
    return seguir()


@bp.get("/faltaban")
def faltaban() -> str:
    """Ask how many of those who waited were not counted."""
    return pagina("faltaban.html", _exigir_fila_cerrada())


@bp.post("/faltaban")
def ampliar_la_fila() -> Response:
    """Add them to the queue."""
    _exigir_fila_cerrada()
    exigir_marcas(request.form, ("esperaban", "Ya estaban en la fila a la hora de cerrarla"))
    cuantas = leer_entero(request.form, "faltaban", "Personas que faltó contar")
    propios, tarjetas = servicios(), leer_dos(request.form)
    propios.intentos.probar(
        lambda: ampliar_fila(propios.equipo, cuantas, tarjetas, hora=propios.reloj.ahora())
    )
    return seguir()


@bp.get("/votacion")
def cerrar() -> str:
    """Ask for two cards to close."""
    situacion = exigir_paso(Paso.VOTACION, Paso.CIERRE)
    propios, motivo = servicios(), _motivo()
    return pagina(
        "cerrar.html",
        situacion,
        motivo=motivo.value,
        tarde=cierre_pide_causa(propios.equipo, motivo, hora=propios.reloj.ahora()),
    )


@bp.post("/votacion")
def cerrar_la_votacion() -> Response:
    """Close the voting."""
    exigir_paso(Paso.VOTACION, Paso.CIERRE)
    exigir_marcas(request.form, ("nadie", "Ya no queda nadie por votar"))
    propios, tarjetas = servicios(), leer_dos(request.form)
    motivo, hora, causa = _motivo(), propios.reloj.ahora(), ""
    if cierre_pide_causa(propios.equipo, motivo, hora=hora):
        causa = leer_texto(request.form, "causa", "Por qué se cierra a esta hora")
    propios.intentos.probar(
        lambda: cerrar_votacion(propios.equipo, tarjetas, hora=hora, motivo=motivo, causa=causa)
    )
    poner_cabeza_en_papel("cierre")
    return seguir()


def _exigir_hora() -> SituacionDeMesa:
    """Say that it is early before anything is asked; the act itself refuses it too."""
    situacion, propios = exigir_paso(Paso.VOTACION), servicios()
    if not es_hora_de_cerrar(propios.equipo, hora=propios.reloj.ahora()):
        raise FueraDeMomento("aún no es hora de cerrar la fila")
    return situacion


def _exigir_fila_cerrada() -> SituacionDeMesa:
    """Say that nobody was counted yet before anything is asked; the act itself refuses it too."""
    situacion = exigir_paso(Paso.VOTACION, Paso.CIERRE)
    if situacion.esperan is None:
        raise FueraDeMomento("la fila todavía no se cierra")
    return situacion


def _motivo() -> MotivoCierre:
    """Say why the voting ends now.

    Raises:
        FueraDeMomento: It is not the end: the queue was not closed and people are missing.
    """
    propios = servicios()
    motivo = motivo_de_cierre(propios.equipo, hora=propios.reloj.ahora())
    if motivo is None:
        raise FueraDeMomento("primero se cierra la fila, a la hora")
    return motivo
