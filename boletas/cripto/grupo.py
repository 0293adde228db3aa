"""The group: prime-order subgroup of Ed25519, written multiplicatively as the protocol does.

libsodium does the arithmetic. What it proves about a point it receives decides the types here:

* ``crypto_scalarmult_ed25519_noclamp`` refuses non-canonical encodings, points off the curve, the
  identity, small order and any other point outside the prime-order subgroup. So does
  ``crypto_core_ed25519_is_valid_point``. Either one proves its argument.
* ``crypto_core_ed25519_add`` and ``_sub`` prove nothing.

A `PuntoRecibido` came from outside and nothing is proved of it; only `probar_potencia` and
`probar_punto` turn it into a `Punto`. Every other function takes `Punto` alone, so a point that
skipped its proof is a type error. libsodium also fails on the identity, on the scalar zero and on
results that are the identity; those cases are handled here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NewType

from nacl.bindings import (
    crypto_core_ed25519_add,
    crypto_core_ed25519_is_valid_point,
    crypto_core_ed25519_sub,
    crypto_scalarmult_ed25519_base_noclamp,
    crypto_scalarmult_ed25519_noclamp,
)
from nacl.exceptions import RuntimeError as FallaDeLibsodium

from boletas.errores import (
    BibliotecaInsegura,
    EscalarNoCanonico,
    PuntoIdentidad,
    PuntoInvalido,
    PuntoNoCanonico,
)

Punto = NewType("Punto", bytes)
"""32 bytes in libsodium's encoding, proved to be in the prime-order subgroup, identity included."""

PuntoRecibido = NewType("PuntoRecibido", bytes)
"""32 bytes that came from outside; nothing is proved of them."""

ORDEN: Final = 2**252 + 27742317777372353535851937790883648493
GENERADOR: Final = Punto(bytes.fromhex("58" + "66" * 31))
IDENTIDAD: Final = Punto(bytes([1]) + bytes(31))

_HEX: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_CIFRAS: Final = len(str(ORDEN))

_TORCIDO: Final = PuntoRecibido(bytes.fromhex("95" + "99" * 31))
"""g plus the point of order 2: on the curve, outside the prime-order subgroup."""


def texto_de_punto(punto: Punto | PuntoRecibido) -> str:
    """Spell a point as Belenios does: the 256-bit integer in big-endian hexadecimal."""
    return punto[::-1].hex()


def recibir_punto(texto: object) -> PuntoRecibido:
    """Read the spelling of a point that must not be the identity; membership is not yet proved.

    Raises:
        PuntoNoCanonico: Not 64 lower-case hexadecimal digits.
        PuntoIdentidad: It is the identity, which no key, credential or ciphertext of a ballot is.
    """
    if type(texto) is not str or not _HEX.fullmatch(texto):
        raise PuntoNoCanonico("un punto no son 64 cifras hexadecimales en minúsculas")
    octetos = bytes.fromhex(texto)[::-1]
    if octetos == IDENTIDAD:
        raise PuntoIdentidad("un punto es la identidad del grupo")
    return PuntoRecibido(octetos)


def probar_punto(punto: PuntoRecibido) -> Punto:
    """Prove with libsodium's own check that ``punto`` is a proper element of the group.

    Raises:
        PuntoInvalido: Non-canonical, off the curve, identity, small order or wrong subgroup.
    """
    if not crypto_core_ed25519_is_valid_point(punto):
        raise PuntoInvalido("un punto no pertenece al grupo de orden primo")
    return Punto(bytes(punto))


def leer_punto(texto: object) -> Punto:
    """Read and prove a point that must not be the identity (a key, a credential)."""
    return probar_punto(recibir_punto(texto))


def leer_punto_o_identidad(texto: object) -> Punto:
    """Read and prove a point where the identity is lawful (sums, factors of an empty column)."""
    if texto == texto_de_punto(IDENTIDAD):
        return IDENTIDAD
    return leer_punto(texto)


def leer_escalar(texto: object) -> int:
    """Read the decimal spelling of 0 <= n < q.

    Raises:
        EscalarNoCanonico: Sign, leading zero, other digits, or not below the order of the group.
    """
    if type(texto) is str and len(texto) <= _CIFRAS and texto.isascii() and texto.isdigit():
        escalar = int(texto)
        if escalar < ORDEN and (texto[0] != "0" or texto == "0"):
            return escalar
    raise EscalarNoCanonico("un escalar no está escrito en decimal o no es menor que el orden")


def probar_potencia(punto: PuntoRecibido, exponente: int) -> Punto:
    """``punto ** exponente``; its return proves ``punto`` to be a proper element of the group.

    Raises:
        PuntoInvalido: Non-canonical, off the curve, identity, small order or wrong subgroup.
    """
    if exponente % ORDEN == 0:
        probar_punto(punto)
        return IDENTIDAD
    try:
        return Punto(
            crypto_scalarmult_ed25519_noclamp((exponente % ORDEN).to_bytes(32, "little"), punto)
        )
    except FallaDeLibsodium as error:
        raise PuntoInvalido("un punto no pertenece al grupo de orden primo") from error


def potencia(punto: Punto, exponente: int) -> Punto:
    """``punto ** exponente``, for any proved point and any integer."""
    exponente %= ORDEN
    if exponente == 0 or punto == IDENTIDAD:
        return IDENTIDAD
    return Punto(crypto_scalarmult_ed25519_noclamp(exponente.to_bytes(32, "little"), punto))


def potencia_de_g(exponente: int) -> Punto:
    """``g ** exponente`` for any integer."""
    exponente %= ORDEN
    if exponente == 0:
        return IDENTIDAD
    return Punto(crypto_scalarmult_ed25519_base_noclamp(exponente.to_bytes(32, "little")))


def producto(uno: Punto, otro: Punto) -> Punto:
    """The group operation. libsodium adds the identity correctly."""
    return Punto(crypto_core_ed25519_add(uno, otro))


def cociente(uno: Punto, otro: Punto) -> Punto:
    """``uno / otro``."""
    return Punto(crypto_core_ed25519_sub(uno, otro))


@lru_cache(maxsize=256)
def potencia_menor(exponente: int) -> Punto:
    """``g ** exponente`` for the small exponents of the overall proofs, remembered."""
    return potencia_de_g(exponente)


def exigir_biblioteca(
    probar: Callable[[PuntoRecibido], object], elevar: Callable[[PuntoRecibido, int], object]
) -> None:
    """Refuse a libsodium that takes points outside the group for elements of it (CVE-2025-69277).

    Raises:
        BibliotecaInsegura: One of the two functions accepts a point with a part of order 2.
    """
    for aceptar in (probar, lambda punto: elevar(punto, 1)):
        try:
            aceptar(_TORCIDO)
        except PuntoInvalido:
            continue
        raise BibliotecaInsegura("la libsodium instalada acepta puntos ajenos al grupo")


exigir_biblioteca(probar_punto, probar_potencia)
