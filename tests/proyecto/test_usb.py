"""The USB memory installs the program on a machine that has no network, or installs nothing."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from boletas.programa import programa
from tests.proyecto.arbol import RAIZ
from tests.proyecto.conftest import Instalacion

SIN_RED = ("unshare", "--net", "--map-root-user")

CON_LAZO = """
import fcntl, os, socket, struct, sys
with socket.socket() as cualquiera:
    fcntl.ioctl(cualquiera, 0x8914, struct.pack("16sH14x", b"lo", 1))
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Brings the loopback of the namespace up (SIOCSIFFLAGS), then runs what it is given."""


def _armador() -> ModuleType:
    cargador = SourceFileLoader("armar_usb", str(RAIZ / "requirements" / "usb" / "armar.py"))
    spec = spec_from_loader(cargador.name, cargador)
    assert spec
    modulo = module_from_spec(spec)
    cargador.exec_module(modulo)
    return modulo


def _instalar(
    usb: Path, *argumentos: str, sin_red: bool = True
) -> subprocess.CompletedProcess[str]:
    orden = ["sh", str(usb / "instalar.sh"), *argumentos]
    return subprocess.run(
        [*(SIN_RED if sin_red else ()), *orden],
        cwd=usb.parent,
        env={"PATH": os.defpath, "HOME": str(usb.parent), "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


@pytest.fixture(scope="module")
def sin_bibliotecas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as `make usb` makes it, before the libraries are fetched."""
    usb = tmp_path_factory.mktemp("usb") / "usb"
    _armador().armar(usb, bajar=False)
    return usb


@pytest.fixture
def copia(sin_bibliotecas: Path, tmp_path: Path) -> Path:
    """A copy to spoil."""
    return shutil.copytree(sin_bibliotecas, tmp_path / "usb")


def test_la_memoria_lleva_programa_candados_y_manuales(sin_bibliotecas: Path) -> None:
    """Everything is listed with its hash, and the program is locked like any library."""
    listados = {}
    for linea in (sin_bibliotecas / "SHA256SUMS").read_text("utf-8").splitlines():
        huella, nombre = linea.split("  ", 1)
        listados[nombre] = huella
    hallados = {
        ruta.relative_to(sin_bibliotecas).as_posix(): hashlib.sha256(ruta.read_bytes()).hexdigest()
        for ruta in sin_bibliotecas.rglob("*")
        if ruta.is_file() and ruta.name != "SHA256SUMS"
    }
    assert listados == hallados
    (rueda,) = (nombre for nombre in listados if nombre.endswith(".whl"))
    fijado = (sin_bibliotecas / "requisitos" / "programa.txt").read_text("utf-8")
    assert fijado == f"eleccion-jpc==0.1.0 --hash=sha256:{listados[rueda]}\n"
    assert {
        "esta-mi-boleta.html",
        "instalar.sh",
        "LEAME.txt",
        "kiosco/kiosco.sh",
        "kiosco/politica.json",
        "requisitos/nucleo.txt",
        "requisitos/servidor.txt",
    } <= {*listados}
    manuales = RAIZ / "docs" / "manuales"
    for manual in filter(Path.is_file, manuales.rglob("*")):
        assert f"manuales/{manual.relative_to(manuales).as_posix()}" in listados


def test_dos_memorias_de_la_misma_fuente_son_iguales(sin_bibliotecas: Path, tmp_path: Path) -> None:
    """The commission publishes one line, and whoever receives a memory compares it."""
    huella = _armador().armar(tmp_path / "otra", bajar=False)
    assert huella == hashlib.sha256((sin_bibliotecas / "SHA256SUMS").read_bytes()).hexdigest()


@pytest.mark.parametrize("victima", ["requisitos/servidor.txt", "LEAME.txt"])
def test_una_memoria_alterada_no_instala_nada(copia: Path, victima: str) -> None:
    """A memory passes through many hands."""
    archivo = copia / victima
    archivo.write_bytes(archivo.read_bytes() + b"\n")
    fin = _instalar(copia)
    assert fin.returncode == 1
    assert "pida otra memoria" in fin.stderr
    assert not (copia.parent / "eleccion-jpc").exists()


