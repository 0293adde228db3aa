"""Take the cure of a planilla that was told what it lacks."""

from __future__ import annotations

from typing import ClassVar

from eleccion.dominio.etapas import ActoFueraDeEtapa, EtapaProceso
from eleccion.dominio.planilla import Planilla
from eleccion.dominio.puertos import Reloj
from eleccion.dominio.puertos_registro import AbrirTrabajo
from eleccion.dominio.solicitud import RegistroDePlanillas, Solicitud
from eleccion.errores import ActoIndebido


class EmblemaRepetido(ActoIndebido):
    """Another slate of the demarcación has the same emblem: nobody would tell them apart."""

    explicacion: ClassVar[str] = "Otra planilla de la demarcación tiene ese mismo emblema"


def subsanar_planilla(
    clave: str,
    planilla: Planilla,
    *,
    abrir: AbrirTrabajo,
    reloj: Reloj,
    emblema: bytes | None = None,
) -> Solicitud:
    """Take the cured slate, within the days the notice gave.

    What it still lacks is judged at the dictamen: there is one notice only.

    Args:
        emblema: The picture that it brings, if its emblem changes.

    Raises:
        EmblemaRepetido: It brings the emblem of another one.
        PlanillaDesconocida, PlanillaSinPrevencion, PlanillaDictaminada, SubsanacionVencida,
        OtraDemarcacion: As their names say.
    """
    with abrir() as trabajo:
        proceso = trabajo.proceso.leer()
        if proceso.etapa not in (EtapaProceso.REGISTRO, EtapaProceso.DICTAMEN):
            raise ActoFueraDeEtapa("el proceso", "subsanar", proceso.etapa)
        subsanada = trabajo.planillas.leer(clave).subsanar(planilla, hora=reloj.ahora())
        if emblema is not None:
            huella = trabajo.emblemas.guardar(emblema)
            registro = RegistroDePlanillas(trabajo.planillas.listar())
            if otra := registro.de_emblema(planilla.demarcacion, huella, salvo=clave):
                raise EmblemaRepetido(otra)
        trabajo.planillas.guardar(subsanada)
    return subsanada
