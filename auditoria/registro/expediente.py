"""Reading a record: a directory or a zip through one interface, with limits.

Both come from strangers on a USB stick. Names that leave the directory, links, special
files, names that differ only in case, encrypted or bomb-like zips are refused on opening;
what is read later is bounded by the caller.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self, cast

from auditoria.errores import NoAbre
from auditoria.registro.canonico import LIMITE, ArchivoVacio, DemasiadoGrande
from boletas.errores import motivo

_NOMBRE = re.compile(r"[^\x00-\x1f\x7f\\:]+")
_FIN_DE_ZIP = b"PK\x05\x06"
_LOCALIZADOR_ZIP64 = b"PK\x06\x07"
_RASGOS_LLANOS = 0x080E
"""Flag bits that change nothing: deflate options, sizes after the data, UTF-8 names."""

_INDICE_MAXIMO = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limites:
    """What a record may weigh at most.

    The largest process takes 8,000 files and 300 MB, and pictures of signed sheets besides: at most
    40,000 of them and 12 GiB (``auditoria.reglas.firmadas``).

    Attributes:
        archivos: Number of files.
        archivo: Bytes of one file.
        total: Bytes of all files, unpacked.
        razon: Times a packed file may grow; the format deflates to 1/1030 at best.
    """

    archivos: int = 60_000
    archivo: int = 512 * 1024 * 1024
    total: int = 16 * 1024 * 1024 * 1024
    razon: int = 100


class ExpedienteIlegible(NoAbre):
    """It is neither a directory nor a zip that can be read."""

    explicacion = "El archivo no se puede leer"


class ExpedienteVacio(ArchivoVacio):
    """A directory or a zip without files."""

    explicacion = "No contiene ningún archivo; revise cuál indicó, o cópielo de nuevo"


class NombreIndebido(NoAbre):
    """A name that a record cannot hold: it leaves the directory, or has two spellings."""

    explicacion = "Un archivo tiene un nombre que no se admite"


class NombreRepetido(NoAbre):
    """Two files under one name, or under names that differ only in case."""

    explicacion = "Dos archivos llevan el mismo nombre"


class NoEsArchivo(NoAbre):
    """A link, a device, or another thing that is neither file nor directory."""

    explicacion = "Hay un enlace o un objeto que no es archivo"


class ZipSospechoso(NoAbre):
    """A zip that grows too much, is encrypted, holds more than files, or whose entries overlap."""

    explicacion = "El archivo zip no es de los que este programa escribe o es peligroso"


class ArchivoAusente(NoAbre):
    """There is no file of that name in the record."""

    explicacion = "Falta el archivo"


class ArchivoDanado(NoAbre):
    """A file cannot be read to its end."""

    explicacion = "El archivo está dañado"


class Expediente(Protocol):
    """A record: files by name, with ``/`` between the parts of a name.

    Opening checks names and sizes of all files. A file is read from its beginning each time.
    """

    @property
    def ruta(self) -> Path:
        """Where it lies, to open it again in another process."""

    def nombres(self) -> tuple[str, ...]:
        """Names of all files, ascending."""

    def tiene(self, nombre: str) -> bool:
        """Whether there is a file of that name."""

    def tamano(self, nombre: str) -> int:
        """Bytes of a file; ``ArchivoAusente``."""

    def leer(self, nombre: str, limite: int = LIMITE) -> bytes:
        """Content of a file; ``ArchivoAusente``, ``DemasiadoGrande``, ``ArchivoDanado``."""

    def flujo(self, nombre: str) -> AbstractContextManager[BinaryIO]:
        """Open a file for reading in pieces."""

    def huella(self, nombre: str) -> bytes:
        """SHA-256 of a file, read in pieces."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        clase: type[BaseException] | None,
        fallo: BaseException | None,
        traza: TracebackType | None,
    ) -> None: ...


