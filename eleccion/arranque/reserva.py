"""Where everything that is not public lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from eleccion.errores import EntradaIlegible


class CarpetaIncompleta(EntradaIlegible):
    """A folder lacks what a commission or a station leaves in it."""

    explicacion: ClassVar[str] = (
        "No es la carpeta de una comisión ni la de un equipo instalado; revise cuál indicó"
    )


@dataclass(frozen=True, slots=True)
class Reserva:
    """Folders of everything that is not public, under one root of mode 0700."""

    raiz: Path

    @property
    def central(self) -> Path:
        """The commission's."""
        return self.raiz / "central"

    def custodio(self, indice: int) -> Path:
        """A custodian's own."""
        return self.raiz / "custodios" / f"custodio-{indice}"

    def tanda(self, numero: int) -> Path:
        """What was given out to the custodians of a session, and their answers."""
        return self.raiz / "tandas" / str(numero)

    def tarjetas(self, mesa: str) -> Path:
        """Cards of the officials of a mesa."""
        return self.raiz / "tarjetas" / mesa

    def talonario(self, mesa: str) -> Path:
        """The printed pases of a mesa, as one PDF."""
        return self.raiz / "talonarios" / f"{mesa}.pdf"

    def papeles(self, mesa: str) -> Path:
        """What was printed for a mesa and in it, where a folder stands for the printer."""
        return self.raiz / "papeles" / mesa

    def estacion(self, mesa: str) -> Path:
        """The machine of a mesa."""
        return self.raiz / "estaciones" / mesa

    def memoria(self, mesa: str) -> Path:
        """What stands for the USB memory of a mesa."""
        return self.raiz / "memorias" / mesa

    @property
    def tribunal(self) -> Path:
        """Papers that name people, listed and signed: what the tribunal may ask for."""
        return self.raiz / "reservado"
