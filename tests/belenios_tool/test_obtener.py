"""The second opinion must be a real one: the right program, from sources this machine trusts."""

from pathlib import Path

import pytest

from tests.belenios_tool import BeleniosAusente, BeleniosTool, Rechazado, encontrar
from tests.belenios_tool.obtener import leer_fuentes
from tests.proyecto.arbol import RAIZ

PROPIA = """\
# The mirror of this machine
Types: deb deb-src
URIs: http://espejo.example/debian
Suites: stable stable-updates
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
"""
AJENAS = """\
Types: deb
URIs: http://espejo.example/debian-security
Suites: stable-security
Components: main

Types: deb
URIs: http://otros.example/linux
Suites: stable
Components: edge

Enabled: no
Types: deb
URIs: http://apagada.example/debian
Suites: stable
Components: main
"""


def test_de_las_fuentes_se_toma_solo_el_espejo_propio(tmp_path: Path) -> None:
    """Packages come from where the machine's keeper decided; other archives stay out."""
    (tmp_path / "sources.list.d").mkdir()
    (tmp_path / "sources.list.d" / "debian.sources").write_text(f"{PROPIA}\n{AJENAS}", "utf-8")
    (estrofa,) = leer_fuentes(tmp_path)
    assert estrofa.splitlines() == [
        "Types: deb",
        "URIs: http://espejo.example/debian",
        "Suites: trixie",
        "Components: main",
        "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg",
    ]


def test_las_fuentes_de_una_linea_tambien_se_leen(tmp_path: Path) -> None:
    """Older machines keep them so, with or without options."""
    (tmp_path / "sources.list").write_text(
        "deb [arch=amd64 signed-by=/llave.gpg] http://uno.example/debian stable main\n"
        "deb http://dos.example/debian stable main contrib\n"
        "deb-src http://tres.example/debian stable main\n"
        "deb http://cuatro.example/debian stable-security main\n"
        "# deb http://cinco.example/debian stable main\n",
        "utf-8",
    )
    una, otra = leer_fuentes(tmp_path)
    assert una.splitlines()[1] == "URIs: http://uno.example/debian"
    assert una.splitlines()[-1] == "Signed-By: /llave.gpg"
    assert otra.splitlines()[1:] == [
        "URIs: http://dos.example/debian",
        "Suites: trixie",
        "Components: main",
    ]


@pytest.mark.parametrize(("version", "sirve"), [("2.0", False), ("2.1", True), ("10.0 (x)", True)])
def test_una_version_que_no_conoce_el_grupo_no_sirve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, sirve: bool
) -> None:
    """Debian 12's tool refuses every archive of ours; its refusal would prove nothing."""
    programa = tmp_path / "belenios-tool"
    programa.write_text(f"#!/bin/sh\necho '{version}'\n", "utf-8")
    programa.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    if sirve:
        assert encontrar(tmp_path / "nada") == BeleniosTool((str(programa),), version)
    else:
        with pytest.raises(BeleniosAusente, match="does not know Ed25519"):
            encontrar(tmp_path / "nada")


def test_un_programa_que_calla_no_aprueba() -> None:
    """Exit status 0 without the tool's own words is not an approval."""
    mudo = BeleniosTool(("true",), "3.0")
    (archivo,) = (RAIZ / "tests/vectores/belenios/sid-single").glob("*.bel")
    with pytest.raises(Rechazado):
        mudo.verificar_archivo(archivo)
    with pytest.raises(Rechazado):
        mudo.verificar_boletas(archivo)
