"""What officials do at the kiosk itself: open, pair, enable, see to papers, cancel, stop, close."""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar, Final

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from auditoria.papeles.horas import hora as hora_local
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna
from eleccion.casos.jornada.urna.aceptar_reloj_de_urna import (
    aceptar_reloj_de_urna,
    desfase_por_aceptar,
)
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna, entregar_cierre
from eleccion.casos.jornada.urna.habilitar_kiosco import habilitar_kiosco
from eleccion.casos.jornada.urna.imprimir_cabeza_de_urna import imprimir_cabeza_de_urna
from eleccion.casos.jornada.urna.inutilizar_pase import inutilizar_pase
from eleccion.casos.jornada.urna.repetir_recibo import repetir_recibo
from eleccion.casos.jornada.urna.retirar_testigo import retirar_testigo
from eleccion.casos.jornada.urna.suspender_urna import reanudar_urna, suspender_urna
from eleccion.dominio.puertos_impresion import ImpresoraDetenida
from eleccion.dominio.urna import EstadoUrna, RetiroDeTestigo
from eleccion.errores import ActoIndebido, EntradaIlegible
from eleccion.web.idiomas import ausentes
from eleccion.web.tarjetas import leer_dos, leer_una
from eleccion.web.urna.comprobante import mostrar_comprobante
from eleccion.web.urna.kioscos import Paso
from eleccion.web.urna.servicios import ServiciosDeUrna, servicios

bp = Blueprint("oficina", __name__)

_SALIO: Final = "salio"


class PapelSinDestino(EntradaIlegible):
    """Nobody said where the paper of a vote is."""

    explicacion: ClassVar[str] = "Falta decir dónde está el papel"


class RelojPorAceptar(ActoIndebido):
    """The clock went wrong since the page was shown: two persons have not seen it."""

    explicacion: ClassVar[str] = "La hora de este equipo no corresponde; vean otra vez la página"


@bp.post("/poner-en-ceros")
def poner_en_ceros() -> Response:
    """Open the urna at zero; from here on ballots enter."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    if desfase_por_aceptar(propios.equipo, hora=propios.reloj.ahora()) is not None:
        raise RelojPorAceptar
    propios.intentos.probar(
        lambda: abrir_urna(propios.equipo, tarjetas, hora=propios.reloj.ahora())
    )
    return propios.emparejar(_a_lo_que_sigue(propios))


@bp.post("/aceptar-hora")
def aceptar_reloj() -> Response:
    """Go on with an hour that does not fit; the urna's log says so."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    propios.intentos.probar(
        lambda: aceptar_reloj_de_urna(propios.equipo, tarjetas, hora=propios.reloj.ahora())
    )
    return _a_la_portada()


