"""The screen between two voters, and the way there."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from eleccion.arranque import Situacion
from eleccion.web.urna.servicios import servicios

bp = Blueprint("inicio", __name__)


@bp.get("/")
def portada() -> Response | str:
    """Show where the urna stands."""
    propios = servicios()
    if propios.puesto.situacion is Situacion.EN_ESPERA:
        return redirect(url_for("apertura.esperar"))
    return render_template("urna/portada.html", estado=propios.estado())
