"""Constancias digitales: representatives and observers cosign heads of the log with their own keys.

Nobody connects to the station: what is asked for is shown as a code and given as a file, and what
comes back is typed by a scanner or read from a memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from auditoria.registro.asientos import CofirmanteReconocido, CofirmaRecibida
from auditoria.reglas.jornada import observaciones, representaciones
from eleccion.casos.jornada.cierre.situacion_de_mesa import PASOS, Paso
from eleccion.casos.jornada.mesa.cofirmar_cabeza import pedir_cofirma, recibir_cofirma
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.web.mesa.dia import exigir_paso, pagina, una_vez
from eleccion.web.mesa.formas import DatoFaltante, DatoInvalido, leer_texto
from eleccion.web.mesa.servicios import servicios
from eleccion.web.qr import dibujar_qr

bp = Blueprint("cofirmas", __name__, url_prefix="/constancias")

HASTA_EL_REGISTRO: Final = PASOS[PASOS.index(Paso.INICIO) : PASOS.index(Paso.CLAUSURA)]
LIMITE_DE_NOTA: Final = 8192
"""Bytes of what comes back: a checkpoint and one line."""


@dataclass(frozen=True, slots=True)
class Cofirmante:
    """Somebody at the mesa who may cosign.

    Attributes:
        quien: ``planilla:<clave>`` or ``acreditacion:<número>``.
        llave: Verifier key, once it is known; empty before.
        vistos: Entries of the last head of this log that they cosigned; 0 before the first.
        veces: Heads cosigned.
    """

    quien: str
    nombre: str
    llave: str
    vistos: int
    veces: int


@bp.get("/")
def ver() -> str:
    """List who may cosign and who did."""
    situacion = exigir_paso(*HASTA_EL_REGISTRO)
    return pagina("cofirmas.html", situacion, cofirmantes=_cofirmantes())


@bp.get("/pedir")
def pedir() -> str:
    """Show what somebody takes to cosign, and ask for what comes back."""
    situacion, cofirmante = exigir_paso(*HASTA_EL_REGISTRO), _elegido(request.args.get("quien", ""))
    solicitud = pedir_cofirma(servicios().equipo, cofirmante.vistos)
    return pagina(
        "cofirma.html",
        situacion,
        cofirmante=cofirmante,
        codigo=dibujar_qr(solicitud.decode()),
    )


@bp.get("/solicitud.txt")
def solicitud() -> Response:
    """Give the same as a file, to carry in a memory."""
    exigir_paso(*HASTA_EL_REGISTRO)
    cofirmante = _elegido(request.args.get("quien", ""))
    return Response(
        pedir_cofirma(servicios().equipo, cofirmante.vistos),
        mimetype="text/plain",
        headers={"Content-Disposition": 'attachment; filename="por-firmar.txt"'},
    )


@bp.post("/")
def recibir() -> Response:
    """Check a cosignature and keep it; it is published with the record of the mesa."""
    exigir_paso(*HASTA_EL_REGISTRO)
    propios, cofirmante = servicios(), _elegido(request.form.get("quien", ""))
    llave = cofirmante.llave or leer_texto(request.form, "llave", "Su llave pública")
    clase, _, cual = cofirmante.quien.partition(":")
    nota = _leer_nota()
    una_vez(
        lambda: recibir_cofirma(
            propios.equipo,
            nota,
            llave,
            planilla=cual if clase == "planilla" else "",
            acreditacion=cual if clase == "acreditacion" else "",
            hora=propios.reloj.ahora(),
        )
    )
    return redirect(url_for(".ver"), code=303)


def _leer_nota() -> bytes:
    """Read what came back: the file when there is one, else the text, in lines of one kind."""
    archivo = request.files.get("archivo")
    datos = archivo.read(LIMITE_DE_NOTA + 1) if archivo is not None else b""
    if not datos:
        # A form sends lines that end as those of letters once did.
        texto = request.form.get("nota", "").replace("\r\n", "\n").strip("\n")
        datos = f"{texto}\n".encode() if texto else b""
    if not datos:
        raise DatoFaltante("el código o el archivo que trae quien firma")
    if len(datos) > LIMITE_DE_NOTA:
        raise DatoInvalido("lo que trae quien firma es demasiado largo")
    return datos


def _elegido(quien: str) -> Cofirmante:
    for cofirmante in _cofirmantes():
        if cofirmante.quien == quien:
            return cofirmante
    raise DatoFaltante("quién firma; debe constar como presente en la mesa")


def _cofirmantes() -> tuple[Cofirmante, ...]:
    """Give who is at the mesa now, representatives first, each with the key they presented."""
    equipo = servicios().equipo
    with equipo.almacen.leer() as lectura:
        diario = Diario.de(lectura)
        origen = lectura.cabeza().origen
    entradas = [entrada for entrada, _ in diario.pasos]
    nombres = {p.clave: p.nombre for p in equipo.demarcacion.planillas}
    quienes = [
        (f"planilla:{r.planilla}", f"{r.nombre} · {nombres[r.planilla]}")
        for r in representaciones(entradas)
        if r.salida is None
    ]
    quienes += [
        (f"acreditacion:{o.acreditacion}", f"Acreditación {o.acreditacion}")
        for o in observaciones(entradas)
        if o.salida is None
    ]
    llaves = {
        f"planilla:{r.planilla}" if r.planilla else f"acreditacion:{r.acreditacion}": r.llave
        for r, _, _ in diario.buscar(CofirmanteReconocido)
    }
    # Heads of the log of a machine before are not heads of this one.
    dadas = [
        (c.llave, c.tamano if cabeza.origen == origen else 0)
        for c, _, cabeza in diario.buscar(CofirmaRecibida)
    ]
    return tuple(
        Cofirmante(
            quien,
            nombre,
            llaves.get(quien, ""),
            max((t for llave, t in dadas if llave == llaves.get(quien)), default=0),
            sum(llave == llaves.get(quien) for llave, _ in dadas),
        )
        for quien, nombre in quienes
    )
