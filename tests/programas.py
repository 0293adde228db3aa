"""Programs of Debian that tests use, found or else named with what installs them.

``make test`` installs them where it may. Elsewhere a test that needs one is skipped, and says so;
with CI=true it fails, since nobody would read the reason.
"""

import subprocess
from pathlib import Path
from shutil import which
from typing import Final

import pytest

from tests.belenios_tool import es_integracion

PAQUETES: Final = {
    "chromium": "chromium",
    "pdfinfo": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "pdftotext": "poppler-utils",
}
ESPERA_S: Final = 60


def exigir_programa(nombre: str) -> str:
    """Where a program is; without it the test ends here, failed or skipped."""
    hallado = which(nombre)
    if hallado is None:
        falta = f"falta {nombre}: apt-get install {PAQUETES[nombre]}"
        if es_integracion():
            pytest.fail(falta)
        pytest.skip(falta)
    return hallado


def texto_de_pdf(ruta: Path, modo: str = "-raw") -> str:
    """What a PDF reader copies out of a paper; ``modo`` is how Poppler orders it."""
    orden = [exigir_programa("pdftotext"), modo, str(ruta), "-"]
    return subprocess.run(orden, capture_output=True, timeout=ESPERA_S, check=True).stdout.decode()


def hojas_de_pdf(ruta: Path) -> int:
    """How many pages a PDF has."""
    orden = [exigir_programa("pdfinfo"), str(ruta)]
    dicho = subprocess.run(orden, capture_output=True, text=True, timeout=ESPERA_S, check=True)
    return int(dicho.stdout.partition("Pages:")[2].split()[0])