class _Lectura:
    """What both kinds share, over a table of sizes and a way to open one file."""

    def __init__(self, ruta: Path, tamanos: Mapping[str, int], limites: Limites) -> None:
        _exigir_limites(tamanos, limites)
        self.ruta = ruta
        self._tamanos = dict(sorted(tamanos.items()))

    def nombres(self) -> tuple[str, ...]:
        return tuple(self._tamanos)

    def tiene(self, nombre: str) -> bool:
        return nombre in self._tamanos

    def tamano(self, nombre: str) -> int:
        if nombre not in self._tamanos:
            raise ArchivoAusente(archivo=nombre)
        return self._tamanos[nombre]

    def leer(self, nombre: str, limite: int = LIMITE) -> bytes:
        if self.tamano(nombre) > limite:
            raise DemasiadoGrande(f"{self.tamano(nombre)} bytes", archivo=nombre)
        with self.flujo(nombre) as flujo:
            # One byte more than stated: a file that grew meanwhile is not cut in silence.
            datos = flujo.read(self.tamano(nombre) + 1)
        if len(datos) != self.tamano(nombre):
            raise ArchivoDanado("cambió mientras se leía", archivo=nombre)
        return datos

    def huella(self, nombre: str) -> bytes:
        with self.flujo(nombre) as flujo:
            return hashlib.file_digest(cast(BufferedIOBase, flujo), "sha256").digest()

    @contextmanager
    def flujo(self, nombre: str) -> Iterator[BinaryIO]:
        self.tamano(nombre)
        try:
            with self._abrir(nombre) as flujo:
                yield flujo
        except (zipfile.BadZipFile, zlib.error, EOFError) as fallo:
            raise ArchivoDanado(archivo=nombre) from fallo

    def _abrir(self, nombre: str) -> BinaryIO:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        clase: type[BaseException] | None,
        fallo: BaseException | None,
        traza: TracebackType | None,
    ) -> None:
        """Nothing is held open between reads."""


