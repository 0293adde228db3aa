"""Short text of a hash, for papers and screens: 100 bits in four groups of five.

Page: docs/formato-codigos.md. The alphabet is Crockford's base 32: digits and capitals
without I, L, O and U, so that handwriting is read one way.
"""

from __future__ import annotations

from auditoria.errores import ReglaRota

ALFABETO = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LARGO = 20
"""Characters of a code; five bits each."""

_CONFUSIONES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


class CodigoInvalido(ReglaRota):
    """The text is not a short code."""

    explicacion = "El código corto no se puede leer"


def corto(huella: bytes) -> str:
    """Write the first 100 bits of a hash of 32 bytes: ``7QK2M-0ABCD-EFGHJ-KMNPQ``."""
    if len(huella) != 32:
        raise CodigoInvalido(f"se espera una huella de 32 bytes, no de {len(huella)}")
    numero = int.from_bytes(huella, "big") >> (256 - 5 * LARGO)
    signos = [ALFABETO[numero >> (5 * i) & 31] for i in reversed(range(LARGO))]
    return "-".join("".join(signos[i : i + 5]) for i in range(0, LARGO, 5))


def leer_corto(texto: str) -> str:
    """Read a code as a person types it and give its one spelling.

    Capitals or not, with or without hyphens and blanks; O, I and L count as 0, 1 and 1.

    Raises:
        CodigoInvalido: Another length or a sign outside of the alphabet.
    """
    signos = texto.strip().upper().translate(_CONFUSIONES)
    if len(signos) != LARGO or not set(signos) <= set(ALFABETO):
        raise CodigoInvalido(f"se esperan cuatro grupos de cinco signos: {texto[:40]!r}")
    return "-".join(signos[i : i + 5] for i in range(0, LARGO, 5))


def coincide(huella: bytes, texto: str) -> bool:
    """Whether a code, as a person types it, is the one of this hash."""
    return leer_corto(texto) == corto(huella)
