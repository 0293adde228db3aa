"""The machine that this one took over from was found: the list takes what only it had marked."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, request

from eleccion.arranque import equipos_en, reunir_lista
from eleccion.web.memorias import elegir_equipo, nombrar_equipos
from eleccion.web.mesa.dia import pagina
from eleccion.web.mesa.servicios import servicios
from eleccion.web.tarjetas import leer_dos

bp = Blueprint("reunion", __name__, url_prefix="/reunion")


@bp.get("/")
def ver() -> str:
    """Say what the act does, and offer the machines that lie in memories."""
    puesto = servicios().puesto
    return pagina(
        "reunion.html", releva=puesto.abierta.parte.releva, equipos=nombrar_equipos(_hallados())
    )


@bp.post("/")
def reunir() -> str:
    """Join its list to this one; the page says how many people only it had marked."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    hallado = elegir_equipo(request.form, _hallados())
    marcas = propios.intentos.probar(
        lambda: reunir_lista(propios.puesto.abierta, hallado, tarjetas, hora=propios.reloj.ahora())
    )
    return pagina("reunida.html", marcas=marcas)


def _hallados() -> tuple[Path, ...]:
    propios = servicios()
    return equipos_en(propios.memorias(), "mesa", propios.puesto.carpeta)
