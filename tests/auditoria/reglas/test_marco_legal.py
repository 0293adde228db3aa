"""The page that a lawyer reads says what the program does, and no more."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from auditoria.formatos.reglas import Reglas
from auditoria.reglas.convocatoria import convocatoria_modelo

RAIZ = Path(__file__).parents[3]
PAGINA = (RAIZ / "docs" / "marco-legal.md").read_text("utf-8")
RENGLONES = re.findall(
    r"^\| `(\w+)` \| (.+?) \| (confirmado|por confirmar) \| `(.+?)` \| `(.+?)` \|$", PAGINA, re.M
)
MODULO = re.compile(r"`((?:auditoria|eleccion|boletas)/[\w/]+\.py)`")
PRUEBA = re.compile(r"`(tests/[\w/]+\.py::\w+)`")
MODULOS, PRUEBAS = sorted(set(MODULO.findall(PAGINA))), sorted(set(PRUEBA.findall(PAGINA)))
REGLAS = convocatoria_modelo().reglas


def test_cada_regla_tiene_su_renglon_con_el_estado_del_modelo() -> None:
    """A rule confirmed in the file and doubted on the page would mislead whoever signs."""
    nombres = [campo.name for campo in fields(Reglas) if campo.name not in ("proceso", "version")]
    assert [renglon[0] for renglon in RENGLONES] == nombres
    for nombre, fundamento, estado, *_ in RENGLONES:
        assert getattr(REGLAS, nombre).estado == estado
        assert len(fundamento) > 8


def test_cada_renglon_tiene_de_donde_viene_su_modulo_y_su_prueba() -> None:
    """A row without them is a sentence that nobody is held to."""
    sueltos, todos = [], re.findall(r"^\| .+ \|$", PAGINA, re.M)
    assert len(todos) > 2 * len(RENGLONES), "the tables beside that of the convocatoria"
    for renglon in todos:
        celdas = [celda.strip() for celda in renglon[2:-2].split(" | ")]
        if celdas[0] == "rule":
            continue
        *_, fundamento, modulo, prueba = celdas
        entero = len(fundamento) > 3 and MODULO.search(modulo) and PRUEBA.search(prueba)
        if not entero:
            sueltos.append(renglon)
    assert sueltos == []


@pytest.mark.parametrize("modulo", MODULOS)
def test_cada_modulo_citado_existe(modulo: str) -> None:
    """A citation of code that moved leads nowhere."""
    assert (RAIZ / modulo).is_file()


@pytest.mark.parametrize("prueba", PRUEBAS)
def test_cada_prueba_citada_existe(prueba: str) -> None:
    """A rule whose test was renamed away is a rule nobody shows."""
    archivo, _, nombre = prueba.partition("::")
    assert f"\ndef {nombre}(" in (RAIZ / archivo).read_text("utf-8")


@pytest.mark.parametrize(
    ("modulo", "nombre"),
    [(modulo, nombre) for nombre, _, _, modulo, _ in RENGLONES if "formatos" not in modulo],
)
def test_el_modulo_que_aplica_la_regla_la_nombra(modulo: str, nombre: str) -> None:
    """Pages age; the module said to apply a rule must at least speak of it."""
    texto = (RAIZ / modulo).read_text("utf-8").lower()
    assert nombre.partition("_")[0][:6] in texto
