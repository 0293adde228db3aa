"""Where an official begins: the screen of the moment, and the card that lets a browser in."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from eleccion.arranque import Situacion
from eleccion.casos.tarjetas import exigir_tarjeta
from eleccion.web.acceso import Rol
from eleccion.web.ficha import navegador
from eleccion.web.mesa.servicios import servicios
from eleccion.web.tarjetas import leer_una

bp = Blueprint("inicio", __name__)


@bp.get("/")
def portada() -> Response | str:
    """Show the task of the moment."""
    propios = servicios()
    if propios.puesto.situacion is Situacion.EN_ESPERA:
        return redirect(url_for("apertura.esperar"))
    if propios.rol() is not Rol.FUNCIONARIA and propios.puesto.situacion is Situacion.EN_MARCHA:
        return redirect(url_for("inicio.entrar"))
    return render_template("mesa/portada.html", estado=propios.estado())


@bp.get("/entrar")
def entrar() -> str:
    """Ask for one card."""
    return render_template("mesa/entrar.html")


@bp.post("/entrar")
def presentarse() -> Response:
    """Let this browser in under one card."""
    propios, tarjeta = servicios(), leer_una(request.form)
    equipo = propios.equipo
    propios.intentos.probar(
        lambda: exigir_tarjeta(tarjeta, equipo.sellado.llaves, equipo.identidad)
    )
    propios.dejar_entrar(tarjeta)
    return redirect(url_for("inicio.portada"), code=303)


@bp.post("/salir")
def salir() -> Response:
    """Forget who sat at this browser."""
    servicios().presentes.salir(navegador())
    return redirect(url_for("inicio.portada"), code=303)
