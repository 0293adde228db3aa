"""The first command anybody types: a verified election, and every page of a station of today."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from auditoria.reglas.horario import exigir_apertura
from auditoria.reglas.plazos import hora_de
from eleccion.simulacion.demostracion import causa_de_abrir, convocatoria_de_hoy


def test_la_demostracion_enciende_responde_y_termina(tmp_path: Path) -> None:
    """It leaves a record that verifies, and asks each page once."""
    fin = subprocess.run(
        [
            Path(sys.executable).with_name("eleccion"),
            "demo",
            "--carpeta",
            tmp_path / "demo",
            "--probar",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert fin.returncode == 0, fin.stderr
    assert "VERIFICADO" in fin.stderr
    assert "páginas responden" in fin.stderr
    nombradas = [
        linea.split(":")[0].strip() for linea in fin.stderr.splitlines() if ".pdf:" in linea
    ]
    assert len(nombradas) == 3
    assert all(Path(nombre).read_bytes().startswith(b"%PDF-") for nombre in nombradas)


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
