"""The screens of a mesa without list, and of one without names, in Chromium: no barrier in any."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from eleccion.simulacion.personas import numeros_de_credencial
from tests.eleccion.escenario import Variante, instalar, preparar
from tests.eleccion.web.barreras import TEMAS, buscar_en_temas
from tests.eleccion.web.mesa.paseo import TAMANOS, abrir_pagina, servir
from tests.eleccion.web.mesa.test_sin_lista import (
    DE_NUMEROS,
    VARIANTE,
    MesaSinLista,
    partir_la_seccion,
    tarjeta,
)

pytestmark = pytest.mark.largo


@pytest.fixture(params=[VARIANTE, DE_NUMEROS], ids=["registro", "numeros"])
def abierta(
    request: pytest.FixtureRequest, tmp_path: Path, chromium: Browser
) -> Iterator[tuple[Page, Variante]]:
    """A browser at the table of each, with an official identified."""
    variante: Variante = request.param
    instalar(tmp_path / "estacion", variante=variante).cerrar()
    mesa = MesaSinLista(tmp_path, variante)
    if variante is VARIANTE:
        partir_la_seccion(mesa)
    with servir(mesa.app) as url, abrir_pagina(chromium) as pagina:
        pagina.goto(f"{url}/entrar")
        codigo, nip = tarjeta("f1", variante)
        pagina.fill("[name=tarjeta_1]", codigo)
        pagina.fill("[name=nip_1]", nip)
        pagina.click("main button[type=submit]")
        pagina.goto(f"{url}/votacion/")
        yield pagina, variante
    mesa.puesto.cerrar()
    shutil.rmtree(tmp_path / "impresora", ignore_errors=True)


def test_las_pantallas_no_tienen_barreras(abierta: tuple[Page, Variante]) -> None:
    """Field, answer, doubt and the three steps, at each size that a laptop or a phone has, in
    every theme."""
    pagina, variante = abierta
    vecina = preparar(variante).vecinas[0]
    vistas: list[str] = []

    def mirar(espera: str) -> None:
        pagina.wait_for_selector(espera)
        for ancho, alto in TAMANOS:
            pagina.set_viewport_size({"width": ancho, "height": alto})
            assert buscar_en_temas(pagina, TEMAS) == [], f"{espera}, {ancho}"
            sobra = pagina.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert sobra <= 0, f"{espera}, {ancho}"
        vistas.append(espera)

    mirar("#texto")
    if variante is VARIANTE:
        _teclear(pagina, vecina.clave_elector, vecina.vigencia, vecina.seccion)
        mirar("#manzana")
        pagina.fill("#manzana", "99")
        pagina.click("text=Seguir")
        mirar("text=La duda")
        _teclear(pagina, vecina.clave_elector, vecina.vigencia, vecina.seccion)
        pagina.fill("#manzana", "7")
        pagina.click("text=Seguir")
        mirar("text=Registrar a esta persona")
        pagina.click("text=Registrar a esta persona")
    else:
        numero, _ = numeros_de_credencial(vecina.clave_elector, vecina.seccion)
        _teclear(pagina, numero, vecina.vigencia)
        mirar("text=Marcar que votó")
        pagina.click("text=Marcar que votó")
    mirar(".pasos")
    assert len(vistas) == (5 if variante is VARIANTE else 3)


def _teclear(pagina: Page, texto: str, vigencia: int, seccion: int | None = None) -> None:
    pagina.fill("#texto", texto)
    pagina.fill("#vigencia", str(vigencia))
    if seccion is not None:
        pagina.fill("#seccion", str(seccion))
    pagina.click(".buscador button")
