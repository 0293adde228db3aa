"""The kiosk's browser: what it is forbidden, and that it begins under nothing less."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from eleccion.arranque.revision_de_equipo import EsteEquipo
from eleccion.dominio.diagnostico import PoliticaDelNavegador, revisar_navegador
from eleccion.recursos import encontrar_recurso
from eleccion.web.estacion import PUERTO_URNA
from eleccion.web.urna.aplicacion import ANFITRION, EN_RED

POLITICA = encontrar_recurso("kiosco", "politica.json")
GUION = encontrar_recurso("kiosco", "kiosco.sh")
URNA = f"http://{ANFITRION}:{PUERTO_URNA}"
URNA_EN_RED = f"https://{EN_RED}:{PUERTO_URNA}"


def test_la_politica_no_deja_salir_de_la_urna() -> None:
    """One address, its camera, and nothing that keeps or shows what a voter did."""
    politica = json.loads(POLITICA.read_text("utf-8"))
    assert politica["URLBlocklist"] == ["*"]
    assert politica["URLAllowlist"] == politica["VideoCaptureAllowedUrls"] == [URNA, URNA_EN_RED]
    assert politica["DeveloperToolsAvailability"] == 2, "never"
    assert politica["DownloadRestrictions"] == 3, "none at all"
    for prendida in ("PasswordManagerEnabled", "AutofillAddressEnabled", "TranslateEnabled"):
        assert politica[prendida] is False, prendida
    # Where the sheet has a margin, Chromium writes the hour on it: a testigo would say when.
    assert politica["PrintHeaderFooter"] is False
    assert politica["ExtensionInstallBlocklist"] == ["*"]


def fingir(carpeta: Path, **ordenes: str) -> dict[str, str]:
    """Put programs before those of the system."""
    for nombre, guion in ordenes.items():
        ruta = carpeta / nombre
        ruta.write_text(f"#!/bin/sh\n{guion}\n", "utf-8")
        ruta.chmod(0o755)
    (carpeta / "sesion").mkdir()
    return os.environ | {
        "PATH": f"{carpeta}:{os.environ['PATH']}",
        "XDG_RUNTIME_DIR": str(carpeta / "sesion"),
    }


def test_el_navegador_empieza_bajo_su_politica_y_no_deja_nada(tmp_path: Path) -> None:
    """It prints without asking, begins again when it dies, and its profile goes with it."""
    dichas = tmp_path / "dichas"
    entorno = fingir(
        tmp_path,
        cmp="exit 0",
        chromium=f'echo "$@" >> {dichas}',
        # The second time that the browser died, the session ends.
        sleep=f'test "$(wc -l < {dichas})" -lt 2 || kill -TERM $PPID',
    )
    fin = subprocess.run(
        ["sh", str(GUION), "--propio"], env=entorno, check=False, timeout=60, capture_output=True
    )
    assert fin.returncode in (0, -signal.SIGTERM)
    primera, segunda = dichas.read_text("utf-8").splitlines()
    assert primera == segunda
    pedidas = primera.split()
    assert {"--kiosk", "--incognito", "--kiosk-printing", "--propio"} <= set(pedidas)
    assert pedidas[-1] == f"{URNA}/"
    (perfil,) = (p for p in pedidas if p.startswith("--user-data-dir="))
    assert perfil.startswith(f"--user-data-dir={tmp_path}/sesion/kiosco.")
    assert list((tmp_path / "sesion").iterdir()) == []


def test_en_la_red_el_navegador_solo_cree_en_la_llave_de_la_urna(tmp_path: Path) -> None:
    """Without the whole fingerprint it does not begin: it would ask nobody who answers."""
    dichas, llave = tmp_path / "dichas", "Bit57+KSY1cLGOlwRhBUGz/C/zoI31qcVufhmkmrc5g="
    entorno = fingir(
        tmp_path,
        cmp="exit 0",
        chromium=f'printf "%s\\n" "$@" >> {dichas}',
        sleep="kill -TERM $PPID",
    )

    def empezar(*de_red: str) -> int:
        orden = ["sh", str(GUION), "--en-red", *de_red]
        return subprocess.run(
            orden, env=entorno, check=False, timeout=60, capture_output=True
        ).returncode

    for incompleta in ((), ("192.168.10.2",), ("192.168.10.2", llave[:-1])):
        assert empezar(*incompleta) == 2
    assert not dichas.exists()
    empezar("192.168.10.2", llave, "--propio")
    *pedidas, direccion = dichas.read_text("utf-8").splitlines()
    assert direccion == f"{URNA_EN_RED}/"
    assert {
        f"--host-resolver-rules=MAP {EN_RED} 192.168.10.2",
        f"--ignore-certificate-errors-spki-list={llave}",
        "--propio",
    } <= set(pedidas)


def test_sin_su_politica_el_navegador_no_empieza(tmp_path: Path) -> None:
    """A browser that opens any address at a kiosk is worse than none: it says how to mend it."""
    entorno = fingir(tmp_path, cmp="exit 1", chromium=f"echo mal >> {tmp_path}/dichas")
    fin = subprocess.run(
        ["sh", str(GUION)], env=entorno, check=False, timeout=60, capture_output=True, text=True
    )
    assert fin.returncode == 2
    assert "install -D -m 0644" in fin.stderr
    assert not (tmp_path / "dichas").exists()


@pytest.mark.parametrize(
    ("instalada", "gravedad"), [(None, "aviso"), (b"{}", "mal"), (POLITICA.read_bytes(), "bien")]
)
def test_el_diagnostico_dice_si_esta_la_politica(
    tmp_path: Path, instalada: bytes | None, gravedad: str
) -> None:
    """Compared byte for byte; on a machine where nobody votes it is only said that it is not."""
    ruta = tmp_path / "kiosco.json"
    if instalada is not None:
        ruta.write_bytes(instalada)
    dicha = EsteEquipo(tmp_path, politica=ruta).navegador()
    assert dicha in PoliticaDelNavegador
    assert revisar_navegador(dicha).gravedad == gravedad
