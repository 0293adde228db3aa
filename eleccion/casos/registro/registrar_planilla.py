"""Register a planilla, tell it what it lacks, and take its cure."""

from __future__ import annotations

from datetime import datetime

from auditoria.registro import asientos
from auditoria.registro.asiento import Asiento
from auditoria.reglas.convocatoria import Convocatoria
from eleccion.casos.registro.convocatoria_vigente import convocatoria_de
from eleccion.dominio.etapas import ActoFueraDeEtapa, EtapaProceso
from eleccion.dominio.planilla import Planilla
from eleccion.dominio.proceso import Proceso
from eleccion.dominio.puertos import Reloj
from eleccion.dominio.puertos_registro import AbrirTrabajo
from eleccion.dominio.revision import Causa, Revision, revisar_planilla
from eleccion.dominio.solicitud import RegistroDePlanillas, Solicitud
from eleccion.dominio.territorio import Territorio


def registrar_planilla(planilla: Planilla, *, abrir: AbrirTrabajo, reloj: Reloj) -> Solicitud:
    """Receive a slate, review it, and notify what it lacks, all at once.

    The first slate of all closes the preparation: from then on the catalogue stays as it is.

    Returns:
        The request, ``registrada`` or ``prevenida``.

    Raises:
        ActoFueraDeEtapa: Registration is over.
        DemarcacionDesconocida: The catalogue has no such demarcación.
    """
    with abrir() as trabajo:
        proceso = abrir_registro(trabajo.proceso.leer())
        territorio = trabajo.territorio.leer()
        territorio.demarcacion(planilla.demarcacion)
        hora = reloj.ahora()
        existentes = trabajo.planillas.listar()
        clave = RegistroDePlanillas(existentes).siguiente_clave(planilla.demarcacion)
        nueva = Solicitud(clave=clave, planilla=planilla, recibida=hora)
        registro = RegistroDePlanillas([*existentes, nueva])
        revisada, hechos = recibir(nueva, registro, territorio, convocatoria_de(proceso), hora)
        trabajo.proceso.guardar(proceso)
        trabajo.planillas.agregar(revisada)
        for hecho in hechos:
            trabajo.asentar(hecho, hora)
    return revisada


def subsanar_planilla(
    clave: str, planilla: Planilla, *, abrir: AbrirTrabajo, reloj: Reloj
) -> Solicitud:
    """Take the cured slate, within the days the notice gave.

    What it still lacks is judged at the dictamen: there is one notice only.

    Raises:
        PlanillaDesconocida, PlanillaSinPrevencion, PlanillaDictaminada, SubsanacionVencida,
        OtraDemarcacion: As their names say.
    """
    with abrir() as trabajo:
        proceso = trabajo.proceso.leer()
        if proceso.etapa not in (EtapaProceso.REGISTRO, EtapaProceso.DICTAMEN):
            raise ActoFueraDeEtapa("el proceso", "subsanar", proceso.etapa)
        subsanada = trabajo.planillas.leer(clave).subsanar(planilla, hora=reloj.ahora())
        trabajo.planillas.guardar(subsanada)
    return subsanada


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
