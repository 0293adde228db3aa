"""The frame of every screen of an installed mesa: where the day stands, and what never lies below.

Each screen belongs to a step. A screen of another step is refused, so that nothing is skipped and
nothing is done twice; after a power cut the first page leads where the people were.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from auditoria.papeles.horas import hora_de_jornada
from eleccion.casos.jornada.cierre.situacion_de_mesa import (
    PASOS,
    Paso,
    SituacionDeMesa,
    situar_mesa,
)
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.respaldo import EstadoRespaldo
from eleccion.web.acceso import FueraDeMomento
from eleccion.web.ficha import navegador
from eleccion.web.mesa.servicios import ServiciosDeMesa, servicios

NOMBRES: Final = {
    Paso.INSTALACION: "Instalar la mesa",
    Paso.INICIO: "Acta de inicio",
    Paso.PRUEBA: "Prueba pública",
    Paso.APERTURA: "Abrir la votación",
    Paso.VOTACION: "Recibir a la gente",
    Paso.CIERRE: "Cerrar la votación",
    Paso.URNA: "Cerrar la urna",
    Paso.CONTEO: "Contar los papeles",
    Paso.CUADRE: "Comparar con la urna",
    Paso.ACTA: "Levantar el acta",
    Paso.PAPELES: "Imprimir y firmar",
    Paso.REGISTRO: "Grabar el registro",
    Paso.CLAUSURA: "Guardar y clausurar",
    Paso.TERMINADA: "Entregar el paquete",
}

_DE_LA_URNA: Final = (Paso.PRUEBA, Paso.URNA)
_SIN_URNA: Final = {Paso.CUADRE: "Comparar las cifras"}

HASTA_EL_ACTA: Final = PASOS[PASOS.index(Paso.INICIO) : PASOS.index(Paso.PAPELES)]
"""Steps in which what happens at the mesa still enters its acta."""

PANTALLAS: Final = {
    Paso.INICIO: "manana.inicio",
    Paso.PRUEBA: "manana.prueba",
    Paso.APERTURA: "manana.apertura",
    Paso.VOTACION: "votacion.mesa",
    Paso.CIERRE: "cierre.cerrar",
    Paso.URNA: "cuadre.urna",
    Paso.CONTEO: "conteo.contar",
    Paso.CUADRE: "cuadre.comparar",
    Paso.ACTA: "acta.firmar",
    Paso.PAPELES: "papeles.imprimir",
    Paso.REGISTRO: "papeles.grabar",
    Paso.CLAUSURA: "papeles.clausurar",
    Paso.TERMINADA: "papeles.entregar",
}

_COPIA: Final = {
    EstadoRespaldo.SIN: "Sin memoria de respaldo",
    EstadoRespaldo.SUSPENDIDO: "Se sigue sin memoria, por acuerdo de dos personas",
}


@dataclass(frozen=True, slots=True)
class Escalon:
    """A step as the rail shows it; ``marca`` is ``hecho``, ``omitido``, ``ahora`` or ``falta``."""

    numero: int
    nombre: str
    marca: str


def riel(paso: Paso, *, con_urna: bool, sin_prueba: bool = False) -> tuple[Escalon, ...]:
    """Give the rail with the steps of the day and where we are.

    Args:
        con_urna: Whether there is an urna electrónica, and so the steps that are its own.
        sin_prueba: Whether nobody held the prueba pública: that step was passed, not done.
    """
    suyos = [uno for uno in PASOS if con_urna or uno not in _DE_LA_URNA]
    nombres = NOMBRES if con_urna else NOMBRES | _SIN_URNA
    aqui = suyos.index(paso)
    marcas = ["hecho"] * aqui + ["ahora"] + ["falta"] * (len(suyos) - aqui - 1)
    if sin_prueba and Paso.PRUEBA in suyos[:aqui]:
        marcas[suyos.index(Paso.PRUEBA)] = "omitido"
    return tuple(
        Escalon(n, nombres[uno], marca)
        for n, (uno, marca) in enumerate(zip(suyos, marcas, strict=True), start=1)
    )


def exigir_paso(*pasos: Paso) -> SituacionDeMesa:
    """Let a screen or an act pass only in its steps; gives where the day stands.

    Raises:
        FueraDeMomento: It is another step's.
    """
    situacion = situar_mesa(servicios().equipo)
    if situacion.paso not in pasos:
        raise FueraDeMomento(f"ahora toca «{NOMBRES[situacion.paso]}»")
    return situacion


def seguir(hecho: str = "") -> Response:
    """After an act, go where the day leads.

    Args:
        hecho: What was done, for a screen that would not show it by itself.
    """
    if hecho:
        servicios().recados.dejar(navegador(), hecho)
    return redirect(url_for("inicio.portada"), code=303)


def una_vez(acto: Callable[[], object]) -> None:
    """Do an act of a form once, however often its button is pressed; one that failed may be sent
    again."""
    tramites, tramite = servicios().tramites, request.form.get("tramite", "")
    if not tramites.estrenar(tramite):
        return
    try:
        acto()
    except BaseException:
        tramites.devolver(tramite)
        raise


def pagina(plantilla: str, situacion: SituacionDeMesa | None = None, **datos: Any) -> str:
    """Draw a screen inside the frame."""
    propios = servicios()
    donde = situacion or situar_mesa(propios.equipo)
    return render_template(
        f"mesa/{plantilla}",
        situacion=donde,
        riel=riel(donde.paso, con_urna=donde.con_urna, sin_prueba=donde.sin_prueba),
        pie=escribir_pie(propios, donde),
        quien=propios.quien(),
        tramite=propios.tramites.nuevo(),
        falta_memoria=_falta_memoria(propios, donde),
        recado=propios.recados.tomar(navegador()),
        suspendida=donde.etapa is EstadoMesa.SUSPENDIDA,
        **datos,
    )


def hora_de(propios: ServiciosDeMesa, momento: Any) -> str:
    """Say an hour of the day as papers do."""
    jornada = propios.equipo.sellado.catalogo.proceso.jornada
    return hora_de_jornada(momento, jornada)


def escribir_pie(
    propios: ServiciosDeMesa, situacion: SituacionDeMesa
) -> tuple[tuple[str, bool], ...]:
    """Give the bottom line: what it says, and whether somebody should look at it."""
    lista = propios.impresora.esta_lista()
    copia, pendiente = _copia(propios, situacion)
    return (
        (_personas(situacion), False),
        ("Impresora lista" if lista else "La impresora no responde", not lista),
        (copia, pendiente),
        (propios.red(), False),
    )


def _copia(propios: ServiciosDeMesa, situacion: SituacionDeMesa) -> tuple[str, bool]:
    if situacion.respaldo in _COPIA:
        return _COPIA[situacion.respaldo], situacion.respaldo is EstadoRespaldo.SUSPENDIDO
    if _falta_memoria(propios, situacion):
        return "Falta la memoria USB de respaldo", True
    return "Copia en la memoria USB: al día", False


def _falta_memoria(propios: ServiciosDeMesa, situacion: SituacionDeMesa) -> bool:
    """Tell whether no act is done until the memory comes back or two people go on without it."""
    disco = propios.puesto.abierta.parte.base.disco
    return situacion.respaldo is EstadoRespaldo.EXIGIDO and not disco.memoria_a_la_vista


def _personas(situacion: SituacionDeMesa) -> str:
    """How many came, of how many on the list where there is one."""
    de_cuantas = "" if situacion.electores is None else f" de {situacion.electores}"
    return f"Personas registradas: {situacion.personas}{de_cuantas}"
