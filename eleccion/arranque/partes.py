"""One part of a station, the mesa's or the urna's: its folder, its database and its memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy import Engine

from auditoria.errores import ErrorAuditoria
from auditoria.registro import resguardo
from auditoria.registro.archivos import escribir_archivo, leer_archivo
from auditoria.registro.resguardo import AlmacenArchivos
from eleccion.casos.jornada.llaves_de_equipo import (
    PRIMERA,
    HojaDeMemoria,
    Identidad,
    LlaveDeEquipo,
)
from eleccion.dominio.relevo import MemoriaRelevada
from eleccion.dominio.respaldo import EstadoRespaldo, RespaldoAjeno
from eleccion.errores import ErrorEleccion
from eleccion.persistencia.acto import Disco
from eleccion.persistencia.errores import BaseAusente, BaseIlegible, BaseSinEspacio
from eleccion.persistencia.memoria import (
    Adelantado,
    Contenido,
    comparar,
    copiar,
    leer_lineas,
    leer_origenes,
)
from eleccion.persistencia.migracion import exigir_esquema
from eleccion.persistencia.motor import abrir_sqlite, comprobar_integridad

BASE: Final = "base.sqlite"
HOJA: Final = "memoria.json"
PUNTOS: Final = "puntos"


class Base(Protocol):
    """What both kinds of database give to be copied and compared."""

    @property
    def disco(self) -> Disco:
        """The file, and its copy."""

    @property
    def contenido(self) -> Contenido:
        """How to compare two of them."""


@dataclass(frozen=True, slots=True)
class CarpetaDeParte:
    """Folders of one part on the station's own disk."""

    raiz: Path

    @property
    def base(self) -> Path:
        """The database."""
        return self.raiz / BASE

    @property
    def sobre(self) -> Path:
        """Its key, under the envelopes."""
        return self.raiz / "equipo.json"

    @property
    def salida(self) -> Path:
        """Files of the close."""
        return self.raiz / "salida"

    @property
    def puntos(self) -> Path:
        """The checkpoints."""
        return self.raiz / PUNTOS

    @property
    def carpetas(self) -> tuple[Path, ...]:
        """Every folder to be made, parents first."""
        return (self.raiz, self.salida, self.puntos)


@dataclass(frozen=True, slots=True)
class CarpetaEnMemoria:
    """Folders of the copy of one part in a USB memory."""

    raiz: Path

    @classmethod
    def de(cls, memoria: Path, identidad: Identidad) -> CarpetaEnMemoria:
        """Say where the copy of a part lies."""
        parte = f"{identidad.parte}-{identidad.generacion}"
        return cls(cls.de_mesa(memoria, identidad.mesa) / parte)

    @staticmethod
    def de_mesa(memoria: Path, mesa: str) -> Path:
        """Say where the copies of both parts of a mesa lie."""
        return memoria / f"respaldo-{mesa}"

    @property
    def base(self) -> Path:
        """The copy."""
        return self.raiz / BASE

    @property
    def hoja(self) -> Path:
        """Whose it is."""
        return self.raiz / HOJA

    @property
    def relevada(self) -> Path:
        """Where its sheet lies once another machine took over from it."""
        return self.raiz / "relevada.json"

    @property
    def puntos(self) -> Path:
        """Copies of the checkpoints."""
        return self.raiz / PUNTOS

    def leer_hoja(self) -> HojaDeMemoria:
        """Read whose it is.

        Raises:
            BaseAusente: There is no copy.
            FormatoInvalido: Its sheet is not one.
        """
        try:
            return HojaDeMemoria.leer(leer_archivo(self.hoja))
        except OSError as falla:
            raise BaseAusente(archivo=self.hoja.name) from falla


class PuntosConCopia:
    """Checkpoints on the station's disk; each goes to the memory too. Implements ``AlmacenPuntos``.

    A checkpoint in the memory may lag behind: what counts at a take-over is its log.
    """

    def __init__(self, propios: AlmacenArchivos, disco: Disco) -> None:
        self._propios = propios
        self._disco = disco
        self.copia: AlmacenArchivos | None = None

    def leer(self, origen: str) -> bytes:
        """Give the checkpoint kept on the disk."""
        return self._propios.leer(origen)

    def cambiar(self, origen: str, anterior: bytes | None, nuevo: bytes) -> None:
        """Put ``nuevo`` in place of exactly ``anterior`` on the disk, and copy it."""
        self._propios.cambiar(origen, anterior, nuevo)
        if self.copia is not None and self._disco.tiene_memoria:
            try:
                poner_punto(self.copia, origen, nuevo)
            except OSError:
                # The next act says that the memory is missing; this one is in it already.
                self._disco.soltar_memoria()


def poner_punto(almacen: AlmacenArchivos, origen: str, nuevo: bytes) -> None:
    """Write a checkpoint over whatever the store holds: a copy, of which nobody else is author."""
    try:
        anterior: bytes | None = almacen.leer(origen)
    except resguardo.PuntoAusente:
        anterior = None
    if anterior != nuevo:
        almacen.cambiar(origen, anterior, nuevo)


def no_probar(_: Engine) -> None:
    """Look at nothing more: what the mesa holds is under a key that the memory has not."""


