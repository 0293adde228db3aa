"""The pages of the formats: their examples read, and every field is explained."""

import json
import re
from dataclasses import fields
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from auditoria.formatos.acta import Acta
from auditoria.formatos.acuerdo import Acuerdo
from auditoria.formatos.catalogo import Catalogo
from auditoria.formatos.cierre import Cierre
from auditoria.formatos.comprobadas import Comprobadas
from auditoria.formatos.computo import Computo
from auditoria.formatos.conflictos import Conflictos
from auditoria.formatos.custodios import Custodios
from auditoria.formatos.hallado import Hallado
from auditoria.formatos.huella import ListaDeHuellas
from auditoria.formatos.llaves import Llaves
from auditoria.formatos.paquete import Paquete
from auditoria.formatos.pases_abiertos import PasesAbiertos
from auditoria.formatos.recuento import Recuento
from auditoria.formatos.reglas import Reglas
from auditoria.formatos.resello import Resello
from auditoria.formatos.resultados import Resultados
from auditoria.registro import canonico
from auditoria.registro.esquema import Formato
from auditoria.reglas.comprobaciones import COMPROBACIONES
from auditoria.reglas.convocatoria import texto_del_modelo
from auditoria.reglas.sorteo import sortear
from tests.auditoria.formatos import ejemplos
from tests.auditoria.reglas.test_resultados import tabla

DOCS = Path(__file__).parents[3] / "docs"
CON_EJEMPLO: tuple[type[Formato], ...] = (
    Acta,
    Acuerdo,
    Catalogo,
    Cierre,
    Comprobadas,
    Computo,
    Conflictos,
    Custodios,
    Hallado,
    Llaves,
    Paquete,
    PasesAbiertos,
    Recuento,
    Resello,
    Resultados,
)
TODAS = (*CON_EJEMPLO, Reglas)


def pagina(formato: str) -> str:
    """The text of a page."""
    return (DOCS / f"formato-{formato}.md").read_text("utf-8")


def bloque(formato: str, lengua: str) -> str:
    """First example of a page in that language."""
    hallados = re.findall(r"^```(\w*)\n(.*?)^```", pagina(formato), re.M | re.S)
    return next(texto for suya, texto in hallados if suya == lengua)


def clases(clase: Any) -> set[type[Any]]:
    """A format, the records inside of it and their enumerations."""
    if isinstance(clase, type) and issubclass(clase, Enum):
        return {clase}
    if isinstance(clase, type) and issubclass(clase, Formato):
        tipos = get_type_hints(clase, include_extras=True)
        partes = [clases(tipos[campo.name]) for campo in fields(clase)]
        return {clase}.union(*partes)
    return set().union(*(clases(parte) for parte in get_args(clase)))


@pytest.mark.parametrize("clase", CON_EJEMPLO, ids=lambda clase: str(clase.formato))
def test_el_ejemplo_de_la_pagina_se_lee(clase: type[Formato]) -> None:
    """Whoever writes another reader starts by feeding it the example."""
    valor = json.loads(bloque(clase.formato, "json"))
    assert clase.leer(canonico.escribir(valor)).a_valor() == valor


def explicados(formato: str) -> set[str]:
    """What a page names between backquotes, outside of its examples."""
    prosa = re.sub(r"^```.*?^```", "", pagina(formato), flags=re.M | re.S)
    return set(re.findall(r"`([^`\n]+)`", prosa))


@pytest.mark.parametrize("clase", TODAS, ids=lambda clase: str(clase.formato))
def test_la_pagina_nombra_cada_campo(clase: type[Formato]) -> None:
    """A field nobody explains is one that another program fills as it likes."""
    for parte in clases(clase):
        if issubclass(parte, Formato):
            faltan = {campo.name for campo in fields(parte)} - explicados(clase.formato)
            assert faltan == set(), parte


def test_alguna_pagina_nombra_cada_valor() -> None:
    """A word that may stand in a file and on no page would be read as each reader guesses."""
    escritos = set().union(*(explicados(clase.formato) for clase in TODAS))
    for clase in TODAS:
        for parte in clases(clase):
            if issubclass(parte, Enum):
                assert {miembro.value for miembro in parte} - escritos == set(), parte


def test_la_pagina_del_acta_lista_las_comparaciones() -> None:
    """The balance is what a representative checks by hand, with this table beside the acta."""
    hallados = re.findall(
        r"^\| `(\w+)` \| `(\w+)`: .+? \| (.) \| `(\w+)`: .+? \|$", pagina("acta"), re.M
    )
    signos = {"=": "=", "<=": "≤"}
    assert hallados == [(c.clave, c.uno, signos[c.signo], c.otro) for c in COMPROBACIONES]


def test_los_ejemplos_de_texto_son_verdaderos() -> None:
    """A fingerprint, a CSV, a draw and an excerpt that nobody checked would be wrong by now."""
    lista = ListaDeHuellas.leer(bloque("huella", "").encode())
    assert lista.corta in pagina("huella")
    vector = dict(re.findall(r"^(\w+)  +(.*)$", bloque("sorteo", ""), re.M))
    orden = sortear(vector["semilla"], vector["asunto"], vector["claves"].split())
    assert list(orden) == vector["orden"].split()
    modelo = texto_del_modelo().decode().splitlines()
    assert set(bloque("convocatoria", "toml").splitlines()) <= set(modelo)
    reglas = json.loads(bloque("reglas", "").replace("  …\n", ""))
    for nombre in ("edad_minima", "subsanacion"):
        propia = ejemplos.reglas().a_valor()[nombre]
        assert reglas[nombre] == propia


def test_el_csv_de_la_pagina_es_el_de_los_ejemplos() -> None:
    """Titles of columns are what programs of the press look for."""
    lineas = bloque("resultados", "csv").splitlines()
    renglones = [linea.split(",") if linea else [] for linea in lineas]
    assert tabla()[: len(renglones)] == renglones
