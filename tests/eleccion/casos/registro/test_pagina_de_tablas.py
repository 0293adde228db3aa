"""The page of the tables says what the program reads: its examples import, its columns exist."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from eleccion.casos.registro.abrir_proceso import abrir_proceso
from eleccion.casos.registro.forma_padron import forma_padron
from eleccion.casos.registro.formas import DEMARCACIONES, forma_funcionarios, forma_planillas
from eleccion.casos.registro.importar_demarcaciones import importar_demarcaciones
from eleccion.casos.registro.importar_funcionarios import importar_funcionarios
from eleccion.casos.registro.importar_padron import importar_padron
from eleccion.casos.registro.importar_planillas import importar_planillas
from eleccion.casos.registro.informe import Informe
from eleccion.casos.registro.tablas import Forma
from eleccion.dominio.revision import ClaveCausa
from tests.dobles.registro import AlmacenEnMemoria, RelojDeMano
from tests.eleccion.casos.registro.pueblo import CONVOCATORIA, TOML

PAGINA = (Path(__file__).parents[4] / "docs" / "formato-tablas.md").read_text("utf-8")
REGLAS = CONVOCATORIA.reglas
FORMAS: dict[str, Forma[Any]] = {
    "demarcaciones": DEMARCACIONES,
    "planillas": forma_planillas(REGLAS.cargos.valor),
    "padron": forma_padron(REGLAS.padron.valor.corte),
    "funcionarios": forma_funcionarios(REGLAS.mesa.valor.cargos),
}


def ejemplo(tabla: str, carpeta: Path) -> Path:
    """Write the example of a table to a file."""
    hallado = re.search(rf"^`{tabla}\.csv`.*?```csv\n(.*?)```", PAGINA, re.DOTALL | re.MULTILINE)
    ruta = carpeta / f"{tabla}.csv"
    ruta.write_text(hallado.group(1) if hallado else "", "utf-8")
    return ruta


def test_los_ejemplos_de_la_pagina_se_importan(tmp_path: Path) -> None:
    """Offices begin by copying the example: it has to work, in this order, without a finding."""
    abrir, reloj = AlmacenEnMemoria().abrir, RelojDeMano()
    abrir_proceso(TOML, abrir=abrir, reloj=reloj)
    informes: list[Informe] = [
        importar_demarcaciones(ejemplo("demarcaciones", tmp_path), abrir=abrir),
        importar_planillas(ejemplo("planillas", tmp_path), abrir=abrir, reloj=reloj),
        importar_padron(ejemplo("padron", tmp_path), abrir=abrir),
        importar_funcionarios(ejemplo("funcionarios", tmp_path), abrir=abrir),
    ]
    assert [(i.admitidos, i.hallazgos, i.aplicado) for i in informes] == [
        (1, (), True),
        (1, (), True),
        (3, (), True),
        (6, (), True),
    ]


@pytest.mark.parametrize("tabla", FORMAS)
def test_la_pagina_nombra_cada_columna_y_ninguna_otra(tabla: str) -> None:
    """A column that is not on the page is never filled in."""
    seccion = re.search(rf"^## {tabla}\n(.*?)(?=^## |\Z)", PAGINA, re.DOTALL | re.MULTILINE)
    texto = (seccion.group(1) if seccion else "").partition("| causa |")[0]
    renglones = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|(.*)$", texto, re.MULTILINE)
    nombradas = [nombre for nombres, _ in renglones for nombre in re.findall(r"\w+", nombres)]
    assert nombradas == [columna.nombre for columna in FORMAS[tabla].columnas]


def test_la_pagina_nombra_cada_alias_y_cada_causa() -> None:
    """The other headings an office may use, and every reason to prevent a slate."""
    dichas = set(re.findall(r"`(\w+)`", PAGINA))
    alias = {a for forma in FORMAS.values() for c in forma.columnas for a in c.alias}
    assert alias - dichas == set()
    assert {causa.value for causa in ClaveCausa} - dichas == set()
