"""``eleccion diagnostico`` on machines that are well, and on machines that are not."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from auditoria.registro import archivos
from eleccion.arranque import revision_de_equipo
from eleccion.cli import principal
from eleccion.dominio.diagnostico import Asunto
from eleccion.ordenes import diagnostico
from eleccion.persistencia import compuerta
from tests.eleccion.escenario import MINUTO, RelojDeMano, instalar, preparar


@pytest.fixture(autouse=True)
def reloj(monkeypatch: pytest.MonkeyPatch) -> RelojDeMano:
    """The clock of the machine, on the morning of the day."""
    de_mano = RelojDeMano(preparar().apertura + 5 * MINUTO)
    monkeypatch.setattr(diagnostico, "RelojDelEquipo", lambda: de_mano)
    return de_mano


@pytest.fixture
def datos(tmp_path: Path) -> Path:
    """A machine with its station installed and open, and a memory."""
    instalar(tmp_path / "estacion").cerrar()
    (tmp_path / "usb").mkdir()
    return tmp_path


def correr(datos: Path, capsys: pytest.CaptureFixture[str], *mas: str) -> tuple[int, Any]:
    """Run the order; gives its status and what it says of each point."""
    estado = principal(["diagnostico", "--datos", str(datos), "--json", *mas])
    dicho = json.loads(capsys.readouterr().out)
    return estado, {punto["asunto"]: punto for punto in dicho["puntos"]}


def con_todo(datos: Path) -> tuple[str, ...]:
    """Memory and printer named."""
    return "--memoria", str(datos / "usb"), "--impresora", "carpeta"


def test_una_estacion_sana(datos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything well but zone and browser, which are those of whoever runs the tests."""
    antes = {r: r.read_bytes() for r in datos.rglob("*") if r.is_file()}
    estado, puntos = correr(datos, capsys, *con_todo(datos))
    assert estado == 0
    malos = {a for a, p in puntos.items() if p["gravedad"] != "bien"} - {"zona", "navegador"}
    assert malos == {"conservacion"}, "a folder is for practice"
    assert puntos["conservacion"]["hecho"] == "carpeta"
    assert puntos["dotacion"]["datos"]["huella"] == preparar().corta
    assert puntos["bases"]["datos"]["ajustes"] == 2 * len(revision_de_equipo.AJUSTES)
    assert antes == {r: r.read_bytes() for r in datos.rglob("*") if r.is_file()}


def test_en_frases(datos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a point, in words, on standard error: nobody reads JSON at seven in the morning."""
    assert principal(["diagnostico", "--datos", str(datos), *con_todo(datos)]) == 0
    salida = capsys.readouterr()
    assert salida.out == ""
    lineas = salida.err.splitlines()
    assert (
        f"bien   Dotación de la mesa D001-M1. Huella {preparar().corta}: compárela con el papel."
        in lineas
    )
    assert len(lineas) == len(Asunto)


def test_antes_de_instalar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The machine is looked at days before: a new database is made, read back and taken away."""
    estado, puntos = correr(tmp_path, capsys, "--dotacion", str(preparar().dotacion))
    assert estado == 0
    assert puntos["bases"]["datos"]["ajustes"] == len(revision_de_equipo.AJUSTES)
    assert puntos["dotacion"]["datos"]["mesa"] == "D001-M1"
    assert list(tmp_path.iterdir()) == []
    _, puntos = correr(tmp_path, capsys)
    assert puntos["dotacion"]["hecho"] == "sin_indicar"


def test_el_reloj_que_se_atraso(
    datos: Path, capsys: pytest.CaptureFixture[str], reloj: RelojDeMano
) -> None:
    """The last entry is of the opening: a clock before it went back while the machine was off."""
    reloj.hora = preparar().apertura - MINUTO
    estado, puntos = correr(datos, capsys)
    assert (estado, puntos["reloj"]["hecho"]) == (1, "retroceso")


def test_un_disco_lleno(
    datos: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Figures of the file system, as they are."""

    def lleno(_: Path) -> Any:
        return type("Uso", (), {"free": 100 * 1024 * 1024})

    monkeypatch.setattr(revision_de_equipo.shutil, "disk_usage", lleno)
    estado, puntos = correr(datos, capsys)
    assert (estado, puntos["disco"]["hecho"]) == (1, "lleno")
    assert puntos["disco"]["datos"]["libre_mib"] == 100


def test_un_disco_que_no_conserva(
    datos: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sync fails: what is acknowledged might not be there tomorrow."""

    def fallar(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(archivos.os, "fsync", fallar)
    estado, puntos = correr(datos, capsys)
    assert (estado, puntos["escritura"]["gravedad"]) == (1, "mal")


@pytest.mark.parametrize("descompostura", ["wal", "basura"])
def test_una_base_que_no_se_puede_usar(
    datos: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    descompostura: str,
) -> None:
    """Left in WAL under a library with the defect, or with its bytes damaged."""
    ruta = datos / "estacion" / "urna" / "base.sqlite"
    if descompostura == "wal":
        monkeypatch.setattr(compuerta, "es_vulnerable", lambda _: True)
        base = sqlite3.connect(ruta)
        base.execute("PRAGMA journal_mode=WAL").fetchall()
        base.close()
    else:
        octetos = bytearray(ruta.read_bytes())
        octetos[4096:] = bytes(len(octetos) - 4096)
        ruta.write_bytes(octetos)
    estado, puntos = correr(datos, capsys)
    assert (estado, puntos["bases"]["hecho"]) == (1, "ilegible")


def test_memoria_e_impresora_que_no_estan(datos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Named and absent: the officials plug them in before anybody comes."""
    aparatos = "--memoria", str(datos / "otra"), "--impresora", "no-hay-tal-cola"
    estado, puntos = correr(datos, capsys, *aparatos)
    assert estado == 1
    assert [puntos[a]["gravedad"] for a in ("memoria", "impresora")] == ["mal", "mal"]


def test_una_dotacion_de_otra_parte(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no dotación is said as such, and the rest of the machine is looked at anyway."""
    falsa = tmp_path / "dotacion.zip"
    falsa.write_bytes(b"PK nada")
    estado, puntos = correr(tmp_path, capsys, "--dotacion", str(falsa))
    assert (estado, puntos["dotacion"]["hecho"]) == (1, "falla")
    assert puntos["bases"]["gravedad"] == "bien"


def test_sin_carpeta_no_hay_que_revisar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2: it was asked of nothing."""
    assert principal(["diagnostico", "--datos", str(tmp_path / "no" / "hay")]) == 2
    assert "No hay una carpeta de estación" in capsys.readouterr().err