class ParteAbierta:
    """One part of an open station.

    Attributes:
        hoja: What its memory must say of itself.
    """

    def __init__(
        self, carpeta: CarpetaDeParte, base: Base, llave: LlaveDeEquipo, hoja: HojaDeMemoria
    ) -> None:
        self.carpeta = carpeta
        self.base = base
        self.llave = llave
        self.hoja = hoja
        self.puntos = PuntosConCopia(AlmacenArchivos(carpeta.puntos), base.disco)

    @property
    def releva(self) -> bool:
        """Tell whether this machine took over from another one."""
        return self.llave.identidad.generacion > PRIMERA

    @property
    def trabaja_con_memoria(self) -> bool:
        """Tell whether its acts must be in a memory too, be it there or not."""
        _, estado = self.base.disco.leer_marcha()
        return estado is EstadoRespaldo.EXIGIDO

    def reanudar(self, memoria: Path | None, probar: Callable[[Engine], None] = no_probar) -> None:
        """Open the part: file whole, memory reconciled, log what was last signed.

        Args:
            probar: Looks at a memory before the disk takes acts from it, and raises.

        Raises:
            BaseIlegible: The database is damaged.
            BitacoraRetrocedida, BitacoraDistinta, PuntoAusente: A restored or altered copy.
            RespaldoAjeno, RespaldoDistinto: See ``reconocer_memoria``.
        """
        comprobar_integridad(self.base.disco.motor)
        if memoria is not None:
            self.reconocer_memoria(memoria, probar)
        origen = self.llave.identidad.origen
        lineas = leer_lineas(self.base.disco.motor, self.base.contenido, origen)
        resguardo.reanudar(lineas, origen, self.llave.firma, self.puntos)

    def reconocer_memoria(self, memoria: Path, probar: Callable[[Engine], None]) -> None:
        """At start: give what one of disk and memory lacks to it, and go on with both.

        Only where the station works with a memory; a memory that is not there or cannot be read
        leaves the station without it, and then no act is done before two officials decide.

        Raises:
            RespaldoAjeno: It is of another machine.
            RespaldoDistinto: Disk and memory tell two histories.
            MemoriaRelevada: Another machine went on from it: this one is dead.
        """
        if not self.trabaja_con_memoria:
            return
        lugar = CarpetaEnMemoria.de(memoria, self.llave.identidad)
        if lugar.relevada.exists():
            raise MemoriaRelevada(self.hoja.mesa)
        try:
            hoja = lugar.leer_hoja()
            if hoja != self.hoja:
                raise RespaldoAjeno(f"es de {hoja.mesa}, {hoja.parte}-{hoja.generacion}")
            copia = self._abrir_copia(lugar)
            adelantado = comparar(self.base.disco.motor, copia, self.base.contenido)
        except (BaseAusente, BaseIlegible, ErrorAuditoria):
            return
        if adelantado is Adelantado.MEMORIA:
            try:
                probar(copia)
            except ErrorEleccion:
                copia.dispose()
                raise
            self._recobrar(copia)
        elif adelantado is Adelantado.DISCO:
            copia.dispose()
            self._copiar(lugar)
            copia = self._abrir_copia(lugar)
        self._unir(copia, lugar)

    def conectar_memoria(self, memoria: Path) -> None:
        """Make a new copy of everything in a memory, and keep each act there from now on.

        Raises:
            RespaldoAjeno: The memory holds the copy of another machine of this mesa, or another
                one took over from it.
            BaseSinEspacio: The medium does not take it.
        """
        lugar = CarpetaEnMemoria.de(memoria, self.llave.identidad)
        ajena = lugar.hoja.exists() and lugar.leer_hoja() != self.hoja
        if ajena or lugar.relevada.exists():
            raise RespaldoAjeno(lugar.raiz.parent.name)
        # An act between the copy and its first use would be in the one and not in the other.
        with self.base.disco.turno():
            self.base.disco.soltar_memoria()
            self._copiar(lugar)
            self._unir(self._abrir_copia(lugar), lugar)

    def _copiar(self, lugar: CarpetaEnMemoria) -> None:
        try:
            for carpeta in (lugar.raiz.parent, lugar.raiz, lugar.puntos):
                carpeta.mkdir(mode=0o700, exist_ok=True)
            # The sheet comes first: a copy without owner would be nobody's.
            escribir_archivo(lugar.hoja, self.hoja.escribir(), 0o600)
        except OSError as falla:
            raise BaseSinEspacio(archivo=lugar.raiz.parent.name) from falla
        copiar(self.base.disco.motor, lugar.base)

    def _abrir_copia(self, lugar: CarpetaEnMemoria) -> Engine:
        copia = abrir_sqlite(lugar.base)
        exigir_esquema(copia, self.hoja.parte)
        comprobar_integridad(copia)
        return copia

    def _recobrar(self, copia: Engine) -> None:
        """Take from the memory the acts that the disk lost, once their log holds."""
        origen = self.llave.identidad.origen
        lineas = leer_lineas(copia, self.base.contenido, origen)
        resguardo.reanudar(lineas, origen, self.llave.firma, self.puntos)
        self.base.disco.motor.dispose()
        copiar(copia, self.carpeta.base)

    def _unir(self, copia: Engine, lugar: CarpetaEnMemoria) -> None:
        self.puntos.copia = AlmacenArchivos(lugar.puntos)
        for origen in leer_origenes(copia, self.base.contenido):
            poner_punto(self.puntos.copia, origen, self.puntos.leer(origen))
        self.base.disco.con_memoria(copia)
