"""Which files the record of a mesa has: exactly those that its day asks for."""

from __future__ import annotations

from typing import Final

from auditoria.formatos import cofirmas
from auditoria.formatos.catalogo import Mesa
from auditoria.formatos.conflictos import ARCHIVO as CONFLICTOS
from auditoria.papeles import PAPELES_DE_MESA
from auditoria.verificador.conflictos import hubo_reunion
from auditoria.verificador.diario import Diario

_PAPELES: Final = frozenset(
    f"{papel}.{tipo}" for papel in PAPELES_DE_MESA for tipo in ("html", "pdf")
)


def archivos_esperados(catalogada: Mesa, mesa: Diario, urna: Diario | None) -> set[str]:
    """Bare names of the files of a record, its MANIFIESTO apart.

    Args:
        urna: ``None`` where the mesa votes on paper only.
    """
    esperados = set(_PAPELES) | _firmados("acta", "cierre") | _bitacoras("mesa", mesa)
    if urna is not None:
        esperados |= archivos_de_urna(catalogada, urna)
    return esperados | ({cofirmas.ARCHIVO} if cofirmas.hubo_cofirmas(mesa.entradas) else set())


def archivos_de_urna(catalogada: Mesa, urna: Diario) -> set[str]:
    """Bare names of those that the close of the urna leaves."""
    firmados = _firmados("comprobadas")
    if hubo_reunion(urna.historia):
        firmados |= _firmados(CONFLICTOS.removesuffix(".json"))
    return firmados | _bitacoras("urna", urna) | {f"{catalogada.clave}.bel"}


def _firmados(*nombres: str) -> set[str]:
    return {f"{nombre}.json{fin}" for nombre in nombres for fin in ("", ".firma")}


def _bitacoras(parte: str, diario: Diario) -> set[str]:
    return {
        f"{parte}-{generacion}.{fin}"
        for generacion in range(1, diario.historia.generacion + 1)
        for fin in ("bitacora", "punto")
    }
