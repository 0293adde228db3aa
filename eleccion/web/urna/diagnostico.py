"""*Diagnóstico* of the urna's machine and its printer of slips, before the urna is opened."""

from __future__ import annotations

from flask import Blueprint

from eleccion.arranque.revision_de_equipo import EsteEquipo
from eleccion.web.diagnostico import mostrar
from eleccion.web.urna.servicios import servicios

bp = Blueprint("diagnostico", __name__)


@bp.get("/diagnostico")
def revisar() -> str:
    """Look at the machine; of the camera the page itself asks, by a button."""
    propios = servicios()
    puesto = propios.puesto
    return mostrar(
        "urna/diagnostico.html",
        EsteEquipo(puesto.carpeta, puesto.memoria, propios.impresora, partes=("urna",)),
        puesto.recibida(),
        hora=propios.reloj.ahora(),
    )
