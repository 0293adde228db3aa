"""The table where there is no list: the card is typed, and who may vote here is registered.

What is shared with a mesa that has one (three steps, constancia, undo) stays in ``votacion``.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, request
from werkzeug.wrappers import Response

from eleccion.casos.jornada.lista.registrar_persona import consultar_registro, registrar_persona
from eleccion.dominio.identidad import IdentidadInvalida
from eleccion.dominio.mesa import PersonaYaMarcada
from eleccion.dominio.registro_en_mesa import (
    CredencialExhibida,
    DecideLaMesa,
    FaltaManzana,
    PuedeRegistrarse,
)
from eleccion.errores import EntradaIlegible
from eleccion.web.mesa.consulta import leer_credencial, leer_manzana_tecleada
from eleccion.web.mesa.dia import exigir_paso
from eleccion.web.mesa.mostrador import Atencion
from eleccion.web.mesa.servicios import servicios
from eleccion.web.mesa.votacion import PASOS, a_la_mesa, atender, leer_entrega, quien_esta
from eleccion.web.tarjetas import leer_dos

bp = Blueprint("sin_lista", __name__, url_prefix="/votacion")

_DE_OTRO_NAVEGADOR = "Otra persona de la mesa hizo este registro hace un momento."


@bp.post("/credencial")
def consultar() -> Response:
    """Answer who comes with a card; who stood at this browser before is forgotten."""
    exigir_paso(*PASOS)
    try:
        credencial = leer_credencial(request.form)
    except (EntradaIlegible, IdentidadInvalida) as falla:
        # Said where it was typed: the next thing is to type again.
        return atender(Atencion(aviso=f"{falla}."))
    return atender(Atencion(consultar_registro(servicios().equipo, credencial)))


@bp.post("/manzana")
def decir_manzana() -> Response:
    """Take the block of the address, where the sección is cut."""
    exigir_paso(*PASOS)
    respuesta = quien_esta().respuesta
    if not isinstance(respuesta, FaltaManzana):
        return a_la_mesa()
    try:
        numero = leer_manzana_tecleada(request.form)
    except EntradaIlegible as falla:
        return atender(Atencion(respuesta, aviso=f"{falla}."))
    credencial = replace(respuesta.credencial, manzana=numero)
    return atender(Atencion(consultar_registro(servicios().equipo, credencial)))


@bp.post("/registrar")
def registrar() -> Response:
    """Register the person who stands here; the pase is handed after this."""
    exigir_paso(*PASOS)
    propios = servicios()
    with propios.mostrador.turno:
        atencion = quien_esta()
        if not isinstance(atencion.respuesta, PuedeRegistrarse) or atencion.marcada:
            return a_la_mesa()
        credencial, entrega = atencion.respuesta.credencial, leer_entrega()
        try:
            hora = propios.reloj.ahora()
            registrar_persona(propios.equipo, credencial, hora=hora, entrega=entrega)
        except PersonaYaMarcada:
            return _ya_registrada(credencial)
        return atender(replace(atencion, marcada=True, entrega=entrega))


@bp.post("/decidir")
def decidir() -> Response:
    """Register somebody the rules leave to the mesa, with the cards of two officials."""
    exigir_paso(*PASOS)
    propios = servicios()
    with propios.mostrador.turno:
        atencion = quien_esta()
        if not isinstance(atencion.respuesta, DecideLaMesa) or atencion.marcada:
            return a_la_mesa()
        credencial, entrega = atencion.respuesta.credencial, leer_entrega()
        tarjetas = leer_dos(request.form)
        try:
            propios.intentos.probar(
                lambda: registrar_persona(
                    propios.equipo,
                    credencial,
                    hora=propios.reloj.ahora(),
                    entrega=entrega,
                    deciden=tarjetas,
                )
            )
        except PersonaYaMarcada:
            return _ya_registrada(credencial)
        aviso = "Anoten en incidentes qué se decidió y por qué, sin el nombre de la persona."
        return atender(replace(atencion, marcada=True, entrega=entrega, aviso=aviso))


def _ya_registrada(credencial: CredencialExhibida) -> Response:
    """Somebody registered them at another browser between the look-up and this."""
    respuesta = consultar_registro(servicios().equipo, credencial)
    return atender(Atencion(respuesta, aviso=_DE_OTRO_NAVEGADOR))
