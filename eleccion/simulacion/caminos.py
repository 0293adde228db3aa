"""Roads of the day itself: what happens at a mesa between its opening and its closing, and where.

Each is taken by one mesa, and a large town takes each several times; what is lived there, in
``percances``. Every vote counts all the same.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Final

from auditoria.formatos.claves import NULO, partir_mesa
from eleccion.simulacion.guion import PlanDeMesa
from eleccion.simulacion.terreno import CON_TROPIEZOS
from eleccion.simulacion.tropiezos import POCAS, UNA_DE_CADA


class Camino(StrEnum):
    """What happens at a mesa, to its machine or around it, in its day."""

    RELEVO = "relevo_de_equipo"
    APAGON = "apagon_y_reapertura"
    MEMORIA_PERDIDA = "memoria_perdida"
    PAUSA = "votacion_suspendida"
    HALLADO = "equipo_hallado"
    SUSTITUCION = "funcionario_sustituido"
    ADICIONALES = "lista_adicional"
    RESERVA = "reserva_abierta"
    RELOJ = "reloj_aceptado"
    PRESENCIA = "entradas_y_salidas"
    COFIRMAS = "cofirmas"
    TARJETA_RETIRADA = "tarjeta_retirada"
    HALLADO_AL_CIERRE = "equipo_hallado_tras_el_cierre"
    HALLADO_TARDE = "equipo_hallado_tras_el_descifrado"
    MARCA_DESHECHA = "marca_deshecha"
    ACOMPANADO = "voto_acompanado"
    CABEZAS = "cabezas_impresas"
    SIN_IMPRESORA = "mesa_sin_impresora"
    PRUEBA_CORTADA = "comprobacion_cortada"
    MEMORIA_REPUESTA = "memoria_repuesta"
    RECIBO_REPETIDO = "recibo_repetido"
    AUSENTE = "representacion_ausente"
    EN_SUSPENSION = "cierre_en_suspension"
    CIERRE_TARDIO = "cierre_tardio"
    OTRO_LUGAR = "mesa_en_otro_lugar"
    REIMPRESO = "papel_reimpreso"
    DECIDE_LA_MESA = "decide_la_mesa"
    DOS_EQUIPOS = "dos_equipos"
    APAGON_AL_CIERRE = "apagon_al_cierre"
    SIN_SALIR = "testigo_sin_salir"
    SIN_PRUEBA = "prueba_de_apertura_omitida"
    RELEVO_TRAS_EL_ACTA = "relevo_tras_el_acta"


TRAS_EL_CIERRE: Final = frozenset({Camino.HALLADO_AL_CIERRE, Camino.HALLADO_TARDE})
"""Roads of a machine that is found when its urna is closed: it joins nothing any more."""

SE_HALLA: Final = TRAS_EL_CIERRE | {Camino.HALLADO}
"""Roads of a machine that dies, is taken over, and is found again, in the day or after it."""

CON_MEMORIA: Final = SE_HALLA | {
    Camino.MEMORIA_PERDIDA,
    Camino.MEMORIA_REPUESTA,
    Camino.RELEVO,
    Camino.RELEVO_TRAS_EL_ACTA,
}
"""Roads of a mesa that works with a memory from its opening on."""

SIN_FILA: Final = frozenset({Camino.EN_SUSPENSION, Camino.CIERRE_TARDIO})
"""Roads of a mesa where nobody waits at the hour of the close."""

CON_REPRESENTACION: Final = frozenset({Camino.AUSENTE, Camino.PRESENCIA})
"""Roads of a mesa where some planilla is represented."""

DURACION: Final = timedelta(minutes=10)
"""How long the voting stands still."""

_VOTOS: Final = 4
_VOTOS_DE_HALLADO: Final = 12
"""Votes of a mesa of which some are surely in the machine alone when it dies."""
_PASES_LIBRES: Final = 4
"""Slips that a day spends at most besides those of who votes, one of them on the road itself."""


def repartir_caminos(
    azar: random.Random,
    planes: Mapping[str, PlanDeMesa],
    ocupadas: Collection[str],
    *,
    demarcaciones: int,
    caminos: Sequence[Camino] = tuple(Camino),
) -> dict[str, Camino]:
    """Say at which mesas each of them happens; in a town of a few demarcaciones, nowhere.

    One mesa in four is left alone, or one in two of a small town. The roads that few mesas serve
    for choose first.

    Args:
        ocupadas: Mesas where something else goes wrong.
        caminos: Those that the convocatoria permits, first those that a small town takes.
    """
    if demarcaciones < POCAS:
        return {}
    posibles = sorted(
        mesa
        for mesa, plan in planes.items()
        if mesa not in ocupadas and sum(plan.votos.values()) >= _VOTOS
    )
    azar.shuffle(posibles)
    veces = 1 + demarcaciones // UNA_DE_CADA
    clases = [clase for _ in range(veces) for clase in caminos]
    en_paz = len(posibles) // (4 if demarcaciones >= CON_TROPIEZOS else 2)
    del clases[len(posibles) - en_paz :]
    sirven = {clase: [m for m in posibles if admite(clase, m, planes)] for clase in set(clases)}
    repartidos: dict[str, Camino] = {}
    for clase in sorted(clases, key=lambda clase: len(sirven[clase])):
        libre = next((mesa for mesa in sirven[clase] if mesa not in repartidos), None)
        if libre is not None:
            repartidos[libre] = clase
    return repartidos


def admite(camino: Camino, mesa: str, planes: Mapping[str, PlanDeMesa]) -> bool:
    """Whether a road can be lived at a mesa."""
    plan = planes[mesa]
    if camino in TRAS_EL_CIERRE:
        return admite_hallado(mesa, planes)
    if camino in CON_REPRESENTACION:
        return bool(plan.representantes)
    if camino is Camino.PRUEBA_CORTADA:
        return plan.pases - sum(plan.votos.values()) - plan.se_retiran >= _PASES_LIBRES
    return True


def admite_hallado(mesa: str, planes: Mapping[str, PlanDeMesa]) -> bool:
    """Whether a mesa is alone in its demarcación, nobody ties there, and enough people vote.

    A machine is found late only where its votes can be told apart, and decide nothing.
    """
    demarcacion, _ = partir_mesa(mesa)
    votos = planes[mesa].votos
    de_planillas = sorted((v for o, v in votos.items() if o != NULO), reverse=True)
    primero, segundo, *_ = (*de_planillas, 0)
    return (
        sum(votos.values()) >= _VOTOS_DE_HALLADO
        and primero > segundo
        and sum(partir_mesa(otra)[0] == demarcacion for otra in planes) == 1
    )
