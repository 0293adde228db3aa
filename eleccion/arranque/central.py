"""Join the commission: database, key, checkpoints and folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from auditoria.errores import ErrorAuditoria
from auditoria.registro import bitacora, llave, punto, resguardo
from auditoria.registro.archivos import escribir_archivo, leer_archivo
from auditoria.registro.custodia import abrir, generar, guardar, sellar
from auditoria.registro.llave import LlavePrivada
from auditoria.registro.resguardo import AlmacenArchivos
from boletas.errores import motivo
from eleccion.arranque.reserva import CarpetaIncompleta
from eleccion.casos.comision import CarpetasDeComision, Sellador
from eleccion.dominio.puertos import Azar
from eleccion.persistencia.central.personas import PersonasEnCentral
from eleccion.persistencia.central.trabajo import BaseCentral, TrabajoEnCentral, TransaccionDeVarios
from eleccion.persistencia.migracion import Parte, migrar
from eleccion.persistencia.motor import abrir_postgresql, abrir_sqlite

SECRETO: Final = "llaves/padron.secreto"
"""Under which rows of people are encrypted; outside of the database."""


class Central:
    """The commission: database, key, checkpoints and folders. Implements ``Comision``.

    Attributes:
        ensayo: Every act is done whole and nothing of it stays.
    """

    def __init__(
        self,
        carpeta: Path,
        proceso: str,
        base: BaseCentral,
        firma: LlavePrivada,
        *,
        ensayo: bool = False,
    ) -> None:
        self.ensayo = ensayo
        self.carpeta = carpeta
        self.proceso = proceso
        self.llave = firma
        self.carpetas = _carpetas(carpeta)
        self._base = base
        self._puntos = AlmacenArchivos(carpeta / "puntos")

    def abrir(self) -> TrabajoEnCentral:
        """Begin a unit of work that writes."""
        return self._base.ensayar() if self.ensayo else self._base.escribir()

    def leer(self) -> TrabajoEnCentral:
        """Begin a reading."""
        return self._base.leer()

    def sellar_punto(self) -> bytes:
        """Sign the head of the log and keep it in the store of checkpoints.

        In a dry run the head is that of before, which stands there already.
        """
        with self.leer() as lectura:
            cabeza = lectura.cabeza()
        return resguardo.sellar_punto(cabeza, self.llave, self._puntos)

    def asentados(self) -> int:
        """Count the entries of the log: an act that was done before adds none."""
        with self.leer() as lectura:
            return lectura.cabeza().tamano

    @contextmanager
    def juntar(self) -> Iterator[CentralJunta]:
        """Do several acts that stay together, or not at all; the head is signed afterwards."""
        with self._base.juntar() as transaccion:
            yield CentralJunta(self, transaccion)

    @property
    def personas(self) -> PersonasEnCentral:
        """The rows of people, and the key that reads them."""
        return PersonasEnCentral(self._base.motor, self.carpeta / SECRETO)

    def cerrar(self) -> None:
        """Close every connection."""
        self._base.cerrar()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        tipo: type[BaseException] | None,
        error: BaseException | None,
        traza: TracebackType | None,
    ) -> None:
        self.cerrar()


class CentralJunta:
    """The commission while several acts of one transaction are done. Implements ``Comision``."""

    def __init__(self, central: Central, transaccion: TransaccionDeVarios) -> None:
        self.proceso = central.proceso
        self.llave = central.llave
        self.carpetas = central.carpetas
        self._transaccion = transaccion

    def abrir(self) -> TrabajoEnCentral:
        """Begin a unit of work, which ends without a commit of its own."""
        return self._transaccion.escribir()

    def leer(self) -> TrabajoEnCentral:
        """Read what the acts before left, though it is not kept yet."""
        return self._transaccion.escribir()

    def sellar_punto(self) -> bytes:
        """Sign the head, which the store of checkpoints learns when all of it stays."""
        with self.leer() as lectura:
            return punto.firmar(lectura.cabeza().punto(), self.llave)

    def deshacer(self) -> None:
        """Let nothing of it stay."""
        self._transaccion.deshacer()


def crear_central(
    carpeta: Path, proceso: str, *, base: str | None = None, azar: Azar = os.urandom
) -> Central:
    """Make the commission's folder, key, secret, database and empty log.

    Args:
        carpeta: New, or empty.
        proceso: Key of the process, as in its convocatoria.
        base: SQLAlchemy address of an empty PostgreSQL database; a SQLite file when absent.

    Raises:
        PuntoCambiado, BaseYaExiste: There is a commission in that folder.
    """
    for parte in ("", "llaves", "definicion", "dotaciones", "registros", "descifrados", "firmadas"):
        (carpeta / parte).mkdir(mode=0o700, parents=True, exist_ok=True)
    firma = generar(llave.nombre(proceso, "comision"), azar)
    origen = bitacora.origen(proceso, "comision")
    resguardo.estrenar(origen, firma, AlmacenArchivos(carpeta / "puntos"))
    secreto = azar(32)
    escribir_archivo(carpeta / "llaves" / "comision.llave", guardar(firma), 0o600)
    escribir_archivo(carpeta / SECRETO, secreto, 0o600)
    guardada = BaseCentral.crear(base or carpeta / "base.sqlite", origen, secreto)
    return Central(carpeta, proceso, guardada, firma)


def abrir_central(carpeta: Path, *, base: str | None = None, ensayo: bool = False) -> Central:
    """Open a commission and go on with its log, once it is what was last signed.

    Args:
        ensayo: For a dry run: acts are done whole, and nothing of them stays in the database.

    Raises:
        CarpetaIncompleta: It is no commission's folder.
        BaseAusente, BaseIlegible, SqliteVulnerable, EsquemaDistinto: The database cannot be used.
        BitacoraRetrocedida, BitacoraDistinta, PuntoAusente: It is a restored or altered copy.
    """
    try:
        firma = abrir((carpeta / "llaves" / "comision.llave").read_bytes())
        secreto = (carpeta / SECRETO).read_bytes()
    except OSError as falla:
        raise CarpetaIncompleta(motivo(falla), archivo=carpeta.name) from falla
    proceso = firma.nombre.split("/")[1]
    origen = bitacora.origen(proceso, "comision")
    guardada = BaseCentral.abrir(base or carpeta / "base.sqlite", origen, secreto)
    central = Central(carpeta, proceso, guardada, firma, ensayo=ensayo)
    with central.leer() as lectura:
        resguardo.reanudar(lectura.lineas(), origen, firma, AlmacenArchivos(carpeta / "puntos"))
    return central


def crear_sellador(
    ruta: Path,
    proceso: str,
    numero: int,
    nombre: str,
    cargo: str,
    *,
    frase: str | None = None,
    azar: Azar = os.urandom,
) -> Sellador:
    """Make the key of one of the two persons who seal, in a file of their own.

    Args:
        numero: 1 or 2.
        frase: Passphrase that closes the file; ``None`` leaves it open.
    """
    firma = generar(llave.nombre(proceso, f"sello-{numero}"), azar)
    ruta.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    escribir_archivo(ruta, sellar(firma, frase, azar) if frase else guardar(firma), 0o600)
    return Sellador(nombre, cargo, firma)


def abrir_sellador(ruta: Path, nombre: str, cargo: str, frase: str | None = None) -> Sellador:
    """Open the key of a person who seals.

    Raises:
        CarpetaIncompleta: No such file.
        NoAbre, ReglaRota: It is no key, or its passphrase is another; its name is said.
    """
    try:
        return Sellador(nombre, cargo, abrir(leer_archivo(ruta), frase))
    except OSError as falla:
        raise CarpetaIncompleta(motivo(falla), archivo=ruta.name) from falla
    except ErrorAuditoria as falla:
        raise falla.en(ruta.name) from None


def migrar_base(lugar: Path | str, parte: Parte) -> str:
    """Bring a database to this program's revision; gives the revision reached.

    Args:
        lugar: SQLite file, or address of a PostgreSQL database.
    """
    motor = abrir_sqlite(lugar) if isinstance(lugar, Path) else abrir_postgresql(lugar)
    try:
        return migrar(motor, parte)
    finally:
        motor.dispose()


def _carpetas(carpeta: Path) -> CarpetasDeComision:
    return CarpetasDeComision(
        definicion=carpeta / "definicion",
        dotaciones=carpeta / "dotaciones",
        registros=carpeta / "registros",
        descifrados=carpeta / "descifrados",
        firmadas=carpeta / "firmadas",
        idiomas=carpeta / "idiomas",
    )
