"""The count: one figure per screen, typed twice by two people, before the machine says anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, request
from werkzeug.wrappers import Response

from eleccion.casos.jornada.cierre.capturar_cifras import (
    PAPEL,
    capturar_cifra,
    contar_otra_vez,
    corregir_cifra,
    empezar_de_nuevo,
    leer_anterior,
    leer_capturas,
    leer_conteos,
    leer_turno,
)
from eleccion.casos.jornada.cierre.situacion_de_mesa import Paso
from eleccion.casos.jornada.mesa.contar_papeles import (
    asentar_escrutinio,
    leer_papel,
    leer_pases,
    leer_testigos,
)
from eleccion.dominio.mesa import CapturaFaltante
from eleccion.web.mesa.dia import exigir_paso, pagina, seguir, una_vez
from eleccion.web.mesa.formas import exigir_marcas, leer_entero, leer_opcion
from eleccion.web.mesa.servicios import servicios

bp = Blueprint("conteo", __name__, url_prefix="/conteo")


@dataclass(frozen=True, slots=True)
class Pregunta:
    """A figure as its screen asks for it."""

    titulo: str
    ayuda: str


PREGUNTAS: Final = {
    "papel_extraidas": Pregunta(
        "Boletas de papel que salieron de la urna",
        "Cuenten todas las boletas sin separarlas. No las mezclen con los papeles del kiosco.",
    ),
    "papel_sobrantes": Pregunta(
        "Boletas de papel que sobraron",
        "Las que nadie recibió, con su talón. Inutilícenlas y métanlas en su sobre.",
    ),
    "papel_inutilizadas": Pregunta(
        "Boletas de papel inutilizadas",
        "Las que alguien devolvió rota o mal marcada y recibió otra.",
    ),
    "hojas": Pregunta(
        "Papeles de voto que salieron de la urna",
        "Abran la urna ante las y los representantes. Cuenten todas las hojas sin separarlas.",
    ),
    "cancelados": Pregunta(
        "Papeles del sobre «testigos cancelados»",
        "Los que una persona no reconoció como su voto. No cuentan como votos.",
    ),
    "impresos": Pregunta(
        "Papeles de voto que imprimió el kiosco, en total",
        "Sumen los de la urna, los cancelados y los que hayan aparecido fuera de su lugar.",
    ),
    "sobrantes": Pregunta(
        "Pases que sobraron en la caja",
        "Los que nadie tomó. Cuéntenlos y métanlos en su sobre.",
    ),
    "reserva_sobrante": Pregunta(
        "Pases de la reserva sellada que no se usaron",
        "Si la reserva sigue cerrada, la cifra está escrita en su sello.",
    ),
    "inutilizados": Pregunta(
        "Pases inutilizados",
        "Los rotos o ilegibles que dos personas inutilizaron en la urna.",
    ),
    "usados": Pregunta(
        "Pases usados",
        "Los de la caja de pases usados, también los que sirvieron para probar la máquina."
        " No se abren ni se escanean.",
    ),
    "no_devueltos": Pregunta(
        "Pases que alguien se llevó",
        "Sólo los que la mesa vio salir con una persona.",
    ),
}

EN_PAPEL_SOLO: Final = {
    "papel_extraidas": Pregunta(
        "Boletas que salieron de la urna",
        "Abran la urna ante las y los representantes. Cuenten todas las boletas sin separarlas.",
    )
}
"""Where no kiosk stands beside the paper, there is nothing to keep apart from it."""


@bp.get("/")
def contar() -> str:
    """Ask for the next figure, or for the act that fixes them all."""
    situacion, propios = exigir_paso(Paso.CONTEO), servicios()
    quien = propios.quien().clave
    with propios.equipo.almacen.leer() as lectura:
        turno, capturas = leer_turno(propios.equipo, lectura), leer_capturas(lectura)
        anterior = leer_anterior(propios.equipo, lectura, quien)
        if turno is None:
            return pagina(
                "conteo_listo.html",
                situacion,
                testigos=leer_testigos(propios.equipo, lectura),
                papel=leer_papel(propios.equipo, lectura),
                pases=leer_pases(propios.equipo, lectura),
                opciones=nombres_de_opciones(),
                conteos=leer_conteos(propios.equipo, lectura),
            )
    primera = capturas.primera
    return pagina(
        "conteo.html",
        situacion,
        turno=turno,
        pregunta=_pregunta(turno.cifra),
        ajena=turno.autor is not None and turno.autor != quien,
        de_otra=turno.captura == 2 and primera is not None and quien == primera.autor,
        anterior=anterior,
        pregunta_anterior=_pregunta(anterior.cifra) if anterior else None,
    )


@bp.post("/")
def capturar() -> Response:
    """Keep one figure."""
    exigir_paso(Paso.CONTEO)
    propios = servicios()
    captura, cifra = _cual()
    valor = leer_entero(request.form, "valor", _pregunta(cifra).titulo)
    capturar_cifra(
        propios.equipo,
        propios.quien().clave,
        captura,
        cifra,
        valor,
        hora=propios.reloj.ahora(),
    )
    return seguir()


@bp.post("/corregir")
def corregir() -> Response:
    """Take back the figure that whoever is typing typed last."""
    exigir_paso(Paso.CONTEO)
    propios = servicios()
    corregir_cifra(propios.equipo, propios.quien().clave, *_cual("_anterior"))
    return seguir()


@bp.post("/de-nuevo")
def de_nuevo() -> Response:
    """Forget what was typed and not kept."""
    exigir_paso(Paso.CONTEO)
    empezar_de_nuevo(servicios().equipo)
    return seguir()


@bp.post("/otra-vez")
def otra_vez() -> Response:
    """Forget one whole count before it is fixed, to count it anew."""
    exigir_paso(Paso.CONTEO)
    equipo = servicios().equipo
    una_vez(lambda: contar_otra_vez(equipo, request.form.get("conteo", "")))
    return seguir()


@bp.post("/asentar")
def asentar() -> Response:
    """Fix in the log what was counted."""
    exigir_paso(Paso.CONTEO)
    exigir_marcas(request.form, ("leidas", "Se leyeron en voz alta"))
    propios = servicios()
    asentar_escrutinio(propios.equipo, hora=propios.reloj.ahora())
    return seguir()


def nombres_de_opciones() -> tuple[str, ...]:
    """Give the answers of the ballot by name, in its order."""
    demarcacion = servicios().equipo.demarcacion
    return (*(p.nombre for p in demarcacion.planillas), "Votos nulos")


def _pregunta(cifra: str) -> Pregunta:
    numero = cifra.removeprefix(PAPEL).removeprefix("opcion_")
    en_papel = cifra.startswith(PAPEL)
    nombres = nombres_de_opciones()
    if "opcion_" in cifra and numero in map(str, range(1, len(nombres) + 1)):
        nombre = nombres[int(numero) - 1]
        titulo = nombre if nombre == "Votos nulos" else f"Votos de {nombre}"
        return Pregunta(
            f"{titulo}, en boletas de papel" if en_papel else titulo,
            "Separen los papeles por opción. Una persona los lee en voz alta, otra los anota.",
        )
    if cifra not in PREGUNTAS:
        raise CapturaFaltante("esa cifra no se pide")
    propias = PREGUNTAS if servicios().equipo.mesa.tiene_urna else PREGUNTAS | EN_PAPEL_SOLO
    return propias[cifra]


def _cual(cola: str = "") -> tuple[int, str]:
    """Read which figure of which typing a form speaks of."""
    captura = leer_opcion(request.form, f"captura{cola}", "Cuál captura es", ("1", "2"))
    return int(captura), request.form.get(f"cifra{cola}", "")
