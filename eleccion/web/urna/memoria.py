"""The USB memory beside the urna: connect it, or go on without it, two people each time."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from eleccion.web.memorias import decir_copia, elegir_memoria
from eleccion.web.tarjetas import leer_dos
from eleccion.web.urna.servicios import servicios

bp = Blueprint("memoria", __name__, url_prefix="/memoria")


@bp.get("/")
def ver() -> str:
    """Say whether every ballot is in a memory too, and offer those that are plugged in."""
    propios = servicios()
    return render_template(
        "urna/memoria.html",
        copia=decir_copia(propios.puesto.abierta.parte).value,
        releva=propios.puesto.abierta.parte.releva,
        memorias=propios.puesto.memorias(),
    )


@bp.post("/")
def conectar() -> Response:
    """Copy everything to a memory, and keep each ballot there from now on."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    elegida = elegir_memoria(request.form, propios.puesto.memorias())
    propios.intentos.probar(lambda: propios.puesto.conectar_memoria(elegida, tarjetas))
    return redirect(url_for(".ver"), code=303)


@bp.post("/seguir-sin")
def seguir_sin() -> Response:
    """Go on without it; why, the mesa writes down."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    propios.intentos.probar(lambda: propios.puesto.seguir_sin_memoria(tarjetas))
    return redirect(url_for(".ver"), code=303)
