"""A station runs as processes of its own, which end together, and refuses what is not its own."""

from __future__ import annotations

import http.client
import os
import select
import signal
import socket
import subprocess
import sys
import zipfile
from contextlib import suppress
from itertools import cycle
from pathlib import Path

import pytest

from eleccion.cli import principal
from tests.eleccion.escenario import preparar

ELECCION = Path(sys.executable).with_name("eleccion")


ESPERA_S = 120
"""A limit for what hangs, not a measure."""
PUERTOS = cycle(range(20_000 + os.getpid() % 1000 * 12, 20_012 + os.getpid() % 1000 * 12))
"""Each worker's own, below those that systems hand out to whoever asks for any: between asking and
listening nobody else gets one.
"""


def libres(cuantos: int) -> list[int]:
    """Ports nobody uses now."""
    hallados: list[int] = []
    while len(hallados) < cuantos:
        puerto = next(PUERTOS)
        with socket.socket() as enchufe:
            enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if enchufe.connect_ex(("127.0.0.1", puerto)) != 0:
                hallados.append(puerto)
    return hallados


def hijos(pid: int) -> set[int]:
    """Every process below another one."""
    directos: set[int] = set()
    for tarea in Path(f"/proc/{pid}/task").iterdir():
        # A thread that ended meanwhile has no children.
        with suppress(FileNotFoundError, ProcessLookupError):
            directos |= set(map(int, (tarea / "children").read_text().split()))
    return directos.union(*(hijos(hijo) for hijo in directos)) if directos else set()


def escuchas(pids: set[int]) -> set[str]:
    """Addresses where some processes listen, as the kernel writes them."""
    enchufes = set()
    for enlace in (e for pid in pids for e in Path(f"/proc/{pid}/fd").iterdir()):
        # What was just answered is closed while we look; who listens stays.
        with suppress(FileNotFoundError):
            enchufes.add(os.readlink(enlace))
    filas = [
        fila.split()
        for tabla in ("tcp", "tcp6")
        for fila in Path(f"/proc/net/{tabla}").read_text().splitlines()[1:]
    ]
    return {fila[1] for fila in filas if fila[3] == "0A" and f"socket:[{fila[9]}]" in enchufes}


def test_la_estacion_corre_en_procesos_y_termina_entera(tmp_path: Path) -> None:
    """Each part answers on loopback alone, under its own name; one signal ends all of them."""
    mesa, urna = libres(2)
    orden = [ELECCION, "estacion", "--dotacion", preparar().dotacion, "--datos", tmp_path / "d"]
    orden += [
        "--impresora",
        "carpeta",
        "--impresora-urna",
        "carpeta",
        "--puerto-mesa",
        str(mesa),
        "--puerto-urna",
        str(urna),
    ]
    proceso = subprocess.Popen(orden, stderr=subprocess.PIPE, text=True)
    assert proceso.stderr is not None
    for linea in proceso.stderr:
        if "Ctrl-C" in linea:
            break
    try:
        vivos = hijos(proceso.pid)
        testigos = [os.pidfd_open(pid) for pid in vivos]
        for puerto, parte in ((mesa, "mesa"), (urna, "urna")):
            conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=ESPERA_S)
            conexion.request("GET", "/", headers={"Host": f"{parte}.localhost:{puerto}"})
            respuesta = conexion.getresponse()
            assert respuesta.status in (200, 303)
            conexion.close()
        assert {direccion.split(":")[0] for direccion in escuchas(vivos)} == {"0100007F"}
        assert len(escuchas(vivos)) == 2
    finally:
        proceso.send_signal(signal.SIGTERM)
        assert proceso.wait(ESPERA_S) == 0
    proceso.stderr.close()
    # What watches over the resources of the parent ends when it sees it gone.
    for testigo in testigos:
        assert select.select([testigo], [], [], ESPERA_S)[0] == [testigo]
        os.close(testigo)


def test_una_dotacion_alterada_no_enciende_nada(tmp_path: Path) -> None:
    """The error of the domain, in Spanish, before anybody types a card."""
    alterada = tmp_path / "dotacion.zip"
    with zipfile.ZipFile(preparar().dotacion) as buena, zipfile.ZipFile(alterada, "w") as mala:
        for nombre in buena.namelist():
            contenido = buena.read(nombre)
            if nombre == "public_creds.json":
                contenido = contenido.replace(b"a", b"b", 1)
            mala.writestr(nombre, contenido)
    fin = subprocess.run(
        [ELECCION, "estacion", "--dotacion", alterada, "--datos", tmp_path / "d"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert fin.returncode == 1
    assert "alterada" in fin.stderr
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize("falta", ["--impresora", "--impresora-urna"])
def test_una_estacion_dice_en_que_imprime(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], falta: str
) -> None:
    """Forgotten, the day would end with actas in a folder of the laptop and none on the door."""
    orden = ["estacion", "--dotacion", str(preparar().dotacion), "--datos", str(tmp_path / "d")]
    for nombre in {"--impresora", "--impresora-urna"} - {falta}:
        orden += [nombre, "laser"]
    assert principal(orden) == 2
    assert falta in capsys.readouterr().err
    assert not (tmp_path / "d").exists()
