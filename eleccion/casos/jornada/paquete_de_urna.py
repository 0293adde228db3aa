"""The file with the close of an urna, as both parts know it: its name, its kind and its figures.

Page: docs/formato-cruce.md.
"""

from __future__ import annotations

from typing import Final

from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.cierre import CONTEOS_DE_URNA, ArchivoSellado, CierreUrna
from auditoria.registro.asientos import UrnaCerrada
from auditoria.registro.manifiesto import Clase

CLASE: Final[Clase] = "manifiesto-de-urna"


def nombre_de_cierre(mesa: str) -> str:
    """Name of the file in a memory: ``cierre-urna-D001-M1.zip``."""
    return f"cierre-urna-{mesa}.zip"


def figuras_de_cierre(cerrada: UrnaCerrada, cabeza: CabezaCitada) -> CierreUrna:
    """Say the entry of the close, and the head after it, as ``cierre.json`` states them."""
    return CierreUrna(
        **{conteo: getattr(cerrada, conteo) for conteo in CONTEOS_DE_URNA},
        raiz=cerrada.raiz,
        archivo=ArchivoSellado(largo=cerrada.largo, sha256=cerrada.archivo),
        calculo=cerrada.calculo,
        bitacora=cabeza,
    )
