"""The trustees as published in an election, and everything they must prove (docs/formato-bel.md).

An election trusts a list of elements: `Unico`, a trustee who must be there, or `Pedersen`, n
trustees of whom any t suffice. *Owner numbers* count verification keys over the whole list, from 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from typing import Final

from boletas.cripto import canonico
from boletas.cripto.canonico import leer_arreglo, leer_campos
from boletas.cripto.grupo import Punto, producto, recibir_punto, texto_de_punto
from boletas.cripto.huella import sha256_hex
from boletas.cripto.pedersen import REGLAS, Pedersen, ReglasDeCustodios, leer_pedersen
from boletas.cripto.pruebas import Prueba, campos_de_prueba, leer_prueba
from boletas.errores import CertificadoInvalido, DuenoInvalido, FueraDeLimites, UmbralInvalido

LIMITE_DE_CUSTODIOS: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Unico:
    """A mandatory trustee."""

    llave: Punto
    conocimiento: Prueba

    @property
    def llaves(self) -> tuple[Punto, ...]:
        """Its only verification key."""
        return (self.llave,)

    @property
    def umbral(self) -> int:
        """One of one."""
        return 1

    def campos(self) -> list[object]:
        """The canonical element."""
        pok = campos_de_prueba(self.conocimiento)
        return ["Single", {"pok": pok, "public_key": texto_de_punto(self.llave)}]


@dataclass(frozen=True)
class ListaDeCustodios:
    """A list of trustees, every proof of it checked."""

    texto: bytes = field(repr=False)
    sha256: str
    elementos: tuple[Unico | Pedersen, ...]
    llave: Punto
    """Election key: product of the elements' keys."""
    llaves: tuple[Punto, ...]
    """Verification keys; that of owner number k is ``llaves[k - 1]``."""

    @property
    def total(self) -> int:
        """Owner numbers run from 1 to this."""
        return len(self.llaves)

    def llave_de(self, dueno: int) -> Punto:
        """Verification key of an owner number. Raises `DuenoInvalido`."""
        if not 1 <= dueno <= self.total:
            raise DuenoInvalido(f"no hay un custodio con el número {dueno}")
        return self.llaves[dueno - 1]


def leer_unico(valor: object, reglas: ReglasDeCustodios = REGLAS) -> Unico:
    """Read a mandatory trustee and check its proof of knowledge."""
    campos = leer_campos(valor, ("pok", "public_key"))
    conocimiento = leer_prueba(campos["pok"])
    llave = reglas.exigir_conocimiento(recibir_punto(campos["public_key"]), conocimiento)
    return Unico(llave, conocimiento)


def escribir_custodios(elementos: Sequence[Unico | Pedersen]) -> bytes:
    """Write the list of trustees of an election."""
    return canonico.escribir([elemento.campos() for elemento in elementos])


@lru_cache(maxsize=16)
def leer_custodios(texto: bytes, reglas: ReglasDeCustodios = REGLAS) -> ListaDeCustodios:
    """Read a list of trustees and check every point, signature and proof in it.

    All the mesas of a process share one list: what was proved of a text is remembered.

    Raises:
        UmbralInvalido: No trustees, or an impossible threshold.
        CertificadoInvalido: An element is of no known kind.
        Incumplimiento: Those of the checks.
        FueraDeLimites: Longer than 1 MiB.
    """
    if len(texto) > LIMITE_DE_CUSTODIOS:
        raise FueraDeLimites("la lista de custodios es demasiado larga")
    elementos: list[Unico | Pedersen] = []
    for valor in leer_arreglo(canonico.leer(texto)):
        clase, contenido = leer_arreglo(valor, 2)
        if clase == "Single":
            elementos.append(leer_unico(contenido, reglas))
        elif clase == "Pedersen":
            elementos.append(leer_pedersen(contenido, reglas))
        else:
            raise CertificadoInvalido("la lista de custodios contiene un elemento desconocido")
    if not elementos:
        raise UmbralInvalido("la elección no tiene custodios")
    return ListaDeCustodios(
        texto=texto,
        sha256=sha256_hex(texto),
        elementos=tuple(elementos),
        llave=reduce(producto, (elemento.llave for elemento in elementos)),
        llaves=tuple(llave for elemento in elementos for llave in elemento.llaves),
    )
