"""What a forensic look at files can say about the order in which things were put into them.

The look is ignorant of any format on purpose: it finds where known bytes stand in a file. Whoever
holds the published record knows every ballot, and whoever holds the keys of the mesa every mark, so
places are all that order could hide in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from math import sqrt
from pathlib import Path
from statistics import mean

UMBRAL = 4.9
"""Standard errors: chance alone exceeds them once in a million looks."""

Marcas = Mapping[str, Sequence[bytes]]
"""Kind of mark -> the bytes sought, one for each thing, in the order in which the things came."""


def lugares(octetos: bytes, agujas: Sequence[bytes], buscar: Callable[..., int]) -> list[int]:
    """Where each needle stands, first or last; -1 when it does not."""
    return [buscar(octetos, aguja) for aguja in agujas]


def correlacion(valores: Sequence[int]) -> float:
    """Spearman's rank correlation of distinct values with the order 0, 1, 2..."""
    n = len(valores)
    rango = {valor: lugar for lugar, valor in enumerate(sorted(valores))}
    distancia = sum((lugar - rango[valor]) ** 2 for lugar, valor in enumerate(valores))
    return 1 - 6 * distancia / (n * (n * n - 1))


def indicios(archivos: Sequence[bytes], marcas: Marcas) -> dict[str, float]:
    """Correlations that one look at some files gives, by file, kind of mark and side.

    Only marks that the file holds whole, all of them in different places, tell anything.
    """
    hallados = {}
    for numero, octetos in enumerate(archivos):
        for clase, agujas in marcas.items():
            for lado, buscar in (("primero", bytes.find), ("último", bytes.rfind)):
                donde = lugares(octetos, agujas, buscar)
                if min(donde) >= 0 and len(set(donde)) == len(donde):
                    hallados[f"{numero}.{clase}.{lado}"] = correlacion(donde)
    return hallados


def desviacion(correlaciones: Sequence[float], n: int) -> float:
    """Standard errors by which the mean correlation of many elections differs from chance.

    Under chance each has mean 0 and variance 1/(n - 1) (Kendall, Rank Correlation Methods).
    """
    return abs(mean(correlaciones)) * sqrt((n - 1) * len(correlaciones))


def numeros_en(octetos: bytes) -> set[bytes]:
    """Every whole number that a file spells, from its first digit to its last.

    Within the seventy-six digits of one number of a proof any nine stand by chance now and then.
    """
    return set(re.findall(rb"\d+", octetos))


def archivos_de(carpeta: Path) -> dict[str, bytes]:
    """Every file under a folder, by its path."""
    return {
        str(ruta.relative_to(carpeta)): ruta.read_bytes()
        for ruta in sorted(carpeta.rglob("*"))
        if ruta.is_file()
    }
