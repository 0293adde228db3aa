"""The screen between two voters, and the one of each state in which nobody votes."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from auditoria.papeles.horas import fecha, fecha_y_hora
from eleccion.arranque import Situacion
from eleccion.casos.jornada.urna.aceptar_reloj_de_urna import desfase_por_aceptar
from eleccion.dominio.urna import EstadoUrna
from eleccion.web.acceso import Rol
from eleccion.web.manuales import MANUALES, leer_manual
from eleccion.web.urna.kioscos import Paso
from eleccion.web.urna.servicios import ServiciosDeUrna, servicios

bp = Blueprint("inicio", __name__)

_DE_VOTANTE: Final = "votante"

_DE_PASO: Final = {
    Paso.REINICIADO: "urna/bloqueado.html",
    Paso.BLOQUEADO: "urna/bloqueado.html",
    Paso.SE_FUE: "urna/bloqueado.html",
    Paso.GUARDADO: "urna/bloqueado.html",
    Paso.COMPROBADO: "urna/bloqueado.html",
    Paso.CON_PAPEL: "urna/con_papel.html",
    Paso.SIN_PAPEL: "urna/con_papel.html",
    Paso.CANCELADO: "urna/con_papel.html",
}


@bp.get("/")
def portada() -> Response | str:
    """Show where urna and kiosk stand."""
    propios = servicios()
    estado = propios.estado()
    match estado:
        case Situacion.SIN_INSTALAR:
            return _sin_instalar(propios)
        case Situacion.EN_ESPERA:
            return redirect(url_for("apertura.esperar"))
        case EstadoUrna.INSTALADA:
            return _por_abrir(propios)
        case EstadoUrna.SUSPENDIDA:
            es_kiosco = propios.rol() is Rol.KIOSCO
            return render_template("urna/en_pausa.html", es_kiosco=es_kiosco)
        case EstadoUrna.CERRADA:
            # Without its figures: whoever counts by hand must not know them.
            return render_template("urna/cerrada.html", aparte=propios.aparte)
    if propios.rol() is not Rol.KIOSCO:
        return render_template("urna/emparejar.html")
    return _de_kiosco(propios)


def _sin_instalar(propios: ServiciosDeUrna) -> str:
    """Wait for the mesa's screen; where the mesa is another machine, ask for its sheet."""
    if not propios.aparte:
        return render_template("urna/sin_instalar.html")
    return render_template("urna/instalar.html", memorias=propios.puesto.memorias())


def _por_abrir(propios: ServiciosDeUrna) -> str:
    """Show the zeros and the hour that the opening will state, once it fits or two accepted it."""
    hora = propios.reloj.ahora()
    desfase, ahora = desfase_por_aceptar(propios.equipo, hora=hora), fecha_y_hora(hora)
    if desfase is None:
        return render_template("urna/por_abrir.html", ahora=ahora)
    jornada = fecha(propios.equipo.sellado.catalogo.proceso.jornada)
    return render_template("urna/reloj.html", ahora=ahora, desfase=desfase.value, jornada=jornada)


@bp.get("/como-votar")
def como_votar() -> str:
    """Show the voter's manual."""
    return render_template(
        "urna/manual.html",
        nombre=_DE_VOTANTE,
        titulo=MANUALES[_DE_VOTANTE],
        bloques=leer_manual(_DE_VOTANTE),
    )


def _de_kiosco(propios: ServiciosDeUrna) -> Response | str:
    paso = propios.paso()
    if paso is Paso.HABILITADO:
        return redirect(url_for("kiosco.votar"))
    with propios.equipo.almacen.leer() as lectura:
        conteo = lectura.estado().conteo
    return render_template(
        _DE_PASO[paso],
        paso=paso.value,
        guardados=conteo.depositadas,
        por_aclarar=conteo.testigos_por_aclarar,
        # On a morning without voters there is no voter before.
        hubo_votantes=conteo.habilitaciones > 0,
        aparte=propios.aparte,
    )
