"""The JavaScript of others: which files, whose, pinned, and nothing run on the way."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from eleccion.recursos import RecursoAlterado, RecursoAusente, modulos_de_navegador
from tests.proyecto.arbol import RAIZ, terceros

DECLARADO = json.loads((RAIZ / "package.json").read_text("utf-8"))
CANDADO = json.loads((RAIZ / "package-lock.json").read_text("utf-8"))["packages"]
EXACTA = re.compile(r"\d+\.\d+\.\d+")
SIN_NADA_EXTRANO = {"MIT", "MPL-2.0", "(MIT OR CC0-1.0)"}


def _paquetes() -> dict[str, dict[str, object]]:
    return {nombre.removeprefix("node_modules/"): p for nombre, p in CANDADO.items() if nombre}


def test_cada_paquete_va_por_version_y_por_huella_sin_direccion() -> None:
    """What is fetched at a set-up in five years is what was reviewed, from whatever index."""
    assert all(EXACTA.fullmatch(v) for v in DECLARADO["dependencies"].values())
    for nombre, paquete in _paquetes().items():
        assert "resolved" not in paquete, nombre
        assert str(paquete["integrity"]).startswith("sha512-"), nombre
        assert "hasInstallScript" not in paquete, nombre
        assert paquete["license"] in SIN_NADA_EXTRANO, nombre
    assert CANDADO[""]["dependencies"] == DECLARADO["dependencies"]
    assert CANDADO[""]["devDependencies"] == DECLARADO["devDependencies"]


def test_npm_no_corre_guiones_ni_anota_direcciones() -> None:
    """A package that runs code at its installation owns the machine of the election."""
    ajustes = set((RAIZ / ".npmrc").read_text("utf-8").split())
    assert {"ignore-scripts=true", "omit-lockfile-registry-resolved=true"} <= ajustes


def test_solo_se_lleva_lo_que_se_usa() -> None:
    """The list is what our modules reach, with the licence of each package, and nothing else."""
    nombres = [n.removeprefix("eleccion/terceros/") for n in terceros()]
    assert nombres == sorted(nombres)
    paquetes = {"@noble/curves", "@noble/hashes", "zxing-wasm"}
    assert {f"{p}/LICENSE" for p in paquetes} <= set(nombres)
    assert {n for n in nombres if not n.startswith(tuple(f"{p}/" for p in paquetes))} == set()
    assert [n for n in nombres if n.endswith(".wasm")] == [
        "zxing-wasm/dist/reader/zxing_reader.wasm"
    ]
    for paquete in paquetes:
        instalado = json.loads(modulos_de_navegador()[f"{paquete}/package.json"].read_bytes())
        assert instalado["version"] == DECLARADO["dependencies"][paquete]


def _copia(destino: Path) -> Path:
    """A tree with what the set-up of the browser's modules reads."""
    for nombre in ("requirements/terceros.py", "eleccion/terceros.sha256"):
        (destino / nombre).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(RAIZ / nombre, destino / nombre)
    for paquete in DECLARADO["dependencies"]:
        shutil.copytree(RAIZ / "node_modules" / paquete, destino / "node_modules" / paquete)
    return destino


def _correr(raiz: Path, orden: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(raiz / "requirements" / "terceros.py"), orden],
        capture_output=True,
        text=True,
        check=False,
    )


def test_la_lista_se_rehace_igual(tmp_path: Path) -> None:
    """The list follows from the packages and from what we import; nobody edits it."""
    copia = _copia(tmp_path)
    lista = copia / "eleccion" / "terceros.sha256"
    lista.unlink()
    assert _correr(copia, "anotar").returncode == 0
    assert lista.read_bytes() == (RAIZ / "eleccion" / "terceros.sha256").read_bytes()


def test_se_coloca_lo_listado_o_nada(tmp_path: Path) -> None:
    """One other byte in what npm brought, and the set-up ends there."""
    copia = _copia(tmp_path)
    assert _correr(copia, "colocar").returncode == 0
    puestos = {
        r.relative_to(copia).as_posix()
        for r in (copia / "eleccion/terceros").rglob("*")
        if r.is_file()
    }
    assert puestos == set(terceros())
    victima = copia / "node_modules/@noble/curves/abstract/edwards.js"
    victima.write_bytes(
        victima.read_bytes().replace(b"zip215 = false", b"zip215 = true ", 1) + b" "
    )
    fin = _correr(copia, "colocar")
    assert fin.returncode != 0
    assert "missing or altered" in fin.stderr


@pytest.mark.parametrize(
    ("dano", "error"), [("alterado", RecursoAlterado), ("ausente", RecursoAusente)]
)
def test_el_programa_no_sirve_un_modulo_danado(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, dano: str, error: type[Exception]
) -> None:
    """A bad sector under the curve's arithmetic is found before the first voter, not after."""
    paquete = tmp_path / "eleccion"
    shutil.copytree(RAIZ / "eleccion" / "terceros", paquete / "terceros")
    shutil.copyfile(RAIZ / "eleccion" / "terceros.sha256", paquete / "terceros.sha256")
    monkeypatch.setattr("eleccion.recursos._PAQUETE", paquete)
    reunir = modulos_de_navegador.__wrapped__
    assert "@noble/curves/ed25519.js" in reunir()
    victima = paquete / "terceros/@noble/curves/ed25519.js"
    if dano == "alterado":
        victima.write_bytes(victima.read_bytes()[:-1])
    else:
        victima.unlink()
    with pytest.raises(error):
        reunir()
