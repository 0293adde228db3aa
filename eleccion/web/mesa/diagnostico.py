"""*Diagnóstico*: whether this machine is fit for the day, before anything is installed."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, render_template

from eleccion.arranque.revision_de_equipo import EsteEquipo
from eleccion.casos.jornada.diagnosticar_equipo import diagnosticar_equipo
from eleccion.dominio.diagnostico import Gravedad, explicar
from eleccion.web.mesa.servicios import servicios

bp = Blueprint("diagnostico", __name__)

_MARCAS: Final = {Gravedad.BIEN: "✓ Bien", Gravedad.AVISO: "! Aviso", Gravedad.MAL: "× Mal"}


@bp.get("/diagnostico")
def revisar() -> str:
    """Look at disk, clock, printer, memory, program and dotación; nothing is changed."""
    propios = servicios()
    puesto = propios.puesto
    hecho = diagnosticar_equipo(
        EsteEquipo(puesto.carpeta, puesto.memoria, propios.impresora),
        puesto.recibida(),
        hora=propios.reloj.ahora(),
    )
    return render_template(
        "mesa/diagnostico.html",
        puntos=[
            (_MARCAS[punto.gravedad], punto.gravedad.value, explicar(punto))
            for punto in hecho.puntos
        ],
        gravedad=hecho.gravedad.value,
    )
