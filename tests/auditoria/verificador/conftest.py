"""Simulated processes, made once per test run however many workers there are."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.auditoria.verificador.copia import Copia
from tests.auditoria.verificador.memoria import Memoria
from tests.auditoria.verificador.proceso import Proceso, simular


@pytest.fixture(scope="session")
def raiz_comun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    raiz = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "verificador"
    raiz.mkdir(exist_ok=True)
    return raiz


@pytest.fixture(scope="session")
def proceso(raiz_comun: Path) -> Proceso:
    """Five demarcaciones, one of them without planillas; ties, a single planilla, a difference."""
    return simular(raiz_comun, "proceso", demarcaciones=5, votantes=25)


@pytest.fixture(scope="session")
def chico(raiz_comun: Path) -> Proceso:
    """Two mesas: the same process identifier, other people, votes and keys."""
    return simular(raiz_comun, "chico", demarcaciones=2, votantes=20)


@pytest.fixture(scope="session")
def misma_comision(raiz_comun: Path, chico: Proceso) -> Proceso:
    """Another process that the holder of the commission's key of ``chico`` made from scratch."""
    return simular(
        raiz_comun,
        "misma-comision",
        demarcaciones=2,
        votantes=9,
        comision=chico.comision.semilla,
    )


@pytest.fixture(scope="module")
def copia(chico: Proceso, tmp_path_factory: pytest.TempPathFactory) -> Copia:
    """The copy that a module edits and restores."""
    return Copia(chico, tmp_path_factory.mktemp("copia") / "expediente")


@pytest.fixture
def como_se_publico(copia: Copia) -> Iterator[None]:
    """Whatever a test edits is as it was published for the next."""
    yield
    copia.restaurar()


@pytest.fixture(scope="module")
def memoria(copia: Copia) -> Memoria:
    """What is remembered of the record as published. Draws nothing: what is found the data tell."""
    return Memoria(copia.raiz, dibujar=False)
