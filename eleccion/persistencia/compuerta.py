"""The gate before any SQLite file is opened: which library and which journal mode are accepted.

SQLite 3.7.0 to 3.51.2 (fixed in 3.51.3, and backported to 3.44.6 and 3.50.7) can drop committed
transactions when two connections write and checkpoint a WAL database at once. The rollback journal
is outside the defect, so files are kept in ``DELETE`` mode; a file found in WAL mode is refused,
since merely opening it would run the recovery code concerned.

Source: sqlite.org/wal.html, section "The WAL-Reset Bug"; sqlite.org/fileformat2.html, offset 18.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final, TypeAlias

from boletas.errores import motivo
from eleccion.persistencia.errores import (
    BaseAusente,
    BaseIlegible,
    SqliteAntiguo,
    SqliteVulnerable,
)

Version: TypeAlias = tuple[int, int, int]

MINIMA: Final[Version] = (3, 37, 0)
"""First release with ``STRICT`` tables."""

_CABECERA: Final = b"SQLite format 3\x00"
_MODO_WAL: Final = 2


def es_vulnerable(version: Version) -> bool:
    """Tell whether a release has the WAL defect that loses committed transactions."""
    if version in {(3, 44, 6), (3, 50, 7)}:
        return False
    return (3, 7, 0) <= version <= (3, 51, 2)


def exigir_version(version: Version = sqlite3.sqlite_version_info) -> None:
    """Refuse a library that cannot hold the tables.

    Raises:
        SqliteAntiguo: Older than ``MINIMA``.
    """
    if version < MINIMA:
        raise SqliteAntiguo(f"{_texto(version)}; hace falta {_texto(MINIMA)} o posterior")


def exigir_modo(modo: str, version: Version = sqlite3.sqlite_version_info) -> None:
    """Refuse the journal mode in which this library can lose what it acknowledged.

    Raises:
        SqliteVulnerable: ``modo`` is ``wal`` and the release has the defect.
    """
    if modo == "wal" and es_vulnerable(version):
        raise SqliteVulnerable(f"la versión {_texto(version)} puede perder datos confirmados")


def revisar_archivo(ruta: Path, version: Version = sqlite3.sqlite_version_info) -> None:
    """Look at the head of a file before the library touches it.

    Args:
        ruta: The database file.
        version: Release of the library that would open it.

    Raises:
        BaseAusente: No such file.
        BaseIlegible: Not a SQLite file, or an empty one.
        SqliteVulnerable: It was left in WAL mode and this release has the defect.
    """
    try:
        with ruta.open("rb") as archivo:
            cabecera = archivo.read(20)
    except FileNotFoundError:
        raise BaseAusente(archivo=ruta.name) from None
    except OSError as falla:
        raise BaseIlegible(motivo(falla), archivo=ruta.name) from falla
    if len(cabecera) < 20 or not cabecera.startswith(_CABECERA):
        raise BaseIlegible("no es un archivo de SQLite", archivo=ruta.name)
    if _MODO_WAL in cabecera[18:20]:
        exigir_modo("wal", version)


def _texto(version: Version) -> str:
    return ".".join(map(str, version))
