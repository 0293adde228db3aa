"""What may come at any hour: incidents, writings of representatives, a prueba pública."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from auditoria.formatos.dia import Momento
from eleccion.casos.jornada.cierre.situacion_de_mesa import Paso, SituacionDeMesa
from eleccion.casos.jornada.mesa.asentar_incidente import asentar_incidente
from eleccion.casos.jornada.mesa.asentar_prueba_publica import asentar_prueba_publica, leer_pruebas
from eleccion.casos.jornada.mesa.hojas import leer_instalada
from eleccion.casos.jornada.mesa.imprimir_actas import clave_de_copias, leer_impresos
from eleccion.casos.jornada.mesa.recibir_escrito import (
    ACUSE,
    Clase,
    imprimir_acuse,
    leer_escritos,
    recibir_escrito,
)
from eleccion.documentos.acuse import COPIAS
from eleccion.dominio.puertos_impresion import ImpresoraDetenida
from eleccion.web.ficha import navegador
from eleccion.web.mesa.dia import HASTA_EL_ACTA, exigir_paso, hora_de, pagina, seguir, una_vez
from eleccion.web.mesa.formas import LARGO_DE_NOMBRE, leer_entero, leer_opcion, leer_texto
from eleccion.web.mesa.manana import solicitantes
from eleccion.web.mesa.servicios import servicios

bp = Blueprint("asuntos", __name__, url_prefix="/asuntos")

_CLASES: Final[tuple[Clase, ...]] = ("De protesta", "De incidente", "Otro")
_RECIBIDO: Final = "El escrito quedó recibido y su acuse salió dos veces. Fírmenlos."
_SIN_ACUSE: Final = "El escrito quedó recibido. Su acuse no salió: imprímanlo después, aquí abajo."
_NOMBRES: Final = {
    Momento.INSTALACION: "Instalación",
    Momento.VOTACION: "Votación",
    Momento.CIERRE: "Cierre",
    Momento.ESCRUTINIO: "Conteo",
}
_MOMENTOS: Final = {
    Paso.INICIO: Momento.INSTALACION,
    Paso.PRUEBA: Momento.INSTALACION,
    Paso.APERTURA: Momento.INSTALACION,
    Paso.VOTACION: Momento.VOTACION,
    Paso.CIERRE: Momento.CIERRE,
}


@bp.get("/incidentes")
def incidentes() -> str:
    """List what was written down, and ask for more until the acta."""
    situacion, propios = _exigir(), servicios()
    with propios.equipo.almacen.leer() as lectura:
        asentados = lectura.incidentes()
    return pagina(
        "incidentes.html",
        situacion,
        asentados=[(i.folio, hora_de(propios, i.hora), i.descripcion) for i in asentados],
        momentos=[(m.value, _NOMBRES[m]) for m in Momento],
        ahora=_MOMENTOS.get(situacion.paso, Momento.ESCRUTINIO).value,
    )


@bp.post("/incidentes")
def asentar() -> Response:
    """Write an incident down."""
    _exigir()
    propios = servicios()
    momento = leer_opcion(request.form, "momento", "El momento", [m.value for m in Momento])
    texto = leer_texto(request.form, "descripcion", "Qué pasó")
    una_vez(
        lambda: asentar_incidente(
            propios.equipo, Momento(momento), texto, hora=propios.reloj.ahora()
        )
    )
    return seguir("El incidente quedó anotado.")


@bp.get("/escritos")
def escritos() -> str:
    """List the writings received, and ask for another."""
    situacion, propios = _exigir(), servicios()
    with propios.equipo.almacen.leer() as lectura:
        recibidos, impresos = leer_escritos(lectura), leer_impresos(lectura)
        presentes = leer_instalada(lectura).representantes
    nombres = {p.clave: p.nombre for p in propios.equipo.demarcacion.planillas}
    return pagina(
        "escritos.html",
        situacion,
        recibidos=[
            (
                e.folio,
                hora_de(propios, e.hora),
                nombres[e.planilla],
                e.clase,
                e.hojas,
                impresos.get(clave_de_copias(ACUSE, e.folio), 0) >= len(COPIAS),
            )
            for e in recibidos
        ],
        planillas=propios.equipo.demarcacion.planillas,
        presentes={r.planilla: r.nombre for r in presentes},
        clases=_CLASES,
    )


@bp.post("/escritos")
def recibir() -> Response:
    """Receive a writing and print its acuse."""
    _exigir()
    propios, forma = servicios(), request.form
    planilla = leer_opcion(
        forma, "planilla", "De qué planilla es", propios.equipo.demarcacion.opciones[:-1]
    )
    presenta = leer_texto(forma, "presenta", "Quién lo presenta", largo=LARGO_DE_NOMBRE)
    clase = leer_opcion(forma, "clase", "Qué clase de escrito es", _CLASES)
    hojas = leer_entero(forma, "hojas", "Cuántas hojas son")

    def acto() -> None:
        # A writing is received whether its acuse comes out or not: sent again, it would be two.
        salio = False
        with suppress(ImpresoraDetenida):
            recibir_escrito(
                propios.equipo,
                planilla,
                presenta,
                clase,
                hojas,
                impresora=propios.impresora,
                hora=propios.reloj.ahora(),
            )
            salio = True
        propios.recados.dejar(navegador(), _RECIBIDO if salio else _SIN_ACUSE)

    una_vez(acto)
    return redirect(url_for(".escritos"), code=303)


@bp.post("/escritos/<int:folio>/acuse")
def acusar(folio: int) -> Response:
    """Print what is missing of an acuse, or all of it again."""
    _exigir()
    propios = servicios()
    una_vez(
        lambda: imprimir_acuse(
            propios.equipo, folio, impresora=propios.impresora, hora=propios.reloj.ahora()
        )
    )
    return redirect(url_for(".escritos"), code=303)


@bp.get("/pruebas")
def pruebas() -> str:
    """List the pruebas públicas, and ask for another."""
    situacion, propios = exigir_paso(Paso.VOTACION), servicios()
    with propios.equipo.almacen.leer() as lectura:
        hechas = leer_pruebas(lectura)
    return pagina(
        "pruebas.html",
        situacion,
        hechas=[(hora_de(propios, p.hora), p.solicitante, p.resultado) for p in hechas],
        solicitantes=solicitantes(),
    )


@bp.post("/pruebas")
def probar() -> Response:
    """Write a prueba pública down."""
    exigir_paso(Paso.VOTACION)
    propios = servicios()
    solicitante = leer_texto(request.form, "solicitante", "Quién la pidió")
    resultado = leer_texto(request.form, "resultado", "Qué se vio")
    una_vez(
        lambda: asentar_prueba_publica(
            propios.equipo, solicitante, resultado, hora=propios.reloj.ahora()
        )
    )
    return seguir("La prueba pública quedó anotada.")


def _exigir() -> SituacionDeMesa:
    return exigir_paso(*HASTA_EL_ACTA)
