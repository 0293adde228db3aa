"""Take the cure of a planilla that was told what it lacks."""

from __future__ import annotations

from eleccion.dominio.etapas import ActoFueraDeEtapa, EtapaProceso
from eleccion.dominio.planilla import Planilla
from eleccion.dominio.puertos import Reloj
from eleccion.dominio.puertos_registro import AbrirTrabajo
from eleccion.dominio.solicitud import Solicitud


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
