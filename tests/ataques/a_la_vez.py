"""Start several acts at the same moment: what an attacker with many hands does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

T = TypeVar("T")


def a_la_vez(actos: Sequence[Callable[[], T]]) -> list[T]:
    """Start every act at the same moment; gives what each says became of it."""
    salida = Barrier(len(actos))

    def hacer(acto: Callable[[], T]) -> T:
        salida.wait(timeout=60)
        return acto()

    with ThreadPoolExecutor(len(actos)) as hilos:
        return list(hilos.map(hacer, actos, timeout=120))
