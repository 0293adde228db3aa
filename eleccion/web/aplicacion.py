"""Build the web application of one part: the same frame for all, around blueprints of its own."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Flask
from jinja2 import StrictUndefined

from eleccion.recursos import encontrar_recurso
from eleccion.web import acceso, cabeceras, estaticos, fallas
from eleccion.web.ficha import Fichas, dar_ficha
from eleccion.web.sitio import LIMITE_DE_PETICION, Sitio


def crear_aplicacion(sitio: Sitio, planos: Iterable[Blueprint]) -> Flask:
    """Build it.

    Args:
        planos: Blueprints of the part; every route of theirs has a row in ``sitio.acceso``.

    Raises:
        RutaSinRegla: A route has no row, or a row has no route.
    """
    app = Flask(
        "eleccion.web", template_folder=str(encontrar_recurso("templates")), static_folder=None
    )
    app.config.update(
        MAX_CONTENT_LENGTH=LIMITE_DE_PETICION,
        MAX_FORM_MEMORY_SIZE=LIMITE_DE_PETICION,
        MAX_FORM_PARTS=400,
        TRUSTED_HOSTS=list(sitio.anfitriones),
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    servidos = estaticos.reunir()
    fichas = Fichas(sitio.parte)
    cabeceras.poner(app, servidos.huella_del_mapa)
    estaticos.poner(app, servidos)
    fichas.poner(app)
    for plano in planos:
        app.register_blueprint(plano)
    acceso.poner(app, sitio.acceso, sitio.rol, sitio.estado)
    fallas.poner(app)
    app.jinja_env.globals.update(ficha=dar_ficha, identificar=sitio.identificar, parte=sitio.parte)
    return app
