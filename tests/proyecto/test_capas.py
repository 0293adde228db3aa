"""Imports go one way: boletas <- auditoria <- eleccion, and inside eleccion toward the domain."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator

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

WEB = ("flask", "flask_login", "jinja2", "werkzeug")
BASE = ("alembic", "sqlalchemy", "sqlite3")
AZAR_Y_RED = ("random", "secrets", "socket", "subprocess", "time")
ARCHIVOS = ("os", "pathlib", "shutil", "tempfile")

# From the commands down: a floor imports only from those below it, and not its neighbour.
PISOS = (
    ("eleccion.ordenes",),
    ("eleccion.web",),
    ("eleccion.simulacion",),
    ("eleccion.arranque",),
    ("eleccion.casos", "eleccion.persistencia"),
    ("eleccion.documentos", "eleccion.dominio"),
)
# Where -> what else must not be imported there, with the reason the test prints.
PROHIBIDO: dict[str, tuple[tuple[str, ...], str]] = {
    "boletas": (("auditoria", "eleccion", *WEB, *BASE), "a ballot knows no log, web or database"),
    "auditoria": (
        ("eleccion", *WEB, *BASE, *AZAR_Y_RED),
        "an observer runs it without the process, and finds the same every time",
    ),
    "eleccion.dominio": (
        (*WEB, *BASE, *AZAR_Y_RED, *ARCHIVOS),
        "the domain is pure: the world comes in through ports",
    ),
    "eleccion.documentos": ((*WEB, *BASE, *AZAR_Y_RED, *ARCHIVOS), "papers are drawn from data"),
    "eleccion.casos": (
        (*WEB, *BASE, *AZAR_Y_RED),
        "use cases speak to ports; arranque gives them adapters",
    ),
    "eleccion.persistencia": (
        (*WEB, "eleccion.documentos"),
        "storage serves the domain and knows nothing of papers and screens",
    ),
    "eleccion.arranque": (WEB, "what is joined here is served elsewhere"),
    "eleccion.simulacion": (WEB, "it lives through the use cases, not through screens"),
    "eleccion.web": (
        ("eleccion.persistencia", "sqlalchemy"),
        "views translate; they reach storage through use cases",
    ),
    **{
        f"eleccion.web.{parte}": (("eleccion.simulacion",), "only the demonstration shows a town")
        for parte in ("mesa", "urna", "observacion")
    },
}
# The secrecy wall: neither side may load the other, not even through a third module.
MURO = (
    ("eleccion.persistencia.mesa", "eleccion.persistencia.urna"),
    ("eleccion.dominio.padron", "eleccion.dominio.urna"),
    ("eleccion.dominio.registro_en_mesa", "eleccion.dominio.urna"),
    ("eleccion.casos.jornada.mesa", "eleccion.casos.jornada.urna"),
    ("eleccion.casos.jornada.lista", "eleccion.casos.jornada.urna"),
    ("eleccion.casos.jornada.cierre", "eleccion.casos.jornada.urna"),
    ("eleccion.casos.jornada.lista", "eleccion.dominio.urna"),
)


def vedados() -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Give each place, what is closed to it and why: by its floor, then by what it is."""
    for nivel, piso in enumerate(PISOS):
        for lugar in piso:
            arriba = tuple(otro for pisos in PISOS[: nivel + 1] for otro in pisos if otro != lugar)
            yield lugar, arriba, "a floor imports only from those below it"
    for lugar, (prohibidos, razon) in PROHIBIDO.items():
        yield lugar, prohibidos, razon


def faltas(modulo: str, nombres: Iterable[str]) -> list[str]:
    """List the imports of a module that its place in the tree does not allow."""
    return [
        f"{modulo} imports {nombre}: {razon}"
        for lugar, prohibidos, razon in vedados()
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
        ("eleccion.casos.jornada.abrir", "import secrets"),
        ("eleccion.persistencia.mesa.lista", "from eleccion.casos import tarjetas"),
        ("eleccion.documentos.acuse", "from eleccion.dominio import planilla"),
        ("eleccion.arranque.estacion", "from eleccion.web import aplicacion"),
        ("eleccion.web.mesa", "if TYPE_CHECKING:\n    from sqlalchemy.orm import Session"),
        ("eleccion.web.mesa.dia", "from eleccion.simulacion import poblado"),
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
