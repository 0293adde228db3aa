"""Who comes to watch and who leaves: representatives of planillas and accredited observers."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, request
from werkzeug.wrappers import Response

from auditoria.reglas.jornada import observaciones, representaciones
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.casos.jornada.mesa.registrar_presencia import (
    recibir_observador,
    recibir_representante,
    retirar_observador,
    retirar_representante,
)
from eleccion.dominio.planilla import Calidad
from eleccion.web.mesa.dia import HASTA_EL_ACTA, exigir_paso, hora_de, pagina, seguir, una_vez
from eleccion.web.mesa.formas import LARGO_DE_NOMBRE, leer_opcion, leer_opcional, leer_texto
from eleccion.web.mesa.servicios import servicios

_CARACTERES: Final[tuple[Calidad, ...]] = ("propietaria", "suplente")

bp = Blueprint("presencias", __name__, url_prefix="/presencias")


@bp.get("/")
def ver() -> str:
    """List who came and who left, and ask for more."""
    situacion, propios = exigir_paso(*HASTA_EL_ACTA), servicios()
    with propios.equipo.almacen.leer() as lectura:
        entradas = [entrada for entrada, _ in Diario.de(lectura).pasos]
    nombres = {p.clave: p.nombre for p in propios.equipo.demarcacion.planillas}
    dichas = representaciones(entradas)
    return pagina(
        "presencias.html",
        situacion,
        representantes=[
            (
                nombres[r.planilla],
                r.planilla,
                r.nombre,
                "" if r.salida is None else hora_de(propios, r.salida),
            )
            for r in dichas
        ],
        libres=[
            p
            for p in propios.equipo.demarcacion.planillas
            if p.clave not in {r.planilla for r in dichas if r.salida is None}
        ],
        observadores=[
            (o.acreditacion, "" if o.salida is None else hora_de(propios, o.salida))
            for o in observaciones(entradas)
        ],
    )


@bp.post("/representantes")
def recibir() -> Response:
    """Write down that a representative came."""
    exigir_paso(*HASTA_EL_ACTA)
    propios, forma = servicios(), request.form
    claves = propios.equipo.demarcacion.opciones[:-1]
    planilla = leer_opcion(forma, "planilla", "De qué planilla es", claves)
    nombre = leer_texto(forma, "nombre", "El nombre", largo=LARGO_DE_NOMBRE)
    caracter = leer_opcion(forma, "caracter", "Propietaria o suplente", _CARACTERES)
    una_vez(
        lambda: recibir_representante(
            propios.equipo,
            planilla,
            nombre,
            caracter,
            hora=propios.reloj.ahora(),
        )
    )
    return seguir("Su llegada quedó anotada.")


@bp.post("/representantes/salida")
def retirar() -> Response:
    """Write down that a representative left."""
    exigir_paso(*HASTA_EL_ACTA)
    propios, planilla = servicios(), request.form.get("planilla", "")
    una_vez(lambda: retirar_representante(propios.equipo, planilla, hora=propios.reloj.ahora()))
    return seguir("Su salida quedó anotada.")


@bp.post("/observadores")
def observar() -> Response:
    """Write down that an observer came, by accreditation and without a name."""
    exigir_paso(*HASTA_EL_ACTA)
    propios, forma = servicios(), request.form
    acreditacion = leer_texto(forma, "acreditacion", "El número de acreditación")
    organizacion = leer_opcional(forma, "organizacion", "La organización")
    una_vez(
        lambda: recibir_observador(
            propios.equipo, acreditacion, organizacion, hora=propios.reloj.ahora()
        )
    )
    return seguir("Su llegada quedó anotada.")


@bp.post("/observadores/salida")
def dejar_de_observar() -> Response:
    """Write down that an observer left."""
    exigir_paso(*HASTA_EL_ACTA)
    propios, acreditacion = servicios(), request.form.get("acreditacion", "")
    una_vez(lambda: retirar_observador(propios.equipo, acreditacion, hora=propios.reloj.ahora()))
    return seguir("Su salida quedó anotada.")
