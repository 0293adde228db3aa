"""Identities shared by every public file: how each is spelled and ordered.

Page: docs/formato-catalogo.md, section Claves.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated, Any, TypeAlias

from auditoria.errores import ReglaRota
from auditoria.registro.esquema import ClaveDemarcacion, IdMesa, Nombre, Patron, Proceso

__all__ = [
    "NULO",
    "VOTO_NULO",
    "ClaveAusente",
    "ClaveDemarcacion",
    "ClaveFuncionario",
    "ClaveLlana",
    "ClaveManzana",
    "ClaveMesa",
    "ClavePlanilla",
    "ClaveProceso",
    "ClaveRepetida",
    "FueraDeOrden",
    "IdMesa",
    "Nombre",
    "Opcion",
    "exigir_distintas",
    "exigir_orden",
    "id_de_mesa",
    "numero_de_funcionario",
    "orden_de_mesa",
    "partir_mesa",
    "ruta_de_mesa",
]

NULO = "nulo"
"""Key of the null vote wherever votes are listed by key; never a planilla's."""

VOTO_NULO = "Voto nulo"
"""The last answer of every ballot, as the voter reads it."""

ClaveProceso: TypeAlias = Proceso
ClaveMesa: TypeAlias = Annotated[str, Patron(r"M[1-9][0-9]?")]
ClaveManzana: TypeAlias = Annotated[str, Patron(r"(?!0000)[0-9]{4}-(?!0000)[0-9]{4}")]
"""Sección and block, ``0702-0014``."""
ClavePlanilla: TypeAlias = Annotated[str, Patron(r"D(?!000)[0-9]{3}-P[1-9][0-9]?")]
ClaveFuncionario: TypeAlias = Annotated[str, Patron(r"f[1-9][0-9]?")]
ClaveLlana: TypeAlias = Annotated[str, Patron(r"[a-z][a-z0-9_]{0,39}")]
"""Key of an entry of a catalogue of the convocatoria: a cargo, a reason."""

Opcion: TypeAlias = Annotated[str, Patron(rf"D(?!000)[0-9]{{3}}-P[1-9][0-9]?|{NULO}")]


class ClaveRepetida(ReglaRota):
    """Two entries of a list carry one key."""

    explicacion = "Una clave está dos veces"


class ClaveAusente(ReglaRota):
    """A key names nothing in the list it refers to."""

    explicacion = "La clave no está en la lista"


class FueraDeOrden(ReglaRota):
    """The entries of a list do not come in their order, so the list has two spellings."""

    explicacion = "La lista no está en su orden"


def id_de_mesa(demarcacion: str, mesa: str) -> str:
    """Name a mesa in the whole process: ``D001-M1``."""
    return f"{demarcacion}-{mesa}"


def partir_mesa(identidad: str) -> tuple[str, str]:
    """Give back the demarcación and the mesa of ``D001-M1``."""
    demarcacion, _, mesa = identidad.partition("-")
    return demarcacion, mesa


def ruta_de_mesa(identidad: str) -> str:
    """Folder of a mesa inside the expediente: ``D001/M1``."""
    return identidad.replace("-", "/", 1)


def orden_de_mesa(identidad: str) -> tuple[int, int]:
    """Sort by number, so that ``D001-M2`` comes before ``D001-M10``."""
    demarcacion, mesa = partir_mesa(identidad)
    return int(demarcacion[1:]), int(mesa[1:])


def numero_de_funcionario(clave: str) -> int:
    """Number of an official's key: 2 for ``f2``."""
    return int(clave[1:])


def exigir_distintas(claves: Iterable[str], que: str) -> None:
    """Refuse a key that comes twice; ``que`` names the list in Spanish.

    Raises:
        ClaveRepetida: With the key.
    """
    vistas: set[str] = set()
    for clave in claves:
        if clave in vistas:
            raise ClaveRepetida(f"{que}: {clave}")
        vistas.add(clave)


def exigir_orden(valores: Iterable[Any], que: str) -> None:
    """Refuse a list that does not ascend strictly.

    Raises:
        ClaveRepetida: Two equal neighbours.
        FueraDeOrden: A neighbour that descends.
    """
    for uno, otro in pairwise(valores):
        if uno == otro:
            raise ClaveRepetida(f"{que}: {otro}")
        if uno > otro:
            raise FueraDeOrden(f"{que}: {otro} va antes de {uno}")
