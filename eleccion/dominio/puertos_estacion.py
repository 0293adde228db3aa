"""What the use cases of both parts of a station ask of their storage: one act and its log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from auditoria.registro.asiento import Asiento
from auditoria.registro.bitacora import Cabeza
from eleccion.dominio.respaldo import EstadoRespaldo


class TrabajoDeEstacion(Protocol):
    """One transaction of a part of the station: all its changes and entries are kept, or none.

    Used as a context manager. Leaving without an exception commits the changes together with the
    entries, durably: when ``with`` ends, a power cut loses nothing of it. Leaving with an
    exception keeps nothing.
    """

    def __enter__(self) -> Self:
        """Take the writer's turn; another one waits."""

    def __exit__(
        self,
        tipo: type[BaseException] | None,
        error: BaseException | None,
        traza: TracebackType | None,
    ) -> None:
        """Commit, or undo when there is an exception."""

    def asentar(self, asiento: Asiento, hora: datetime | None) -> None:
        """Append one entry when the transaction commits."""

    def asentada(self) -> Cabeza | None:
        """Give the head that the commit left; ``None`` when it appended nothing."""

    def extender(self, origen: str, lineas: Sequence[bytes], cabeza: Cabeza) -> None:
        """Add to the log of a machine before what it wrote at its end; ``cabeza`` is its last."""

    def respaldo(self) -> EstadoRespaldo:
        """Read whether acts must be kept in a memory too."""

    def pasar_respaldo(self, estado: EstadoRespaldo) -> None:
        """Set it."""

    def cabeza(self) -> Cabeza:
        """Read the head of the log as it was when the transaction began."""

    def lineas(self) -> Iterator[bytes]:
        """Give the lines of the log, in order."""

    def historia(self) -> tuple[tuple[str, tuple[bytes, ...]], ...]:
        """Give origin and lines of every generation's log, oldest first; the own one comes last."""
