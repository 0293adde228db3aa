"""Build the application of the urna."""

from __future__ import annotations

from flask import Flask, request
from flask import Response as FlaskResponse
from werkzeug.wrappers import Response

from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.urna import PaseUsado
from eleccion.web.apertura import plano_de_apertura
from eleccion.web.aplicacion import crear_aplicacion
from eleccion.web.fallas import responder
from eleccion.web.sitio import Sitio
from eleccion.web.urna import cruce, diagnostico, inicio, kiosco, memoria, oficina, retiro, reunion
from eleccion.web.urna.acceso import ACCESO
from eleccion.web.urna.servicios import CLAVE, ServiciosDeUrna

ANFITRION = "urna.localhost"
EN_RED = "urna.estacion.internal"
"""Name on the wired network of a station; kiosks map it to the address of the machine."""


def crear_urna(servicios: ServiciosDeUrna, *, anfitriones: tuple[str, ...] = (ANFITRION,)) -> Flask:
    """Build it around an open or shut urna."""

    def al_abrir(_: tuple[Tarjeta, Tarjeta], respuesta: Response) -> Response:
        servicios.conocer(request.form)
        return servicios.emparejar(respuesta)

    sitio = Sitio(
        parte="urna",
        anfitriones=anfitriones,
        acceso=ACCESO,
        rol=servicios.rol,
        estado=servicios.estado,
        identificar=servicios.identificar,
    )
    apertura = plano_de_apertura(servicios.puesto, servicios.intentos, servicios.reloj, al_abrir)
    planos = (inicio, diagnostico, oficina, memoria, reunion, retiro, cruce, kiosco)
    app = crear_aplicacion(sitio, (apertura, *(modulo.bp for modulo in planos)))
    app.extensions[CLAVE] = servicios
    app.register_error_handler(PaseUsado, _decir_pase_usado)
    return app


def _decir_pase_usado(error: PaseUsado) -> FlaskResponse:
    """A used pase says which of its ends it reached: each has a sentence of its own."""
    return responder(error, error.estado.value)
