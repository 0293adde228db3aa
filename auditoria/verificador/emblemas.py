"""Emblems of the planillas: each that the catalogue names is there, is that one, and no other is.

Page: docs/formato-catalogo.md#emblemas.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditoria.errores import ReglaRota
from auditoria.formatos.catalogo import Catalogo
from auditoria.formatos.emblema import (
    CARPETA_DE_EMBLEMAS,
    LIMITE_DE_EMBLEMA,
    exigir_emblema,
    ruta_de_emblema,
)
from auditoria.registro.expediente import Expediente
from auditoria.verificador.hallazgos import Cuaderno, Nombre


class EmblemaSinPlanilla(ReglaRota):
    """A file stands among the emblems that the catalogue does not name."""

    explicacion = "Ninguna planilla del catálogo tiene este emblema"


def rutas_de_emblemas(catalogos: Iterable[Catalogo]) -> frozenset[str]:
    """Paths of the emblems that the catalogues of a definition name, one a seal."""
    return frozenset(_por_ruta(catalogos))


def revisar_emblemas(e: Expediente, catalogos: Iterable[Catalogo], cuaderno: Cuaderno) -> None:
    """Check every emblem of the catalogues, and that the folder holds nothing else."""
    catalogados = _por_ruta(catalogos)
    for ruta, (huella, planilla) in sorted(catalogados.items()):
        with cuaderno.revisar(Nombre.EMBLEMAS, ruta, planilla):
            exigir_emblema(e.leer(ruta, LIMITE_DE_EMBLEMA), huella)
    for nombre in e.nombres():
        if nombre.startswith(CARPETA_DE_EMBLEMAS) and nombre not in catalogados:
            with cuaderno.revisar(Nombre.EMBLEMAS, nombre):
                raise EmblemaSinPlanilla


def _por_ruta(catalogos: Iterable[Catalogo]) -> dict[str, tuple[bytes, str]]:
    """Hash of each emblem and the first planilla that has it, by path."""
    por_ruta: dict[str, tuple[bytes, str]] = {}
    demarcaciones = (d for catalogo in catalogos for d in catalogo.demarcaciones)
    for planilla in (planilla for d in demarcaciones for planilla in d.planillas):
        if planilla.emblema is not None:
            ruta = ruta_de_emblema(planilla.emblema)
            por_ruta.setdefault(ruta, (planilla.emblema, planilla.clave))
    return por_ruta
