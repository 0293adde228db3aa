"""A spare machine goes on with the day of one that died, from the memory and two cards."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from eleccion.arranque import OrdenDeRelevo
from eleccion.casos.jornada.cierre.situacion_de_mesa import PASOS, Paso, situar_mesa
from eleccion.casos.tarjetas import exigir_tarjetas
from eleccion.web.memorias import elegir_memoria
from eleccion.web.mesa.dia import riel, seguir
from eleccion.web.mesa.formas import leer_texto
from eleccion.web.mesa.servicios import servicios
from eleccion.web.tarjetas import leer_dos

TRAS_EL_ACTA: Final = PASOS[PASOS.index(Paso.PAPELES) :]
"""Steps in which a spare machine finds the acta drawn up."""

CON_ACTA: Final = (
    "El acta ya se había levantado: es la misma, y no se levanta ni se firma otra. Conecten una"
    " memoria USB en «Memoria USB» y sigan con lo que falta."
)

bp = Blueprint("relevo", __name__, url_prefix="/relevo")


@bp.get("/")
def ver() -> str:
    """Ask for the fingerprint on paper, the memory, what happened, and two cards."""
    propios = servicios()
    return render_template(
        "mesa/relevo.html",
        riel=riel(Paso.INSTALACION, con_urna=propios.puesto.recibida().tiene_urna),
        memorias=propios.memorias(),
        pie=(),
        quien=None,
    )


@bp.post("/")
def relevar() -> Response:
    """Go on from the memory, at the step where the other machine was."""
    propios, forma = servicios(), request.form
    ancla = leer_texto(forma, "huella", "La huella del papel")
    causa = leer_texto(forma, "causa", "Qué le pasó al otro equipo")
    memoria, tarjetas = elegir_memoria(forma, propios.memorias()), leer_dos(forma)
    recibida = propios.puesto.recibida()
    propios.intentos.probar(
        lambda: exigir_tarjetas(tarjetas, recibida.sellado.llaves, recibida.mesa)
    )
    propios.puesto.relevar(
        OrdenDeRelevo(
            dotacion=propios.puesto.dotacion,
            tarjetas=tarjetas,
            ancla=ancla,
            memoria=memoria,
            hora=propios.reloj.ahora(),
            causa=causa,
        )
    )
    propios.dejar_entrar_a_quien_integra(tarjetas)
    paso = situar_mesa(propios.equipo).paso
    return seguir(CON_ACTA if paso in TRAS_EL_ACTA else "")
