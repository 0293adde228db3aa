"""What the mesa takes from its urna, at the opening and at the close, and at no other moment.

Both times it is a sheet of the mesa from then on: the urna may be another machine, or be gone.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Final, Protocol

from auditoria.formatos.cierre import CierreUrna
from eleccion.casos.jornada.apertura_de_urna import AperturaDeUrna
from eleccion.casos.jornada.cierre.levantar_acta import SelloDeUrna
from eleccion.casos.jornada.mesa.abrir_votacion import HOJA_DE_URNA
from eleccion.casos.jornada.mesa.contar_papeles import exigir_escrutinio_asentado
from eleccion.casos.jornada.mesa.dibujar_papeles import dibujar_acta_de_inicio
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.etapas import MESA, ActoFueraDeEtapa, EstadoMesa
from eleccion.dominio.mesa import VotacionNoCerrada
from eleccion.dominio.puertos_mesa import TrabajoDeMesa
from eleccion.errores import ActoIndebido

HOJA_DE_CIERRE: Final = "cierre_de_urna"
HOJA_DE_CIERRE_FIJADO: Final = "cierre_de_urna_fijado"
_ABRIR: Final = "abrir_votacion"


class CierreDistinto(ActoIndebido):
    """The figures are of another close than the one fixed before the count."""

    explicacion: ClassVar[str] = "El cierre de la urna no es el que se fijó antes de contar"


class UrnaVecina(Protocol):
    """The urna of the station as the mesa meets it: with two cards, before and after the voting."""

    @property
    def es_otro_equipo(self) -> bool:
        """Whether it stands on another machine, so that its files are brought by hand."""

    def leer_apertura(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> AperturaDeUrna:
        """Give what its opening told (``UrnaSinAbrir``)."""

    def traer_cierre(
        self, mesa: EquipoMesa, tarjetas: tuple[Tarjeta, Tarjeta], memoria: Path | None
    ) -> CierreUrna:
        """Bring the file of its close to this machine, verified, and give its figures.

        Args:
            memoria: Folder where it was brought; ``None`` where the urna is on this machine.

        Raises:
            UrnaSinCerrar: It is not closed, or nobody brought the file.
            The errors of ``recibir_paquete``.
        """

    def releer_cierre(self, mesa: EquipoMesa, tarjetas: tuple[Tarjeta, Tarjeta]) -> CierreUrna:
        """Give the figures of the close that was brought; raises as ``traer_cierre``."""

    def archivos_de_cierre(self, mesa: EquipoMesa, tarjetas: tuple[Tarjeta, Tarjeta]) -> Path:
        """Give the folder with the files of the close that was brought; raises likewise."""

    def sello(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> SelloDeUrna | None:
        """Give the way to its signature line on ``cierre.json`` (``firmar_cierre``).

        ``None`` where it is another machine: what that one sealed is the log that it sent.
        """


def recibir_apertura(mesa: EquipoMesa, apertura: AperturaDeUrna) -> Path:
    """Keep the head of the urna's log at zero and draw the acta de inicio; doing it again is safe.

    Returns:
        The PDF.

    Raises:
        ActoFueraDeEtapa: The voting was opened.
        InicioIncompleto: Those are not the entries of an opening.
    """
    with mesa.almacen.escribir() as trabajo:
        etapa = trabajo.estado().etapa
        if not MESA.puede(etapa, _ABRIR):
            raise ActoFueraDeEtapa(MESA.nombre, _ABRIR, etapa)
        trabajo.guardar_hoja(HOJA_DE_URNA, apertura.cabeza.escribir())
    return dibujar_acta_de_inicio(mesa, apertura.lineas)


def fijar_cierre(mesa: EquipoMesa, cierre: CierreUrna) -> None:
    """Fix which close of the urna it is before anybody counts, without keeping a figure of it.

    A urna still open while testigos are counted could take a vote that somebody misses.

    Raises:
        VotacionNoCerrada: The voting is still open.
        CierreDistinto: Another one was fixed.
    """
    huella = sha256(cierre.escribir()).digest()
    with mesa.almacen.escribir() as trabajo:
        if trabajo.estado().etapa is not EstadoMesa.CERRADA:
            raise VotacionNoCerrada
        if trabajo.hoja(HOJA_DE_CIERRE_FIJADO) not in (None, huella):
            raise CierreDistinto
        trabajo.guardar_hoja(HOJA_DE_CIERRE_FIJADO, huella)


def exigir_cierre_fijado(mesa: EquipoMesa, cierre: CierreUrna) -> None:
    """Let pass the close that was fixed before the count, where one was: ``CierreDistinto``."""
    with mesa.almacen.leer() as lectura:
        fijado = lectura.hoja(HOJA_DE_CIERRE_FIJADO)
    if fijado not in (None, sha256(cierre.escribir()).digest()):
        raise CierreDistinto


def falta_cerrar_urna(mesa: EquipoMesa, lectura: TrabajoDeMesa) -> bool:
    """Tell whether the mesa has a urna and did not see it closed yet."""
    return mesa.mesa.tiene_urna and lectura.hoja(HOJA_DE_CIERRE_FIJADO) is None


def recibir_cierre(mesa: EquipoMesa, cierre: CierreUrna) -> None:
    """Keep the urna's figures, once the hand's stand in the log: nobody counts knowing them.

    Raises:
        CapturaFaltante: The count is not in the log yet.
        CierreDistinto: It is not the close that was fixed before the count.
    """
    with mesa.almacen.escribir() as trabajo:
        exigir_escrutinio_asentado(trabajo)
        if trabajo.hoja(HOJA_DE_CIERRE_FIJADO) != sha256(cierre.escribir()).digest():
            raise CierreDistinto
        trabajo.guardar_hoja(HOJA_DE_CIERRE, cierre.escribir())


def leer_cierre_recibido(lectura: TrabajoDeMesa) -> CierreUrna | None:
    """Give the urna's figures; ``None`` before they came."""
    contenido = lectura.hoja(HOJA_DE_CIERRE)
    return None if contenido is None else CierreUrna.leer(contenido)
