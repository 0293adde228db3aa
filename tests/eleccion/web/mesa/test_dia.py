"""The day of a mesa by its screens alone, from a machine with nothing in it to the closed box."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditoria.registro.expediente import abrir
from tests.eleccion.web.mesa.jornada import Dia, titulo


@pytest.fixture
def dia(tmp_path: Path) -> Iterator[Dia]:
    """A machine with nothing installed."""
    vivido = Dia.en(tmp_path)
    yield vivido
    vivido.partes.puesto_mesa.cerrar()
    vivido.partes.puesto_urna.cerrar()


def test_un_dia_entero_por_las_pantallas(dia: Dia, tmp_path: Path) -> None:
    """Officials who only press what the screens offer end with signed papers and a whole record."""
    assert titulo(dia.instalar()) == "Acta de inicio"
    assert titulo(dia.abrir()) == "Recibir a la gente"
    for lugar in range(6):
        dia.recibir(lugar, lugar % 2)
    assert titulo(dia.cerrar()) == "Contar los papeles"
    assert titulo(dia.contar()) == "Comparar con la urna"
    cuadre = dia.comparar()
    assert titulo(cuadre) == "Levantar el acta", cuadre.text
    assert titulo(dia.levantar()) == "Imprimir y firmar"
    assert titulo(dia.guardar()) == "La mesa terminó"
    with abrir(tmp_path / "usb" / "registro-D001-M1.zip") as registro:
        assert "D001/M1/acta_escrutinio.pdf" in registro.nombres()
    impresos = {ruta.name.split("-")[0] for ruta in (tmp_path / "impresora").iterdir()}
    assert impresos == {
        "acta_inicio", "acta_jornada", "acta_escrutinio", "cartel", "clausura", "copias",
        "incidentes",
    }  # fmt: skip
