"""Mesas for the screens: one where nothing was installed, one in the middle of the voting."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.eleccion.web.conftest import dos_tarjetas
from tests.eleccion.web.mesa.jornada import Dia


@pytest.fixture
def dia(tmp_path: Path) -> Iterator[Dia]:
    """A machine where nothing was installed."""
    vivido = Dia.en(tmp_path)
    yield vivido
    vivido.cerrar_equipos()


@cache
def _en_votacion() -> Path:
    """A mesa whose voting began, made once by its own screens; tests copy its folder."""
    carpeta = Path(mkdtemp(prefix="eleccion-mesa-"))
    dia = Dia.en(carpeta)
    dia.instalar()
    dia.abrir()
    dia.cerrar_equipos()
    return carpeta


@pytest.fixture
def abierto(tmp_path: Path) -> Iterator[Dia]:
    """A mesa in the middle of the voting, with the first official at its browser."""
    shutil.copytree(_en_votacion(), tmp_path, dirs_exist_ok=True)
    vivido = Dia.en(tmp_path)
    vivido.a_la_hora()
    vivido.navegador.enviar("/abrir", dos_tarjetas())
    vivido.abrir_urna()
    yield vivido
    vivido.cerrar_equipos()
