"""What the documents promise is so: commands run, formats and words are all described."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from auditoria.papeles import redibujo
from tests.proyecto.arbol import RAIZ, bajo, leer_arbol, modulos
from tests.proyecto.conftest import copiar_proyecto

LEEME = (RAIZ / "README.md").read_text("utf-8")
ORDENES = [
    linea
    for bloque in re.findall(r"```sh\n(.*?)```", LEEME, re.DOTALL)
    for linea in bloque.splitlines()
    if linea and not linea.startswith("#")
]


def test_las_ordenes_del_leeme_corren(tmp_path: Path) -> None:
    """The first thing a newcomer types must work, in the order in which it is printed."""
    entorno = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    propias = [o for o in ORDENES if o.split()[0] in ("boletas", "auditoria", "eleccion")]
    assert propias != []
    for orden in propias:
        fin = subprocess.run(
            orden.split(), cwd=tmp_path, env=entorno, capture_output=True, text=True, check=False
        )
        assert fin.returncode == 0, f"{orden}: {fin.stderr}"


@pytest.mark.largo
def test_la_demostracion_corre_entera(tmp_path: Path) -> None:
    """The first command anybody is told to type verifies a record, and serves what it says."""
    copia = copiar_proyecto(tmp_path, hora=1_700_000_000)
    (copia / ".venv").symlink_to(RAIZ / ".venv")
    # -o: the environment is this one, whatever the hours of the copy say.
    demostrada = subprocess.run(
        ["make", "-o", ".venv/preparado", "demo", "OPCIONES=--probar"],
        cwd=copia,
        capture_output=True,
        text=True,
        check=True,
    )
    nombradas = re.findall(r"^  (\S+\.pdf):", demostrada.stderr, re.MULTILINE)
    assert len(nombradas) == 3
    assert "10 demarcaciones, " in demostrada.stderr
    assert all((copia / nombre).read_bytes().startswith(b"%PDF-") for nombre in nombradas)
    assert "VERIFICADO" in demostrada.stderr
    # What it says to type is typed as it is, where nothing of the project is on PATH.
    dicho = re.search(r"^  (\S+/auditoria verificar \S+ --huella \S+)$", demostrada.stderr, re.M)
    assert dicho
    otra_vez = subprocess.run(
        dicho[1].split(),
        cwd=copia,
        env={"PATH": os.defpath},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "VERIFICADO" in otra_vez.stderr


def test_el_leeme_solo_usa_ordenes_de_make_que_existen() -> None:
    """`make` with a word that is no target does nothing and says so badly."""
    pedidas = {p for o in ORDENES if o.startswith("make ") for p in o.split("#")[0].split()[1:]}
    assert {"demo", "test"} <= pedidas
    assert pedidas <= objetivos()


def test_make_help_lista_cada_objetivo() -> None:
    """A target nobody can find is a target nobody uses."""
    ayuda = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=RAIZ,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert {linea.split()[0] for linea in ayuda.splitlines()} == objetivos()


def test_cada_decision_esta_en_el_indice() -> None:
    """A reason that is not listed is not found when somebody asks for it."""
    carpeta = RAIZ / "docs" / "decisiones"
    paginas = {pagina.name for pagina in carpeta.glob("0*.md")}
    enlazadas = set(re.findall(r"\]\((0[\w-]+\.md)\)", (carpeta / "README.md").read_text("utf-8")))
    assert enlazadas == paginas
    for pagina in paginas - {"0000-plantilla.md"}:
        titulos = re.findall(r"^## (.*)$", (carpeta / pagina).read_text("utf-8"), re.MULTILINE)
        assert titulos == ["Situation", "Decision", "Instead of", "What follows"], pagina


def objetivos() -> set[str]:
    """Read the phony targets of the Makefile."""
    makefile = (RAIZ / "Makefile").read_text("utf-8")
    return set(re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split())


def test_el_registro_de_cambios_tiene_su_forma() -> None:
    """Who operates an election reads here what changes for them (Keep a Changelog 1.1)."""
    texto = (RAIZ / "CHANGELOG.md").read_text("utf-8")
    assert texto.startswith("# Changelog\n")
    titulos = re.findall(r"^## (.*)$", texto, re.MULTILINE)
    assert titulos[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", t) for t in titulos[1:])
    clases = set(re.findall(r"^### (.*)$", texto, re.MULTILINE))
    assert clases <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert tomllib.loads((RAIZ / "pyproject.toml").read_text("utf-8"))["project"]["version"]


PAGINAS = sorted((RAIZ / "docs").glob("formato-*.md"))


def identificadores() -> set[str]:
    """Name what signed and sealed files say they are: ``eleccion-jpc/<formato>/v1``."""
    nombres = {"bitacora"}
    for modulo, ruta in modulos().items():
        if bajo(modulo, ["auditoria", "eleccion"]):
            nombres.update(
                re.findall(r'formato: ClassVar\[str\] = "([\w-]+)"', ruta.read_text("utf-8"))
            )
    return {f"eleccion-jpc/{nombre}/v1" for nombre in nombres}


def test_cada_formato_esta_descrito_en_una_pagina() -> None:
    """Who writes another verifier works from the pages, not from our code."""
    descritos = "\n".join(pagina.read_text("utf-8") for pagina in PAGINAS)
    assert {nombre for nombre in identificadores() if nombre not in descritos} == set()
    assert {"formato-bel", "formato-manifiesto"} <= {pagina.stem for pagina in PAGINAS}


@pytest.mark.parametrize("pagina", PAGINAS, ids=[pagina.stem for pagina in PAGINAS])
def test_cada_pagina_de_formato_trae_ejemplo_y_obligaciones(pagina: Path) -> None:
    """An example shows it, and MUST says what a reader has to refuse."""
    texto = pagina.read_text("utf-8")
    assert "```" in texto
    assert "MUST" in texto


def test_la_pagina_de_los_papeles_los_enlista_todos() -> None:
    """Who redraws a paper has to know from which files it comes."""
    tablas = (getattr(redibujo, n) for n in vars(redibujo) if re.fullmatch(r"DE_[A-Z]+", n))
    dibujados = {papel for tabla in tablas for papel in tabla}
    pagina = (RAIZ / "docs" / "papeles.md").read_text("utf-8")
    assert {"acta_inicio", "acta_recuento", "acuerdo"} <= dibujados
    assert set(re.findall(r"^\| `(\w+)` \|", pagina, re.MULTILINE)) == dibujados


def nombres_del_dominio() -> set[str]:
    """Name the public classes and functions of eleccion.dominio."""
    return {
        nodo.name
        for modulo, ruta in modulos().items()
        if bajo(modulo, ["eleccion.dominio"])
        for nodo in leer_arbol(ruta).body
        if isinstance(nodo, ast.ClassDef | ast.FunctionDef) and not nodo.name.startswith("_")
    }


def test_el_glosario_y_el_dominio_dicen_lo_mismo() -> None:
    """The law's words and the program's are the same, and a lawyer can look each one up."""
    glosario = (RAIZ / "docs" / "glosario.md").read_text("utf-8")
    explicados = set(re.findall(r"^\| `(\w+)` \|", glosario, re.MULTILINE))
    assert nombres_del_dominio() - explicados == set()
    assert explicados - nombres_del_dominio() == set()


def test_los_modulos_y_funciones_caben_en_una_mirada() -> None:
    """What does not fit in one look is not reviewed by anybody."""
    largos = []
    for modulo, ruta in modulos().items():
        if ".migraciones." in modulo:  # a schema is one list, read from top to bottom
            continue
        texto = ruta.read_text("utf-8")
        lineas = len(texto.splitlines())
        if lineas > 400 and "Generated from" not in texto.partition("\n")[0]:
            largos.append(f"{modulo}: {lineas} lines")
        for nodo in ast.walk(leer_arbol(ruta)):
            if isinstance(nodo, ast.FunctionDef):
                medida = nodo.end_lineno - nodo.lineno + 1  # type: ignore[operator]
                if medida > 70:
                    largos.append(f"{modulo}.{nodo.name}: {medida} lines")
    assert largos == [], "\n".join(largos)


def test_cada_clase_de_codigo_qr_tiene_su_prefijo() -> None:
    """Whoever scans a paper must not take one kind of code for another."""
    prefijos = [
        prefijo
        for ruta in modulos().values()
        for prefijo in re.findall(r'PREFIJO\w*: Final = "(JPC\d:)"', ruta.read_text("utf-8"))
    ]
    assert len(prefijos) >= 4
    assert len(prefijos) == len(set(prefijos))
