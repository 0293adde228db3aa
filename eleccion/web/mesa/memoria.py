"""The USB memory beside the mesa: connect it, or go on without it, two people each time."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from eleccion.web.memorias import decir_copia, elegir_memoria
from eleccion.web.mesa.dia import pagina
from eleccion.web.mesa.formas import leer_texto
from eleccion.web.mesa.servicios import servicios
from eleccion.web.tarjetas import leer_dos

bp = Blueprint("memoria", __name__, url_prefix="/memoria")


@bp.get("/")
def ver() -> str:
    """Say whether everything is in a memory too, and offer those that are plugged in."""
    propios = servicios()
    return pagina(
        "memoria.html",
        copia=decir_copia(propios.puesto.abierta.parte).value,
        releva=propios.puesto.abierta.parte.releva,
        memorias=propios.memorias(),
    )


@bp.post("/")
def conectar() -> Response:
    """Copy everything to a memory, and keep each act there from now on."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    elegida = elegir_memoria(request.form, propios.memorias())
    propios.intentos.probar(
        lambda: propios.puesto.conectar_memoria(elegida, tarjetas, hora=propios.reloj.ahora())
    )
    return redirect(url_for(".ver"), code=303)


@bp.post("/seguir-sin")
def seguir_sin() -> Response:
    """Go on without it; the log says why."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    causa = leer_texto(request.form, "causa", "Qué pasó con la memoria")
    propios.intentos.probar(
        lambda: propios.puesto.seguir_sin_memoria(tarjetas, hora=propios.reloj.ahora(), causa=causa)
    )
    return redirect(url_for(".ver"), code=303)
