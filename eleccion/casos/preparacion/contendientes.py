"""Who stands in each demarcación, and where people vote about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from auditoria.formatos.reglas import ReglaPlanillaUnica, Reglas
from eleccion.dominio.solicitud import EstadoSolicitud, Solicitud


def contendientes(solicitudes: Iterable[Solicitud]) -> Mapping[str, tuple[Solicitud, ...]]:
    """Group the slates that the commission admitted by demarcación, in order of registration.

    A demarcación where none was admitted is absent.
    """
    grupos: dict[str, list[Solicitud]] = {}
    for solicitud in sorted(solicitudes, key=lambda s: (s.planilla.demarcacion, s.numero)):
        if solicitud.estado is EstadoSolicitud.PROCEDENTE:
            grupos.setdefault(solicitud.planilla.demarcacion, []).append(solicitud)
    return {clave: tuple(grupo) for clave, grupo in grupos.items()}


def hay_votacion(planillas: int, reglas: Reglas) -> bool:
    """Tell whether people vote in a demarcación with that many slates.

    With one slate it is the convocatoria that says whether it is voted on or declared elected.
    """
    if planillas == 1:
        return reglas.planilla_unica.valor is ReglaPlanillaUnica.VOTADA
    return planillas > 1
