"""How many people each mesa receives and what they choose, so that the special cases happen."""

from __future__ import annotations

import random
from collections.abc import Sequence

NULO = "nulo"


def repartir(total: int, pesos: Sequence[float]) -> list[int]:
    """Split a whole number by weights with the largest remainders; the parts sum exactly.

    Args:
        total: What is split, >= 0.
        pesos: Not all zero unless ``total`` is 0.

    Returns:
        One part per weight, in the same order; a weight of zero gets nothing.
    """
    suma = sum(pesos)
    if not suma:
        if total:
            raise ValueError("nothing to share among")
        return [0] * len(pesos)
    exactas = [total * peso / suma for peso in pesos]
    partes = [int(exacta) for exacta in exactas]
    restos = sorted(range(len(pesos)), key=lambda i: (partes[i] - exactas[i], i))
    for lugar in restos[: total - sum(partes)]:
        partes[lugar] += 1
    return partes


def votar(azar: random.Random, planillas: Sequence[str], votos: int) -> dict[str, int]:
    """Choose how an ordinary demarcación votes.

    Returns:
        Votes per planilla in the given order, and ``nulo`` last; they sum ``votos``.
    """
    pesos = [azar.uniform(0.4, 1.6) for _ in planillas]
    nulos = min(votos, sum(azar.random() < 0.025 for _ in range(votos)))
    partes = repartir(votos - nulos, pesos)
    return {**dict(zip(planillas, partes, strict=True)), NULO: nulos}


def empatar(azar: random.Random, planillas: Sequence[str], votos: int) -> dict[str, int]:
    """Make two planillas tie in first place.

    Args:
        planillas: At least two.
        votos: At least two.
    """
    primeras = set(azar.sample(range(len(planillas)), 2))
    demas = len(planillas) - 2
    # The rest together stay under a third, so none of them reaches the two that tie.
    resto = azar.randint(0, max(0, votos // 4 - 1)) if demas else 0
    menores = repartir(resto, [azar.uniform(0.5, 1.5) for _ in range(demas)])
    nulos = (votos - resto) % 2
    cada_una = (votos - resto - nulos) // 2
    cuenta = {
        planilla: cada_una if lugar in primeras else menores.pop()
        for lugar, planilla in enumerate(planillas)
    }
    return {**cuenta, NULO: nulos}


def separar(
    azar: random.Random, cuenta: dict[str, int], mesas: Sequence[int]
) -> list[dict[str, int]]:
    """Deal the votes of a demarcación among its mesas by chance.

    Args:
        cuenta: Votes per option of the whole demarcación.
        mesas: Votes each mesa receives; they sum the same.

    Returns:
        Votes per option of each mesa, every option present.
    """
    papeles = [opcion for opcion, cantidad in cuenta.items() for _ in range(cantidad)]
    azar.shuffle(papeles)
    partes, desde = [], 0
    for cantidad in mesas:
        suyos = papeles[desde : desde + cantidad]
        desde += cantidad
        partes.append({opcion: suyos.count(opcion) for opcion in cuenta})
    return partes
