"""Who registered at two mesas: found by keyed hashes, without anybody's clave.

Each sección belongs to one mesa, and mesas without network cannot ask each other: a false card,
or an error at the table, is found only afterwards. Whoever compares learns that two rows of two
printed lists are of one person; who that is stands on those lists, for the tribunal alone.

Page: docs/formato-registradas.md.
"""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from auditoria.registro import canonico

LARGO_DE_LLAVE: Final = 32


@dataclass(frozen=True, slots=True)
class RenglonRegistrado:
    """A row of the list of a mesa, as it is handed over.

    Attributes:
        numero: As the printed list numbers it, from 1.
        huella: Keyed hash of the clave.
    """

    numero: int
    huella: bytes


@dataclass(frozen=True, slots=True)
class PersonaRepetida:
    """Rows of several mesas that are of one person.

    Attributes:
        renglones: Mesa and number on its printed list, ascending; at least two, of two mesas.
    """

    renglones: tuple[tuple[str, int], ...]


def huella_de_registro(llave: bytes, proceso: str, clave: str) -> bytes:
    """Hash a clave de elector under the key of a process.

    Args:
        llave: 32 bytes, which every mesa of the process has and nobody else but the commission.
        clave: The 18 characters.
    """
    dicho = {"clave": clave, "formato": "eleccion-jpc/registrada/v1", "proceso": proceso}
    return hmac.new(llave, canonico.escribir(dicho), sha256).digest()


def hallar_repetidas(
    listas: Mapping[str, Iterable[RenglonRegistrado]],
) -> tuple[PersonaRepetida, ...]:
    """Find who registered at more than one mesa.

    Args:
        listas: By mesa.

    Returns:
        By mesa and number of the first row; empty where nobody did.
    """
    lugares: dict[bytes, list[tuple[str, int]]] = defaultdict(list)
    for mesa, renglones in listas.items():
        for renglon in renglones:
            lugares[renglon.huella].append((mesa, renglon.numero))
    repetidas = (tuple(sorted(suyos)) for suyos in lugares.values() if len(suyos) > 1)
    return tuple(PersonaRepetida(suyos) for suyos in sorted(repetidas))