def test_una_rueda_que_falta_o_sobra_no_se_instala(copia: Path) -> None:
    """Control of the hashes of the locks: without the libraries the folder alone is not enough."""
    fin = _instalar(copia, "--solo-verificador", "aqui")
    assert fin.returncode != 0
    assert "No matching distribution found" in fin.stderr
    assert "Listo" not in fin.stdout


def test_no_se_instala_encima_de_nada(copia: Path) -> None:
    """Whatever is there, a station's data perhaps, stays as it is."""
    (copia.parent / "eleccion-jpc").mkdir()
    fin = _instalar(copia)
    assert fin.returncode == 2
    assert "Ya existe" in fin.stderr
    assert list((copia.parent / "eleccion-jpc").iterdir()) == []


def test_sin_un_python_de_debian_se_dice_cual_hace_falta(copia: Path) -> None:
    """The wheels are of two Pythons; with another, pip would end in words for engineers."""
    falso = copia.parent / "python-de-otra-version"
    falso.write_text("#!/bin/sh\necho 3.9\n", "utf-8")
    falso.chmod(0o755)
    fin = subprocess.run(
        ["sh", str(copia / "instalar.sh"), "--solo-verificador"],
        env={"PATH": os.defpath, "HOME": str(copia.parent), "PYTHON": str(falso)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert fin.returncode == 2
    assert "Debian 12 (3.11)" in fin.stderr
    assert _instalar(copia, "--rapido").returncode == 2


@pytest.mark.largo
@pytest.mark.parametrize("opcion", ["", "--solo-verificador"])
def test_la_memoria_instala_sin_red_y_lo_instalado_verifica(
    opcion: str, expediente_simulado: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In a namespace with no network at all, from the memory to a verdict on a real record."""
    carpeta = tmp_path_factory.mktemp("memoria")
    usb = carpeta / "usb"
    _armador().armar(usb)
    fin = _instalar(usb, *filter(None, [opcion]), "instalada")
    assert fin.returncode == 0, fin.stderr
    assert "Listo" in fin.stdout
    instalada = Instalacion(carpeta / "instalada")
    sola = subprocess.run(
        [*SIN_RED, instalada.carpeta / "bin" / "auditoria", "verificar", str(expediente_simulado)],
        cwd=carpeta,
        env={"PATH": os.defpath, "HOME": str(carpeta), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert sola.returncode == 0, sola.stderr
    boletas = instalada.carpeta / "bin" / "boletas"
    # A custodian installs the smaller one: their program works there alone, and is this one.
    custodio = ["custodio", "ceremonia", "--custodia", "custodia", "--intercambio", "."]
    for palabras in (["--version"], [*custodio, "--indice=1", "--umbral=1", "--total=1"]):
        dicho = subprocess.run(
            [*SIN_RED, boletas, *palabras],
            cwd=carpeta,
            env={"PATH": os.defpath},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert programa() in dicho
    con_web = instalada.correr("python", "-c", "import flask", carpeta=carpeta)
    assert (con_web.returncode == 0) == (opcion == "")


@pytest.mark.largo
def test_lo_instalado_sin_red_sirve_una_estacion(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """What a laptop does on the day: both servers of a station, each page asked, no way out."""
    carpeta = tmp_path_factory.mktemp("estacion")
    usb = carpeta / "usb"
    _armador().armar(usb)
    assert _instalar(usb, "instalada").returncode == 0
    eleccion = carpeta / "instalada" / "bin" / "eleccion"
    fin = subprocess.run(
        [*SIN_RED, sys.executable, "-c", CON_LAZO, eleccion, "demo", "--probar", "--carpeta=demo"],
        cwd=carpeta,
        env={"PATH": os.defpath, "HOME": str(carpeta), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert fin.returncode == 0, fin.stderr
    assert re.search(r"^\d+ páginas responden\.$", fin.stdout + fin.stderr, re.MULTILINE)


def test_el_espacio_sin_red_no_tiene_red() -> None:
    """Control: what runs there has no way out, not even to itself."""
    orden = "import socket; socket.create_connection(('127.0.0.1', 9), 2)"
    fin = subprocess.run(
        [*SIN_RED, sys.executable, "-c", orden], capture_output=True, text=True, check=False
    )
    assert "Network is unreachable" in fin.stderr
