"""Which files the record of a mesa has: exactly those that its day asks for."""

from __future__ import annotations

from typing import Final

from auditoria.formatos import cofirmas
from auditoria.formatos.catalogo import Mesa
from auditoria.formatos.conflictos import ARCHIVO as CONFLICTOS
from auditoria.verificador.conflictos import hubo_reunion
from auditoria.verificador.diario import Diario

PAPELES: Final = tuple(
    f"{papel}.{tipo}"
    for papel in ("acta_escrutinio", "acta_inicio", "acta_jornada", "cartel")
    for tipo in ("html", "pdf")
)


def archivos_esperados(catalogada: Mesa, mesa: Diario, urna: Diario | None) -> set[str]:
    """Bare names of the files of a record, its MANIFIESTO apart.

    Args:
        urna: ``None`` where the mesa votes on paper only.
    """
    esperados, partes, firmados = set(PAPELES), ["mesa"], ["acta", "cierre"]
    if urna is not None:
        esperados.add(f"{catalogada.clave}.bel")
        partes.append("urna")
        firmados.append("comprobadas")
        if hubo_reunion(urna.historia):
            firmados.append(CONFLICTOS.removesuffix(".json"))
    esperados |= {f"{nombre}.json{fin}" for nombre in firmados for fin in ("", ".firma")}
    esperados |= {
        f"{parte}-{generacion}.{fin}"
        for parte in partes
        for generacion in range(1, mesa.historia.generacion + 1)
        for fin in ("bitacora", "punto")
    }
    return esperados | ({cofirmas.ARCHIVO} if cofirmas.hubo_cofirmas(mesa.entradas) else set())
