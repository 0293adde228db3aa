"""Rule on planillas: which ones go on the ballot."""

from __future__ import annotations

from auditoria.registro import asientos
from eleccion.casos.registro.convocatoria_vigente import convocatoria_de
from eleccion.casos.registro.recibir_planilla import nombrar, revisar
from eleccion.dominio.etapas import EtapaProceso
from eleccion.dominio.puertos import Reloj
from eleccion.dominio.puertos_registro import AbrirTrabajo, TrabajoDeRegistro
from eleccion.dominio.solicitud import RegistroDePlanillas, Solicitud


def dictaminar_planilla(clave: str, *, abrir: AbrirTrabajo, reloj: Reloj) -> Solicitud:
    """Rule on one slate, as it stands today.

    The first ruling of all closes registration.

    Returns:
        The request, ``procedente`` or ``improcedente`` with its causes.

    Raises:
        PlanillaDesconocida: There is none with that key.
        PlanillaDictaminada, PlanillaSinPrevencion, SubsanacionAbierta: It cannot be ruled on yet,
            or any more.
    """
    with abrir() as trabajo:
        (dictaminada,) = _dictaminar(trabajo, (trabajo.planillas.leer(clave),), reloj)
    return dictaminada


def dictaminar_planillas(*, abrir: AbrirTrabajo, reloj: Reloj) -> tuple[Solicitud, ...]:
    """Rule on every slate that has no ruling, on one same moment.

    Returns:
        Those ruled on now, by demarcación and number; empty when none was pending.

    Raises:
        PlanillaSinPrevencion, SubsanacionAbierta: One of them cannot be ruled on yet; then none
            is.
    """
    with abrir() as trabajo:
        pendientes = tuple(s for s in trabajo.planillas.listar() if s.dictamen is None)
        return _dictaminar(trabajo, pendientes, reloj)


def _dictaminar(
    trabajo: TrabajoDeRegistro, solicitudes: tuple[Solicitud, ...], reloj: Reloj
) -> tuple[Solicitud, ...]:
    proceso = trabajo.proceso.leer()
    if proceso.etapa is not EtapaProceso.DICTAMEN:
        proceso = proceso.aplicar("cerrar_registro")
        trabajo.proceso.guardar(proceso)
    convocatoria, territorio = convocatoria_de(proceso), trabajo.territorio.leer()
    registro = RegistroDePlanillas(trabajo.planillas.listar())
    hora = reloj.ahora()
    dictaminadas = []
    for solicitud in solicitudes:
        causas = revisar(solicitud, registro, territorio, convocatoria).causas
        dictaminada = solicitud.dictaminar(causas, hora=hora)
        trabajo.planillas.guardar(dictaminada)
        trabajo.asentar(
            asientos.PlanillaDictaminada(
                demarcacion=solicitud.planilla.demarcacion,
                planilla=solicitud.clave,
                procede=not causas,
                causas=nombrar(causas),
            ),
            hora,
        )
        dictaminadas.append(dictaminada)
    return tuple(dictaminadas)
