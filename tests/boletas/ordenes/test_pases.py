"""``boletas pases`` writes two files and nothing else, or none."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from boletas.cli import principal
from tests.proyecto.arbol import RAIZ

UUID = "4m8XZ4wkSfGTrL"
PROCESO = "Juntas de Participación Ciudadana 2026"


def orden(carpeta: Path, *cambios: str) -> list[str]:
    """The command for a small talonario, with some options changed or added at the end."""
    return [
        "pases",
        *("--uuid", UUID, "--proceso", PROCESO, "--mesa", "D001-M1"),
        *("--cantidad", "7", "--reserva", "2"),
        *("--talonario", str(carpeta / "talonario.pdf"), "--lista", str(carpeta / "lista.json")),
        *cambios,
    ]


def test_escribe_el_talonario_y_la_lista_y_nada_mas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Secrets live in the PDF alone, which only its owner can read."""
    assert principal(orden(tmp_path)) == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["lista.json", "talonario.pdf"]
    talonario = tmp_path / "talonario.pdf"
    assert stat.S_IMODE(talonario.stat().st_mode) == 0o600
    assert talonario.read_bytes().startswith(b"%PDF-1.7")
    lista = json.loads((tmp_path / "lista.json").read_bytes())
    assert len(lista) == 9
    assert lista == sorted(lista)
    salida = capsys.readouterr()
    assert salida.out == ""
    assert "quien lo tiene puede votar" in salida.err


def test_no_abre_ningun_otro_archivo_para_escribir(tmp_path: Path) -> None:
    """A temporary copy elsewhere, or a cache, would outlive the printed slips."""
    guion = (
        "import os, sys\n"
        f"sys.path.insert(0, {str(RAIZ)!r})\n"
        "sys.dont_write_bytecode = True\n"
        "abiertos = set()\n"
        "def mirar(evento, argumentos):\n"
        "    if evento == 'open' and isinstance(argumentos[0], (str, bytes)):\n"
        "        if argumentos[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):\n"
        "            abiertos.add(os.path.basename(os.fsdecode(argumentos[0])))\n"
        "sys.addaudithook(mirar)\n"
        "from boletas.cli import principal\n"
        "estado = principal(sys.argv[1:])\n"
        "print(estado, *sorted(abiertos))\n"
    )
    fin = subprocess.run(
        [sys.executable, "-c", guion, *orden(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    propios = ["lista.json", "talonario.pdf"]
    parciales = [f".{nombre}.parcial" for nombre in propios]
    assert fin.stdout.split() == ["0", *sorted(propios + parciales)]


@pytest.mark.parametrize("nombre", ["talonario.pdf", "lista.json"])
def test_nunca_escribe_encima(
    nombre: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second run over the first would leave printed slips without their list."""
    (tmp_path / nombre).write_bytes(b"anterior")
    assert principal(orden(tmp_path)) == 2
    assert [p.name for p in tmp_path.iterdir()] == [nombre]
    assert (tmp_path / nombre).read_bytes() == b"anterior"
    assert "ya existe" in capsys.readouterr().err


def test_si_falla_la_lista_no_queda_el_talonario(tmp_path: Path) -> None:
    """Half a result is worse than none: slips that no mesa will accept."""
    sin_carpeta = str(tmp_path / "no existe" / "lista.json")
    assert principal(orden(tmp_path, "--lista", sin_carpeta)) == 2
    assert list(tmp_path.iterdir()) == []


def test_una_interrupcion_no_deja_secretos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who presses Ctrl-C while the disk is slow must not leave a talonario behind."""

    def interrumpir(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrumpir)
    with pytest.raises(KeyboardInterrupt):
        principal(orden(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "cambios",
    [
        ("--cantidad", "0"),
        ("--cantidad", "9999", "--reserva", "1"),
        ("--reserva", "-1"),
        ("--uuid", "mal"),
        ("--proceso", "con\ttabulador"),
        ("--proceso", "選挙"),
        ("--mesa", "D001\u202e"),
    ],
)
def test_lo_mal_pedido_no_escribe_nada(
    cambios: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2, a sentence in Spanish, an empty folder."""
    assert principal(orden(tmp_path, *cambios)) == 2
    assert list(tmp_path.iterdir()) == []
    assert capsys.readouterr().err.startswith("No se pudo: ")


def test_los_dos_archivos_no_pueden_ser_uno(tmp_path: Path) -> None:
    """The public list must never land on the secret, nor the other way round."""
    uno = str(tmp_path / "uno")
    otro = os.path.join(str(tmp_path), "x", "..", "uno")
    assert principal(orden(tmp_path, "--talonario", uno, "--lista", otro)) == 2
    assert list(tmp_path.iterdir()) == []


def test_el_simulacro_marca_cada_pase(tmp_path: Path) -> None:
    """A slip of a rehearsal must not be taken for a real one."""
    assert principal(orden(tmp_path, "--simulacro")) == 0
