"""Receive a planilla: review it against all the others, and tell it what it lacks."""

from __future__ import annotations

from datetime import datetime

from auditoria.registro import asientos
from auditoria.registro.asiento import Asiento
from auditoria.reglas.convocatoria import Convocatoria
from eleccion.dominio.etapas import EtapaProceso
from eleccion.dominio.proceso import Proceso
from eleccion.dominio.revision import Causa, Revision, revisar_planilla
from eleccion.dominio.solicitud import RegistroDePlanillas, Solicitud
from eleccion.dominio.territorio import Territorio


def abrir_registro(proceso: Proceso) -> Proceso:
    """Give the process in its stage of registration.

    Raises:
        ActoFueraDeEtapa: Registration is over.
    """
    if proceso.etapa is EtapaProceso.REGISTRO:
        return proceso
    return proceso.aplicar("abrir_registro")


def recibir(
    solicitud: Solicitud,
    registro: RegistroDePlanillas,
    territorio: Territorio,
    convocatoria: Convocatoria,
    hora: datetime,
) -> tuple[Solicitud, tuple[Asiento, ...]]:
    """Review a slate just received, and prevent it when something can be cured.

    Returns:
        The request after the review, and the entries that tell it, in order.
    """
    demarcacion = solicitud.planilla.demarcacion
    registrada = asientos.PlanillaRegistrada(demarcacion=demarcacion, planilla=solicitud.clave)
    causas = revisar(solicitud, registro, territorio, convocatoria).causas
    if not any(causa.es_subsanable for causa in causas):
        return solicitud, (registrada,)
    prevenida = asientos.PlanillaPrevenida(
        demarcacion=demarcacion, planilla=solicitud.clave, causas=nombrar(causas)
    )
    reglas = convocatoria.reglas
    return solicitud.prevenir(causas, reglas=reglas, hora=hora), (registrada, prevenida)


def revisar(
    solicitud: Solicitud,
    registro: RegistroDePlanillas,
    territorio: Territorio,
    convocatoria: Convocatoria,
) -> Revision:
    """Review a slate against the convocatoria and all the other slates."""
    demarcacion = territorio.demarcacion(solicitud.planilla.demarcacion)
    return revisar_planilla(
        solicitud.planilla,
        reglas=convocatoria.reglas,
        jornada=convocatoria.proceso.jornada,
        comunidad_indigena=demarcacion.comunidad_indigena,
        presentada=solicitud.dia,
        ajenas=registro.ajenas_a(solicitud),
    )


def nombrar(causas: tuple[Causa, ...]) -> tuple[str, ...]:
    """Name causes for the log: kind and cargo, nobody's data."""
    return tuple(" ".join(filter(None, (c.clave, c.cargo, c.calidad))) for c in causas)
