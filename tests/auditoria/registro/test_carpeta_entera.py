"""A record is published whole or not at all: whoever finds a folder need not ask if it is half."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from auditoria.registro.archivos import carpeta_entera

MUERE = """
import os, sys
from pathlib import Path
from auditoria.registro.archivos import carpeta_entera
with carpeta_entera(Path(sys.argv[1])) as parcial:
    (parcial / "D001").mkdir()
    (parcial / "D001" / "acta.json").write_bytes(b"media")
    os._exit(9)
"""


def test_lo_que_muere_a_la_mitad_no_deja_carpeta_y_se_hace_de_nuevo(tmp_path: Path) -> None:
    """Nothing stands under its name; what the dead process left is not taken into the next."""
    destino = tmp_path / "expediente"
    muerto = subprocess.run([sys.executable, "-c", MUERE, destino], timeout=60, check=False)
    assert (muerto.returncode, destino.exists()) == (9, False)
    assert [ruta.name for ruta in tmp_path.iterdir()] == [".expediente.parcial"], "it did write"
    with carpeta_entera(destino) as parcial:
        (parcial / "MANIFIESTO").write_bytes(b"entera")
    assert sorted(ruta.name for ruta in tmp_path.rglob("*")) == ["MANIFIESTO", "expediente"]


def test_una_falla_no_deja_nada_y_una_carpeta_vacia_se_toma(tmp_path: Path) -> None:
    """An order refused half way leaves the place as it was."""
    destino = tmp_path / "expediente"
    destino.mkdir()
    with pytest.raises(OSError, match="lleno"), carpeta_entera(destino) as parcial:
        _llenarse(parcial / "catalogo.json")
    assert (os.listdir(tmp_path), os.listdir(destino)) == (["expediente"], [])
    with carpeta_entera(destino) as parcial:
        (parcial / "catalogo.json").write_bytes(b"{}")
    assert os.listdir(destino) == ["catalogo.json"]


def test_la_carpeta_de_trabajo_y_la_raiz_de_una_memoria_tambien_se_llenan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People stand in an empty folder and write ``.``; and nothing is renamed into a device."""
    lugar = tmp_path / "aqui"
    lugar.mkdir()
    monkeypatch.chdir(lugar)
    with carpeta_entera(Path()) as parcial:
        (parcial / "MANIFIESTO").write_bytes(b"entera")
    assert os.listdir(lugar) == ["MANIFIESTO"]
    memoria = tmp_path / "usb"
    memoria.mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda ruta: ruta == memoria)
    antes = memoria.stat().st_ino
    with carpeta_entera(memoria) as parcial:
        (parcial / "MANIFIESTO").write_bytes(b"entera")
    assert (memoria.stat().st_ino, os.listdir(memoria)) == (antes, ["MANIFIESTO"])


def _llenarse(ruta: Path) -> None:
    """Fill the disk with what was written so far."""
    ruta.write_bytes(b"{}")
    raise OSError("lleno")
