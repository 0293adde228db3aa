"""Credentials: what a pase holds, and the published list (docs/formato-bel.md, Setup)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import Final

from boletas.cripto import canonico
from boletas.cripto.azar import AZAR, Azar
from boletas.cripto.canonico import leer_arreglo
from boletas.cripto.definicion import BASE58
from boletas.cripto.grupo import ORDEN, leer_punto, potencia_de_g, texto_de_punto
from boletas.cripto.huella import sha256_hex
from boletas.errores import CredencialMalEscrita, CredencialRepetida, FueraDeLimites, ListaInvalida

GRUPOS: Final = (5, 6, 5, 6)
LIMITE_DE_LISTA: Final = 8 << 20
_FORMA: Final = re.compile("-".join(f"[{BASE58}]{{{n}}}" for n in GRUPOS), re.ASCII)


@dataclass(frozen=True, slots=True)
class Credencial:
    """A voter's credential. Who holds ``texto`` or ``exponente`` votes; neither is ever shown."""

    texto: str = field(repr=False)
    exponente: int = field(repr=False)
    publica: str


@dataclass(frozen=True)
class ListaDeCredenciales:
    """The published public credentials, every one a proved point, none twice."""

    texto: bytes = field(repr=False)
    publicas: tuple[str, ...] = field(repr=False)
    conjunto: frozenset[str] = field(repr=False)
    sha256: str


def generar_credencial(uuid: str, azar: Azar = AZAR) -> Credencial:
    """Draw a credential of the election ``uuid``: 22 Base58 characters, 128.8 bits."""
    letras = "".join(BASE58[azar.menor_que(58)] for _ in range(sum(GRUPOS)))
    cortes = accumulate(GRUPOS, initial=0)
    return derivar_credencial(uuid, "-".join(letras[a:b] for a, b in pairwise(cortes)))


def tiene_forma_de_credencial(texto: str) -> bool:
    """Tell whether a text is written as what a pase holds; it says nothing of any list."""
    return _FORMA.fullmatch(texto) is not None


def derivar_credencial(uuid: str, texto: str) -> Credencial:
    """Recover the credential a pase holds from its text, ``XXXXX-XXXXXX-XXXXX-XXXXXX``.

    Raises:
        CredencialMalEscrita: Another shape or alphabet. There is no check digit: a mistyped
            character gives another, unlisted credential.
    """
    if not tiene_forma_de_credencial(texto):
        raise CredencialMalEscrita("el código del pase no tiene la forma XXXXX-XXXXXX-XXXXX-XXXXXX")
    mitades = (sha256(f"derive_credential|{uuid}|{i}|{texto}".encode()).digest() for i in (0, 1))
    exponente = int.from_bytes(b"".join(mitades), "big") % ORDEN
    return Credencial(texto, exponente, texto_de_punto(potencia_de_g(exponente)))


def publicar_lista(publicas: Iterable[str]) -> bytes:
    """Write the public list, sorted by value: an order that tells nothing of roll or talonario.

    Raises:
        CredencialRepetida: The same credential twice.
    """
    ordenadas = sorted(publicas)
    if len(set(ordenadas)) != len(ordenadas):
        raise CredencialRepetida("la lista repite una credencial")
    return canonico.escribir(ordenadas)


@lru_cache(maxsize=4)
def leer_lista(texto: bytes) -> ListaDeCredenciales:
    """Read a published list and prove each credential. Weighted credentials are refused.

    What the same bytes proved is remembered while the process works on the same mesa: a list is
    read from the catalogue and again from the archive, and each of its points costs its proof.

    Raises:
        CredencialRepetida: The same credential twice.
        ListaInvalida: Not an array of strings, or a credential with a weight.
        Incumplimiento: Those of canonical text and points.
        FueraDeLimites: Longer than 8 MiB.
    """
    if len(texto) > LIMITE_DE_LISTA:
        raise FueraDeLimites("la lista de credenciales es demasiado larga")
    publicas: list[str] = []
    for valor in leer_arreglo(canonico.leer(texto)):
        if type(valor) is not str or "," in valor:
            raise ListaInvalida("la lista contiene algo que no es una credencial sin peso")
        leer_punto(valor)
        publicas.append(valor)
    conjunto = frozenset(publicas)
    if len(conjunto) != len(publicas):
        raise CredencialRepetida("la lista repite una credencial")
    return ListaDeCredenciales(texto, tuple(publicas), conjunto, sha256_hex(texto))
