"""The first command anybody types: a verified election, and every page of a station of today."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask, redirect, request
from playwright.sync_api import Browser
from werkzeug.wrappers import Response

from auditoria.registro import canonico
from auditoria.reglas.horario import exigir_apertura
from auditoria.reglas.plazos import hora_de
from eleccion.ordenes.recorrido import PaginaCaida, Visita
from eleccion.simulacion.demostracion import (
    Demostracion,
    TarjetaDeDemostracion,
    causa_de_abrir,
    convocatoria_de_hoy,
)
from eleccion.web.central.demostracion import ANFITRION, Muestra, crear_central
from eleccion.web.marcha import Servicio
from tests.auditoria.formatos.test_paginas import bloque
from tests.eleccion.escenario import MESA, PROCESO, preparar
from tests.eleccion.web.barreras import buscar_en_temas, buscar_faltas, letras_flojas
from tests.eleccion.web.conftest import tarjeta
from tests.eleccion.web.navegador.conftest import Servidor


def test_la_demostracion_enciende_responde_y_termina(tmp_path: Path) -> None:
    """It leaves a record that verifies, asks each page as who sits there, and lives no day."""
    fin = subprocess.run(
        [
            Path(sys.executable).with_name("eleccion"),
            "demo",
            "--carpeta",
            tmp_path / "demo",
            "--probar",
            "--demarcaciones=3",
            "--votantes=60",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert fin.returncode == 0, fin.stderr
    assert "3 demarcaciones, " in fin.stderr
    assert "VERIFICADO" in fin.stderr
    contadas = dict(re.findall(r"^(\w+): (\d+) páginas y archivos$", fin.stderr, re.MULTILINE))
    assert {parte for parte, cuantas in contadas.items() if int(cuantas) >= 20} == {
        "central",
        "mesa",
        "urna",
    }
    assert "páginas y archivos responden" in fin.stderr
    assert _ultimos_asientos(tmp_path / "demo") == {
        "mesa": "EquipoReabierto",
        "urna": "EquipoDeUrnaReabierto",
    }
    nombradas = [
        linea.split(":")[0].strip() for linea in fin.stderr.splitlines() if ".pdf:" in linea
    ]
    assert len(nombradas) == 3
    assert all(Path(nombre).read_bytes().startswith(b"%PDF-") for nombre in nombradas)


def _ultimos_asientos(carpeta: Path) -> dict[str, str]:
    ultimos = {}
    for parte in ("mesa", "urna"):
        base = carpeta / "hoy" / "estacion-de-hoy" / "estacion" / parte / "base.sqlite"
        with closing(sqlite3.connect(base)) as conexion:
            (linea,) = conexion.execute(
                "SELECT linea FROM bitacora ORDER BY secuencia DESC"
            ).fetchone()
        ultimos[parte] = json.loads(linea)["tipo"]
    return ultimos


@pytest.fixture
def parte_pequena() -> Iterator[Servicio]:
    """Serve a part with a page behind a form, and a picture that is missing in its second sheet."""
    app = Flask(__name__)

    @app.get("/")
    def portada() -> str:
        if request.cookies.get("dentro"):
            return '<a href="/dentro?hoja=1">una</a> <a href="http://ajena.localhost/x">otra</a>'
        return (
            '<form action="/entrar"><input name="ficha" value="abc"></form><a href="/libre">x</a>'
        )

    @app.get("/libre")
    def libre() -> str:
        return ""

    @app.get("/dentro")
    def dentro() -> str:
        return '<img src="falta.svg">' if request.args["hoja"] == "2" else ""

    @app.post("/entrar")
    def entrar() -> Response:
        respuesta = redirect("/")
        assert request.form["ficha"] == "abc"
        if request.form["nip_1"] == "123456":
            respuesta.set_cookie("dentro", "si")
        return respuesta

    servidor = Servidor(app, ANFITRION)
    servidor.encender()
    yield Servicio("pequena", ANFITRION, urlsplit(servidor.url).port or 0, Flask)
    servidor.apagar()


def test_recorrer_sigue_lo_que_hay_detras_de_la_tarjeta(parte_pequena: Servicio) -> None:
    """What only an official sees is asked too; another site is not, and nothing twice."""
    visita = Visita(parte_pequena)
    assert visita.recorrer() == {"/", "/libre"}
    visita.presentar("/entrar", [("tarjeta", "123456")])
    assert visita.recorrer() == {"/", "/dentro?hoja=1"}


def test_recorrer_no_pasa_por_alto_una_pagina_caida(parte_pequena: Servicio) -> None:
    """A trial that counts pages and forgives one would say that all is well when it is not."""
    visita = Visita(parte_pequena)
    with pytest.raises(PaginaCaida, match="pequena/entrar"):
        visita.presentar("/entrar", [("tarjeta", "000000")])
    with pytest.raises(PaginaCaida, match=r"/falta\.svg"):
        visita.recorrer("/dentro?hoja=2")


@pytest.mark.parametrize("hora", ["06:00", "06:01", "06:02", "15:30", "05:29", "05:45", "05:59"])
def test_la_jornada_de_hoy_cabe_en_hoy(hora: str) -> None:
    """Whatever the hour, voting began before now and ends before midnight, in local time."""
    ahora = datetime.fromisoformat(f"2026-11-30T{hora}:00").replace(tzinfo=UTC)
    convocatoria = convocatoria_de_hoy(ahora)
    horario = convocatoria.reglas.horario.valor
    assert horario.apertura < horario.cierre
    apertura = hora_de(convocatoria.proceso.jornada, horario.apertura)
    # The opening that the demonstration makes is lawful: with a cause, unless it is in time.
    exigir_apertura(ahora, apertura, causa_de_abrir(ahora, apertura) or None, reloj_ajeno=False)
    assert convocatoria.proceso.jornada.day == (29 if hora.startswith("05") else 30)


def muestra(carpeta: Path) -> Muestra:
    """A station of today beside the results of another election, which the format's page shows."""
    preparado, expediente = preparar(), carpeta / "expediente"
    expediente.mkdir()
    resultados = canonico.escribir(json.loads(bloque("resultados", "json")))
    (expediente / "resultados.json").write_bytes(resultados)
    texto, nip = tarjeta("f1")
    demostracion = Demostracion(
        proceso=PROCESO,
        mesa=MESA,
        huella=preparado.corta,
        arranque="NOPAL-4821",
        dotacion=preparado.dotacion,
        datos=carpeta,
        tarjetas=(TarjetaDeDemostracion("f1", "Presidencia", "Juan Rosales Ruiz", texto, nip),),
        personas=preparado.lista,
        pases=tuple(pase.codigo for pase in preparado.pases[:2]),
        reserva=2,
        papeles=(("Pases", carpeta / "pases.pdf"),),
        abre="08:00",
        cierra="18:00",
        instalada=True,
    )
    return Muestra(
        demostracion=demostracion,
        expediente=expediente,
        mesa="http://mesa.localhost:8101/",
        urna="http://urna.localhost:8102/",
    )


@pytest.mark.navegador
def test_las_paginas_del_centro_caben_y_no_tienen_barreras(
    chromium: Browser, tmp_path: Path, temas: tuple[str, ...]
) -> None:
    """Who cannot see the screen learns here who won and how to check it; on a phone too."""
    servidor = Servidor(crear_central(muestra(tmp_path)), ANFITRION)
    servidor.encender()
    pagina = chromium.new_page()
    for ruta in ("/", "/resultados", "/comprobar", "/no-existe"):
        pagina.goto(servidor.url + ruta)
        pagina.set_viewport_size({"width": 390, "height": 844})
        assert pagina.evaluate("document.documentElement.scrollWidth") <= 390, ruta
        assert buscar_en_temas(pagina, temas) == [], ruta
        assert letras_flojas(pagina) == [], ruta
    pagina.evaluate("document.querySelector('main a').textContent = ''")
    assert [falta.partition(":")[0] for falta in buscar_faltas(pagina)] == ["link-name"]
    pagina.close()
    servidor.apagar()
