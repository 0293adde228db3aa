"""Who stands in each demarcación, and where people vote about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from auditoria.formatos.reglas import ReglaPlanillaUnica, Reglas
from eleccion.casos.registro.convocatoria_vigente import convocatoria_de
from eleccion.dominio.puertos_comision import TrabajoDeComision
from eleccion.dominio.solicitud import EstadoSolicitud, Solicitud
from eleccion.dominio.territorio import MesaReceptora


def contendientes(solicitudes: Iterable[Solicitud]) -> Mapping[str, tuple[Solicitud, ...]]:
    """Group the slates that the commission admitted by demarcación, in order of registration.

    A demarcación where none was admitted is absent.
    """
    grupos: dict[str, list[Solicitud]] = {}
    for solicitud in sorted(solicitudes, key=lambda s: (s.planilla.demarcacion, s.numero)):
        if solicitud.estado is EstadoSolicitud.PROCEDENTE:
            grupos.setdefault(solicitud.planilla.demarcacion, []).append(solicitud)
    return {clave: tuple(grupo) for clave, grupo in grupos.items()}


def mesas_que_votan(lectura: TrabajoDeComision) -> tuple[MesaReceptora, ...]:
    """List the mesas where people vote, by demarcación and number."""
    reglas = convocatoria_de(lectura.proceso.leer()).reglas
    grupos = contendientes(lectura.planillas.listar())
    return tuple(
        mesa
        for demarcacion in lectura.territorio.leer().demarcaciones
        if hay_votacion(len(grupos.get(demarcacion.clave, ())), reglas)
        for mesa in demarcacion.mesas
    )


def hay_votacion(planillas: int, reglas: Reglas) -> bool:
    """Tell whether people vote in a demarcación with that many slates.

    With one slate it is the convocatoria that says whether it is voted on or declared elected.
    """
    if planillas == 1:
        return reglas.planilla_unica.valor is ReglaPlanillaUnica.VOTADA
    return planillas > 1