@bp.post("/emparejar")
def emparejar() -> Response:
    """Make this browser a kiosk, with two cards."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    propios.intentos.probar(lambda: propios.equipo.exigir_dos_personas(tarjetas))
    propios.conocer(request.form)
    return propios.emparejar(_a_la_portada())


@bp.get("/otra-tarjeta")
def presentar_tarjetas() -> str:
    """Ask for two cards that will enable this kiosk too: who opened it does not stay all day."""
    return render_template("urna/otra_tarjeta.html")


@bp.post("/habilitar")
def habilitar() -> Response:
    """Let the next voter in: a count, and nothing else."""
    propios = servicios()
    propios.exigir_tarjeta(request.form)
    # Touched twice, it is one voter.
    if propios.paso() is not Paso.HABILITADO:
        with propios.pasar(Paso.HABILITADO):
            habilitar_kiosco(propios.equipo)
    return redirect(url_for("kiosco.votar"), code=303)


@bp.post("/recoger")
def recoger() -> Response:
    """Lock the kiosk again, once an official said where the paper of an interrupted vote is."""
    propios = servicios()
    propios.exigir_tarjeta(request.form)
    retiro = _leer_retiro()
    with propios.pasar(Paso.BLOQUEADO):
        if retiro is not None:
            retirar_testigo(propios.equipo, retiro)
    return _a_la_portada()


@bp.get("/aclarar")
def preparar_aclaracion() -> str:
    """Ask where a paper is that a power cut, or another kiosk, left without its end."""
    with servicios().equipo.almacen.leer() as lectura:
        conteo = lectura.estado().conteo
    return render_template("urna/aclarar.html", por_aclarar=conteo.testigos_por_aclarar)


@bp.post("/aclarar")
def aclarar() -> Response:
    """Count the end of such a paper."""
    propios = servicios()
    propios.exigir_tarjeta(request.form)
    retiro = _leer_retiro()
    if retiro is not None:
        retirar_testigo(propios.equipo, retiro)
    return redirect(url_for("oficina.preparar_aclaracion"), code=303)


@bp.get("/idiomas")
def idiomas() -> str:
    """List the languages offered, those blocked and why, and all that a language needs."""
    propios = servicios()
    return render_template(
        "urna/idiomas.html",
        idiomas=propios.idiomas,
        ausentes=ausentes(propios.idiomas, propios.puesto.recibida().sellado.reglas),
    )


@bp.post("/papel/atender")
def atender_papel() -> Response:
    """Go on with a vote whose paper is missing: it was found after all, or prints again."""
    propios = servicios()
    propios.exigir_tarjeta(request.form)
    retiro = _leer_retiro()
    with propios.pasar(Paso.CON_PAPEL):
        if retiro is not None:
            # Where the first one was never announced there is none to say the end of.
            hubo = propios.paso() in (Paso.CON_PAPEL, Paso.SIN_PAPEL)
            propios.anunciar_papel(retiro if hubo else None)
    return jsonify(paso=propios.paso().value)


@bp.post("/soltar")
def soltar() -> Response:
    """Let the page of a voter go who waits for an answer, by an official; it keeps no vote."""
    servicios().exigir_tarjeta(request.form)
    return jsonify(paso=servicios().paso().value)


@bp.get("/pase-guardado")
def preguntar_pase() -> str:
    """Ask for the pase of a vote that was interrupted, to know where its paper goes."""
    return render_template("urna/preguntar.html", uuid=servicios().equipo.mesa.definicion.uuid)


@bp.post("/pase-guardado")
def decir_pase() -> str:
    """Say by its public half how a pase ended, with its comprobante (``PaseNoListado``).

    With a card, and while people vote as few as a voter may ask for: the list of public halves is
    published, and whoever could ask for each of them all day would learn when each ballot came.
    """
    servicios().exigir_tarjeta(request.form)
    if servicios().estado() != EstadoUrna.CERRADA:
        servicios().preguntar()
    equipo = servicios().equipo
    fin = repetir_recibo(equipo, request.form.get("credencial", ""))
    return render_template(
        "urna/preguntado.html",
        estado=fin.estado.value,
        abierta=fin.abierta,
        comprobante=mostrar_comprobante(equipo, fin.boleta, fin.recibo) if fin.recibo else None,
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


@bp.get("/pausa")
def preparar_pausa() -> str:
    """Ask for two cards to stop."""
    return render_template("urna/pausar.html")


@bp.get("/cabeza")
def pedir_cabeza() -> str:
    """Ask for a card to print the head of this log, for whoever asks for it."""
    return render_template("urna/cabeza.html", impresa=False)


@bp.post("/cabeza")
def imprimir_la_cabeza() -> str:
    """Print it; only the paper says when."""
    propios = servicios()
    propios.exigir_tarjeta(request.form)
    imprimir_cabeza_de_urna(
        propios.equipo, "solicitud", impresora=propios.impresora, hora=propios.reloj.ahora()
    )
    return render_template("urna/cabeza.html", impresa=True)


@bp.post("/suspender")
def suspender() -> Response:
    """Stop the urna and print the head of its log; its mesa says why."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    propios.intentos.probar(lambda: suspender_urna(propios.equipo, tarjetas))
    # The pause stands without its paper, and its screen leads to printing the head again.
    with suppress(ImpresoraDetenida):
        imprimir_cabeza_de_urna(
            propios.equipo, "suspension", impresora=propios.impresora, hora=propios.reloj.ahora()
        )
    return _a_la_portada()


@bp.post("/reanudar")
def reanudar() -> Response:
    """Go on."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    propios.intentos.probar(lambda: reanudar_urna(propios.equipo, tarjetas))
    propios.conocer(request.form)
    return _a_la_portada()


@bp.get("/cerrar")
def preparar_cierre() -> str:
    """Ask for two cards to close; before the hour of the close, say so: it is done once."""
    propios = servicios()
    with propios.equipo.almacen.leer() as lectura:
        conteo = lectura.estado().conteo
    cierra = propios.equipo.sellado.hora_de_cierre
    return render_template(
        "urna/cerrar.html",
        por_aclarar=conteo.testigos_por_aclarar,
        antes_de=hora_local(cierra) if propios.reloj.ahora() < cierra else "",
    )


@bp.post("/cerrar")
def cerrar() -> Response:
    """Close the urna and write its part of the registro."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    propios.intentos.probar(
        lambda: cerrar_urna(propios.equipo, tarjetas, hora=propios.reloj.ahora())
    )
    return _a_lo_que_sigue(propios)


@bp.post("/entregar")
def entregar() -> Response:
    """Write the files of the close again, when the machine stopped before they were whole.

    They come out the same and nothing is signed anew, so one card is enough; without any, whoever
    passes by could keep the machine writing.
    """
    propios, tarjeta = servicios(), leer_una(request.form)
    equipo = propios.equipo
    propios.intentos.probar(lambda: equipo.exigir_persona(tarjeta))
    entregar_cierre(equipo)
    return _a_la_portada()


def _leer_retiro() -> RetiroDeTestigo | None:
    """Read where a paper ended; ``None``: it came out, and belongs in the urn."""
    dicho = request.form.get("papel", "")
    if dicho == _SALIO:
        return None
    try:
        return RetiroDeTestigo(dicho)
    except ValueError as falla:
        raise PapelSinDestino from falla


def _a_lo_que_sigue(propios: ServiciosDeUrna) -> Response:
    """After the opening and the close: where the mesa is another machine, its file comes next."""
    return redirect(url_for("cruce.ver" if propios.aparte else "inicio.portada"), code=303)


def _a_la_portada() -> Response:
    return redirect(url_for("inicio.portada"), code=303)
