"""The sealed reserve of pases: two people open it, before everybody, and count it."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, request
from werkzeug.wrappers import Response

from auditoria.reglas.jornada import reserva_abierta
from eleccion.casos.jornada.cierre.situacion_de_mesa import PASOS, Paso
from eleccion.casos.jornada.mesa.abrir_reserva import abrir_reserva
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.web.mesa.dia import exigir_paso, hora_de, pagina, seguir
from eleccion.web.mesa.formas import exigir_marcas, leer_entero, leer_texto
from eleccion.web.mesa.servicios import servicios
from eleccion.web.tarjetas import leer_dos

bp = Blueprint("reserva", __name__, url_prefix="/reserva")

HASTA_EL_CONTEO: Final = PASOS[PASOS.index(Paso.VOTACION) : PASOS.index(Paso.CUADRE)]
"""A reserve that is found open while the pases are counted is written down too."""


@bp.get("/")
def ver() -> str:
    """Say whether it is sealed, and ask why it is opened and how many there are in it."""
    situacion, propios = exigir_paso(*HASTA_EL_CONTEO), servicios()
    with propios.equipo.almacen.leer() as lectura:
        abierta = reserva_abierta(entrada for entrada, _ in Diario.de(lectura).pasos)
    return pagina(
        "reserva.html",
        situacion,
        abierta=abierta,
        hora="" if abierta is None else hora_de(propios, abierta.hora),
        mesa=propios.equipo.mesa,
    )


@bp.post("/")
def abrir() -> Response:
    """Write down that it was opened."""
    exigir_paso(*HASTA_EL_CONTEO)
    cantidad = leer_entero(request.form, "cantidad", "Pases de la reserva")
    causa = leer_texto(request.form, "causa", "La causa")
    exigir_marcas(request.form, ("a_la_vista", "Se contaron a la vista de todas las personas"))
    propios, tarjetas = servicios(), leer_dos(request.form)
    propios.intentos.probar(
        lambda: abrir_reserva(
            propios.equipo, tarjetas, cantidad, hora=propios.reloj.ahora(), causa=causa
        )
    )
    return seguir("La reserva quedó abierta. Sus pases se dan ya con los de la caja.")
