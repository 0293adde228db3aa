"""The console commands keep the contract that scripts rely on (docs/arquitectura.md)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from eleccion import ordenes
from eleccion.cli import ORDENES, principal

BIN = Path(sys.executable).parent


def correr(*orden: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command of this environment."""
    return subprocess.run(
        [BIN / orden[0], *orden[1:]], capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize(
    "orden",
    [
        ("boletas",),
        ("boletas", "--sin-sentido"),
        ("boletas", "verificar"),
        ("boletas", "verificar", "no-existe.bel"),
        ("auditoria",),
        ("auditoria", "opinar"),
        ("auditoria", "verificar"),
        ("auditoria", "descifrar", "--huella", "0", "no-existe"),
        ("auditoria", "verificar", "no-existe"),
        ("auditoria", "codigo", "no-existe"),
        ("eleccion",),
        ("eleccion", "simular"),
        ("eleccion", "simular", "--demarcaciones", "muchas"),
        ("eleccion", "computar", "no-existe"),
        ("eleccion", "actas", "no-existe", "--salida", "tampoco"),
    ],
    ids=" ".join,
)
def test_el_mal_uso_termina_en_dos(orden: tuple[str, ...]) -> None:
    """A script must tell "you called it wrong" from "the record is false" (1)."""
    fin = correr(*orden)
    assert fin.returncode == 2, fin.stderr
    assert fin.stdout == ""
    assert fin.stderr != ""
    assert "Traceback" not in fin.stderr


@pytest.mark.parametrize("orden", ["boletas", "auditoria", "eleccion"])
def test_la_ayuda_va_a_la_salida(orden: str) -> None:
    """Help that was asked for is data: it can be paged and searched."""
    fin = correr(orden, "--help")
    assert fin.returncode == 0
    assert orden in fin.stdout
    assert fin.stderr == ""


def test_cada_orden_que_hay_se_puede_pedir() -> None:
    """An order that is not listed exists for nobody."""
    modulos = Path(ordenes.__file__).parent.glob("*.py")
    que_se_piden = {m.stem for m in modulos if "\ndef registrar(" in m.read_text("utf-8")}
    assert {orden.replace("-", "_") for orden in ORDENES} == que_se_piden


CARGADOS = """
import json, sys
from contextlib import redirect_stdout
from io import StringIO
from eleccion.cli import principal
with redirect_stdout(StringIO()):
    try:
        principal(sys.argv[1:])
    except SystemExit as fin:
        assert fin.code == 0
print(json.dumps(sorted(sys.modules)))
"""
PESADOS = {"alembic", "cryptography", "flask", "nacl", "reportlab", "sqlalchemy"}


def cargados(*palabras: str) -> set[str]:
    """Run ``eleccion`` in a process of its own and tell which heavy libraries it loaded."""
    orden = [sys.executable, "-c", CARGADOS, *palabras]
    fin = subprocess.run(orden, capture_output=True, text=True, timeout=120, check=True)
    return PESADOS & set(json.loads(fin.stdout))


def test_la_lista_de_ordenes_no_carga_ninguna() -> None:
    """Whoever asks at midnight what can be done must not wait for what every order imports."""
    assert cargados("--help") == set()


def test_una_orden_carga_lo_suyo() -> None:
    """Control: the way of telling what is loaded does see it; and redrawing needs no database."""
    suyos = cargados("actas", "--help")
    assert "reportlab" in suyos
    assert not {"flask", "sqlalchemy"} & suyos


@pytest.mark.parametrize("orden", ORDENES)
def test_cada_orden_anota_su_propio_nombre(orden: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The list is not made by the orders any more: a name that differs would lead nowhere."""
    with pytest.raises(SystemExit) as fin:
        principal([orden, "--help"])
    assert fin.value.code == 0
    assert f"uso: eleccion {orden} " in capsys.readouterr().out
