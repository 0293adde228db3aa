"""Imports go one way: boletas <- auditoria <- eleccion, and inside eleccion toward the domain."""

import ast
import re
import tomllib
from collections.abc import Iterable

import pytest

from tests.proyecto.arbol import (
    RAIZ,
    ajenas,
    alcanza,
    archivos,
    bajo,
    importados,
    importados_por,
    leer_arbol,
    modulos,
)

WEB_Y_BASE = ("alembic", "flask", "flask_login", "jinja2", "sqlalchemy", "sqlite3", "werkzeug")
MUNDO = ("os", "pathlib", "random", "secrets", "shutil", "socket", "subprocess", "tempfile", "time")

# Where -> what must not be imported there, with the reason the test prints.
PROHIBIDO: dict[str, tuple[tuple[str, ...], str]] = {
    "boletas": (("auditoria", "eleccion", *WEB_Y_BASE), "a ballot knows no log, web or database"),
    "auditoria": (("eleccion", *WEB_Y_BASE), "an observer runs it without the process"),
    "eleccion.dominio": (
        (
            *WEB_Y_BASE,
            *MUNDO,
            "eleccion.arranque",
            "eleccion.casos",
            "eleccion.documentos",
            "eleccion.persistencia",
            "eleccion.simulacion",
            "eleccion.web",
        ),
        "the domain is pure: the world comes in through ports",
    ),
    "eleccion.casos": (
        (*WEB_Y_BASE, "eleccion.arranque", "eleccion.persistencia", "eleccion.web"),
        "use cases speak to ports; arranque gives them adapters",
    ),
    "eleccion.persistencia": (
        ("eleccion.arranque", "eleccion.casos", "eleccion.web", "flask", "flask_login"),
        "storage serves the domain and knows nothing above it",
    ),
    "eleccion.documentos": (
        (*WEB_Y_BASE, "eleccion.casos", "eleccion.persistencia", "eleccion.web"),
        "papers are drawn from data",
    ),
    "eleccion.web": (
        ("eleccion.persistencia", "sqlalchemy"),
        "views translate; they reach storage through use cases",
    ),
}
# The secrecy wall: neither side may load the other, not even through a third module.
MURO = (
    ("eleccion.persistencia.mesa", "eleccion.persistencia.urna"),
    ("eleccion.dominio.padron", "eleccion.dominio.urna"),
    ("eleccion.dominio.registro_en_mesa", "eleccion.dominio.urna"),
    ("eleccion.casos.jornada.registrar_persona", "eleccion.dominio.urna"),
)


def faltas(modulo: str, nombres: Iterable[str]) -> list[str]:
    """List the imports of a module that its place in the tree does not allow."""
    return [
        f"{modulo} imports {nombre}: {razon}"
        for lugar, (prohibidos, razon) in PROHIBIDO.items()
        if bajo(modulo, [lugar])
        for nombre in sorted(nombres)
        if bajo(nombre, prohibidos)
    ]


def test_las_importaciones_van_en_un_solo_sentido() -> None:
    """What an observer or a station trusts must not drag in what it does not need."""
    assert [f for m in modulos() for f in faltas(m, importados_por(m))] == []


@pytest.mark.parametrize(
    ("modulo", "linea"),
    [
        ("boletas.cripto.grupo", "import auditoria.registro"),
        ("auditoria.reglas.computo", "from eleccion import dominio"),
        ("auditoria.registro.nota", "from flask import g"),
        ("eleccion.dominio.mesa", "def f():\n    import time"),
        ("eleccion.dominio.mesa", "from ..casos import jornada"),
        ("eleccion.casos.jornada.abrir", "from ...persistencia.mesa import filas"),
        ("eleccion.web.mesa", "if TYPE_CHECKING:\n    from sqlalchemy.orm import Session"),
    ],
)
def test_una_importacion_al_reves_se_nota(modulo: str, linea: str) -> None:
    """Control: each kind of forbidden import is seen, wherever it hides."""
    assert faltas(modulo, importados(ast.parse(linea), modulo)) != []


@pytest.mark.parametrize(("uno", "otro"), MURO)
def test_el_muro_del_secreto(uno: str, otro: str) -> None:
    """A module that holds both sides could tie a voter to a ballot by mistake."""
    for lado, vedado in ((uno, otro), (otro, uno)):
        for modulo in (m for m in modulos() if bajo(m, [lado])):
            assert [m for m in alcanza(modulo) if bajo(m, [vedado])] == [], modulo


def llamadas_al_reloj(arbol: ast.Module) -> list[int]:
    """Give the lines where code asks the machine for the hour."""
    return [
        nodo.lineno
        for nodo in ast.walk(arbol)
        if isinstance(nodo, ast.Attribute) and nodo.attr in ("now", "today", "utcnow")
    ]


def test_el_dominio_no_mira_el_reloj() -> None:
    """A rule that reads the clock cannot be recomputed by who checks it later."""
    puros = ("eleccion.dominio", "auditoria.reglas", "auditoria.papeles", "boletas.impresion")
    for modulo, ruta in modulos().items():
        if bajo(modulo, puros):
            assert llamadas_al_reloj(leer_arbol(ruta)) == [], modulo
    assert llamadas_al_reloj(ast.parse("hora = datetime.now(UTC)")) == [1]


def test_ningun_cajon_de_sastre() -> None:
    """A module named after nothing collects everything."""
    vagos = {"common", "helpers", "manager", "managers", "misc", "util", "utils"}
    assert [m for m in modulos() if vagos & set(m.split("."))] == []


def declaradas() -> dict[str, set[str]]:
    """Give the distributions that pyproject.toml declares, by extra or group ("" is the base)."""
    declarado = tomllib.loads((RAIZ / "pyproject.toml").read_text("utf-8"))
    proyecto = declarado["project"]
    grupos = {
        "": proyecto["dependencies"],
        **proyecto["optional-dependencies"],
        **declarado["dependency-groups"],
    }
    return {
        extra: {re.split(r"[<>=!~\[; ]", d)[0].lower() for d in lista}
        for extra, lista in grupos.items()
    }


# Import name -> distribution, where they differ.
DISTRIBUCION = {
    "PIL": "pillow",
    "flask_login": "flask-login",
    "font_source_sans_pro": "font-source-sans-pro",
    "nacl": "pynacl",
    "zxingcpp": "zxing-cpp",
    "_pytest": "pytest",
    "xdist": "pytest-xdist",
}


def test_cada_biblioteca_que_se_importa_esta_declarada() -> None:
    """What is only there by luck is missing on the machine of the election."""
    grupos = declaradas()
    nucleo, servidor = grupos[""], grupos[""] | grupos["servidor"]
    todas = set().union(*grupos.values())
    for nombre in archivos():
        if not nombre.endswith(".py"):
            continue
        permitidas = {"boletas": nucleo, "auditoria": nucleo, "eleccion": servidor}.get(
            nombre.split("/")[0], todas
        )
        modulo = nombre.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        paquete = nombre.endswith("__init__.py")
        usadas = importados(leer_arbol(RAIZ / nombre), modulo, es_paquete=paquete)
        distribuciones = {DISTRIBUCION.get(n, n) for n in ajenas(usadas)}
        assert distribuciones <= permitidas, nombre
