"""The station of most tests here; its papers are looked at as those of the record are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from eleccion.arranque import Estacion
from tests.boletas.impresion.conftest import rasterizar
from tests.eleccion.escenario import instalar

__all__ = ["rasterizar"]


@pytest.fixture
def estacion(tmp_path: Path) -> Iterator[Estacion]:
    """A station of the prepared mesa, with the voting open."""
    with instalar(tmp_path / "estacion") as abierta:
        yield abierta
