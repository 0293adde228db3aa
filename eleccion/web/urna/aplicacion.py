"""Build the application of the urna."""

from __future__ import annotations

from flask import Flask
from werkzeug.wrappers import Response

from eleccion.casos.tarjetas import Tarjeta
from eleccion.web.apertura import plano_de_apertura
from eleccion.web.aplicacion import crear_aplicacion
from eleccion.web.sitio import Sitio
from eleccion.web.urna import inicio
from eleccion.web.urna.acceso import ACCESO
from eleccion.web.urna.servicios import CLAVE, ServiciosDeUrna

ANFITRION = "urna.localhost"


def crear_urna(servicios: ServiciosDeUrna, *, anfitriones: tuple[str, ...] = (ANFITRION,)) -> Flask:
    """Build it around an open or shut urna."""

    def al_abrir(_: tuple[Tarjeta, Tarjeta], respuesta: Response) -> Response:
        return servicios.emparejar(respuesta)

    sitio = Sitio(
        parte="urna",
        anfitriones=anfitriones,
        acceso=ACCESO,
        rol=servicios.rol,
        estado=servicios.estado,
        identificar=servicios.identificar,
    )
    planos = (plano_de_apertura(servicios.puesto, servicios.intentos, al_abrir), inicio.bp)
    app = crear_aplicacion(sitio, planos)
    app.extensions[CLAVE] = servicios
    return app
