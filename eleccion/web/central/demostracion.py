"""The first page of a demonstration: where to begin, who plays whom, and a finished election."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, Response, abort, current_app, render_template

from auditoria.formatos.resultados import Resultados
from auditoria.registro.codigo import corto
from eleccion.simulacion.demostracion import Demostracion
from eleccion.web.acceso import TODOS, Regla, Rol, regla
from eleccion.web.aplicacion import crear_aplicacion
from eleccion.web.observacion.pagina import armar_pagina
from eleccion.web.sitio import Identificacion, Sitio

ANFITRION: Final = "central.localhost"
_CLAVE: Final = "demostracion"
_PAPEL: Final = ".pdf"
# What the page that finds a ballot reads of a mesa.
_DE_LA_BOLETA: Final = re.compile(r".*/(?:M\d+\.bel|comprobadas\.json|urna-\d+\.bitacora)")
_ACCESO: Final[Mapping[str, Regla]] = {
    "estaticos.servir": regla(*TODOS),
    "inicio.portada": regla(*TODOS),
    "inicio.papel": regla(*TODOS),
    "inicio.resultados": regla(*TODOS),
    "inicio.comprobar": regla(*TODOS),
    "inicio.buscar_boleta": regla(*TODOS),
    "inicio.publico": regla(*TODOS),
}
bp = Blueprint("inicio", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Muestra:
    """What the page shows.

    Attributes:
        demostracion: The station that receives voters today.
        expediente: Folder of an election that ended and was verified; ``None`` for a practice.
        mesa, urna: Addresses of both parts.
    """

    demostracion: Demostracion
    expediente: Path | None
    mesa: str
    urna: str


@dataclass(frozen=True, slots=True)
class _Servida:
    muestra: Muestra
    resultados: Resultados | None = field(repr=False)
    publicos: Mapping[str, Path] = field(repr=False)


def crear_central(muestra: Muestra) -> Flask:
    """Build the application."""
    servida = _Servida(muestra, None, {})
    if (raiz := muestra.expediente) is not None:
        servida = _Servida(
            muestra,
            Resultados.leer((raiz / "resultados.json").read_bytes()),
            {r.relative_to(raiz).as_posix(): r for r in sorted(raiz.rglob("*")) if r.is_file()},
        )
    propia = Identificacion(
        proceso=muestra.demostracion.proceso,
        mesa="",
        huella=muestra.demostracion.huella,
        simulacro=True,
    )
    sitio = Sitio(
        parte="central",
        anfitriones=(ANFITRION,),
        acceso=_ACCESO,
        rol=lambda: Rol.NADIE,
        estado=lambda: "jornada",
        identificar=lambda: propia,
    )
    app = crear_aplicacion(sitio, (bp,))
    app.extensions[_CLAVE] = servida
    return app


@bp.get("/")
def portada() -> str:
    """Say where to begin."""
    servida = _servida()
    return render_template("central/demostracion.html", muestra=servida.muestra)


@bp.get("/papeles/<int:numero>.pdf")
def papel(numero: int) -> Response:
    """Give a paper that was printed beforehand."""
    papeles = _servida().muestra.demostracion.papeles
    if numero >= len(papeles):
        abort(404)
    return Response(papeles[numero][1].read_bytes(), mimetype="application/pdf")


@bp.get("/resultados")
def resultados() -> str:
    """Show the election that ended: who won, how many voted, is it final; then the papers."""
    servida = _servida()
    if servida.resultados is None:
        abort(404)
    de_cada_una: dict[str, list[str]] = {}
    for nombre in servida.publicos:
        if nombre.endswith(_PAPEL):
            de_cada_una.setdefault(nombre.split("/")[0], []).append(nombre)
    return render_template(
        "central/resultados.html",
        resultados=servida.resultados,
        huella=corto(servida.resultados.huella),
        papeles=de_cada_una,
    )


@bp.get("/comprobar")
def comprobar() -> str:
    """Say how a neighbour checks the election that ended, without believing this program."""
    servida = _servida()
    if servida.resultados is None:
        abort(404)
    return render_template(
        "central/comprobar.html",
        huella=corto(servida.resultados.huella),
        archivos=[n for n in servida.publicos if _DE_LA_BOLETA.fullmatch(n)],
        carpeta=servida.muestra.expediente,
    )


@bp.get("/esta-mi-boleta.html")
def buscar_boleta() -> Response:
    """Give the voters' page to keep: it brings its own policy, and opens from a file."""
    pagina = Response(armar_pagina(), mimetype="text/html")
    pagina.headers["Content-Disposition"] = "attachment; filename=esta-mi-boleta.html"
    return pagina


@bp.get("/expediente/<path:nombre>")
def publico(nombre: str) -> Response:
    """Give a file of the public record: a paper to be read, any other to be kept."""
    ruta = _servida().publicos.get(nombre)
    if ruta is None:
        abort(404)
    if nombre.endswith(_PAPEL):
        return Response(ruta.read_bytes(), mimetype="application/pdf")
    archivo = Response(ruta.read_bytes(), mimetype="application/octet-stream")
    archivo.headers["Content-Disposition"] = f"attachment; filename={ruta.name}"
    return archivo


def _servida() -> _Servida:
    servida: _Servida = current_app.extensions[_CLAVE]
    return servida
