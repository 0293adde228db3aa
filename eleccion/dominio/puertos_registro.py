"""What the registration of slates, roll and officials asks of the commission's storage.

Each contract below is tested on every adapter by ``tests/contratos/contrato_registro.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self, TypeAlias

from auditoria.registro.asiento import Asiento
from eleccion.dominio.funcionarios import Funcionario
from eleccion.dominio.lista_ocr import CredencialEnPadron
from eleccion.dominio.padron import Elector
from eleccion.dominio.proceso import Proceso
from eleccion.dominio.solicitud import Solicitud
from eleccion.dominio.territorio import Territorio


class RepositorioProceso(Protocol):
    """The one process of this storage."""

    def leer(self) -> Proceso:
        """Give the process.

        Raises:
            ProcesoAusente: None was opened.
        """

    def abrir(self, proceso: Proceso) -> None:
        """Keep a new process.

        Raises:
            ProcesoYaAbierto: There is one.
        """

    def guardar(self, proceso: Proceso) -> None:
        """Replace the process by its later self.

        Raises:
            ProcesoAusente: None was opened, or it has another id.
        """


class RepositorioTerritorio(Protocol):
    """The catalogue of demarcaciones, secciones and mesas."""

    def leer(self) -> Territorio:
        """Give the whole catalogue; empty before the first import."""

    def reemplazar(self, territorio: Territorio) -> None:
        """Put a catalogue in place of the one there was."""


class RepositorioPlanillas(Protocol):
    """The slates of the process."""

    def agregar(self, solicitud: Solicitud) -> None:
        """Keep a new slate.

        Raises:
            PlanillaRepetida: Its key is taken.
        """

    def guardar(self, solicitud: Solicitud) -> None:
        """Replace a slate by its later self.

        Raises:
            PlanillaDesconocida: There is none with its key.
        """

    def leer(self, clave: str) -> Solicitud:
        """Give the slate of a key.

        Raises:
            PlanillaDesconocida: There is none.
        """

    def listar(self) -> tuple[Solicitud, ...]:
        """Give all, by demarcación and number of registration."""


class RepositorioPadron(Protocol):
    """The roll of the process. At rest its columns are encrypted."""

    def reemplazar(self, electores: Iterable[Elector | CredencialEnPadron]) -> None:
        """Put a whole roll in place of the one there was; it may come from a generator."""

    def contar(self) -> dict[str, int]:
        """Count people per mesa ``D001-M1``; a mesa with none is absent."""

    def de_mesa(self, mesa: str) -> tuple[Elector, ...]:
        """Give the people of a mesa by their number in its lista nominal; empty if none."""

    def credenciales_de_mesa(self, mesa: str) -> tuple[CredencialEnPadron, ...]:
        """Give the cards of a mesa by number, where the roll is of cards without names."""


class RepositorioFuncionarios(Protocol):
    """The officials designated for every mesa."""

    def reemplazar(self, funcionarios: Iterable[Funcionario]) -> None:
        """Put the designation of all mesas in place of the one there was.

        The card that somebody has who is not in it under the same number is forgotten.
        """

    def listar(self) -> tuple[Funcionario, ...]:
        """Give all, by mesa (demarcación, then number of mesa) and number of official."""

    def de_mesa(self, mesa: str) -> tuple[Funcionario, ...]:
        """Give those of a mesa by number; empty if none."""


class RepositorioEmblemas(Protocol):
    """Pictures by which slates are recognised, each under its SHA-256."""

    def guardar(self, emblema: bytes) -> bytes:
        """Keep one; the same one twice is one.

        Returns:
            Its SHA-256.
        """

    def leer(self, huella: bytes) -> bytes:
        """Give the one of a SHA-256.

        Raises:
            EmblemaDesconocido: There is none.
        """


class TrabajoDeRegistro(Protocol):
    """One unit of work: all its changes and its log entries are kept, or none.

    Used as a context manager. Inside, reads see what the same unit wrote. Leaving without an
    exception commits changes and entries together, entries in the order of ``asentar``; leaving
    with one keeps nothing of either and lets it pass.
    """

    @property
    def proceso(self) -> RepositorioProceso:
        """The process."""

    @property
    def territorio(self) -> RepositorioTerritorio:
        """The catalogue."""

    @property
    def planillas(self) -> RepositorioPlanillas:
        """The slates."""

    @property
    def emblemas(self) -> RepositorioEmblemas:
        """The emblems of the slates."""

    @property
    def padron(self) -> RepositorioPadron:
        """The roll."""

    @property
    def funcionarios(self) -> RepositorioFuncionarios:
        """The officials."""

    def asentar(self, asiento: Asiento, hora: datetime | None) -> None:
        """Append one entry to the commission's log when the unit commits."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self,
        tipo: type[BaseException] | None,
        error: BaseException | None,
        traza: TracebackType | None,
    ) -> None:
        """Commit, or undo when there is an exception."""


AbrirTrabajo: TypeAlias = Callable[[], TrabajoDeRegistro]
"""Begins a unit of work; what every use case of registration takes."""
