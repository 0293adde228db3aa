"""Databases for the storage tests, on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.belenios_tool import es_integracion
from tests.eleccion.persistencia.servidor import SinServidor, crear_base, levantar

_numeros = count(1)


@pytest.fixture(scope="session")
def servidor() -> Iterator[str]:
    """A PostgreSQL server; where none can be started tests are skipped, and fail when CI=true."""
    administrado = levantar()
    try:
        direccion = administrado.__enter__()
    except SinServidor as motivo:
        if es_integracion():
            pytest.fail(f"PostgreSQL: {motivo}")
        pytest.skip(f"PostgreSQL: {motivo}")
    yield direccion
    administrado.__exit__(None, None, None)


@pytest.fixture(params=["sqlite", "postgresql"])
def lugar(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where a new database goes, on each engine."""
    if request.param == "sqlite":
        return tmp_path / "base.sqlite"
    direccion: str = request.getfixturevalue("servidor")
    return crear_base(direccion, f"prueba_{next(_numeros)}")
