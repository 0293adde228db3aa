"""The manuals, as pages of the program: the text is that of ``docs/manuales``."""

from __future__ import annotations

from flask import Blueprint, render_template
from werkzeug.exceptions import NotFound

from eleccion.web.manuales import MANUALES, leer_manual

bp = Blueprint("manual", __name__, url_prefix="/manual")


@bp.get("/<nombre>")
def leer(nombre: str) -> str:
    """Show one, on paper too."""
    if nombre not in MANUALES:
        raise NotFound
    return render_template(
        "comun/manual.html",
        nombre=nombre,
        titulo=MANUALES[nombre],
        bloques=leer_manual(nombre),
    )
