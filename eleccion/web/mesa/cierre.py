"""The end of the voting: the queue, and the close."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from auditoria.formatos.acta import MotivoCierre
from eleccion.casos.jornada.cerrar_votacion import cerrar_fila, cerrar_votacion
from eleccion.casos.jornada.situacion_de_mesa import Paso, SituacionDeMesa
from eleccion.web.acceso import FueraDeMomento
from eleccion.web.mesa.dia import exigir_paso, pagina, seguir
from eleccion.web.mesa.formas import exigir_marcas, leer_entero
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


@bp.get("/votacion")
def cerrar() -> str:
    """Ask for two cards to close."""
    situacion = exigir_paso(Paso.VOTACION, Paso.CIERRE)
    return pagina("cerrar.html", situacion, motivo=_motivo(situacion).value)


@bp.post("/votacion")
def cerrar_la_votacion() -> Response:
    """Close the voting."""
    situacion = exigir_paso(Paso.VOTACION, Paso.CIERRE)
    exigir_marcas(request.form, ("nadie", "Ya no queda nadie por votar"))
    propios, tarjetas = servicios(), leer_dos(request.form)
    motivo = _motivo(situacion)
    propios.intentos.probar(
        lambda: cerrar_votacion(propios.equipo, tarjetas, hora=propios.reloj.ahora(), motivo=motivo)
    )
    return seguir()


def _exigir_hora() -> SituacionDeMesa:
    situacion = exigir_paso(Paso.VOTACION)
    propios = servicios()
    if propios.reloj.ahora() < propios.equipo.hora_de_cierre:
        raise FueraDeMomento("aún no es hora de cerrar la fila")
    return situacion


def _motivo(situacion: SituacionDeMesa) -> MotivoCierre:
    """Say why the voting ends now.

    Raises:
        FueraDeMomento: It is not the end: the queue was not closed and people are missing.
    """
    if situacion.esperan is not None:
        return MotivoCierre.CON_FILA if situacion.esperan else MotivoCierre.SIN_FILA
    if situacion.personas >= situacion.electores:
        return MotivoCierre.VOTARON_TODOS
    raise FueraDeMomento("primero se cierra la fila, a la hora")
