"""Build the application of the mesa."""

from __future__ import annotations

from flask import Flask
from werkzeug.wrappers import Response

from eleccion.casos.tarjetas import Tarjeta
from eleccion.web.apertura import plano_de_apertura
from eleccion.web.aplicacion import crear_aplicacion
from eleccion.web.mesa import (
    acta,
    asuntos,
    aviso,
    cierre,
    cofirmas,
    conteo,
    cuadre,
    diagnostico,
    inicio,
    instalacion,
    manana,
    manual,
    memoria,
    papeles,
    pausas,
    personas,
    pie,
    presencias,
    relevo,
    reserva,
    reunion,
    sin_lista,
    votacion,
)
from eleccion.web.mesa.acceso import ACCESO
from eleccion.web.mesa.servicios import CLAVE, ServiciosDeMesa
from eleccion.web.sitio import Sitio

ANFITRION = "mesa.localhost"
EN_RED = "mesa.estacion.internal"
"""Name on the wired network of a station; kiosks map it to the address of the machine."""

_PLANOS = (
    inicio,
    instalacion,
    manana,
    votacion,
    sin_lista,
    asuntos,
    cierre,
    conteo,
    cuadre,
    acta,
    papeles,
    pausas,
    personas,
    presencias,
    reserva,
    cofirmas,
    memoria,
    relevo,
    reunion,
    manual,
    aviso,
    diagnostico,
    pie,
)


def crear_mesa(servicios: ServiciosDeMesa, *, anfitriones: tuple[str, ...] = (ANFITRION,)) -> Flask:
    """Build it around an open or shut mesa."""

    def al_abrir(tarjetas: tuple[Tarjeta, Tarjeta], respuesta: Response) -> Response:
        servicios.dejar_entrar_a_quien_integra(tarjetas)
        return respuesta

    sitio = Sitio(
        parte="mesa",
        anfitriones=anfitriones,
        acceso=ACCESO,
        rol=servicios.rol,
        estado=servicios.estado,
        identificar=servicios.identificar,
    )
    planos = (
        plano_de_apertura(servicios.puesto, servicios.intentos, servicios.reloj, al_abrir),
        *(modulo.bp for modulo in _PLANOS),
    )
    app = crear_aplicacion(sitio, planos)
    app.extensions[CLAVE] = servicios
    return app
