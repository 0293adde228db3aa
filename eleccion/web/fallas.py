"""An error as a page: what happened, whether anything was lost, what to do now.

No page and no log says what was being written: that may be a person or a vote.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, SecurityError

from auditoria.errores import ErrorAuditoria, NoAbre
from boletas.errores import FallaDeBoletas, Ilegible
from eleccion.arranque import EquipoEnEspera
from eleccion.casos.sellado import HuellaAjena
from eleccion.casos.tarjetas import MismaTarjeta, PinMalEscrito, TarjetaNoReconocida
from eleccion.dominio.funcionarios import MesaSinIntegrar
from eleccion.dominio.mesa import CapturaDistinta, ReservaSellada
from eleccion.dominio.puertos_impresion import ImpresoraDetenida
from eleccion.dominio.respaldo import RespaldoFaltante, RespaldoPendiente
from eleccion.dominio.urna import UrnaSinAbrir, UrnaSinCerrar
from eleccion.errores import ActoIndebido, EntradaIlegible, ErrorEleccion
from eleccion.web.acceso import FueraDeMomento, SinPermiso
from eleccion.web.ficha import FichaAjena

bitacora_tecnica = logging.getLogger("eleccion.web")

NADA_PERDIDO: Final = "No se perdió nada: lo guardado sigue guardado."
NADA_CAMBIADO: Final = "No se guardó nada de lo que se pidió, y lo anterior sigue como estaba."


@dataclass(frozen=True, slots=True)
class Aviso:
    """What a page of error says.

    Attributes:
        clase: Name of the error, for whoever reports it.
        por_lo_escrito: It lies in what was typed, and the form waits as it was.
    """

    estado: int
    clase: str
    que_paso: str
    se_perdio: str
    que_hacer: str
    por_lo_escrito: bool = False


@dataclass(frozen=True, slots=True)
class _Trato:
    estado: int
    se_perdio: str
    que_hacer: str
    por_lo_escrito: bool = False


_TRATOS: Final[dict[type[Exception], _Trato]] = {
    FichaAjena: _Trato(403, NADA_CAMBIADO, "Vuelva a la pantalla de inicio y repita el paso."),
    SinPermiso: _Trato(403, NADA_PERDIDO, "Entre con su tarjeta y su NIP."),
    FueraDeMomento: _Trato(409, NADA_PERDIDO, "Vuelva a la pantalla de inicio."),
    EquipoEnEspera: _Trato(
        503, NADA_PERDIDO, "Dos personas de la mesa abren el equipo con su tarjeta y su NIP."
    ),
    TarjetaNoReconocida: _Trato(
        403, NADA_CAMBIADO, "Revise que la tarjeta sea de esta mesa y escriba otra vez el NIP."
    ),
    MismaTarjeta: _Trato(
        403, NADA_CAMBIADO, "La segunda tarjeta y su NIP los da otra persona de la mesa."
    ),
    PinMalEscrito: _Trato(400, NADA_CAMBIADO, "Escriba las seis cifras de su NIP."),
    ImpresoraDetenida: _Trato(
        503,
        NADA_PERDIDO,
        "Revise el papel, el cable y la luz de la impresora, y repita el paso. Si no tiene remedio,"
        " llenen a mano el formato en blanco del sobre; si el paso no avanza sin papel, toquen ahí"
        " «La impresora no funciona».",
    ),
    RespaldoPendiente: _Trato(
        409,
        "Quedó guardado en este equipo y falta en la memoria USB.",
        "No repita el paso. Abra «Memoria USB»: conecte una, o sigan sin ella dos personas.",
    ),
    RespaldoFaltante: _Trato(
        409, NADA_CAMBIADO, "Abra «Memoria USB»: conecte una, o sigan sin ella dos personas."
    ),
    UrnaSinAbrir: _Trato(
        409,
        NADA_CAMBIADO,
        "En la pantalla de la urna den dos tarjetas y toquen «Abrir la urna en ceros». Después"
        " repitan aquí el paso.",
    ),
    UrnaSinCerrar: _Trato(
        409,
        NADA_CAMBIADO,
        "En la pantalla de la urna toquen «Cerrar la urna» y den dos tarjetas. Después repitan"
        " aquí el paso.",
    ),
    HuellaAjena: _Trato(
        409,
        NADA_CAMBIADO,
        "Revisen letra por letra lo que escribieron y escríbanlo otra vez. Si de verdad es otra"
        " huella, no sigan y llamen a la comisión.",
        por_lo_escrito=True,
    ),
    CapturaDistinta: _Trato(
        409,
        "Esas cifras se borraron; lo que sí coincidió queda.",
        "Cuenten otra vez y escriban las cifras que pida la pantalla, otra vez dos personas.",
    ),
    ReservaSellada: _Trato(
        409,
        "Las cifras de los pases se borraron; las demás quedan.",
        "Lean la cifra en el sello del sobre y escriban otra vez las de los pases. Si el sobre"
        " se abrió, o en la mañana se anotó otra cifra, asiéntenlo antes en «Reserva de pases».",
    ),
    MesaSinIntegrar: _Trato(
        409,
        NADA_CAMBIADO,
        "Marquen a quien ya llegó. Si falta gente, escriban a quien acepte de la fila.",
    ),
    ActoIndebido: _Trato(409, NADA_CAMBIADO, "Lea la explicación y vuelva al paso anterior."),
    EntradaIlegible: _Trato(400, NADA_CAMBIADO, "Use otra copia del archivo o léalo otra vez."),
    ErrorEleccion: _Trato(409, NADA_CAMBIADO, "Avise a la comisión y anote lo que dice aquí."),
    NoAbre: _Trato(400, NADA_CAMBIADO, "Use otra copia del archivo o léalo otra vez."),
    ErrorAuditoria: _Trato(422, NADA_CAMBIADO, "Revise lo que se leyó o escribió y repítalo."),
    Ilegible: _Trato(400, NADA_CAMBIADO, "Lea otra vez el código o el archivo."),
    FallaDeBoletas: _Trato(422, NADA_CAMBIADO, "Avise a la mesa: la boleta no quedó guardada."),
}
"""By class; an error takes the row of its nearest ancestor."""

_DE_LA_RED: Final = {
    400: ("La petición no se entiende", "Vuelva a la pantalla de inicio."),
    404: ("Esa página no existe", "Vuelva a la pantalla de inicio."),
    405: ("Esa página no se usa de ese modo", "Vuelva a la pantalla de inicio."),
    413: ("Lo enviado es demasiado grande", "Revise que sea el archivo correcto."),
}


def avisar(error: Exception) -> Aviso:
    """Say an error for people."""
    if isinstance(error, HTTPException):
        codigo = error.code or 500
        paso, hacer = _DE_LA_RED.get(codigo, ("No se pudo mostrar la página", "Intente otra vez."))
        return Aviso(codigo, type(error).__name__, paso, NADA_CAMBIADO, hacer)
    for clase in type(error).__mro__:
        trato = _TRATOS.get(clase)
        if trato is not None:
            texto = str(error).rstrip(".")
            # A view's own error knows what its form wants; the table knows kinds.
            hacer = getattr(error, "que_hacer", trato.que_hacer)
            return Aviso(
                trato.estado,
                type(error).__name__,
                texto,
                trato.se_perdio,
                hacer,
                trato.por_lo_escrito,
            )
    return Aviso(
        500,
        type(error).__name__,
        "El programa falló y no terminó lo que se pidió",
        "Lo que ya estaba guardado sigue guardado; revise en la pantalla si esto quedó hecho.",
        "Vuelva a la pantalla de inicio. Si se repite, llame a la comisión.",
    )


def poner(app: Flask) -> None:
    """Answer every error of an application with its page, or as data to who asks for data."""
    app.register_error_handler(Exception, responder)


def responder(error: Exception, detalle: str = "") -> Response:
    """Answer an error.

    Args:
        detalle: What a module of the page tells apart inside of its class.
    """
    if isinstance(error, SecurityError):
        # Whoever came under a name that is not ours is told nothing.
        return Response(status=400)
    aviso = avisar(error)
    if aviso.estado >= 500 and not isinstance(error, ErrorEleccion):
        # Where it broke and of what kind; never the message, which may quote a value.
        bitacora_tecnica.error("%s en %s", aviso.clase, _donde(error))
    if request.accept_mimetypes.best == "application/json":
        respuesta = jsonify(
            clase=aviso.clase,
            que_paso=aviso.que_paso,
            se_perdio=aviso.se_perdio,
            que_hacer=aviso.que_hacer,
            detalle=detalle,
        )
    else:
        respuesta = make_response(render_template("comun/error.html", aviso=aviso))
    respuesta.status_code = aviso.estado
    return respuesta


def _donde(error: Exception) -> str:
    traza = error.__traceback__
    lugares = []
    while traza is not None:
        lugares.append(f"{traza.tb_frame.f_code.co_qualname}:{traza.tb_lineno}")
        traza = traza.tb_next
    return " < ".join(reversed(lugares[-6:]))
