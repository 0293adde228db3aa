"""Deaths between any two writes: the process stops there, and all it had in memory is gone.

A death is an exception that no code of the station may handle: whoever catches it drops every
object of the station and opens it again from disk. The kill tests do it with a real SIGKILL.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from eleccion.persistencia.acto import Acto, Disco


class Muerte(BaseException):
    """The machine stopped."""


class Muertes:
    """Counts the places where a machine may die, and kills it at the one asked for.

    Attributes:
        confirmados: Commits on the station's own disk since ``vigilar`` began.
    """

    def __init__(self) -> None:
        self.confirmados = 0
        self._faltan: int | None = None
        self._vigila = False

    @property
    def armada(self) -> bool:
        """Tell whether the next act may die."""
        return self._faltan is not None

    def armar(self, lugar: int) -> None:
        """Die at the ``lugar``-th place (from 0) of what is watched next, if it gets there."""
        self._faltan = lugar

    def desarmar(self) -> None:
        """Let nothing die that was not asked for since."""
        self._faltan = None

    @contextmanager
    def vigilar(self) -> Iterator[None]:
        """Watch one act."""
        self.confirmados, self._vigila = 0, True
        try:
            yield
        finally:
            self._vigila, self._faltan = False, None

    def pasar(self) -> None:
        """Be at a place where a machine may die."""
        if not self._vigila or self._faltan is None:
            return
        if self._faltan == 0:
            self._faltan = None
            raise Muerte
        self._faltan -= 1

    def instalar(self, parche: pytest.MonkeyPatch) -> None:
        """Put a place before and after each commit, of disk and memory, and each renaming."""
        confirmar, repetir = Acto.confirmar, Disco.repetir

        def confirmar_o_morir(acto: Acto) -> None:
            self.pasar()
            confirmar(acto)

        def repetir_o_morir(disco: Disco, cambios: Any) -> None:
            self.confirmados += 1
            self.pasar()
            repetir(disco, cambios)
            self.pasar()

        parche.setattr(Acto, "confirmar", confirmar_o_morir)
        parche.setattr(Disco, "repetir", repetir_o_morir)
        for nombre in ("replace", "rename"):
            parche.setattr(os, nombre, self._envolver(getattr(os, nombre)))

    def _envolver(self, mover: Callable[..., None]) -> Callable[..., None]:
        def mover_o_morir(*argumentos: Any, **opciones: Any) -> None:
            self.pasar()
            mover(*argumentos, **opciones)
            self.pasar()

        return mover_o_morir
