"""Progress on a terminal, for orders that take long; silent where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def avance_en(consola: Console) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function to tell (what, done, in all); each ``what`` gets a bar of its own."""
    barras = Progress(
        TextColumn("{task.description:<18}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=consola,
        disable=not consola.is_terminal,
    )
    tareas = {}
    with barras:

        def contar(que: str, hechos: int, total: int) -> None:
            if que not in tareas:
                tareas[que] = barras.add_task(que, total=total)
            barras.update(tareas[que], completed=hechos, total=total)

        yield contar
