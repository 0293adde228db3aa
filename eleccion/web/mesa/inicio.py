"""Where an official begins: the screen of the moment, and the card that lets a browser in."""

from __future__ import annotations

from typing import ClassVar

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from eleccion.arranque import Situacion
from eleccion.casos.jornada.cierre.situacion_de_mesa import situar_mesa
from eleccion.casos.jornada.mesa.reloj_de_mesa import desfase_sin_aceptar
from eleccion.casos.tarjetas import exigir_tarjeta
from eleccion.errores import ActoIndebido
from eleccion.web.acceso import Rol
from eleccion.web.mesa.dia import PANTALLAS
from eleccion.web.mesa.servicios import servicios
from eleccion.web.tarjetas import leer_una


class PersonaAusente(ActoIndebido):
    """A card of this mesa whose bearer did not integrate it this morning."""

    explicacion: ClassVar[str] = "Esa tarjeta es de una persona que no integró la mesa hoy"


bp = Blueprint("inicio", __name__)


@bp.get("/")
def portada() -> Response:
    """Lead to the task of the moment, which nobody may skip."""
    propios = servicios()
    if propios.puesto.situacion is Situacion.SIN_INSTALAR:
        return redirect(url_for("instalacion.seguir"), code=303)
    if propios.puesto.situacion is Situacion.EN_ESPERA:
        return redirect(url_for("apertura.esperar"), code=303)
    if propios.rol() is not Rol.FUNCIONARIA:
        return redirect(url_for("inicio.entrar"), code=303)
    if desfase_sin_aceptar(propios.equipo, hora=propios.reloj.ahora()) is not None:
        return redirect(url_for("pausas.reloj"), code=303)
    return redirect(url_for(PANTALLAS[situar_mesa(propios.equipo).paso]), code=303)


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
    if tarjeta.clave not in {persona.clave for persona in propios.integrantes()}:
        raise PersonaAusente
    propios.dejar_entrar(tarjeta)
    return redirect(url_for("inicio.portada"), code=303)


@bp.post("/salir")
def salir() -> Response:
    """Forget who sat at this browser."""
    servicios().dejar_salir()
    return redirect(url_for("inicio.portada"), code=303)
