"""Ground rules for every test: no network, one Hypothesis profile, and what tests share."""

import ipaddress
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from tests.belenios_tool import BeleniosAusente, BeleniosTool, encontrar, es_integracion
from tests.boletas.cripto.gemelo import Gemelo
from tests.chromium import abrir_chromium
from tests.programas import exigir_programa
from tests.reparto import repartir

RAIZ = Path(__file__).resolve().parents[1]

# No deadline and no health check that reads a clock: a slow machine is not a failing property.
settings.register_profile(
    "proyecto",
    deadline=None,
    derandomize=es_integracion(),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("proyecto")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let each of the workers that share the tests begin with dear ones; alone, keep the order."""
    partes = getattr(config, "workerinput", {}).get("workercount", 1)
    if partes > 1:
        items[:] = repartir(items, lambda test: test.nodeid.partition("::")[0], partes)


class RedAjena(Exception):
    """A test tried to reach something that is not this machine."""


def _exigir_lazo(direccion: Any) -> None:
    """Let Unix sockets and loopback pass; refuse every other address before it is used."""
    if not isinstance(direccion, tuple):
        return
    anfitrion = direccion[0]
    if anfitrion == "localhost" or str(anfitrion).endswith(".localhost"):
        return
    try:
        if ipaddress.ip_address(anfitrion).is_loopback:
            return
    except ValueError:
        pass
    raise RedAjena(f"a test asked for {direccion!r}")


class _SocketDeLazo(socket.socket):
    """A socket that only talks to this machine, and only listens to it."""

    def bind(self, direccion: Any) -> None:
        # "" would listen on every interface.
        if isinstance(direccion, tuple) and not direccion[0]:
            raise RedAjena(f"a test asked for {direccion!r}")
        _exigir_lazo(direccion)
        super().bind(direccion)

    def connect(self, direccion: Any) -> None:
        _exigir_lazo(direccion)
        super().connect(direccion)

    def connect_ex(self, direccion: Any) -> int:
        _exigir_lazo(direccion)
        return super().connect_ex(direccion)

    def sendto(self, *argumentos: Any) -> int:
        _exigir_lazo(argumentos[-1])
        return super().sendto(*argumentos)


@pytest.fixture(autouse=True, scope="session")
def sin_red() -> Iterator[None]:
    """Keep every test inside this machine, so that none depends on the world or tells it things."""
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(socket, "socket", _SocketDeLazo)
        yield


@pytest.fixture(scope="session")
def belenios_tool() -> BeleniosTool:
    """Belenios' own program. Where it is missing tests are skipped, and fail when CI=true."""
    try:
        return encontrar(RAIZ / ".venv" / "belenios-tool")
    except BeleniosAusente as ausente:
        if es_integracion():
            pytest.fail(f"belenios-tool: {ausente}")
        pytest.skip(f"belenios-tool: {ausente}")


@pytest.fixture(scope="session")
def expediente_simulado(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of a small process, run by the command that people run. Not to be changed."""
    carpeta = tmp_path_factory.mktemp("simulado")
    orden = "simular --demarcaciones 3 --votantes 24 --semilla pruebas --salida expediente"
    subprocess.run(
        [Path(sys.executable).with_name("eleccion"), *orden.split()],
        cwd=carpeta,
        check=True,
        capture_output=True,
        timeout=240,
    )
    return carpeta / "expediente"


@pytest.fixture(scope="session")
def gemelo() -> Iterator[Gemelo]:
    """The browser's twins in Node, one process for all the tests of a worker."""
    proceso = Gemelo()
    yield proceso
    proceso.cerrar()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, one for all the tests of a worker."""
    exigir_programa("chromium")
    with abrir_chromium() as navegador:
        yield navegador
