"""Rendering of PDF pages, to look at them as a person or a phone would."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

import pytest
from PIL import Image

from tests.programas import exigir_programa

Rasterizar = Callable[[bytes, int], list[Image.Image]]


@pytest.fixture
def rasterizar(tmp_path: Path) -> Rasterizar:
    """Give a function from a PDF and dots per inch to its pages in grey, drawn by Poppler."""
    pdftoppm = exigir_programa("pdftoppm")

    def dibujar(pdf: bytes, ppp: int) -> list[Image.Image]:
        carpeta = Path(mkdtemp(prefix="hojas-", dir=tmp_path))
        archivo = carpeta / "papel.pdf"
        archivo.write_bytes(pdf)
        orden = [pdftoppm, "-gray", "-r", str(ppp), str(archivo), str(carpeta / "hoja")]
        fin = subprocess.run(orden, capture_output=True, text=True, timeout=60, check=True)
        assert fin.stderr == ""
        hojas = []
        for ruta in sorted(carpeta.glob("hoja*.pgm")):
            with Image.open(ruta) as hoja:
                hojas.append(hoja.copy())
        return hojas

    return dibujar
