"""The list of reserved papers, its page and what is really printed say the same."""

from __future__ import annotations

import re
from pathlib import Path

from eleccion.casos.jornada.cierre.clausurar_mesa import PERSONAS
from eleccion.documentos.registro import PAPELES

RAIZ = Path(__file__).resolve().parents[3]


def test_la_pagina_enlista_los_mismos_papeles() -> None:
    """Who prints each one, and which name people, for whoever guards the reserved part."""
    pagina = (RAIZ / "docs" / "papeles-de-la-mesa.md").read_text()
    filas = re.findall(r"^\| `(\w+)` \| (\w+) \| (yes|no) \|$", pagina, re.MULTILINE)
    assert filas == [(p.clave, p.imprime, "yes" if p.nombra_personas else "no") for p in PAPELES]


def test_ningun_acto_imprime_un_papel_que_no_este_en_la_lista() -> None:
    """A paper that nobody listed would be guarded by nobody."""
    pedidos = set()
    for ruta in (RAIZ / "eleccion" / "casos").rglob("*.py"):
        texto = ruta.read_text()
        if "puertos_impresion" in texto:
            pedidos |= set(re.findall(r'impresora\.imprimir\("(\w+)"', texto))
            pedidos |= set(re.findall(r'^\s+"(\w+)": documento_de', texto, re.MULTILINE))
            pedidos |= set(re.findall(r'papeles\["(\w+)"\]', texto))
            nombres = dict(re.findall(r'^(\w+)(?:: Final)? = "(\w+)"$', texto, re.MULTILINE))
            ultimos = re.findall(r"^\s+([A-Z]+): documento_de", texto, re.MULTILINE)
            con_folio = re.findall(r"imprimir_copias\(\s+mesa,\s+(\w+),", texto)
            pedidos |= {nombres[nombre] for nombre in (*ultimos, *con_folio)}
            pedidos |= {PERSONAS} if "papeles[PERSONAS]" in texto else set()
    # The page of the kiosk prints these two by itself: the urna never learns which testigo it was.
    for ruta in (RAIZ / "eleccion" / "web" / "urna").rglob("*.py"):
        pedidos |= set(re.findall(r"from eleccion\.documentos\.(\w+) import", ruta.read_text()))
    assert pedidos - {"rollo"} == {papel.clave for papel in PAPELES}
