"""The machine that this one took over from was found: the urna takes what only it held."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, render_template, request

from eleccion.arranque import equipos_en, reunir_votos
from eleccion.web.memorias import elegir_equipo, nombrar_equipos
from eleccion.web.tarjetas import leer_dos
from eleccion.web.urna.servicios import servicios

bp = Blueprint("reunion", __name__, url_prefix="/reunion")


@bp.get("/")
def ver() -> str:
    """Say what the act does, and offer the machines that lie in memories."""
    return render_template(
        "urna/reunion.html",
        releva=servicios().puesto.abierta.parte.releva,
        equipos=nombrar_equipos(_hallados()),
    )


@bp.post("/")
def reunir() -> str:
    """Join its votes to these; the page says how many came, and how many are in conflict."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    hallado = elegir_equipo(request.form, _hallados())
    reunion = propios.intentos.probar(
        lambda: reunir_votos(propios.puesto.abierta, hallado, tarjetas)
    )
    return render_template("urna/reunida.html", reunion=reunion)


def _hallados() -> tuple[Path, ...]:
    puesto = servicios().puesto
    return equipos_en(puesto.memorias(), "urna", puesto.carpeta)
