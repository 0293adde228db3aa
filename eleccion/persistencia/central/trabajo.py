"""The commission's unit of work, on PostgreSQL and on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import RootTransaction

from auditoria.registro.asiento import Asiento
from auditoria.registro.bitacora import Cabeza
from eleccion.dominio.etapas import exigir_en_etapa
from eleccion.dominio.proceso import ProcesoAusente
from eleccion.persistencia.cadena import Cadena
from eleccion.persistencia.central.actos import TablaDeDocumentos, TablasDeActos
from eleccion.persistencia.central.registro import (
    TablaDeEmblemas,
    TablaDeFuncionarios,
    TablaDePadron,
    TablaDePlanillas,
    TablaDeProceso,
    TablaDeTerritorio,
)
from eleccion.persistencia.central.tablas import CADENA
from eleccion.persistencia.cifra import CifraDeFilas
from eleccion.persistencia.migracion import exigir_esquema, migrar
from eleccion.persistencia.motor import LECTURA, abrir_postgresql, abrir_sqlite, crear_sqlite


class _Clase(Enum):
    """What a unit of work is for; only one that writes keeps anything."""

    LECTURA = auto()
    ESCRITURA = auto()
    ENSAYO = auto()


class BaseCentral:
    """The commission's database."""

    def __init__(self, motor: Engine, origen: str, secreto: bytes) -> None:
        self.motor = motor
        self._origen = origen
        self._cifra = CifraDeFilas(secreto, "comision")

    @classmethod
    def crear(cls, lugar: Path | str, origen: str, secreto: bytes) -> Self:
        """Make the tables, in a new file or in an empty PostgreSQL database, and an empty log.

        Args:
            lugar: Path of a SQLite file, or SQLAlchemy address of a PostgreSQL database.
            origen: Name of the log.
            secreto: 32 bytes that encrypt persons' data; kept outside the database.

        Raises:
            BaseYaExiste: The file exists.
        """
        motor = crear_sqlite(lugar) if isinstance(lugar, Path) else abrir_postgresql(lugar)
        migrar(motor, "central")
        base = cls(motor, origen, secreto)
        with base.escribir() as trabajo:
            trabajo.estrenar(Cabeza.nueva(origen))
        return base

    @classmethod
    def abrir(cls, lugar: Path | str, origen: str, secreto: bytes) -> Self:
        """Open a database already made.

        Raises:
            BaseAusente, BaseIlegible, SqliteVulnerable, EsquemaDistinto: It cannot be used.
        """
        motor = abrir_sqlite(lugar) if isinstance(lugar, Path) else abrir_postgresql(lugar)
        exigir_esquema(motor, "central")
        return cls(motor, origen, secreto)

    def escribir(self) -> TrabajoEnCentral:
        """Begin a unit of work."""
        return TrabajoEnCentral(self.motor, self._origen, self._cifra, _Clase.ESCRITURA)

    def leer(self) -> TrabajoEnCentral:
        """Begin a reading."""
        return TrabajoEnCentral(self.motor, self._origen, self._cifra, _Clase.LECTURA)

    def ensayar(self) -> TrabajoEnCentral:
        """Begin a unit of work of which nothing stays, however it ends."""
        return TrabajoEnCentral(self.motor, self._origen, self._cifra, _Clase.ENSAYO)

    @contextmanager
    def juntar(self) -> Iterator[TransaccionDeVarios]:
        """Do several units of work in one transaction; nothing stays when the block raises."""
        with self.motor.connect() as conexion, conexion.begin() as transaccion:
            yield TransaccionDeVarios(conexion, transaccion, self._origen, self._cifra)

    def cerrar(self) -> None:
        """Close every connection."""
        self.motor.dispose()


