"""The voter's way at the kiosk. The choice never comes here: only a closed ballot does.

The page is served anew for every voter. Its modules encrypt, prove and sign; what they send is the
public half of the pase and, at the end, the ballot. The paper of every answer is in the page
beforehand, so printing one tells nobody which.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import ClassVar

from flask import (
    Blueprint,
    Response,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as Respuesta

from boletas.cripto.comprobacion import leer_apertura
from boletas.cripto.respuesta import Blanco
from boletas.errores import FallaDeBoletas
from boletas.impresion.aperturas import textos_de_apertura
from boletas.impresion.qr import codificar
from boletas.impresion.vectorial import dibujar_qr_svg, dibujar_svg
from eleccion.casos.jornada.urna.comprobar_boleta import abrir_boleta, comprobar_boleta
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.exigir_pase_libre import exigir_pase_libre
from eleccion.casos.jornada.urna.imprimir_en_kiosco import posibles_testigos
from eleccion.casos.jornada.urna.recibir_boleta import Fin, esta_guardada, puede_venir_en_camino
from eleccion.casos.jornada.urna.recibo import ReciboFirmado
from eleccion.documentos.testigo import maquetar_testigo
from eleccion.dominio.puertos_impresion import ImpresoraDetenida
from eleccion.dominio.urna import EstadoCredencial
from eleccion.errores import ActoIndebido, EntradaIlegible
from eleccion.web.cabeceras import PARA_SIEMPRE
from eleccion.web.ficha import dar_ficha
from eleccion.web.urna.comprobante import mostrar_comprobante
from eleccion.web.urna.kioscos import KioscoOcupado, Paso
from eleccion.web.urna.servicios import ServiciosDeUrna, servicios

bp = Blueprint("kiosco", __name__)


class PeticionIlegible(EntradaIlegible):
    """The page sent what no page of ours sends."""

    explicacion: ClassVar[str] = "La página envió algo que no se entiende"


class BoletaRechazada(ActoIndebido):
    """The ballot is not whole, or a proof of it is false: nothing of it was kept."""

    explicacion: ClassVar[str] = "La boleta no está completa y no se guardó"


@bp.get("/votar")
def votar() -> Respuesta | str:
    """Serve the voter's page, clean."""
    propios = servicios()
    if propios.paso() is not Paso.HABILITADO:
        return redirect(url_for("inicio.portada"))
    mesa = propios.equipo.mesa
    posibles = posibles_testigos(propios.equipo) if propios.con_testigo else ()
    testigos = [
        dibujar_svg(maquetar_testigo(datos)[0], datos.opcion or "Voto nulo") for datos in posibles
    ]
    return render_template(
        "urna/votar.html",
        planillas=mesa.demarcacion.planillas,
        con_emblemas=bool(mesa.demarcacion.emblemas),
        demarcacion=mesa.demarcacion,
        testigos=testigos,
        con_testigo=propios.con_testigo,
        pruebas=propios.equipo.sellado.reglas.comprobaciones_por_votante.valor,
        idiomas=[revisado.idioma for revisado in propios.ofrecidos],
        t=propios.ofrecidos[0].idioma.textos,
    )


@bp.get("/idiomas/<clave>")
def textos(clave: str) -> Response:
    """Give the texts of a language that is offered, and what of its voice was recorded."""
    for revisado in servicios().ofrecidos:
        idioma = revisado.idioma
        if idioma.clave == clave:
            return jsonify(
                textos=dict(idioma.textos),
                grabadas=[nombre for nombre in revisado.frases if nombre in idioma.grabaciones],
                toda_la_voz=not revisado.por_grabar,
            )
    return Response(status=404)


@bp.get("/idiomas/<clave>/<texto>")
def grabacion(clave: str, texto: str) -> Response:
    """Give the recording of a sentence."""
    for revisado in servicios().ofrecidos:
        sonido = revisado.idioma.grabaciones.get(texto)
        if revisado.idioma.clave == clave and sonido is not None:
            return Response(sonido.octetos, mimetype=sonido.tipo)
    return Response(status=404)


@bp.get("/emblemas/<huella>.jpg")
def emblema(huella: str) -> Response:
    """Give an emblem of this ballot by its hash, which fixes it for ever; no other picture is."""
    for propia, imagen in servicios().puesto.recibida().emblemas.items():
        if propia.hex() == huella:
            respuesta = Response(imagen, mimetype="image/jpeg")
            respuesta.headers["Cache-Control"] = PARA_SIEMPRE
            return respuesta
    return Response(status=404)


@bp.get("/definicion")
def definicion() -> Response:
    """Give the election as it was sealed, exact bytes."""
    return Response(servicios().equipo.mesa.definicion.texto, mimetype="application/json")


@bp.get("/ficha")
def ficha() -> Response:
    """Give the text for requests again, to a page that outlived a restart of the urna."""
    return jsonify(ficha=dar_ficha())


@bp.post("/pase")
def revisar_pase() -> Response:
    """Tell by its public half whether a pase may still vote (``PaseNoListado``, ``PaseUsado``)."""
    propios = servicios()
    _exigir(propios, Paso.HABILITADO)
    propios.preguntar()
    credencial = _leer("credencial")["credencial"]
    exigir_pase_libre(propios.equipo, credencial)
    return jsonify(pase=credencial[:8].upper())


