"""What was deleted, by kind, as the actas of stations and commission tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from boletas.impresion.codigos import huella_corta
from boletas.impresion.documento import Columna, Tabla


class RenglonSuprimido(Protocol):
    """Things of one kind: how many, their bytes, SHA-256 of their list."""

    @property
    def clase(self) -> str:
        """Key of the kind."""

    @property
    def archivos(self) -> int:
        """How many, > 0."""

    @property
    def octetos(self) -> int:
        """Their bytes, >= 0."""

    @property
    def huella(self) -> bytes:
        """SHA-256 of ``<sha256>  <path>`` a line, by path."""


def tabla_de_lo_suprimido(
    suprimido: Sequence[RenglonSuprimido],
    que_son: Mapping[str, str],
    cuantos: str,
    *,
    con_total: bool = False,
) -> Tabla:
    """A row a kind: what it was, how many, their bytes, the short code of their list.

    Args:
        que_son: Every kind in words.
        cuantos: Heading of their number; rows of a database are no files.
    """
    filas = [
        (que_son[s.clase], f"{s.archivos:,}", f"{s.octetos:,}", huella_corta(s.huella))
        for s in suprimido
    ]
    if con_total:
        archivos, octetos = (sum(s.archivos for s in suprimido), sum(s.octetos for s in suprimido))
        filas.append(("Total", f"{archivos:,}", f"{octetos:,}", ""))
    columnas = (
        Columna("Qué era", 6),
        Columna(cuantos, 1, derecha=True),
        Columna("Octetos", 2, derecha=True),
        Columna("Código de su lista", 4),
    )
    return Tabla(columnas, tuple(filas), ultima_es_total=con_total)
