"""No SQLite file is opened in the mode in which the library at hand can lose committed work."""

import sqlite3
from pathlib import Path

import pytest

from eleccion.persistencia.compuerta import (
    es_vulnerable,
    exigir_modo,
    exigir_version,
    revisar_archivo,
)
from eleccion.persistencia.errores import (
    BaseAusente,
    BaseIlegible,
    SqliteAntiguo,
    SqliteVulnerable,
)


@pytest.mark.parametrize(
    ("version", "vulnerable"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 4), False),
    ],
)
def test_las_versiones_con_el_defecto_son_las_que_dice_sqlite(
    version: tuple[int, int, int], vulnerable: bool
) -> None:
    """The list is that of sqlite.org/wal.html, with its two backports."""
    assert es_vulnerable(version) is vulnerable


def test_wal_se_rechaza_solo_donde_pierde_datos() -> None:
    """The rollback journal passes on every release; WAL only where it was mended."""
    exigir_modo("delete", (3, 40, 1))
    exigir_modo("wal", (3, 51, 3))
    with pytest.raises(SqliteVulnerable):
        exigir_modo("wal", (3, 40, 1))


def test_una_biblioteca_sin_tablas_estrictas_no_sirve() -> None:
    """Without STRICT a text would be stored where a number belongs."""
    exigir_version((3, 37, 0))
    with pytest.raises(SqliteAntiguo):
        exigir_version((3, 36, 0))


def test_un_archivo_en_wal_no_se_abre(tmp_path: Path) -> None:
    """Opening it would run the recovery that is at fault; so it is looked at from outside."""
    ruta = tmp_path / "base.sqlite"
    conexion = sqlite3.connect(ruta)
    conexion.execute("PRAGMA journal_mode=WAL")
    conexion.execute("CREATE TABLE a (b)")
    conexion.close()
    with pytest.raises(SqliteVulnerable):
        revisar_archivo(ruta, (3, 40, 1))
    revisar_archivo(ruta, (3, 51, 3))


@pytest.mark.parametrize("contenido", [b"", b"SQLite format 3\0", b"\0" * 4096, b"%PDF-1.7" * 9])
def test_lo_que_no_es_base_se_dice(tmp_path: Path, contenido: bytes) -> None:
    """A wrong file is named at once, not taken for an empty database."""
    ruta = tmp_path / "base.sqlite"
    ruta.write_bytes(contenido)
    with pytest.raises(BaseIlegible):
        revisar_archivo(ruta)


def test_abrir_no_crea(tmp_path: Path) -> None:
    """SQLite creates what is missing; a station must not start a second, empty urna that way."""
    with pytest.raises(BaseAusente):
        revisar_archivo(tmp_path / "base.sqlite")
    assert list(tmp_path.iterdir()) == []