@bp.post("/papel")
def anunciar_papel() -> Response:
    """Note that a testigo goes to the printer: a vote not kept after this leaves a paper."""
    propios = servicios()
    with propios.pasar(Paso.CON_PAPEL):
        # Once for each time that the way is given: another paper takes an official.
        _exigir(propios, Paso.HABILITADO)
        propios.anunciar_papel()
    return jsonify(paso=propios.paso().value)


@bp.post("/sin-papel")
def avisar_sin_papel() -> Response:
    """Stop a vote whose paper did not come out: only an official goes on from here."""
    propios = servicios()
    with propios.pasar(Paso.SIN_PAPEL), suppress(ImpresoraDetenida):
        # A paper that waited would come out later, with nobody there who knows whose it is. What
        # cannot be cancelled now stops the next one.
        propios.impresora.vaciar()
    return jsonify(paso=propios.paso().value)


@bp.post("/cancelar")
def cancelar() -> Response:
    """Stop a vote whose paper says something else; the kiosk waits for an official."""
    propios = servicios()
    with propios.pasar(Paso.CANCELADO):
        pass
    return jsonify(paso=propios.paso().value)


@bp.post("/salir")
def salir() -> Response:
    """Lock the kiosk for a voter who leaves before any paper."""
    propios = servicios()
    if propios.paso() is Paso.HABILITADO:
        with propios.pasar(Paso.SE_FUE):
            pass
    return jsonify(paso=propios.paso().value)


@bp.post("/boletas")
def depositar() -> Response:
    """Keep a ballot; the same one sent again gives the same answer."""
    return _recibir(depositar_boleta, EstadoCredencial.DEPOSITADA, Paso.GUARDADO)


@bp.post("/comprobaciones")
def comprobar() -> Response:
    """Spend a ballot, so that it may be opened; it is no vote from here on."""
    return _recibir(comprobar_boleta, EstadoCredencial.COMPROBADA, Paso.COMPROBADO)


def _recibir(acto: Callable[[EquipoUrna, bytes], ReciboFirmado], fin: Fin, hacia: Paso) -> Response:
    """Take a ballot: one for each time that an official gave the way, and that one for ever."""
    propios, texto = servicios(), request.get_data()
    try:
        recibo = _guardar(propios, partial(acto, propios.equipo, texto), texto, fin, hacia)
    except FallaDeBoletas as falla:
        raise BoletaRechazada from falla
    return jsonify(mostrar_comprobante(propios.equipo, texto, recibo))


def _guardar(
    propios: ServiciosDeUrna,
    acto: Callable[[], ReciboFirmado],
    texto: bytes,
    fin: Fin,
    hacia: Paso,
) -> ReciboFirmado:
    """Do it in its step; a ballot that is kept already is answered for in any."""
    if not esta_guardada(propios.equipo, texto, fin):
        try:
            with propios.pasar(hacia) as desde:
                # Nobody votes whom no official let in, nor whose vote left no paper.
                if desde is Paso.REINICIADO and not puede_venir_en_camino(propios.equipo, fin):
                    raise KioscoOcupado("el equipo empezó de nuevo y no hay un voto en camino")
                return acto()
        except KioscoOcupado:
            # Sent twice at once, the other one was kept while this one waited for its turn.
            if not esta_guardada(propios.equipo, texto, fin):
                raise
    # Whatever befell its first answer, the page that asks again is told what is true.
    recibo = acto()
    with suppress(KioscoOcupado), propios.pasar(hacia):
        pass
    return recibo


@bp.post("/aperturas")
def abrir() -> Response:
    """Take the opening of a ballot spent for it, and give back the codes that any phone checks."""
    propios, traido = servicios(), _leer("apertura", "boleta")
    _exigir(propios, Paso.COMPROBADO)
    apertura = traido["apertura"].encode()
    comprobada = abrir_boleta(propios.equipo, traido["boleta"].encode(), apertura)
    codigos = textos_de_apertura(leer_apertura(apertura))
    (voto,) = comprobada.votos
    return jsonify(
        opciones=[] if isinstance(voto, Blanco) else list(voto),
        codigos=[
            dibujar_qr_svg(codificar(texto), f"Código {numero} de {len(codigos)}")
            for numero, texto in enumerate(codigos, 1)
        ],
    )


def _exigir(propios: ServiciosDeUrna, *pasos: Paso) -> None:
    paso = propios.paso()
    if paso not in pasos:
        raise KioscoOcupado(f"está {paso.replace('_', ' ')}")


def _leer(*claves: str) -> dict[str, str]:
    """Read an object of texts with these keys (``PeticionIlegible``)."""
    try:
        leido = json.loads(request.get_data())
    except (ValueError, RecursionError) as falla:
        raise PeticionIlegible from falla
    if not isinstance(leido, dict) or not all(isinstance(leido.get(c), str) for c in claves):
        raise PeticionIlegible
    return {clave: leido[clave] for clave in claves}
