"""Points that are not elements of the prime-order group, and spellings that are not of a point.

All in libsodium's byte order unless named ``texto``.
"""

from __future__ import annotations

from random import Random

from nacl.bindings import crypto_core_ed25519_add

from boletas.cripto.grupo import IDENTIDAD, Punto

P = 2**255 - 19
ORDEN_PEQUENO = tuple(
    bytes.fromhex(texto)
    for texto in (
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    )
)
"""T, 2T, ... 7T for a point T of order 8 (a test adds them): all of small order but the neutral."""

NO_CANONICOS = tuple(
    (y | signo << 255).to_bytes(32, "little")
    for signo in (0, 1)
    for y in (*range(P, 2**255), P - 1, 1)
    if (y, signo) not in {(P - 1, 0), (1, 0)}
)
"""y not reduced modulo p; and x = 0 with the sign bit set."""


def texto(octetos: bytes) -> str:
    """As the format spells it: big-endian hexadecimal."""
    return octetos[::-1].hex()


def octetos(texto: str) -> bytes:
    """Back from the format's spelling."""
    return bytes.fromhex(texto)[::-1]


def torcer(punto: bytes, azar: Random) -> bytes:
    """The same point plus one of order 2, 4 or 8: on the curve, outside the prime-order group."""
    return crypto_core_ed25519_add(punto, azar.choice(ORDEN_PEQUENO))


def _esta_en_la_curva(y: int) -> bool:
    d = -121665 * pow(121666, -1, P) % P
    x2 = (y * y - 1) * pow(d * y * y + 1, -1, P) % P
    return x2 == 0 or pow(x2, (P - 1) // 2, P) == 1


def fuera_de_la_curva(azar: Random) -> bytes:
    """A canonical y that no point of the curve has."""
    while True:
        y = azar.randrange(2, P - 1)
        if not _esta_en_la_curva(y):
            return (y | azar.getrandbits(1) << 255).to_bytes(32, "little")


NEUTRO = texto(IDENTIDAD)


def negar(punto: bytes) -> Punto:
    """The inverse of a point: its sign bit flipped."""
    return Punto(punto[:31] + bytes([punto[31] ^ 0x80]))
