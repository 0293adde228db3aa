"""Short codes that people read aloud, type and compare: docs/formato-codigos.md.

The alphabet is Crockford's base 32 in upper case: no I, L, O or U, so no two characters look
alike in print and no code spells a rude word by accident.

Source: D. Crockford, "Base 32" (https://www.crockford.com/base32.html); docs/formato-codigos.md.
"""

from __future__ import annotations

from boletas.impresion.errores import CodigoIlegible

ALFABETO = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LARGO_HUELLA = 20
LARGO_RASTREO = 25
_GRUPO = 5
_PARECIDOS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def agrupar(codigo: str, grupo: int = _GRUPO, separador: str = "-") -> str:
    """Split a code into groups that a person keeps in mind: ``ABCDE-FGHJK``."""
    return separador.join(codigo[i : i + grupo] for i in range(0, len(codigo), grupo))


def primeros_bits(digesto: bytes, caracteres: int) -> str:
    """The first ``5 * caracteres`` bits of a digest in base 32, most significant first, ungrouped.

    Raises:
        CodigoIlegible: The digest is not the 32 bytes of a SHA-256.
    """
    if len(digesto) != 32:
        raise CodigoIlegible(f"un SHA-256 tiene 32 octetos, no {len(digesto)}")
    valor = int.from_bytes(digesto, "big") >> (256 - 5 * caracteres)
    return "".join(ALFABETO[valor >> 5 * i & 31] for i in reversed(range(caracteres)))


def huella_corta(digesto: bytes) -> str:
    """The short fingerprint: first 100 bits of a SHA-256 as ``XXXXX-XXXXX-XXXXX-XXXXX``.

    One hundred bits are printed, not fewer, because whoever makes the file also chooses it: a
    second file with the same code takes 2^100 tries, a pair of files with one code 2^50, which is
    why machines always compare the whole digest and the code only serves people.
    """
    return agrupar(primeros_bits(digesto, LARGO_HUELLA))


def rastreo(digesto: bytes) -> str:
    """The tracker of a ballot: first 125 bits of its SHA-256, five groups of five."""
    return agrupar(primeros_bits(digesto, LARGO_RASTREO))


def leer_huella_corta(texto: str) -> str:
    """Bring a typed short fingerprint to its one spelling.

    Case, spaces and hyphens do not matter; O is read as 0, I and L as 1, as the eye may have.

    Raises:
        CodigoIlegible: Not twenty characters of the alphabet.
    """
    return agrupar(leer_codigo(texto, LARGO_HUELLA))


def leer_rastreo(texto: str) -> str:
    """Bring a typed tracker to its one spelling; rules and error as :func:`leer_huella_corta`."""
    return agrupar(leer_codigo(texto, LARGO_RASTREO))


def leer_codigo(texto: str, largo: int) -> str:
    """Bring any typed code of the alphabet to its one spelling, ungrouped.

    Case, spaces and hyphens do not matter; O is read as 0, I and L as 1, as the eye may have.

    Raises:
        CodigoIlegible: Not ``largo`` characters of the alphabet.
    """
    # ASCII only: str.upper would turn "ı" or "ſ" into letters of the alphabet.
    if not texto.isascii():
        raise CodigoIlegible("el código lleva caracteres que ningún papel trae")
    limpio = texto.upper().replace("-", "").replace(" ", "").translate(_PARECIDOS)
    ajenos = sorted(set(limpio) - set(ALFABETO))
    if ajenos:
        raise CodigoIlegible(f"estos caracteres no se usan en los códigos: {' '.join(ajenos)}")
    if len(limpio) != largo:
        raise CodigoIlegible(f"el código tiene {largo} caracteres y se leyeron {len(limpio)}")
    return limpio
