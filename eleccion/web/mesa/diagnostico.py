"""*Diagnóstico* of the mesa's machine, before anything is installed."""

from __future__ import annotations

from flask import Blueprint

from eleccion.arranque.revision_de_equipo import EsteEquipo
from eleccion.web.diagnostico import mostrar
from eleccion.web.mesa.servicios import servicios

bp = Blueprint("diagnostico", __name__)


@bp.get("/diagnostico")
def revisar() -> str:
    """Look at disk, clock, printer, memory, program and dotación; nothing is changed."""
    propios = servicios()
    puesto = propios.puesto
    return mostrar(
        "mesa/diagnostico.html",
        EsteEquipo(puesto.carpeta, puesto.memoria, propios.impresora),
        puesto.recibida(),
        hora=propios.reloj.ahora(),
    )
