"""Attack on what is brought as one file: a card, a key, a call; each of them broken in every way.

What cannot be opened, is empty, is another thing or is a gibibyte ends in one sentence in Spanish
that names the file, and the kind of the error decides the exit status of the commands.
"""

from __future__ import annotations

import os
import re
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from auditoria.errores import NoAbre, ReglaRota
from auditoria.registro.archivos import LIMITE_DE_HOJA
from auditoria.reglas.convocatoria import convocatoria_modelo
from eleccion.arranque import abrir_sellador, crear_sellador
from eleccion.casos.tarjetas import abrir_tarjeta, acunar_tarjeta
from eleccion.cli import principal
from eleccion.errores import EntradaIlegible

Abrir = Callable[[Path], object]


@dataclass(frozen=True)
class Hoja:
    """A kind of file: how a good one is written, and how it is opened."""

    escribir: Callable[[Path], object]
    abrir: Abrir


HOJAS = {
    "tarjeta": Hoja(
        lambda ruta: acunar_tarjeta(ruta, "jpc/slp-prueba/D001/M1/f1", "012345", os.urandom),
        lambda ruta: abrir_tarjeta(ruta, "012345"),
    ),
    "sello": Hoja(
        lambda ruta: crear_sellador(ruta, "slp-prueba", 1, "Ana Ruiz", "presidencia"),
        lambda ruta: abrir_sellador(ruta, "Ana Ruiz", "presidencia"),
    ),
}


def _enorme(ruta: Path) -> None:
    with ruta.open("wb") as archivo:
        archivo.truncate(1 << 30)


DANOS: dict[str, tuple[Callable[[Path], object], type[Exception]]] = {
    "falta": (lambda ruta: ruta.unlink(), EntradaIlegible),
    "carpeta": (lambda ruta: (ruta.unlink(), ruta.mkdir()), EntradaIlegible),
    "vacía": (lambda ruta: ruta.write_bytes(b""), NoAbre),
    "ceros": (_enorme, NoAbre),
    "cortada": (lambda ruta: ruta.write_bytes(ruta.read_bytes()[:-20]), ReglaRota),
    "latin-1": (lambda ruta: ruta.write_bytes("tarjeta de Peña".encode("latin-1")), ReglaRota),
    "utf-16": (lambda ruta: ruta.write_text(ruta.read_text(), "utf-16"), ReglaRota),
    "con BOM": (lambda ruta: ruta.write_bytes(b"\xef\xbb\xbf" + ruta.read_bytes()), ReglaRota),
    "otra cosa": (lambda ruta: ruta.write_bytes(b"%PDF-1.7\n"), ReglaRota),
    "otra versión": (
        lambda ruta: ruta.write_bytes(ruta.read_bytes().replace(b"/v1", b"/v2")),
        ReglaRota,
    ),
    "campo repetido": (
        lambda ruta: ruta.write_bytes(ruta.read_bytes().replace(b"{", b'{"nombre":"x",', 1)),
        ReglaRota,
    ),
}


@pytest.mark.parametrize("dano", DANOS)
@pytest.mark.parametrize("clase", HOJAS)
def test_una_hoja_rota_se_dice_con_su_nombre(clase: str, dano: str, tmp_path: Path) -> None:
    """Whoever stands at the table learns which of the files is wrong, and nothing is loaded."""
    hoja, (danar, esperado) = HOJAS[clase], DANOS[dano]
    ruta = tmp_path / f"{clase}.json"
    hoja.escribir(ruta)
    hoja.abrir(ruta)
    danar(ruta)
    tracemalloc.start()
    try:
        with pytest.raises(esperado) as caida:
            hoja.abrir(ruta)
        pico = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert ruta.name in str(caida.value)
    assert re.search(r"[a-záéíóúñ]{2,} [a-záéíóúñ]{2,}", str(caida.value).lower())
    assert pico < 8 * LIMITE_DE_HOJA


CONVOCATORIA = convocatoria_modelo().escribir().replace(b'"real"', b'"simulacro"')

CONVOCATORIAS: dict[str, tuple[bytes | None, int]] = {
    "falta": (None, 2),
    "vacía": (b"", 2),
    "sólo espacios": (b" \n\n", 2),
    "cortada": (CONVOCATORIA[: len(CONVOCATORIA) // 2], 2),
    "latin-1": ("título = 'Elección'".encode("latin-1"), 2),
    "con ceros": (bytes(4096), 2),
    "otra cosa": (b"%PDF-1.7\n", 2),
    "otra versión": (CONVOCATORIA.replace(b"convocatoria/v1", b"convocatoria/v9"), 1),
    "regla repetida": (CONVOCATORIA + b"\n[cargos]\nvalor = []\n", 1),
    "de un proceso real": (convocatoria_modelo().escribir(), 1),
}


@pytest.mark.parametrize("caso", CONVOCATORIAS)
def test_una_convocatoria_rota_no_empieza_nada(
    caso: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command ends with its status and a sentence, and neither folder was begun."""
    datos, estado = CONVOCATORIAS[caso]
    ruta, salida = tmp_path / "convocatoria.toml", tmp_path / "salida"
    if datos is not None:
        ruta.write_bytes(datos)
    orden = f"simular --demarcaciones 2 --votantes 4 --semilla x --salida {salida}"
    assert principal([*orden.split(), "--convocatoria", str(ruta)]) == estado
    dicho = capsys.readouterr()
    assert dicho.out == ""
    assert ruta.name in dicho.err or "simulacro" in dicho.err
    assert {cosa.name for cosa in tmp_path.iterdir()} <= {ruta.name}


def test_una_convocatoria_enorme_no_se_carga(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One gibibyte of zeros is refused by its size."""
    ruta = tmp_path / "convocatoria.toml"
    _enorme(ruta)
    orden = f"simular --demarcaciones 2 --votantes 4 --semilla x --salida {tmp_path / 'salida'}"
    assert principal([*orden.split(), "--convocatoria", str(ruta)]) == 2
    assert "convocatoria.toml" in capsys.readouterr().err
