"""A folder in place of a printer: what came out, and not in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from eleccion.dominio.puertos_impresion import ImpresoraDetenida
from eleccion.persistencia.impresora import ImpresoraEnCarpeta


def test_lo_impreso_queda_sin_hora_y_solo_para_su_duenio(tmp_path: Path) -> None:
    """No file time tells when a paper came out, and nobody else may look."""
    impresora = ImpresoraEnCarpeta(tmp_path / "papeles")
    impresora.imprimir("acuse", "001", b"%PDF uno")
    (hoja,) = (tmp_path / "papeles").iterdir()
    assert (hoja.name, hoja.read_bytes()) == ("acuse-001.pdf", b"%PDF uno")
    assert hoja.stat().st_mtime == 0
    assert hoja.stat().st_mode & 0o077 == 0
    assert hoja.parent.stat().st_mode & 0o077 == 0


def test_los_papeles_que_no_se_distinguen_no_llevan_numero(tmp_path: Path) -> None:
    """Testigos have random names: the folder does not list them as they were cast."""
    impresora = ImpresoraEnCarpeta(tmp_path)
    for _ in range(40):
        impresora.imprimir("testigo", "", b"%PDF")
    nombres = [ruta.name for ruta in tmp_path.iterdir()]
    assert len(set(nombres)) == 40
    impresora = ImpresoraEnCarpeta(tmp_path / "fija", azar=bytes)
    for octeto in b"ab":
        impresora.imprimir("testigo", "", bytes([octeto]))
    assert len(list((tmp_path / "fija").iterdir())) == 2


def test_reimprimir_no_borra_lo_impreso(tmp_path: Path) -> None:
    """Paper does not disappear: a second copy stands beside the first."""
    impresora = ImpresoraEnCarpeta(tmp_path)
    for vez in (b"1", b"2", b"3"):
        impresora.imprimir("clausura", "D001-M1", vez)
    assert sorted(ruta.read_bytes() for ruta in tmp_path.iterdir()) == [b"1", b"2", b"3"]


def test_una_carpeta_que_no_se_puede_escribir_detiene(tmp_path: Path) -> None:
    """The act that asks for the paper learns that there is none."""
    (tmp_path / "archivo").write_bytes(b"")
    with pytest.raises(ImpresoraDetenida):
        ImpresoraEnCarpeta(tmp_path / "archivo" / "dentro").imprimir("acuse", "1", b"x")