class Directorio(_Lectura):
    """A record as a directory."""

    def __init__(self, ruta: Path, limites: Limites) -> None:
        super().__init__(ruta, dict(_recorrer(ruta, "")), limites)

    def _abrir(self, nombre: str) -> BinaryIO:
        try:
            descriptor = os.open(self.ruta / nombre, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError as fallo:
            raise ArchivoDanado(motivo(fallo), archivo=nombre) from fallo
        return os.fdopen(descriptor, "rb")


class Zip(_Lectura):
    """A record as a zip without ZIP64, encryption or links."""

    def __init__(self, ruta: Path, limites: Limites) -> None:
        _exigir_zip_llano(ruta)
        try:
            self._zip = zipfile.ZipFile(ruta)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fallo:
            raise ExpedienteIlegible(str(fallo)) from fallo
        try:
            super().__init__(ruta, _entradas(self._zip, limites), limites)
        except NoAbre:
            self._zip.close()
            raise

    def _abrir(self, nombre: str) -> BinaryIO:
        try:
            return cast(BinaryIO, self._zip.open(nombre))
        except (OSError, ValueError, RuntimeError) as fallo:
            raise ArchivoDanado(str(fallo), archivo=nombre) from fallo

    def __exit__(
        self,
        clase: type[BaseException] | None,
        fallo: BaseException | None,
        traza: TracebackType | None,
    ) -> None:
        self._zip.close()


def abrir(ruta: Path, limites: Limites | None = None) -> Directorio | Zip:
    """Open a record and check names and sizes of all it holds.

    Args:
        ruta: A directory or a zip.
        limites: What it may weigh.

    Raises:
        ExpedienteIlegible, ExpedienteVacio, ArchivoVacio: It is not a record, or nothing is there.
        NombreIndebido, NombreRepetido, NoEsArchivo, ZipSospechoso, DemasiadoGrande.
    """
    limites = limites or Limites()
    try:
        return Directorio(ruta, limites) if ruta.is_dir() else Zip(ruta, limites)
    except ExpedienteVacio as vacio:
        raise vacio.en(ruta.name) from None
    except OSError as fallo:
        raise ExpedienteIlegible(motivo(fallo), archivo=ruta.name) from fallo


def exigir_nombre(nombre: str) -> None:
    """Refuse a name that a record cannot hold (``NombreIndebido``)."""
    partes = nombre.split("/")
    if (
        not _NOMBRE.fullmatch(nombre)
        or not unicodedata.is_normalized("NFC", nombre)
        or any(parte in ("", ".", "..") or parte != parte.strip() for parte in partes)
        or len(nombre.encode("utf-8", "surrogateescape")) > 240
        or any("\ud800" <= signo <= "\udfff" for signo in nombre)
    ):
        raise NombreIndebido(repr(nombre[:120]))


def _recorrer(directorio: Path, prefijo: str) -> Iterator[tuple[str, int]]:
    with os.scandir(directorio) as cosas:
        for cosa in cosas:
            nombre = prefijo + cosa.name
            exigir_nombre(nombre)
            if cosa.is_dir(follow_symlinks=False):
                yield from _recorrer(Path(cosa.path), f"{nombre}/")
            elif cosa.is_file(follow_symlinks=False):
                yield nombre, cosa.stat(follow_symlinks=False).st_size
            else:
                raise NoEsArchivo(archivo=nombre)


def _entradas(archivo: zipfile.ZipFile, limites: Limites) -> dict[str, int]:
    tamanos: dict[str, int] = {}
    for entrada in archivo.infolist():
        # Before ``is_dir``, which in Python 3.11 looks at the last sign of the name.
        if not entrada.filename:
            raise NombreIndebido(repr(entrada.orig_filename[:120]))
        if entrada.is_dir() and entrada.file_size == 0:
            continue
        # zipfile cuts a name at a NUL and turns separators: only names it left alone.
        if entrada.orig_filename != entrada.filename:
            raise NombreIndebido(repr(entrada.orig_filename[:120]))
        exigir_nombre(entrada.filename)
        if stat.S_IFMT(entrada.external_attr >> 16) not in (0, stat.S_IFREG):
            raise NoEsArchivo(archivo=entrada.filename)
        _exigir_entrada(entrada, limites)
        if entrada.filename in tamanos:
            raise NombreRepetido(archivo=entrada.filename)
        tamanos[entrada.filename] = entrada.file_size
    ocupados = sum(entrada.compress_size for entrada in archivo.infolist())
    if archivo.filename is None or ocupados > Path(archivo.filename).stat().st_size:
        raise ZipSospechoso("las entradas se enciman")
    return tamanos


def _exigir_entrada(entrada: zipfile.ZipInfo, limites: Limites) -> None:
    if entrada.flag_bits & ~_RASGOS_LLANOS:
        raise ZipSospechoso("está cifrado o es de otra clase", archivo=entrada.filename)
    if entrada.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ZipSospechoso("compresión desconocida", archivo=entrada.filename)
    if entrada.file_size > 65_536 + limites.razon * entrada.compress_size:
        raise ZipSospechoso("crece demasiado al abrirse", archivo=entrada.filename)


def _exigir_zip_llano(ruta: Path) -> None:
    """Look at the end of the file before a library loads its whole index."""
    tamano = ruta.stat().st_size
    if tamano == 0:
        raise ArchivoVacio(archivo=ruta.name)
    with ruta.open("rb") as flujo:
        flujo.seek(max(0, tamano - 22 - 65_535))
        cola = flujo.read()
    fin = cola.rfind(_FIN_DE_ZIP)
    if fin < 0 or len(cola) < fin + 22:
        raise ExpedienteIlegible(
            "no es una carpeta ni un zip entero; si está cortado, cópielo de nuevo",
            archivo=ruta.name,
        )
    indice, lugar = (int.from_bytes(cola[fin + n : fin + n + 4], "little") for n in (12, 16))
    if indice > _INDICE_MAXIMO or _LOCALIZADOR_ZIP64 in cola[max(0, fin - 20) : fin]:
        raise ZipSospechoso("su índice es demasiado grande")
    # What no entry holds, before or behind, no list of files would name.
    if cola[fin + 20 :] != b"\0\0" or lugar + indice + 22 != tamano:
        raise ZipSospechoso("trae algo que no es de sus archivos")


def _exigir_limites(tamanos: Mapping[str, int], limites: Limites) -> None:
    if not tamanos:
        raise ExpedienteVacio
    if len(tamanos) > limites.archivos:
        raise DemasiadoGrande(f"{len(tamanos)} archivos; se admiten {limites.archivos}")
    for nombre, tamano in tamanos.items():
        if tamano > limites.archivo:
            raise DemasiadoGrande(f"{tamano} bytes", archivo=nombre)
    if sum(tamanos.values()) > limites.total:
        raise DemasiadoGrande(f"{sum(tamanos.values())} bytes; se admiten {limites.total}")
    vistos: set[str] = set()
    for nombre in tamanos:
        if nombre.casefold() in vistos:
            raise NombreRepetido(archivo=nombre)
        vistos.add(nombre.casefold())
