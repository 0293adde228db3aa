"""The rehearsal of a real mesa: 125 votes, from the first person to the closed envelopes."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditoria.formatos.acta import Acta
from tests.eleccion import escenario
from tests.eleccion.web import conftest as de_web
from tests.eleccion.web.mesa import jornada
from tests.eleccion.web.mesa.jornada import Dia, titulo

VOTOS = 125
_QUE_PREPARAN = (escenario, de_web, jornada)


@pytest.fixture
def una_mesa_de_verdad(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prepare a process of the size of a demarcación, and go back to the small one afterwards."""
    monkeypatch.setattr(escenario, "VOTANTES", VOTOS)
    grande = escenario.preparar_aparte()
    for modulo in _QUE_PREPARAN:
        monkeypatch.setattr(modulo, "preparar", lambda *_: grande)


@pytest.mark.largo
@pytest.mark.usefixtures("una_mesa_de_verdad")
def test_ciento_veinticinco_votos_del_primero_a_los_papeles(tmp_path: Path) -> None:
    """Two officials at two browsers, the usual turnout, and nothing to explain at the end."""
    dia = Dia.en(tmp_path)
    dia.instalar()
    dia.abrir()
    otro = dia.otro_navegador("f2")
    for lugar in range(VOTOS):
        dia.recibir(lugar, lugar % 3, otro if lugar % 2 else None)
    dia.cerrar()
    assert titulo(dia.contar()) == "Comparar con la urna"
    assert titulo(dia.comparar()) == "Levantar el acta"
    assert titulo(dia.levantar()) == "Imprimir y firmar"
    assert titulo(dia.guardar()) == "La mesa terminó"
    acta = Acta.leer((tmp_path / "estacion/mesa/salida/acta.json").read_bytes())
    assert sum(acta.votos) == VOTOS
    assert acta.escrutinio.diferencias == ()
    dia.cerrar_equipos()
