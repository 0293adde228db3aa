"""What stops the day and lets it go on: a clock that does not fit, a pause, a head on paper."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from auditoria.papeles.horas import fecha, fecha_y_hora
from eleccion.casos.jornada.cierre.situacion_de_mesa import Paso
from eleccion.casos.jornada.mesa.abrir_contingencia import abrir_contingencia, leer_contingencia
from eleccion.casos.jornada.mesa.aceptar_reloj import aceptar_reloj, puede_ir_atrasado
from eleccion.casos.jornada.mesa.imprimir_cabeza import imprimir_cabeza
from eleccion.casos.jornada.mesa.reloj_de_mesa import desfase_sin_aceptar
from eleccion.casos.jornada.mesa.suspender_votacion import reanudar_votacion, suspender_votacion
from eleccion.documentos.cabeza import Ocasion
from eleccion.dominio.puertos_impresion import ImpresoraDetenida
from eleccion.dominio.reloj import Desfase
from eleccion.web.acceso import FueraDeMomento
from eleccion.web.ficha import navegador
from eleccion.web.mesa.dia import exigir_paso, pagina, seguir, una_vez
from eleccion.web.mesa.formas import exigir_marcas, leer_entero, leer_texto
from eleccion.web.mesa.servicios import servicios
from eleccion.web.tarjetas import leer_dos

bp = Blueprint("pausas", __name__, url_prefix="/pausas")


@bp.get("/reloj")
def reloj() -> str:
    """Show an hour that does not fit, and ask two people to compare it with theirs."""
    propios, ahora = servicios(), servicios().reloj.ahora()
    desfase = desfase_sin_aceptar(propios.equipo, hora=ahora)
    if desfase is None and puede_ir_atrasado(propios.equipo, hora=ahora):
        desfase = Desfase.ATRASO
    if desfase is None:
        raise FueraDeMomento("la hora del equipo corresponde")
    jornada = propios.equipo.sellado.catalogo.proceso.jornada
    return pagina(
        "reloj.html", desfase=desfase.value, ahora=fecha_y_hora(ahora), jornada=fecha(jornada)
    )


@bp.post("/reloj")
def aceptar() -> Response:
    """Go on with that hour; the log says so."""
    exigir_marcas(request.form, ("comparada", "Se comparó con otro reloj"))
    propios, tarjetas = servicios(), leer_dos(request.form)
    propios.intentos.probar(
        lambda: aceptar_reloj(propios.equipo, tarjetas, hora=propios.reloj.ahora(), atrasado=True)
    )
    return seguir()


@bp.get("/votacion")
def pausar() -> str:
    """Ask why the voting stops."""
    return pagina("pausa.html", exigir_paso(Paso.VOTACION))


@bp.post("/votacion")
def suspender() -> Response:
    """Stop the voting."""
    exigir_paso(Paso.VOTACION)
    causa = leer_texto(request.form, "causa", "La causa")
    propios, tarjetas = servicios(), leer_dos(request.form)
    propios.intentos.probar(
        lambda: suspender_votacion(
            propios.equipo, tarjetas, hora=propios.reloj.ahora(), causa=causa
        )
    )
    propios.mostrador.despedir(navegador())
    poner_cabeza_en_papel("suspension")
    return seguir()


@bp.post("/reanudar")
def reanudar() -> Response:
    """Go on with the voting."""
    propios, tarjetas = servicios(), leer_dos(request.form)
    propios.intentos.probar(
        lambda: reanudar_votacion(propios.equipo, tarjetas, hora=propios.reloj.ahora())
    )
    return seguir()


@bp.get("/contingencia")
def sobre() -> str:
    """Ask why the envelope of paper ballots is opened, and how many there are in it."""
    situacion, equipo = exigir_paso(Paso.VOTACION), servicios().equipo
    with equipo.almacen.leer() as lectura:
        abierta = leer_contingencia(lectura)
    return pagina("contingencia.html", situacion, abierta=abierta, mesa=equipo.mesa)


@bp.post("/contingencia")
def abrir_sobre() -> Response:
    """Open it: from here on the mesa votes on paper."""
    exigir_paso(Paso.VOTACION)
    boletas = leer_entero(request.form, "boletas", "Boletas en el sobre")
    causa = leer_texto(request.form, "causa", "La causa")
    propios, tarjetas = servicios(), leer_dos(request.form)
    propios.intentos.probar(
        lambda: abrir_contingencia(
            propios.equipo, tarjetas, boletas, causa, hora=propios.reloj.ahora()
        )
    )
    return seguir()


@bp.post("/cabeza")
def cabeza() -> Response:
    """Print the head of the log for whoever asks."""
    propios = servicios()
    una_vez(
        lambda: imprimir_cabeza(
            propios.equipo, "solicitud", impresora=propios.impresora, hora=propios.reloj.ahora()
        )
    )
    return seguir("Se imprimió la cabeza de la bitácora.")


def poner_cabeza_en_papel(ocasion: Ocasion) -> None:
    """Print the head of the log after an act that is done; without printer the act stands.

    The foot of the screen says that the printer does not answer, and the head is printed again
    from *Papeles*.
    """
    propios = servicios()
    try:
        imprimir_cabeza(
            propios.equipo, ocasion, impresora=propios.impresora, hora=propios.reloj.ahora()
        )
    except ImpresoraDetenida:
        return
