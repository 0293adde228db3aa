"""Memory of a verification: one mesa at a time, however many there are."""

import re
from pathlib import Path

import pytest

from tests.auditoria.verificador.orden import correr
from tests.auditoria.verificador.proceso import Proceso, simular

MEDIR = """
import atexit, resource, sys
atexit.register(
    lambda: print("pico", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
)
"""


@pytest.fixture(scope="module")
def doce(raiz_comun: Path) -> Proceso:
    """Twelve mesas, each as small as those of ``chico``."""
    return simular(raiz_comun, "doce", demarcaciones=13, votantes=120)


def pico(proceso: Proceso) -> int:
    """Largest resident memory of a verification in one process, in KiB."""
    corrida = correr("auditoria", "verificar", proceso.expediente, "--procesos", 1, antes=MEDIR)
    assert corrida.estado == 0, corrida.errores
    hallado = re.search(r"^pico (\d+)$", corrida.errores, re.M)
    assert hallado
    return int(hallado[1])


@pytest.mark.largo
def test_la_memoria_no_crece_con_las_mesas(chico: Proceso, doce: Proceso) -> None:
    """Six times the mesas take less than a fifth more memory: what is read is let go."""
    poco, mucho = pico(chico), pico(doce)
    print(f"2 mesas: {poco // 1024} MiB; 12 mesas: {mucho // 1024} MiB")
    assert mucho < 1.2 * poco
