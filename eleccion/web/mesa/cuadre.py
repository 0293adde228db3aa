"""The urna's figures beside the hand's, on one page; every difference takes a reason."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, request
from werkzeug.wrappers import Response

from auditoria.reglas.comprobaciones import COMPROBACIONES
from auditoria.reglas.cuadre import NOMBRES, totales
from eleccion.casos.jornada.cierre.cuadrar_mesa import (
    armar_opciones,
    armar_rubros,
    explicar_diferencia,
)
from eleccion.casos.jornada.cierre.recibir_de_urna import (
    fijar_cierre,
    leer_cierre_recibido,
    recibir_cierre,
)
from eleccion.casos.jornada.cierre.situacion_de_mesa import Paso, diferencias_de
from eleccion.web.memorias import elegir_memoria
from eleccion.web.mesa.dia import exigir_paso, pagina, seguir
from eleccion.web.mesa.formas import DatoInvalido, leer_opcion
from eleccion.web.mesa.servicios import servicios
from eleccion.web.tarjetas import leer_dos

bp = Blueprint("cuadre", __name__, url_prefix="/cuadre")


@bp.get("/cierre")
def urna() -> str:
    """Ask to close the urna at its screen, before anybody counts."""
    situacion, propios = exigir_paso(Paso.URNA), servicios()
    return pagina(
        "cierre_de_urna.html",
        situacion,
        otro_equipo=propios.urna.es_otro_equipo,
        memorias=propios.memorias(),
    )


@bp.post("/cierre")
def fijar() -> Response:
    """See the urna closed, with two cards; none of its figures is shown or kept."""
    exigir_paso(Paso.URNA)
    propios, tarjetas = servicios(), leer_dos(request.form)
    memoria = None
    if propios.urna.es_otro_equipo:
        memoria = elegir_memoria(request.form, propios.memorias())
    cierre = propios.intentos.probar(
        lambda: propios.urna.traer_cierre(propios.equipo, tarjetas, memoria)
    )
    fijar_cierre(propios.equipo, cierre)
    return seguir()


@bp.get("/")
def comparar() -> str:
    """Ask for the urna's figures, or show the balance and what has no reason yet."""
    situacion, equipo = exigir_paso(Paso.CUADRE, Paso.ACTA), servicios().equipo
    with equipo.almacen.leer() as lectura:
        cierre = leer_cierre_recibido(lectura)
        if cierre is None and equipo.mesa.tiene_urna:
            return pagina("cifras_de_urna.html", situacion)
        diferencias = diferencias_de(equipo, lectura)
        cifras = totales(armar_rubros(equipo, lectura, cierre), armar_opciones(equipo, lectura))
    falladas = {d.comprobacion.clave for d, _ in diferencias}
    return pagina(
        "cuadre.html",
        situacion,
        renglones=[
            (
                NOMBRES[c.uno],
                cifras[c.uno],
                c.signo,
                NOMBRES[c.otro],
                cifras[c.otro],
                c.clave not in falladas,
            )
            for c in COMPROBACIONES
            if c.uno in cifras and c.otro in cifras
        ],
        diferencias=list(enumerate(diferencias)),
        motivos=equipo.sellado.reglas.motivos_diferencia.valor,
        nombres=NOMBRES,
        cifras=cifras,
    )


@bp.post("/urna")
def leer_urna() -> Response:
    """Take the urna's figures, with two cards."""
    exigir_paso(Paso.CUADRE)
    propios, tarjetas = servicios(), leer_dos(request.form)
    cierre = propios.intentos.probar(lambda: propios.urna.releer_cierre(propios.equipo, tarjetas))
    recibir_cierre(propios.equipo, cierre)
    return seguir()


@bp.post("/explicar")
def explicar() -> Response:
    """Give one difference its reason, with two cards; or all that have none, for one cause.

    A pase that nobody gave back is missing from three sums, and is one thing that happened.
    """
    exigir_paso(Paso.CUADRE, Paso.ACTA)
    propios, tarjetas = servicios(), leer_dos(request.form)
    equipo = propios.equipo
    claves = equipo.sellado.reglas.claves_de_diferencia
    motivo = leer_opcion(request.form, "motivo", "El motivo", claves)
    cual, todas = request.form.get("diferencia", ""), request.form.get("todas") == "si"
    with equipo.almacen.leer() as lectura:
        diferencias = [
            diferencia
            for diferencia, asentado in diferencias_de(equipo, lectura)
            if diferencia.comprobacion.clave == cual or (todas and asentado is None)
        ]
    if cual not in {diferencia.comprobacion.clave for diferencia in diferencias}:
        raise DatoInvalido("esa diferencia ya no está")
    for diferencia in diferencias:
        propios.intentos.probar(partial(explicar_diferencia, equipo, diferencia, motivo, tarjetas))
    return seguir()
