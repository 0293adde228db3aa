"""What goes wrong on the way from a mesa to its cómputo, once in a town or a few times.

The people of the town cast what they cast all the same: each of these roads has to end with every
vote counted as it was cast.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from eleccion.simulacion.guion import PlanDeMesa
from eleccion.simulacion.terreno import Papel, Solar


class Tropiezo(StrEnum):
    """One thing that goes wrong at a mesa or with its record."""

    ERROR_AL_CONTAR = "recuento"
    TESTIGO_PERDIDO = "discrepancia_por_acuerdo"
    CONFLICTO = "conflicto"
    BOLETAS_TARDIAS = "boletas_tardias"
    MESA_TARDIA = "mesa_tardia"
    CUSTODIO_FALSO = "custodio_falso"
    NO_INSTALADA = "no_instalada"
    CONTINGENCIA = "contingencia"
    PAQUETE_ALTERADO = "paquete_alterado"


POCAS: Final = 8
"""In a town with fewer demarcaciones nothing of this happens."""

UNA_DE_CADA: Final = 100
"""Demarcaciones per repetition of each kind beyond the first."""

MOTIVO_DE_PERDIDA: Final = "testigo_no_depositado"
"""Reason the officials give, in the model convocatoria, for a testigo that is not in its box."""

MOTIVO_DE_RESPALDO: Final = "equipo_de_respaldo"
"""Reason, in the model convocatoria, for what only the machine found again had counted."""

MOTIVO_DE_RETIRO: Final = "se_retiro_con_pase"
"""Reason the officials give, in the model convocatoria, for people who left with their pase."""

MUESTRA: Final = 2
"""Votes per mesa whose testigo and comprobante are printed; a town prints tens of thousands."""


def repartir_tropiezos(
    azar: random.Random,
    solares: Sequence[Solar],
    planes: Mapping[str, PlanDeMesa],
    clases: Sequence[Tropiezo],
) -> dict[str, Tropiezo]:
    """Say at which mesas something goes wrong: at most one in two of those where it may.

    Args:
        clases: What the convocatoria lets end well; a mesa may stay without installing always.
    """
    tropiezos = {
        mesa: Tropiezo.NO_INSTALADA
        for solar in solares
        for mesa, reciben in zip(solar.mesas, solar.reciben, strict=True)
        if solar.papel is Papel.ORDINARIA and len(solar.mesas) > 1 and not reciben
    }
    if len(solares) < POCAS:
        return tropiezos
    posibles = [
        solar.mesas[0]
        for solar in solares
        if solar.papel is Papel.ORDINARIA
        and len(solar.mesas) == 1
        and _se_presta(planes.get(solar.mesas[0]))
    ]
    veces = 1 + len(solares) // UNA_DE_CADA
    todas = [c for _ in range(veces) for c in clases if c is not Tropiezo.NO_INSTALADA]
    elegidas = azar.sample(posibles, min(len(todas), len(posibles) // 2))
    return tropiezos | dict(zip(elegidas, todas, strict=False))


def contar_mal(
    tropiezo: Tropiezo | None, emitidos: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the testigos that are in the box, per answer, and what the officials count of them."""
    en_caja, contados = list(emitidos), list(emitidos)
    mas, *otras = sorted(range(len(emitidos) - 1), key=lambda i: -emitidos[i])
    if tropiezo is Tropiezo.TESTIGO_PERDIDO:
        en_caja[mas] -= 1
        contados[mas] -= 1
    if tropiezo is Tropiezo.ERROR_AL_CONTAR:
        # One paper on the wrong pile: sheets and sums agree, and nobody sees it.
        contados[mas] -= 1
        contados[otras[0]] += 1
    return tuple(en_caja), tuple(contados)


def _se_presta(plan: PlanDeMesa | None) -> bool:
    """Whether a mesa has a contest and votes enough for each of these."""
    if plan is None or plan.se_retiran:
        return False
    con_votos = [cantidad for cantidad in plan.votos.values() if cantidad > 1]
    return len(plan.votos) > 2 and len(con_votos) > 1
