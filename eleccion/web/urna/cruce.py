"""What an urna on a machine of its own takes from its mesa, and hands to it: files in a memory."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from auditoria.registro.archivos import escribir_archivo
from boletas.errores import motivo
from eleccion.casos.jornada.pliegos import nombre_de_pliego, traer_pliego
from eleccion.casos.jornada.urna.cerrar_urna import entregar_cierre
from eleccion.casos.jornada.urna.empacar_cierre import CierreMalEscrito, empacar_cierre
from eleccion.casos.jornada.urna.entregar_apertura import entregar_apertura
from eleccion.casos.tarjetas import exigir_tarjetas
from eleccion.dominio.urna import EstadoUrna
from eleccion.web.acceso import FueraDeMomento
from eleccion.web.memorias import elegir_memoria
from eleccion.web.tarjetas import leer_dos, leer_una
from eleccion.web.urna.servicios import ServiciosDeUrna, servicios

bp = Blueprint("cruce", __name__)


@bp.post("/instalar")
def instalar() -> Response:
    """Install the urna with the sheet of its mesa, the fingerprint on paper and two cards."""
    propios, tarjetas = _aparte(), leer_dos(request.form)
    recibida = propios.puesto.recibida()
    propios.intentos.probar(
        lambda: exigir_tarjetas(tarjetas, recibida.sellado.llaves, recibida.mesa)
    )
    memoria = elegir_memoria(request.form, propios.puesto.memorias())
    pliego = traer_pliego(memoria / nombre_de_pliego("mesa", recibida.mesa))
    propios.puesto.instalar_aparte(
        request.form.get("huella", ""), pliego, tarjetas, hora=propios.reloj.ahora()
    )
    propios.conocer(request.form)
    return propios.emparejar(redirect(url_for("inicio.portada"), code=303))


@bp.get("/para-la-mesa")
def ver() -> str:
    """Ask in which memory what the mesa needs is written."""
    propios = _aparte()
    return render_template(
        "urna/para_la_mesa.html",
        cerrada=propios.estado() == EstadoUrna.CERRADA,
        memorias=propios.puesto.memorias(),
        escrito="",
    )


@bp.post("/para-la-mesa")
def grabar() -> str:
    """Write it, with one card: nothing is signed that was not, and it comes out the same."""
    propios, tarjeta = _aparte(), leer_una(request.form)
    equipo = propios.equipo
    propios.intentos.probar(lambda: equipo.exigir_persona(tarjeta))
    memoria = elegir_memoria(request.form, propios.puesto.memorias())
    cerrada = propios.estado() == EstadoUrna.CERRADA
    try:
        escrito = (
            _grabar_cierre(propios, memoria) if cerrada else _grabar_apertura(propios, memoria)
        )
    except OSError as falla:
        raise CierreMalEscrito(motivo(falla)) from falla
    return render_template(
        "urna/para_la_mesa.html",
        cerrada=cerrada,
        memorias=propios.puesto.memorias(),
        escrito=escrito.name,
    )


def _grabar_apertura(propios: ServiciosDeUrna, memoria: Path) -> Path:
    ruta = memoria / nombre_de_pliego("urna", propios.equipo.mesa.identidad)
    escribir_archivo(ruta, entregar_apertura(propios.equipo))
    return ruta


def _grabar_cierre(propios: ServiciosDeUrna, memoria: Path) -> Path:
    entregar_cierre(propios.equipo)
    return empacar_cierre(propios.equipo, memoria)


def _aparte() -> ServiciosDeUrna:
    """Let pass where the mesa is another machine (``FueraDeMomento``)."""
    if not servicios().aparte:
        raise FueraDeMomento("la mesa está en este mismo equipo")
    return servicios()
