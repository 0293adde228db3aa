"""What the units of work of mesa and urna have in common: one act, and the log at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

from auditoria.registro.asiento import Asiento
from auditoria.registro.bitacora import Cabeza
from eleccion.dominio.respaldo import EstadoRespaldo
from eleccion.persistencia.acto import Acto
from eleccion.persistencia.cadena import Cadena, TablasDeCadena
from eleccion.persistencia.directa import Directa
from eleccion.persistencia.marcha import TablaDeMarcha


class TrabajoEnEstacion:
    """One transaction of a part of the station. Implements ``TrabajoDeEstacion``.

    Entries wait until the commit: the head of the log is the last row that the act writes.
    """

    def __init__(
        self, acto: Acto, origen: str, *, tablas: TablasDeCadena, marcha: TablaDeMarcha
    ) -> None:
        self._acto = acto
        self._origen = origen
        self._tablas = tablas
        self._marcha = marcha
        self._pendientes: list[tuple[Asiento, datetime | None]] = []
        self._conexion: Directa
        self._asentada: Cabeza | None = None

    def __enter__(self) -> Self:
        self._conexion = self._acto.comenzar()
        return self

    def __exit__(
        self,
        tipo: type[BaseException] | None,
        error: BaseException | None,
        traza: TracebackType | None,
    ) -> None:
        try:
            if error is None and self._acto.escribe:
                if self._pendientes:
                    self._asentada = self._cadena().escribir(self._pendientes)
                self._acto.confirmar()
        finally:
            self._acto.terminar()

    def asentar(self, asiento: Asiento, hora: datetime | None) -> None:
        """Append an entry at commit."""
        self._pendientes.append((asiento, hora))

    def asentada(self) -> Cabeza | None:
        """Give the head that the commit left; ``None`` when it appended nothing."""
        return self._asentada

    def extender(self, origen: str, lineas: Sequence[bytes], cabeza: Cabeza) -> None:
        """Add to the log of a machine before what it wrote at its end."""
        Cadena(self._tablas, self._conexion, origen).extender(lineas, cabeza)

    def respaldo(self) -> EstadoRespaldo:
        """Read whether acts must be kept in a memory too."""
        return EstadoRespaldo(self._conexion.execute(self._marcha.leer).one()[1])

    def pasar_respaldo(self, estado: EstadoRespaldo) -> None:
        """Set it."""
        self._conexion.execute(self._marcha.pasar_respaldo, {"nuevo": estado.value})

    def cabeza(self) -> Cabeza:
        """Read the head of the log."""
        return self._cadena().cabeza()

    def lineas(self) -> Iterator[bytes]:
        """Give the lines of the log."""
        return self._cadena().lineas()

    def historia(self) -> tuple[tuple[str, tuple[bytes, ...]], ...]:
        """Give the logs of every generation, the own one last."""
        return self._cadena().historia()

    def _estrenar_bitacora(self) -> None:
        """Write the rows of a database without acts."""
        self._conexion.execute(self._marcha.estrenar)
        self._cadena().estrenar(Cabeza.nueva(self._origen))

    def _cadena(self) -> Cadena:
        return Cadena(self._tablas, self._conexion, self._origen)
