"""The urna of the same machine, as the mesa meets it at the opening and at the close.

It is opened with the same two cards, read, and shut again. Nothing of it is read or written while
people vote, and the urna's own process goes on beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditoria.formatos.cierre import CierreUrna
from eleccion.arranque.partes import CarpetaDeParte
from eleccion.arranque.reapertura import reabrir_urna
from eleccion.casos.jornada.abrir_urna import releer_apertura
from eleccion.casos.jornada.apertura_de_urna import AperturaDeUrna
from eleccion.casos.jornada.cerrar_urna import leer_cierre
from eleccion.casos.jornada.equipo_urna import EquipoUrna
from eleccion.casos.jornada.firmar_cierre import firmar_cierre
from eleccion.casos.tarjetas import Tarjeta


class UrnaDelMismoEquipo:
    """Implements ``UrnaVecina``.

    Args:
        estacion: Folder of both parts.
    """

    def __init__(self, estacion: Path) -> None:
        self._estacion = estacion

    @property
    def carpeta(self) -> Path:
        """Folder with the files of its close."""
        return CarpetaDeParte(self._estacion / "urna").salida

    def leer_apertura(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> AperturaDeUrna:
        """Give what its opening told."""
        with _abierta(self._estacion, tarjetas) as abierta:
            return releer_apertura(abierta)

    def leer_cierre(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> CierreUrna:
        """Give the figures of its close."""
        with (
            _abierta(self._estacion, tarjetas) as abierta,
            abierta.almacen.leer() as lectura,
        ):
            return leer_cierre(lectura)[2]

    def sellar(self, tarjetas: tuple[Tarjeta, Tarjeta], contenido: bytes) -> str:
        """Let it put its seal on the cierre."""
        with _abierta(self._estacion, tarjetas) as abierta:
            return firmar_cierre(abierta, contenido)


@contextmanager
def _abierta(estacion: Path, tarjetas: tuple[Tarjeta, Tarjeta]) -> Iterator[EquipoUrna]:
    reabierta = reabrir_urna(estacion, tarjetas)
    try:
        yield reabierta.equipo
    finally:
        reabierta.cerrar()
