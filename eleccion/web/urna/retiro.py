"""Who left the mesa acts no more at the urna either: nothing of the mesa's screens passes here."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from eleccion.casos.jornada.urna.retirar_tarjeta import retirar_tarjeta
from eleccion.casos.jornada.urna.retiros import leer_retiradas
from eleccion.web.tarjetas import leer_dos
from eleccion.web.urna.servicios import servicios

bp = Blueprint("retiro", __name__, url_prefix="/retirar-tarjeta")


@bp.get("/")
def ver() -> str:
    """List the cards of the mesa, and which of them act no more."""
    equipo = servicios().equipo
    with equipo.almacen.leer() as lectura:
        retiradas = leer_retiradas(lectura)
    todas = [(f.clave, f.nombre) for f in equipo.sellado.llaves.de_mesa(equipo.mesa.identidad)]
    return render_template(
        "urna/retirar_tarjeta.html",
        en_uso=[uno for uno in todas if uno[0] not in retiradas],
        retiradas=[uno for uno in todas if uno[0] in retiradas],
    )


@bp.post("/")
def retirar() -> Response:
    """Retire one, with two others; it enables no kiosk from now on either."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    clave = request.form.get("clave", "")
    propios.intentos.probar(lambda: retirar_tarjeta(propios.equipo, clave, tarjetas))
    propios.conocidas.olvidar(clave)
    return redirect(url_for(".ver"), code=303)
