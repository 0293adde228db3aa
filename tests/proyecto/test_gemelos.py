"""A browser's twin says the words of its Python, in the same order, and brings nothing else."""

import ast
import re
from pathlib import Path, PurePosixPath

import pytest

from eleccion.recursos import modulos_de_navegador
from tests.proyecto.arbol import PAQUETES, RAIZ, archivos, leer_arbol

GEMELOS = [
    nombre
    for nombre in archivos()
    if nombre.endswith(".mjs") and nombre.split("/")[0] in PAQUETES and "/web/" not in nombre
]
# Names that are only a type in Python: JavaScript has nothing to call so.
SOLO_TIPOS = {
    "boletas/cripto/azar.mjs": {"Azar"},
    "boletas/cripto/respuesta.mjs": {"Voto"},
}
# Twins of modules of which a browser needs a part: what they have is in the same order.
PARCIALES = {
    "auditoria/registro/llave.mjs",  # verifying
    "boletas/errores.mjs",
    "boletas/impresion/errores.mjs",
    "eleccion/casos/jornada/urna/recibo.mjs",  # verifying
    "eleccion/documentos/comprobante.mjs",  # the code, not the drawing
}
DE_FALLAS = [n for n in GEMELOS if n.endswith("/errores.mjs")]
_EXPORTADO = re.compile(r"^export (?:class|function\*?|const) (\w+)", re.MULTILINE)
_IMPORTADO = re.compile(r"""(?:^|\s)(?:from|import)\s*\(?["']([^"']+)["']""")


def publicos(arbol: ast.Module) -> list[str]:
    """Name what a Python module defines for others, in order."""
    nombres: list[str] = []
    for nodo in arbol.body:
        if isinstance(nodo, ast.ClassDef | ast.FunctionDef):
            nombres.append(nodo.name)
        elif isinstance(nodo, ast.AnnAssign) and isinstance(nodo.target, ast.Name):
            nombres.append(nodo.target.id)
        elif isinstance(nodo, ast.Assign):
            nombres += [n.id for n in nodo.targets if isinstance(n, ast.Name)]
    return [nombre for nombre in nombres if not nombre.startswith("_")]


def bases(arbol: ast.Module) -> dict[str, str]:
    """Give each class of a module its first base."""
    return {
        nodo.name: nodo.bases[0].id
        for nodo in arbol.body
        if isinstance(nodo, ast.ClassDef) and nodo.bases and isinstance(nodo.bases[0], ast.Name)
    }


def de_python(nombre: str) -> Path:
    """The module of which this is the twin."""
    return (RAIZ / nombre).with_suffix(".py")


def test_hay_gemelos_de_todo_lo_que_hace_un_navegador() -> None:
    """Control of the tests below, and the list that diseno promises to a page."""
    hechos = {PurePosixPath(n).stem for n in GEMELOS if n.startswith("boletas/cripto/")}
    assert hechos >= {
        *("canonico", "grupo", "huella", "pruebas", "cifrado", "credencial", "definicion"),
        *("respuesta", "boleta", "comprobacion", "azar"),
    }


@pytest.mark.parametrize("nombre", GEMELOS)
def test_los_gemelos_dicen_los_mismos_nombres_en_el_mismo_orden(nombre: str) -> None:
    """Whoever reviews one reads the other beside it, and one search finds both."""
    suyos = _EXPORTADO.findall((RAIZ / nombre).read_text("utf-8"))
    esperados = publicos(leer_arbol(de_python(nombre)))
    if nombre in PARCIALES:
        esperados = [n for n in esperados if n in suyos]
    assert suyos == [n for n in esperados if n not in SOLO_TIPOS.get(nombre, ())]
    assert suyos != []


@pytest.mark.parametrize("nombre", DE_FALLAS)
def test_cada_falla_es_de_la_misma_familia(nombre: str) -> None:
    """A page that catches `Incumplimiento` catches what Python's would."""
    texto = (RAIZ / nombre).read_text("utf-8")
    suyas = dict(re.findall(r"^export class (\w+) extends (\w+)", texto, re.MULTILINE))
    propias = bases(leer_arbol(de_python(nombre)))
    raices = {"FallaDeBoletas": "Error", "ErrorAuditoria": "Error"}
    assert suyas == {clase: raices.get(clase, propias[clase]) for clase in suyas}


@pytest.mark.parametrize("nombre", GEMELOS)
def test_un_gemelo_solo_trae_gemelos_y_la_curva(nombre: str) -> None:
    """What a kiosk trusts is what stands beside Python, and one reviewed library of arithmetic."""
    for pedido in _IMPORTADO.findall((RAIZ / nombre).read_text("utf-8")):
        if pedido.startswith("@noble/"):
            assert pedido in modulos_de_navegador()
        else:
            assert pedido.startswith(("./", "../"))
            assert pedido.endswith(".mjs")
            assert (RAIZ / nombre).parent.joinpath(pedido).resolve().is_file()


@pytest.mark.parametrize("nombre", GEMELOS)
def test_un_gemelo_cabe_en_una_mirada(nombre: str) -> None:
    """The rule of every module: what does not fit in one look is reviewed by nobody."""
    texto = (RAIZ / nombre).read_text("utf-8")
    assert len(texto.splitlines()) <= 400
    assert max(map(len, texto.splitlines())) <= 100
    assert texto.startswith("// ")
    assert not re.search(r"\beval\b|\bnew Function\b|innerHTML|console\.|Math\.random", texto)


def test_cada_modulo_se_sirve_con_su_nombre() -> None:
    """The one list that a server looks in holds every twin, under the name of its place."""
    assert set(GEMELOS) <= modulos_de_navegador().keys()
    for nombre in GEMELOS:
        assert modulos_de_navegador()[nombre].read_bytes() == (RAIZ / nombre).read_bytes()
