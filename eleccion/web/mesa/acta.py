"""The acta: what each person does with it, and two cards to draw it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from flask import Blueprint, request
from werkzeug.wrappers import Response

from auditoria.formatos.acta import EstadoFirma, FirmaActa
from auditoria.registro.asientos import EscrutinioAsentado, VotacionCerrada
from eleccion.casos.jornada.cierre.capturar_cifras import leer_capturas
from eleccion.casos.jornada.cierre.levantar_acta import OrdenDeActa, levantar_acta
from eleccion.casos.jornada.cierre.recibir_de_urna import leer_cierre_recibido
from eleccion.casos.jornada.cierre.situacion_de_mesa import Paso
from eleccion.casos.jornada.mesa.dibujar_papeles import dibujar_papeles_de_cierre
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import Diario, leer_en_funciones, leer_representaciones
from eleccion.dominio.mesa import CapturaFaltante
from eleccion.web.mesa.dia import exigir_paso, pagina, seguir
from eleccion.web.mesa.formas import leer_opcion, leer_texto
from eleccion.web.mesa.servicios import servicios
from eleccion.web.tarjetas import leer_dos

bp = Blueprint("acta", __name__, url_prefix="/acta")

ESTADOS: Final = {
    EstadoFirma.FIRMO: "Firma",
    EstadoFirma.BAJO_PROTESTA: "Firma bajo protesta",
    EstadoFirma.NO_FIRMO: "No firma",
    EstadoFirma.AUSENTE: "Se fue o no está",
}
_CON_MOTIVO: Final = (EstadoFirma.BAJO_PROTESTA, EstadoFirma.NO_FIRMO)


@dataclass(frozen=True, slots=True)
class Firmante:
    """Somebody who signs the acta; ``quien`` is the card, or the planilla, and may have left."""

    quien: str
    rol: Literal["funcionario", "representante"]
    nombre: str
    como: str
    se_retiro: bool = False


@bp.get("/")
def firmar() -> str:
    """Ask what each person does with the acta."""
    situacion = exigir_paso(Paso.ACTA)
    return pagina("acta.html", situacion, firmantes=_firmantes(servicios().equipo), estados=ESTADOS)


@bp.post("/")
def levantar() -> Response:
    """Draw it up with two cards and the urna's seal."""
    exigir_paso(Paso.ACTA)
    propios = servicios()
    firmas = tuple(_leer_firma(firmante) for firmante in _firmantes(propios.equipo))
    tarjetas = leer_dos(request.form)
    with propios.equipo.almacen.leer() as lectura:
        cierre, capturas = leer_cierre_recibido(lectura), leer_capturas(lectura)
        diario = Diario.de(lectura)
        _, cerrada, _ = diario.unico(VotacionCerrada)
        _, asentado, _ = diario.unico(EscrutinioAsentado)
    con_urna = propios.equipo.mesa.tiene_urna
    inicio = capturas.inicio
    if (con_urna and cierre is None) or not (inicio and asentado.hora and cerrada.hora):
        raise CapturaFaltante("las cifras de la urna")
    orden = OrdenDeActa(
        firmas=firmas,
        inicio=_entre(inicio, cerrada.hora, asentado.hora),
        fin=_no_antes(propios.reloj.ahora(), asentado.hora),
    )
    propios.intentos.probar(
        lambda: levantar_acta(
            propios.equipo,
            cierre,
            orden,
            tarjetas,
            sello_de_urna=propios.urna.sello(tarjetas) if con_urna else None,
        )
    )
    dibujar_papeles_de_cierre(propios.equipo)
    return seguir()


def _firmantes(equipo: EquipoMesa) -> tuple[Firmante, ...]:
    """Officials as they end the day, by rank, then the last representative of each planilla."""
    cargos = {c.clave: c.nombre for c in equipo.sellado.reglas.mesa.valor.cargos}
    nombres = {p.clave: p.nombre for p in equipo.demarcacion.planillas}
    with equipo.almacen.leer() as lectura:
        personas = leer_en_funciones(lectura)
        ultimas = {r.planilla: r for r in leer_representaciones(lectura)}
    return (
        *(
            Firmante(f.clave, "funcionario", f.nombre, cargos.get(f.cargo, f.cargo))
            for f in personas
        ),
        *(
            Firmante(
                r.planilla,
                "representante",
                r.nombre,
                f"Representa a {nombres[r.planilla]}",
                r.salida is not None,
            )
            for r in ultimas.values()
        ),
    )


def _leer_firma(firmante: Firmante) -> FirmaActa:
    if firmante.se_retiro:
        return FirmaActa(
            quien=firmante.quien,
            rol=firmante.rol,
            estado=EstadoFirma.AUSENTE,
            recibio_copia=False,
        )
    nombre = firmante.nombre
    estado = EstadoFirma(
        leer_opcion(request.form, f"estado_{firmante.quien}", f"La firma de {nombre}", ESTADOS)
    )
    motivo = None
    if estado in _CON_MOTIVO:
        motivo = leer_texto(request.form, f"motivo_{firmante.quien}", f"El motivo de {nombre}")
    copia = request.form.get(f"copia_{firmante.quien}") == "si"
    return FirmaActa(
        quien=firmante.quien,
        rol=firmante.rol,
        estado=estado,
        motivo=motivo,
        recibio_copia=copia and estado is not EstadoFirma.AUSENTE,
    )


def _no_antes(ahora: datetime, asentado: datetime) -> datetime:
    """The count ended with its last figure, or now; a clock set back does not end it earlier."""
    return max(ahora, asentado)


def _entre(inicio: datetime, cierre: datetime, asentado: datetime) -> datetime:
    """The count began after the close and before its figures stood in the log.

    A clock that was wrong at the first figure and right at the last is told by no entry.
    """
    return min(max(inicio, cierre), asentado)
