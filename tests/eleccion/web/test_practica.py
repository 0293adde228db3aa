"""A mesa practises the night before: the same screens, people who do not exist, nothing to lose."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
from pathlib import Path

import pytest

from eleccion.cli import principal
from tests.eleccion.web.test_marcha import ELECCION, ESPERA_S, libres


def pedir(puerto: int, anfitrion: str, ruta: str) -> str:
    """Ask for a page of the practice."""
    conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=ESPERA_S)
    conexion.request("GET", ruta, headers={"Host": f"{anfitrion}.localhost:{puerto}"})
    respuesta = conexion.getresponse()
    assert respuesta.status == 200, (anfitrion, ruta)
    pagina = respuesta.read().decode()
    conexion.close()
    return pagina


@pytest.mark.largo
def test_la_practica_empieza_en_una_mesa_sin_instalar(tmp_path: Path) -> None:
    """Everything that officials hold that morning is on its first page, and every page says what
    it is; twenty people or more can be received before the day is over."""
    # Three in a row: the first of those that are this worker's own.
    primero = min(libres(12))
    orden: list[str | Path] = [
        ELECCION,
        "practica",
        "--carpeta",
        tmp_path / "practica",
        "--puerto",
        str(primero),
    ]
    proceso = subprocess.Popen(orden, stderr=subprocess.PIPE, text=True)
    assert proceso.stderr is not None
    dicho = ""
    for linea in proceso.stderr:
        dicho += linea
        if "Los papeles van quedando" in linea:
            break
    try:
        portada = pedir(primero, "central", "/")
        assert f"http://central.localhost:{primero}" in dicho
        assert "Práctica de la mesa" in portada
        assert "Código de arranque" in portada
        pases, personas = (
            portada.split("Pases de la caja")[1],
            portada.split("Gente de la lista")[1],
        )
        assert len(re.findall("data-copiar", pases)) >= 20
        assert personas.split("</table>")[0].count("<tr>") >= 20
        assert "borra la anterior" in portada
        assert "Carátulas de los sobres" in portada
        mesa = pedir(primero + 1, "mesa", "/instalacion/dotacion")
        urna = pedir(primero + 2, "urna", "/")
        assert "Instalar la mesa, parte 1 de 6" in mesa
        for pagina in (portada, mesa, urna):
            assert "SIMULACRO" in pagina
    finally:
        proceso.send_signal(signal.SIGTERM)
        assert proceso.wait(ESPERA_S) == 0
    proceso.stderr.close()
    assert (tmp_path / "practica/hoy").is_dir()


def test_la_practica_no_borra_lo_que_no_es_suyo(tmp_path: Path) -> None:
    """It begins by putting an earlier one away: of a folder with anything else nothing is taken."""
    (tmp_path / "hoy").mkdir()
    (tmp_path / "hoy/base.sqlite").write_bytes(b"de una jornada")
    (tmp_path / "llaves").write_bytes(b"de alguien")
    assert principal(["practica", "--carpeta", str(tmp_path)]) == 1
    assert (tmp_path / "hoy/base.sqlite").read_bytes() == b"de una jornada"
    assert (tmp_path / "llaves").read_bytes() == b"de alguien"
