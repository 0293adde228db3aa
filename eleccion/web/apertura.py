"""*Este equipo espera dos tarjetas*: the first screen of a part after every start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from eleccion.arranque import Puesto
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.puertos import Reloj
from eleccion.web.tarjetas import Intentos, leer_dos


def plano_de_apertura(
    puesto: Puesto[Any],
    intentos: Intentos,
    reloj: Reloj,
    al_abrir: Callable[[tuple[Tarjeta, Tarjeta], Response], Response],
) -> Blueprint:
    """Make the two routes of it.

    Args:
        al_abrir: Lets the browser in where the cards were typed, on the answer that it gives back.
    """
    bp = Blueprint("apertura", __name__)

    @bp.get("/abrir")
    def esperar() -> str:
        return render_template("comun/espera.html")

    @bp.post("/abrir")
    def abrir() -> Response:
        tarjetas = leer_dos(request.form)
        intentos.probar(lambda: puesto.abrir(tarjetas, hora=reloj.ahora()))
        return al_abrir(tarjetas, redirect(url_for("inicio.portada"), code=303))

    return bp
