"""Before anybody votes: the zero report, the prueba pública, and the opening."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from auditoria.formatos.cabeza import CabezaCitada
from eleccion.casos.jornada.cierre.recibir_de_urna import recibir_apertura
from eleccion.casos.jornada.cierre.situacion_de_mesa import Paso
from eleccion.casos.jornada.mesa.abrir_votacion import HOJA_DE_URNA, abrir_votacion
from eleccion.casos.jornada.mesa.asentar_prueba_publica import asentar_prueba_publica
from eleccion.casos.jornada.mesa.dibujar_papeles import ACTA_DE_INICIO, dibujar_acta_de_inicio
from eleccion.casos.jornada.mesa.imprimir_actas import imprimir_actas
from eleccion.casos.jornada.mesa.omitir_impresion import omitir_impresion
from eleccion.casos.jornada.mesa.prueba_de_apertura import omitir_prueba
from eleccion.casos.jornada.mesa.reloj_de_mesa import apertura_pide_causa, es_temprano
from eleccion.casos.tarjetas import Tarjeta
from eleccion.web.mesa.dia import exigir_paso, hora_de, pagina, seguir
from eleccion.web.mesa.formas import exigir_marcas, leer_texto
from eleccion.web.mesa.pausas import poner_cabeza_en_papel
from eleccion.web.mesa.servicios import servicios
from eleccion.web.tarjetas import leer_dos

bp = Blueprint("manana", __name__, url_prefix="/manana")


@bp.get("/inicio")
def inicio() -> str:
    """Say how to open the urna at zero, and ask for two cards to read it."""
    situacion = exigir_paso(Paso.INICIO)
    propios = servicios()
    return pagina(
        "inicio.html",
        situacion,
        con_urna=propios.equipo.mesa.tiene_urna,
        otro_equipo=propios.urna.es_otro_equipo,
    )


@bp.post("/inicio")
def leer_urna() -> Response:
    """Take the urna's opening, draw the acta de inicio and print it."""
    exigir_paso(Paso.INICIO)
    propios = servicios()
    _dibujar(leer_dos(request.form) if propios.equipo.mesa.tiene_urna else None)
    imprimir_actas(propios.equipo, (ACTA_DE_INICIO,), impresora=propios.impresora)
    return seguir()


@bp.post("/sin-imprimir")
def sin_imprimir() -> Response:
    """Open without a printer, with two cards and the cause; the acta de inicio is drawn already."""
    exigir_paso(Paso.INICIO)
    propios, tarjetas = servicios(), leer_dos(request.form)
    causa = leer_texto(request.form, "causa", "Qué pasó con la impresora")
    _dibujar(tarjetas)
    propios.intentos.probar(
        lambda: omitir_impresion(
            propios.equipo, tarjetas, (ACTA_DE_INICIO,), causa=causa, hora=propios.reloj.ahora()
        )
    )
    return seguir()


@bp.get("/prueba")
def prueba() -> str:
    """Say how the prueba pública is held, and ask for what was seen."""
    return pagina("prueba.html", exigir_paso(Paso.PRUEBA), solicitantes=solicitantes())


@bp.post("/prueba")
def anotar_prueba() -> Response:
    """Write down the test of the opening, or, with two cards, why it was not held."""
    exigir_paso(Paso.PRUEBA)
    propios, hora = servicios(), servicios().reloj.ahora()
    if request.form.get("se_hizo") == "no":
        tarjetas, causa = leer_dos(request.form), leer_texto(request.form, "causa", "La causa")
        propios.intentos.probar(lambda: omitir_prueba(propios.equipo, tarjetas, causa, hora=hora))
        return seguir()
    solicitante = leer_texto(request.form, "solicitante", "Quién la pidió")
    resultado = leer_texto(request.form, "resultado", "Qué se vio")
    asentar_prueba_publica(propios.equipo, solicitante, resultado, hora=hora)
    return seguir()


@bp.get("/apertura")
def apertura() -> str:
    """Ask for the signatures on paper and two cards to open."""
    situacion = exigir_paso(Paso.APERTURA)
    propios, ahora = servicios(), servicios().reloj.ahora()
    temprano = es_temprano(propios.equipo, hora=ahora)
    return pagina(
        "apertura.html",
        situacion,
        temprano=temprano,
        tarde=not temprano and apertura_pide_causa(propios.equipo, hora=ahora),
        hora=hora_de(propios, ahora),
        debida=hora_de(propios, propios.equipo.sellado.hora_de_apertura),
    )


@bp.post("/apertura")
def abrir() -> Response:
    """Open the voting."""
    exigir_paso(Paso.APERTURA)
    exigir_marcas(request.form, ("firmada", "La instalación está firmada"))
    propios, tarjetas = servicios(), leer_dos(request.form)
    hora, causa = propios.reloj.ahora(), ""
    if apertura_pide_causa(propios.equipo, hora=hora):
        causa = leer_texto(request.form, "causa", "Por qué se abre a esta hora")
    with propios.equipo.almacen.leer() as lectura:
        cabeza = lectura.hoja(HOJA_DE_URNA)
    propios.intentos.probar(
        lambda: abrir_votacion(
            propios.equipo,
            tarjetas,
            None if cabeza is None else CabezaCitada.leer(cabeza),
            hora=hora,
            causa=causa,
        )
    )
    poner_cabeza_en_papel("apertura")
    return seguir()


def _dibujar(tarjetas: tuple[Tarjeta, Tarjeta] | None) -> None:
    """Draw the acta de inicio; where there is a urna, with what its opening told."""
    propios = servicios()
    if tarjetas is None or not propios.equipo.mesa.tiene_urna:
        dibujar_acta_de_inicio(propios.equipo, ())
        return
    apertura = propios.intentos.probar(lambda: propios.urna.leer_apertura(tarjetas))
    recibir_apertura(propios.equipo, apertura)


def solicitantes() -> tuple[str, ...]:
    """Give who may ask for a prueba pública, as the acta names them."""
    equipo = servicios().equipo
    planillas = (f"Representación de {p.nombre}" for p in equipo.demarcacion.planillas)
    return ("Presidencia de la mesa", "Hora sorteada por la comisión", *planillas)
