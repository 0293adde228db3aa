"""Simulated processes, made once per test run however many workers there are."""

import os
from pathlib import Path

import pytest

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
