"""The urna of a station as its mesa meets it, at the opening and at the close.

On one machine it is opened with the same two cards, read, and shut again; nothing of it is read or
written while people vote, and its own process goes on beside it. On another machine there are only
the files that officials bring from it. The close comes the same way to both: as one sealed file.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditoria.formatos.cierre import CierreUrna
from auditoria.registro.archivos import leer_archivo
from eleccion.arranque.dos_equipos import PLIEGO_DE_URNA
from eleccion.arranque.partes import CarpetaDeParte
from eleccion.arranque.reapertura import leer_dotacion, reabrir_urna
from eleccion.casos.jornada.apertura_de_urna import AperturaDeUrna
from eleccion.casos.jornada.cierre.levantar_acta import SelloDeUrna
from eleccion.casos.jornada.cierre.recibir_paquete_de_urna import (
    extraer_paquete,
    recibir_paquete,
    revisar_paquete,
)
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.paquete_de_urna import nombre_de_cierre
from eleccion.casos.jornada.pliegos import leer_pliego_de_urna
from eleccion.casos.jornada.urna.abrir_urna import releer_apertura
from eleccion.casos.jornada.urna.empacar_cierre import empacar_cierre
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.firmar_cierre import firmar_cierre
from eleccion.casos.tarjetas import Tarjeta, exigir_tarjetas
from eleccion.dominio.urna import UrnaSinCerrar


class CierreTraido:
    """The file of the urna's close on the mesa's machine.

    Args:
        estacion: Folder of the station.
    """

    def __init__(self, estacion: Path) -> None:
        self._estacion = estacion

    def archivos_de_cierre(self, mesa: EquipoMesa, tarjetas: tuple[Tarjeta, Tarjeta]) -> Path:
        """Give the folder with the files of the close that was brought, verified again."""
        self.releer_cierre(mesa, tarjetas)
        destino = self._de_mesa.raiz / "de-urna"
        shutil.rmtree(destino, ignore_errors=True)
        extraer_paquete(self._guardado(mesa), destino)
        return destino

    def releer_cierre(self, mesa: EquipoMesa, tarjetas: tuple[Tarjeta, Tarjeta]) -> CierreUrna:
        """Give its figures, the file verified again."""
        mesa.exigir_dos_personas(tarjetas)
        guardado = self._guardado(mesa)
        if not guardado.is_file():
            raise UrnaSinCerrar(
                "el archivo del cierre ya no está en este equipo; tráiganlo otra vez"
            )
        return revisar_paquete(mesa, guardado)

    @property
    def _de_mesa(self) -> CarpetaDeParte:
        return CarpetaDeParte(self._estacion / "mesa")

    def _guardado(self, mesa: EquipoMesa) -> Path:
        return self._de_mesa.raiz / nombre_de_cierre(mesa.identidad)


class UrnaDelMismoEquipo(CierreTraido):
    """Implements ``UrnaVecina`` where both parts stand in one folder."""

    es_otro_equipo = False

    def leer_apertura(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> AperturaDeUrna:
        """Give what its opening told."""
        with _abierta(self._estacion, tarjetas) as abierta:
            return releer_apertura(abierta)

    def traer_cierre(
        self, mesa: EquipoMesa, tarjetas: tuple[Tarjeta, Tarjeta], memoria: Path | None = None
    ) -> CierreUrna:
        """Let it write the file of its close, and bring it; ``memoria`` is not used."""
        with (
            _abierta(self._estacion, tarjetas) as abierta,
            tempfile.TemporaryDirectory(dir=self._de_mesa.raiz, prefix=".cierre-") as temporal,
        ):
            escrito = empacar_cierre(abierta, Path(temporal))
            return recibir_paquete(mesa, escrito, self._guardado(mesa))

    def releer_cierre(self, mesa: EquipoMesa, tarjetas: tuple[Tarjeta, Tarjeta]) -> CierreUrna:
        """Verify it again; a machine that took over meanwhile has the urna, and brings it anew."""
        if not self._guardado(mesa).is_file():
            return self.traer_cierre(mesa, tarjetas)
        return super().releer_cierre(mesa, tarjetas)

    def sello(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> SelloDeUrna | None:
        """Give the way to its seal on the cierre."""

        def sellar(contenido: bytes) -> str:
            with _abierta(self._estacion, tarjetas) as abierta:
                return firmar_cierre(abierta, contenido)

        return sellar


class UrnaDeOtroEquipo(CierreTraido):
    """Implements ``UrnaVecina`` where only its files come."""

    es_otro_equipo = True

    def leer_apertura(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> AperturaDeUrna:
        """Read again the sheet with which the mesa was installed."""
        recibida = leer_dotacion(self._estacion, "mesa")
        sellado = recibida.sellado
        exigir_tarjetas(tarjetas, sellado.llaves, recibida.mesa)
        return leer_pliego_de_urna(
            leer_archivo(self._de_mesa.raiz / PLIEGO_DE_URNA),
            sellado.llaves,
            sellado.proceso,
            recibida.mesa,
            sellado.huella,
        ).apertura

    def traer_cierre(
        self, mesa: EquipoMesa, tarjetas: tuple[Tarjeta, Tarjeta], memoria: Path | None
    ) -> CierreUrna:
        """Take the file from a memory, with two cards."""
        mesa.exigir_dos_personas(tarjetas)
        traido = (memoria or self._de_mesa.raiz) / nombre_de_cierre(mesa.identidad)
        if memoria is None or not traido.is_file():
            raise UrnaSinCerrar("no está el archivo del cierre en esa memoria")
        return recibir_paquete(mesa, traido, self._guardado(mesa))

    def sello(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> SelloDeUrna | None:
        """Give none: its seal is on the log that it sent."""
        return None


@contextmanager
def _abierta(estacion: Path, tarjetas: tuple[Tarjeta, Tarjeta]) -> Iterator[EquipoUrna]:
    reabierta = reabrir_urna(estacion, tarjetas)
    try:
        yield reabierta.equipo
    finally:
        reabierta.cerrar()
