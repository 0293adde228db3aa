"""What this machine answers about itself: disk, clock, databases, memory and printer."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from auditoria.programa import version_del_programa
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.asientos import EquipoReabierto
from boletas.errores import motivo
from eleccion.arranque.partes import CarpetaDeParte
from eleccion.dominio.diagnostico import (
    AjusteLeido,
    BasesRevisadas,
    CarpetaSinEstacion,
    PoliticaDelNavegador,
)
from eleccion.dominio.puertos_impresion import Conservacion, Impresora
from eleccion.errores import ErrorEleccion
from eleccion.persistencia.motor import (
    AJUSTES,
    abrir_sqlite,
    comprobar_integridad,
    crear_sqlite,
    leyendo,
)
from eleccion.recursos import encontrar_recurso

_PARTES: Final = ("mesa", "urna")
_MIB: Final = 1024 * 1024
_MUESTRA: Final = bytes(range(256)) * 16
_LINEAS: Final = "SELECT linea FROM bitacora ORDER BY origen DESC, secuencia DESC"


@dataclass(frozen=True, slots=True)
class EsteEquipo:
    """Implements ``EquipoRevisable``. Reads what needs no card, and leaves nothing behind.

    Attributes:
        estacion: Folder of the station; its parent before the instalación is enough.
        usb: Folder of the USB memory, when one is named.
        papel: The printer, when one is named.
        partes: Whose databases are opened; the urna's process opens no file of the mesa.
        politica: Where Chromium reads what its administrator forbids.
    """

    estacion: Path
    usb: Path | None = None
    papel: Impresora | None = None
    partes: tuple[str, ...] = _PARTES
    politica: Path = Path("/etc/chromium/policies/managed/kiosco.json")

    def programa(self) -> str:
        """Give the versions."""
        return version_del_programa()

    def espacio_mib(self) -> int:
        """Ask the file system."""
        return shutil.disk_usage(self._lugar()).free // _MIB

    def probar_escritura(self) -> str:
        """Write beside the station."""
        return _probar(self._lugar())

    def bases(self) -> BasesRevisadas:
        """Open every database there is, or a new one where there is none yet."""
        ajustes: list[AjusteLeido] = []
        horas: list[datetime] = []
        falla = ""
        try:
            for parte in self.partes:
                ruta = CarpetaDeParte(self.estacion / parte).base
                if ruta.exists():
                    ajustes += _leer_ajustes(parte, ruta)
                    horas += _ultima_hora(ruta)
            if not ajustes:
                with tempfile.TemporaryDirectory(dir=self._lugar(), prefix=".prueba-") as nueva:
                    ajustes = _leer_ajustes("nueva", Path(nueva) / "base.sqlite", nueva=True)
        except (ErrorEleccion, OSError) as error:
            falla = str(error) if isinstance(error, ErrorEleccion) else motivo(error)
        return BasesRevisadas(
            sqlite3.sqlite_version, falla, tuple(ajustes), max(horas, default=None)
        )

    def desfase_horario(self) -> timedelta:
        """Ask the operating system."""
        return datetime.now().astimezone().utcoffset() or timedelta()

    def memoria(self) -> str | None:
        """Write in it, where it is."""
        if self.usb is None:
            return None
        return _probar(self.usb) if self.usb.is_dir() else "no está conectada"

    def impresora(self) -> str | None:
        """Ask it."""
        if self.papel is None:
            return None
        return "" if self.papel.esta_lista() else "no responde o está detenida"

    def conserva(self) -> Conservacion | None:
        """Ask it."""
        return None if self.papel is None else self.papel.conserva()

    def navegador(self) -> PoliticaDelNavegador:
        """Compare it byte for byte, as the script that starts the kiosk does."""
        try:
            instalada = self.politica.read_bytes()
        except OSError:
            return PoliticaDelNavegador.NINGUNA
        propia = encontrar_recurso("kiosco", "politica.json").read_bytes()
        return PoliticaDelNavegador.PROPIA if instalada == propia else PoliticaDelNavegador.OTRA

    def _lugar(self) -> Path:
        for carpeta in (self.estacion, self.estacion.parent):
            if carpeta.is_dir():
                return carpeta
        raise CarpetaSinEstacion(archivo=self.estacion.name)


def _probar(carpeta: Path) -> str:
    """Write a file whole and synced, read it back, and take it away; gives why it failed."""
    try:
        with tempfile.TemporaryDirectory(dir=carpeta, prefix=".prueba-") as temporal:
            ruta = Path(temporal) / "muestra"
            escribir_archivo(ruta, _MUESTRA)
            return "" if ruta.read_bytes() == _MUESTRA else "lo leído no es lo escrito"
    except OSError as falla:
        return motivo(falla)


def _leer_ajustes(parte: str, ruta: Path, *, nueva: bool = False) -> list[AjusteLeido]:
    """Read every setting back through a connection such as those that write."""
    motor = crear_sqlite(ruta) if nueva else abrir_sqlite(ruta)
    try:
        comprobar_integridad(motor)
        with leyendo(motor) as conexion:
            return [
                AjusteLeido(
                    parte,
                    nombre,
                    str(conexion.exec_driver_sql(f"PRAGMA {nombre}").scalar_one()),
                    str(debido),
                )
                for nombre, _, debido in AJUSTES
            ]
    finally:
        motor.dispose()


def _ultima_hora(ruta: Path) -> Iterator[datetime]:
    """Hour of the last act of a log that has one: those of voters have none.

    That of an opening is what the clock said by itself, and no measure of it.
    """
    motor = abrir_sqlite(ruta)
    try:
        with leyendo(motor) as conexion:
            for linea in conexion.exec_driver_sql(_LINEAS).scalars():
                asiento = json.loads(linea)
                if asiento["tipo"] != EquipoReabierto.tipo and "hora" in asiento:
                    yield datetime.fromisoformat(asiento["hora"])
                    return
    finally:
        motor.dispose()
