"""The urna's part of a station, as its use cases take it."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Final

from auditoria.errores import ErrorAuditoria
from auditoria.registro import resguardo
from auditoria.registro.bitacora import Cabeza
from auditoria.registro.llave import LlavePrivada
from auditoria.registro.resguardo import AlmacenPuntos
from auditoria.verificador.sellado import Sellado
from eleccion.casos.jornada.urna.retiros import exigir_sin_retiro
from eleccion.casos.sellado import MesaSellada
from eleccion.casos.tarjetas import Tarjeta, exigir_tarjeta, exigir_tarjetas
from eleccion.dominio.puertos_urna import AlmacenDeUrna

ASIENTOS_POR_PUNTO: Final = 32
"""Between milestones a checkpoint follows every so many entries."""


class EquipoUrna:
    """Storage, key and sealed definition of one urna.

    Attributes:
        carpeta: Where the files of the close are written.
    """

    def __init__(
        self,
        *,
        carpeta: Path,
        almacen: AlmacenDeUrna,
        llave: LlavePrivada,
        puntos: AlmacenPuntos,
        sellado: Sellado,
        mesa: MesaSellada,
    ) -> None:
        self.carpeta = carpeta
        self.almacen = almacen
        self.llave = llave
        self.sellado = sellado
        self.mesa = mesa
        self._puntos = puntos
        self._candado = Lock()
        self._sellados = 0
        self._debe_punto = False

    @property
    def proceso(self) -> str:
        """Key of the process."""
        return self.sellado.proceso

    def exigir_dos_personas(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
        """Demand two cards of this mesa that were not retired at this urna.

        Raises:
            MismaTarjeta, TarjetaNoReconocida: They are not two cards of this mesa.
            TarjetaSinFunciones: Two officials retired one of them.
        """
        exigir_tarjetas(tarjetas, self.sellado.llaves, self.mesa.identidad)
        with self.almacen.leer() as lectura:
            exigir_sin_retiro(lectura, *tarjetas)

    def exigir_persona(self, tarjeta: Tarjeta) -> None:
        """Demand one such card; errors as above."""
        exigir_tarjeta(tarjeta, self.sellado.llaves, self.mesa.identidad)
        with self.almacen.leer() as lectura:
            exigir_sin_retiro(lectura, tarjeta)

    def punto_de(self, origen: str) -> bytes:
        """Give the last checkpoint signed of a log: its own, or that of a machine before it.

        Raises:
            PuntoAusente: There is none.
        """
        return self._puntos.leer(origen)

    def sellar_punto(self, cabeza: Cabeza) -> bytes:
        """Sign a head as the last checkpoint; one older than the last sealed changes nothing."""
        with self._candado:
            if cabeza.tamano < self._sellados:
                return b""
            sellado = resguardo.sellar_punto(cabeza, self.llave, self._puntos)
            self._sellados = cabeza.tamano
            return sellado

    def sellar_si_toca(self, cabeza: Cabeza | None) -> None:
        """Sign a checkpoint every ``ASIENTOS_POR_PUNTO`` entries, after their commit.

        One that cannot be kept is no failure of the act, which is committed and answered for: the
        next entry tries again, and the close, which seals its own, refuses what is wrong.
        """
        if cabeza is None or (cabeza.tamano % ASIENTOS_POR_PUNTO and not self._debe_punto):
            return
        try:
            self.sellar_punto(cabeza)
        except (OSError, ErrorAuditoria):
            self._debe_punto = True
        else:
            self._debe_punto = False
