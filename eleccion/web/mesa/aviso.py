"""Aviso de privacidad: the text of the sheet on the wall, on the screen for who asks."""

from __future__ import annotations

from flask import Blueprint, render_template

from eleccion.documentos.aviso_de_privacidad import partes_del_aviso
from eleccion.web.mesa.servicios import servicios

bp = Blueprint("aviso", __name__, url_prefix="/aviso")


@bp.get("/")
def ver() -> str:
    """Show it; it needs no card."""
    partes = partes_del_aviso(servicios().equipo.sellado.reglas)
    return render_template("mesa/aviso.html", partes=partes)
