"""The in-memory storage keeps the contract that the SQL one keeps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditoria.registro.asiento import Asiento
from eleccion.dominio.puertos_registro import AbrirTrabajo
from tests.contratos.contrato_registro import ContratoDeRegistro
from tests.dobles.registro import AlmacenEnMemoria


class TestRegistroEnMemoria(ContratoDeRegistro):
    """Every test of the contract, over dictionaries."""

    @pytest.fixture
    def almacen(self) -> AlmacenEnMemoria:
        """An empty storage."""
        return AlmacenEnMemoria()

    @pytest.fixture
    def abrir(self, almacen: AlmacenEnMemoria) -> AbrirTrabajo:
        """Begin a unit of work."""
        return almacen.abrir

    @pytest.fixture
    def asentados(self, almacen: AlmacenEnMemoria) -> Callable[[], tuple[Asiento, ...]]:
        """Read the log."""
        return almacen.asentados
