"""Open a CSV file as a municipal office saves it: find encoding and separator, refuse the rest.

Nothing here knows what a table means. The file is looked at twice through one open handle: once
whole, to fix its hash and its encoding, and once to read rows; so a byte that belongs to no
encoding is found before the first row is believed.
"""

from __future__ import annotations

import csv
import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, ClassVar

from boletas.errores import motivo
from eleccion.casos.registro.codificacion import TablaDemasiadoGrande, examinar
from eleccion.errores import EntradaIlegible

SEPARADORES = {",": "coma", ";": "punto y coma", "\t": "tabulador"}
LIMITE_OCTETOS = 16 * 2**20
"""Ten times what the largest table of slates takes; the roll has its own limit."""
LIMITE_RENGLONES = 1_000_000
_BLOQUE = 2**20


class TablaAusente(EntradaIlegible):
    """There is no such file, or it is a folder or a device."""

    explicacion: ClassVar[str] = "No se encontró el archivo"


class TablaVacia(EntradaIlegible):
    """The file has no rows."""

    explicacion: ClassVar[str] = "El archivo está vacío"


class ComillasSinCerrar(EntradaIlegible):
    """A quoted cell never ends: the file was cut, or a quote was typed by hand."""

    explicacion: ClassVar[str] = "Hay una celda con comillas que no se cierran"


class ArchivoCambio(EntradaIlegible):
    """The file changed while it was being read."""

    explicacion: ClassVar[str] = "El archivo cambió mientras se leía"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialecto:
    """How a file was saved.

    Attributes:
        sha256: Of the whole file, hexadecimal.
        codificacion: ``utf-8``, ``utf-8-sig`` or ``cp1252``.
        separador: One of ``SEPARADORES``.
        lineas_previas: Lines before the header: 1 when Excel's ``sep=`` line is there.
    """

    sha256: str
    codificacion: str
    separador: str
    lineas_previas: int


@dataclass(frozen=True, slots=True)
class RenglonCrudo:
    """One record of the file.

    Attributes:
        linea: Line of the file where it begins, from 1.
        celdas: As written, quotes removed.
    """

    linea: int
    celdas: list[str]


ContarConocidas = Callable[[list[str]], int]


@contextmanager
def abrir_tabla(
    ruta: Path, contar_conocidas: ContarConocidas, limite: int = LIMITE_OCTETOS
) -> Iterator[tuple[Dialecto, Iterator[RenglonCrudo]]]:
    """Open a table and give its dialect and its records, blank lines left out.

    Args:
        ruta: The file.
        contar_conocidas: How many cells of a header are names of columns of this table; the
            separator that yields most is the file's.
        limite: Greatest size in bytes.

    Raises:
        TablaAusente, TablaVacia, TablaDemasiadoGrande, NoEsTabla, CodificacionMezclada: At once.
        ComillasSinCerrar, TablaDemasiadoGrande: While records are read.
        ArchivoCambio: At the end.
    """
    try:
        with _abrir(ruta) as archivo:
            antes = os.fstat(archivo.fileno())
            _exigir_tamano(antes, limite)
            sha256, codificacion = examinar(archivo, limite)
            archivo.seek(0)
            texto = io.TextIOWrapper(archivo, encoding=codificacion, newline="")
            dialecto = _elegir_separador(texto, sha256, codificacion, contar_conocidas)
            texto.seek(0)
            yield dialecto, _recorrer(texto, dialecto)
            ahora = os.fstat(texto.fileno())
            if (antes.st_size, antes.st_mtime_ns) != (ahora.st_size, ahora.st_mtime_ns):
                raise ArchivoCambio("ciérrelo en los demás programas y vuelva a intentarlo")
    except EntradaIlegible as error:
        raise error.en(ruta.name) from None


def _abrir(ruta: Path) -> BinaryIO:
    try:
        # Without O_NONBLOCK a named pipe in place of the file would wait for ever.
        descriptor = os.open(ruta, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise TablaAusente("revise el nombre y la carpeta") from None
    except OSError as error:
        raise TablaAusente(f"el sistema no permite abrirlo ({motivo(error)})") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise TablaAusente("no es un archivo")
    return os.fdopen(descriptor, "rb")


def _exigir_tamano(datos: os.stat_result, limite: int) -> None:
    if datos.st_size == 0:
        raise TablaVacia("tiene 0 octetos; vuelva a guardarlo o a copiarlo")
    if datos.st_size > limite:
        raise TablaDemasiadoGrande(
            f"mide {datos.st_size // 2**20} MB y el límite es {limite // 2**20} MB"
        )


def _elegir_separador(
    texto: io.TextIOWrapper, sha256: str, codificacion: str, contar: ContarConocidas
) -> Dialecto:
    primera = texto.readline(_BLOQUE)
    declarado = primera.strip().strip('"').lower()
    if declarado.startswith("sep=") and declarado[4:] in ("", *SEPARADORES):
        separador = primera.strip('\r\n "')[4:5] or "\t"
        return Dialecto(
            sha256=sha256, codificacion=codificacion, separador=separador, lineas_previas=1
        )
    puntos: dict[str, int] = {}
    for separador in SEPARADORES:
        texto.seek(0)
        dialecto = Dialecto(
            sha256=sha256, codificacion=codificacion, separador=separador, lineas_previas=0
        )
        encabezado = next(_recorrer(texto, dialecto), RenglonCrudo(1, []))
        puntos[separador] = contar(encabezado.celdas)
    mejor = max(puntos, key=puntos.__getitem__)
    return Dialecto(sha256=sha256, codificacion=codificacion, separador=mejor, lineas_previas=0)


def _recorrer(texto: io.TextIOWrapper, dialecto: Dialecto) -> Iterator[RenglonCrudo]:
    for _ in range(dialecto.lineas_previas):
        texto.readline()
    lector = csv.reader(texto, delimiter=dialecto.separador, strict=True)
    leidos = 0
    while True:
        linea = dialecto.lineas_previas + lector.line_num + 1
        try:
            celdas = next(lector, None)
        except csv.Error:
            raise ComillasSinCerrar(
                "ciérrelas o bórrelas; si el archivo termina ahí, está cortado: cópielo de nuevo",
                entrada=f"línea {linea}",
            ) from None
        if celdas is None:
            return
        if not any(map(str.strip, celdas)):
            continue
        leidos += 1
        if leidos > LIMITE_RENGLONES:
            raise TablaDemasiadoGrande(f"tiene más de {LIMITE_RENGLONES:,} renglones")
        yield RenglonCrudo(linea, celdas)
