"""The shared vectors: how each act ends in Python, and in the browser's twins."""

import json
import re
import subprocess
from collections import Counter
from typing import Any

import pytest

from tests.boletas.cripto import actos
from tests.boletas.cripto.gemelo import CARPETA as PRUEBAS
from tests.boletas.cripto.gemelo import Gemelo, node
from tests.boletas.cripto.vectores_de_comprobacion import ARCHIVO as DE_COMPROBACION
from tests.boletas.cripto.vectores_de_gemelos import CARPETA, FAMILIAS, redactar
from tests.proyecto.arbol import RAIZ
from tests.proyecto.test_gemelos import GEMELOS

POR_FAMILIA: dict[str, list[dict[str, Any]]] = {
    archivo.stem: json.loads(archivo.read_bytes())["casos"] for archivo in CARPETA.glob("*.json")
}
CASOS = [caso for casos in POR_FAMILIA.values() for caso in casos]
COMPROBACIONES = json.loads(DE_COMPROBACION.read_bytes())["casos"]
FAMILIAS_DE_FALLAS = {
    *("FallaDeBoletas", "Incumplimiento", "Ilegible", "FallaImpresion"),
    *("ErrorAuditoria", "ReglaRota", "NoAbre"),
}


def fallas_de_gemelos() -> set[str]:
    """Name every failure that a browser can state."""
    nombres: set[str] = set()
    for archivo in GEMELOS:
        texto = (RAIZ / archivo).read_text("utf-8")
        nombres |= set(re.findall(r"^export class (\w+) extends", texto, re.MULTILINE))
    return nombres - FAMILIAS_DE_FALLAS


@pytest.mark.parametrize("familia", FAMILIAS)
def test_python_termina_cada_vector_como_dice(familia: str) -> None:
    """What the twins are held to is what the program does."""
    for caso in POR_FAMILIA[familia]:
        hecho = actos.hacer(caso["acto"], caso["argumentos"])
        dicho = {k: caso[k] for k in ("espera", "resultado") if k in caso}
        assert hecho == dicho, caso["id"]


@pytest.mark.parametrize("familia", FAMILIAS)
def test_el_generador_da_otra_vez_los_mismos_vectores(familia: str) -> None:
    """A case that nobody can make again nobody can review."""
    assert (CARPETA / f"{familia}.json").read_text("ascii") == redactar(familia)


def test_el_navegador_termina_cada_vector_igual() -> None:
    """Node's runner tries every case in the twins; the count shows that none was left out."""
    fin = subprocess.run(
        [node(), "--test-reporter=tap", str(PRUEBAS / "vectores.test.mjs")],
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    cuentas = dict(re.findall(r"^# (tests|pass|fail|skipped|todo) (\d+)$", fin.stdout, re.M))
    malos = re.findall(r"^not ok .*$", fin.stdout, re.MULTILINE)
    assert malos == [], "\n".join(malos) + fin.stdout[-2000:]
    total = str(len(CASOS) + len(COMPROBACIONES))
    assert cuentas == {"tests": total, "pass": total, "fail": "0", "skipped": "0", "todo": "0"}
    assert fin.returncode == 0, fin.stderr


def test_los_vectores_cubren_cada_falla_de_un_navegador() -> None:
    """A failure with no vector is one that a twin may get wrong unseen."""
    cubiertas = {caso["espera"] for caso in (*CASOS, *COMPROBACIONES)} - {"valida"}
    assert cubiertas == fallas_de_gemelos()


def test_los_vectores_ejercen_cada_acto_de_los_dos_lados() -> None:
    """An act that no vector asks for is not compared with anything."""
    en_navegador = re.findall(
        r'^  "([\w.]+)":', (PRUEBAS / "actos.mjs").read_text("utf-8"), re.MULTILINE
    )
    assert en_navegador == list(actos.ACTOS)
    ejercidos = Counter(caso["acto"] for caso in CASOS if caso["espera"] == "valida")
    solo_de_fallas = {"credencial.lista_larga", "definicion.larga"}
    por_otras_pruebas = {"boleta.verificar_octetos", "definicion.octetos", "apertura.octetos"}
    assert set(actos.ACTOS) - ejercidos.keys() == solo_de_fallas | por_otras_pruebas


def test_un_vector_falso_se_nota(gemelo: Gemelo) -> None:
    """Control: the twins answer what they find, not what the file says."""
    caso = next(caso for caso in CASOS if caso["acto"] == "boleta.verificar_boleta")
    eleccion, lista, boleta = caso["argumentos"]
    assert gemelo.hacer(caso["acto"], eleccion, lista, boleta)["espera"] == caso["espera"]
    otra = boleta.replace('"response":"1', '"response":"2', 1)
    assert otra != boleta
    assert gemelo.hacer(caso["acto"], eleccion, lista, otra)["espera"] == "HashDeBoletaDistinto"
