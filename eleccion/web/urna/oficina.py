"""What officials do at the kiosk itself: open at zero, pair, enable, take back, cancel, close."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from eleccion.casos.jornada.abrir_urna import abrir_urna
from eleccion.casos.jornada.cerrar_urna import cerrar_urna, entregar_cierre
from eleccion.casos.jornada.habilitar_kiosco import habilitar_kiosco
from eleccion.casos.jornada.inutilizar_pase import inutilizar_pase
from eleccion.web.idiomas import faltas
from eleccion.web.tarjetas import leer_dos
from eleccion.web.urna.kioscos import Paso
from eleccion.web.urna.servicios import servicios

bp = Blueprint("oficina", __name__)


@bp.post("/poner-en-ceros")
def poner_en_ceros() -> Response:
    """Open the urna at zero; from here on ballots enter."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    propios.intentos.probar(
        lambda: abrir_urna(propios.equipo, tarjetas, hora=propios.reloj.ahora())
    )
    return propios.emparejar(_a_la_portada())


@bp.post("/emparejar")
def emparejar() -> Response:
    """Make this browser a kiosk, with two cards."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    propios.intentos.probar(lambda: propios.equipo.exigir_dos_personas(tarjetas))
    propios.conocer(request.form)
    return propios.emparejar(_a_la_portada())


@bp.post("/habilitar")
def habilitar() -> Response:
    """Let the next voter in: a count, and nothing else."""
    propios = servicios()
    propios.intentos.probar(lambda: propios.conocidas.exigir(request.form.get("tarjeta", "")))
    # Touched twice, it is one voter.
    if propios.paso() is not Paso.HABILITADO:
        with propios.pasar(Paso.HABILITADO):
            habilitar_kiosco(propios.equipo)
    return redirect(url_for("kiosco.votar"), code=303)


@bp.post("/recoger")
def recoger() -> Response:
    """Lock the kiosk again, once the paper of a vote that was not kept is in its envelope."""
    propios = servicios()
    propios.intentos.probar(lambda: propios.conocidas.exigir(request.form.get("tarjeta", "")))
    with propios.pasar(Paso.BLOQUEADO):
        pass
    return _a_la_portada()


@bp.get("/idiomas")
def idiomas() -> str:
    """List the languages offered, those blocked, and every sentence to translate."""
    propios = servicios()
    base = propios.idiomas[0]
    return render_template(
        "urna/idiomas.html",
        base=base,
        ofrecidos=propios.idiomas,
        incompletos=[(idioma, faltas(idioma, base)) for idioma in propios.incompletos],
    )


@bp.get("/inutilizar")
def leer_pase_danado() -> str:
    """Ask for a spoiled pase and two cards."""
    return render_template("urna/inutilizar.html", uuid=servicios().equipo.mesa.definicion.uuid)


@bp.post("/inutilizar")
def inutilizar() -> str:
    """Cancel a spoiled pase, before another one is drawn."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    credencial = request.form.get("credencial", "")
    propios.intentos.probar(lambda: inutilizar_pase(propios.equipo, credencial, tarjetas))
    return render_template("urna/inutilizado.html")


@bp.get("/cerrar")
def preparar_cierre() -> str:
    """Ask for two cards to close."""
    return render_template("urna/cerrar.html")


@bp.post("/cerrar")
def cerrar() -> Response:
    """Close the urna and write its part of the registro."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    propios.intentos.probar(
        lambda: cerrar_urna(propios.equipo, tarjetas, hora=propios.reloj.ahora())
    )
    return _a_la_portada()


@bp.post("/entregar")
def entregar() -> Response:
    """Write the files of the close again, when the machine stopped before they were whole."""
    entregar_cierre(servicios().equipo)
    return _a_la_portada()


def _a_la_portada() -> Response:
    return redirect(url_for("inicio.portada"), code=303)
