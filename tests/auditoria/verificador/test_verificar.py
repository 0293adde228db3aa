"""``auditoria verificar`` on a true record: the verdict, the same however it is asked for."""

import json
import re
from pathlib import Path

import pytest

from auditoria.papeles.informe import Veredicto
from auditoria.registro import expediente
from auditoria.registro.asientos import TIPOS
from auditoria.registro.paquete import empaquetar
from auditoria.verificador.comision import _ETAPAS
from auditoria.verificador.hallazgos import Nombre
from auditoria.verificador.jornada import ENTRE, PASOS
from auditoria.verificador.recorrido import verificar
from tests.auditoria.verificador.orden import correr, llamar
from tests.auditoria.verificador.proceso import Proceso
from tests.programas import hojas_de_pdf, texto_de_pdf

HUELLA = re.compile(r"[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){3}")


@pytest.fixture(scope="module")
def paquete(proceso: Proceso, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record as a zip."""
    ruta = tmp_path_factory.mktemp("paquete") / "expediente.zip"
    with expediente.abrir(proceso.expediente) as e:
        empaquetar(e, ruta)
    return ruta


@pytest.fixture(scope="module")
def huella_impresa(proceso: Proceso) -> str:
    """The fingerprint as somebody reads it at the foot of a paper of the day."""
    papel = proceso.expediente / "D001/M1/acta_inicio.pdf"
    lineas = texto_de_pdf(papel, "-layout").splitlines()
    pie = next(linea for linea in lineas if "Folio" in linea and "Huella" in linea)
    hallada = HUELLA.search(pie)
    assert hallada
    return hallada[0]


def test_sin_ancla_queda_integro(proceso: Proceso) -> None:
    """Without anything from outside the verdict says so, and shows what to compare."""
    hecha = verificar(proceso.expediente, procesos=1)
    assert hecha.veredicto is Veredicto.SIN_ANCLA
    assert HUELLA.fullmatch(hecha.huella_corta)


def test_ninguna_comprobacion_queda_vacia(proceso: Proceso) -> None:
    """A check that looked at nothing would pass on any record.

    In so small a town no close is announced: tests/eleccion/ordenes/test_anuncio.py counts those.
    """
    hecha = verificar(proceso.expediente, procesos=1)
    vacias = {c.nombre for c in hecha.comprobaciones if c.total == 0}
    assert vacias == {Nombre.ANCLA, Nombre.ANUNCIOS}
    assert [c.nombre for c in hecha.comprobaciones] == [nombre.value for nombre in Nombre]


def test_da_lo_mismo_como_carpeta_zip_y_con_mas_procesos(
    proceso: Proceso, paquete: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither the medium nor the machine changes what is found, however often it is asked."""
    dichos = {
        llamar(capsys, "auditoria", "verificar", ruta, "--json", "--procesos", n).salida
        for ruta, n in ((proceso.expediente, 1), (paquete, 2), (proceso.expediente, 2))
    }
    (dicho,) = dichos
    assert json.loads(dicho)["veredicto"] == "íntegro, sin ancla"


def test_la_huella_de_un_papel_ancla(proceso: Proceso, huella_impresa: str) -> None:
    """With what anybody reads on a paper of the day the record is verified."""
    hecha = correr("auditoria", "verificar", proceso.expediente, "--huella", huella_impresa)
    assert hecha.estado == 0
    assert "VERIFICADO" in hecha.errores


def test_la_llave_de_la_comision_ancla(proceso: Proceso, tmp_path: Path) -> None:
    """With the commission's key, known from outside, the record is verified too."""
    llave = tmp_path / "comision.vkey"
    llave.write_text(proceso.comision.publica.vkey + "\n")
    hecha = correr("auditoria", "verificar", proceso.expediente, "--llave", llave, "--json")
    assert hecha.estado == 0
    assert json.loads(hecha.salida)["veredicto"] == "verificado"


def test_otra_huella_y_otra_llave_no_anclan(
    proceso: Proceso, chico: Proceso, tmp_path: Path
) -> None:
    """An anchor of another process fails in its own check, and only there."""
    ajena = verificar(chico.expediente, procesos=1).huella_corta
    hecha = verificar(proceso.expediente, procesos=1, huella=ajena, llave=chico.comision.publica)
    assert hecha.veredicto is Veredicto.NO_VERIFICADO
    fallas = {c.nombre: len(c.fallas) for c in hecha.comprobaciones if c.fallas}
    assert fallas == {"ancla": 2}


def test_la_forma_de_json_es_la_del_contrato(
    proceso: Proceso, chico: Proceso, capsys: pytest.CaptureFixture[str]
) -> None:
    """Scripts rely on these words: verdict, checks by name, totals, failures by file and entry."""
    ajena = verificar(chico.expediente, procesos=1).huella_corta
    opciones = ("--json", "--huella", ajena, "--procesos", 1)
    hecha = llamar(capsys, "auditoria", "verificar", proceso.expediente, *opciones)
    assert hecha.estado == 1
    dicho = json.loads(hecha.salida)
    assert list(dicho) == ["veredicto", "comprobaciones"]
    assert dicho["veredicto"] == "no verificado"
    assert dicho["comprobaciones"][0]["nombre"] == "manifiesto"
    for comprobacion in dicho["comprobaciones"]:
        assert list(comprobacion) == ["nombre", "total", "fallas"]
        assert type(comprobacion["total"]) is int
        for falla in comprobacion["fallas"]:
            assert list(falla) == ["archivo", "entrada"]
    assert dicho["comprobaciones"][-1]["fallas"] == [{"archivo": "huella.txt", "entrada": ""}]


def test_el_informe_tiene_dos_paginas_y_queda_fuera(
    proceso: Proceso, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report is two plain pages, and can never become part of what it reports on."""
    informe = tmp_path / "informe.pdf"
    hecha = llamar(capsys, "auditoria", "verificar", proceso.expediente, "--informe", informe)
    assert hecha.estado == 0
    assert hojas_de_pdf(informe) == 2
    dentro = proceso.expediente / "D001" / "informe.pdf"
    hecha = llamar(capsys, "auditoria", "verificar", proceso.expediente, "--informe", dentro)
    assert hecha.estado == 2
    assert not dentro.exists()
    assert "dentro del expediente" in hecha.errores


def test_cada_clase_de_asiento_tiene_su_lugar() -> None:
    """A type of entry that no stage expects would make the verifier stop, or pass anywhere."""
    for cadena, lugares in (
        ("comision", _ETAPAS.keys()),
        ("mesa", {*PASOS["mesa"], *ENTRE}),
        ("urna", {*PASOS["urna"], *ENTRE}),
    ):
        tipos = {tipo for tipo, clase in TIPOS.items() if cadena in clase.cadenas}
        assert tipos - lugares == set(), cadena