@dataclass(frozen=True, slots=True)
class TransaccionDeVarios:
    """One transaction in which several units of work follow each other."""

    _conexion: Connection
    _transaccion: RootTransaction
    _origen: str
    _cifra: CifraDeFilas

    def escribir(self) -> TrabajoEnCentral:
        """Begin a unit of work, which sees what those before it did."""
        return _UnoDeVarios(self._conexion, self._origen, self._cifra)

    def deshacer(self) -> None:
        """Let nothing of it stay."""
        self._transaccion.rollback()


class TrabajoEnCentral(TablasDeActos):
    """One transaction. Implements ``TrabajoDeComision``."""

    def __init__(self, motor: Engine, origen: str, cifra: CifraDeFilas, clase: _Clase) -> None:
        self._motor = motor
        self._origen = origen
        self._cifra = cifra
        self._clase = clase
        self._pendientes: list[tuple[Asiento, datetime | None]] = []
        self._conexion: Connection
        self._transaccion: RootTransaction

    def __enter__(self) -> Self:
        opciones = LECTURA if self._clase is _Clase.LECTURA else {}
        self._conexion = self._motor.connect().execution_options(**opciones)
        self._transaccion = self._conexion.begin()
        return self

    def __exit__(
        self,
        tipo: type[BaseException] | None,
        error: BaseException | None,
        traza: TracebackType | None,
    ) -> None:
        try:
            if error is None and self._clase is not _Clase.LECTURA:
                self._asentar_pendientes()
                if self._clase is _Clase.ESCRITURA:
                    self._transaccion.commit()
        finally:
            # Closing undoes whatever was not committed.
            self._conexion.close()

    @property
    def proceso(self) -> TablaDeProceso:
        """The process."""
        return TablaDeProceso(self._conexion)

    @property
    def territorio(self) -> TablaDeTerritorio:
        """The catalogue."""
        return TablaDeTerritorio(self._conexion)

    @property
    def planillas(self) -> TablaDePlanillas:
        """The slates."""
        return TablaDePlanillas(self._conexion, self._cifra)

    @property
    def emblemas(self) -> TablaDeEmblemas:
        """The emblems of the slates."""
        return TablaDeEmblemas(self._conexion)

    @property
    def padron(self) -> TablaDePadron:
        """The roll."""
        return TablaDePadron(self._conexion, self._cifra)

    @property
    def funcionarios(self) -> TablaDeFuncionarios:
        """The officials."""
        return TablaDeFuncionarios(self._conexion)

    @property
    def documentos(self) -> TablaDeDocumentos:
        """The public documents."""
        return TablaDeDocumentos(self._conexion)

    def asentar(self, asiento: Asiento, hora: datetime | None) -> None:
        """Append an entry at commit."""
        with suppress(ProcesoAusente):
            exigir_en_etapa(asiento.tipo, self.proceso.leer().etapa)
        self._pendientes.append((asiento, hora))

    def cabeza(self, *, bloquear: bool = False) -> Cabeza:
        """Read the head of the log."""
        return self._cadena().cabeza(bloquear=bloquear)

    def lineas(self) -> Iterator[bytes]:
        """Give the lines of the log."""
        return self._cadena().lineas()

    def estrenar(self, cabeza: Cabeza) -> None:
        """Begin the log; once."""
        self._cadena().estrenar(cabeza)

    def _asentar_pendientes(self) -> None:
        if self._pendientes:
            self._cadena().escribir(self._pendientes)

    def _cadena(self) -> Cadena:
        return Cadena(CADENA, self._conexion, self._origen)


class _UnoDeVarios(TrabajoEnCentral):
    """A unit in the transaction of several, which neither begins nor ends with it."""

    def __init__(self, conexion: Connection, origen: str, cifra: CifraDeFilas) -> None:
        super().__init__(conexion.engine, origen, cifra, _Clase.ESCRITURA)
        self._conexion = conexion

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        tipo: type[BaseException] | None,
        error: BaseException | None,
        traza: TracebackType | None,
    ) -> None:
        if error is None:
            self._asentar_pendientes()
