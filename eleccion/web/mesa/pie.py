"""The line below each screen, by itself: a page that nobody touches asks for it again."""

from __future__ import annotations

from flask import Blueprint, render_template

from eleccion.casos.jornada.cierre.situacion_de_mesa import situar_mesa
from eleccion.web.mesa.dia import escribir_pie
from eleccion.web.mesa.servicios import servicios

bp = Blueprint("pie", __name__)


@bp.get("/pie")
def ver() -> str:
    """Say what is true now of people, printer, memory and network; no use of the screen."""
    propios = servicios()
    return render_template("mesa/pie.html", pie=escribir_pie(propios, situar_mesa(propios.equipo)))
