"""What is cancelled after the sealing, and what somebody challenges before whoever resolves it.

Nobody of the town votes otherwise for it: all that was cast is counted, but at a mesa whose voting
is annulled, and it elects whom the resolutions let it elect.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Final

from auditoria.formatos.acuerdo import (
    AcuerdoRevocado,
    Decision,
    EleccionCancelada,
    ImpugnacionResuelta,
    PlanillaCancelada,
    ResultadoImpugnado,
)
from auditoria.formatos.catalogo import Demarcacion
from auditoria.formatos.claves import NULO, id_de_mesa, partir_mesa
from eleccion.simulacion.guion import PlanDeMesa
from eleccion.simulacion.terreno import CON_TROPIEZOS
from eleccion.simulacion.tropiezos import UNA_DE_CADA

EXPEDIENTE: Final = "TESLP/JDC/{}/2027"
"""Key of the case at the authority that resolves it; invented."""


class Litigio(StrEnum):
    """What is decided of a contest besides its votes."""

    PLANILLA = "planilla_cancelada"
    ELECCION = "eleccion_cancelada"
    REVOCADO = "acuerdo_revocado"
    CONFIRMADO = "impugnacion_confirmada"
    MESA_ANULADA = "mesa_anulada"
    ANULADA = "eleccion_anulada"


def repartir_litigios(
    azar: random.Random,
    planes: Mapping[str, PlanDeMesa],
    ocupadas: Collection[str],
    *,
    demarcaciones: int,
) -> dict[str, Litigio]:
    """Say in which demarcaciones they happen: of one mesa, with votes for more than one planilla.

    At most one in two of those is touched; in a small town, none.

    Args:
        ocupadas: Mesas where the counts differ, or may.
    """
    if demarcaciones < CON_TROPIEZOS:
        return {}
    de_cada_una = [partir_mesa(mesa)[0] for mesa in planes]
    posibles = sorted(
        partir_mesa(mesa)[0]
        for mesa, plan in planes.items()
        if mesa not in ocupadas
        and de_cada_una.count(partir_mesa(mesa)[0]) == 1
        and sum(votos > 0 for opcion, votos in plan.votos.items() if opcion != NULO) > 1
    )
    clases = [litigio for _ in range(1 + demarcaciones // UNA_DE_CADA) for litigio in Litigio]
    elegidas = azar.sample(posibles, min(len(clases), len(posibles) // 2))
    return dict(zip(elegidas, clases, strict=False))


def antes_del_computo(litigio: Litigio, demarcacion: Demarcacion) -> Sequence[tuple[Decision, str]]:
    """Decisions that come before the votes are added up, each with its reason."""
    primera = demarcacion.opciones[0]
    cancela = PlanillaCancelada(tipo="planilla_cancelada", planilla=primera)
    baja = "La planilla perdió su registro cuando las boletas ya estaban impresas."
    if litigio is Litigio.PLANILLA:
        return ((cancela, baja),)
    if litigio is Litigio.REVOCADO:
        revoca = AcuerdoRevocado(tipo="revocado", acuerdo=1)
        return ((cancela, baja), (revoca, "El acuerdo anterior nombró a otra planilla por error."))
    if litigio is Litigio.ELECCION:
        cancelada = EleccionCancelada(tipo="cancelada")
        return ((cancelada, "La asamblea vecinal pidió integrar la junta de otra manera."),)
    return ()


def tras_el_computo(litigio: Litigio, demarcacion: Demarcacion) -> Sequence[tuple[Decision, str]]:
    """A challenge and what was resolved of it, each before a session and with its reason."""
    expediente = EXPEDIENTE.format(demarcacion.clave[1:])
    impugna = (
        ResultadoImpugnado(tipo="impugnada", expediente=expediente),
        "Una planilla presentó su demanda dentro del plazo.",
    )
    mesas = tuple(id_de_mesa(demarcacion.clave, mesa.clave) for mesa in demarcacion.mesas)
    if litigio is Litigio.CONFIRMADO:
        resuelve = ImpugnacionResuelta(tipo="resuelta", expediente=expediente, efecto="confirma")
        return impugna, (resuelve, "Los agravios son infundados.")
    if litigio is Litigio.MESA_ANULADA:
        resuelve = ImpugnacionResuelta(
            tipo="resuelta", expediente=expediente, efecto="anula_mesas", mesas=mesas
        )
        return impugna, (resuelve, "Recibieron votos personas que nadie designó.")
    if litigio is Litigio.ANULADA:
        resuelve = ImpugnacionResuelta(tipo="resuelta", expediente=expediente, efecto="anula")
        return impugna, (
            resuelve,
            "Las irregularidades graves no se repararon y son determinantes.",
        )
    return ()
