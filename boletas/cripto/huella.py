"""The three readings of SHA-256 that the Belenios format uses (docs/formato-bel.md, Encodings)."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from typing import Final

from boletas.cripto.grupo import ORDEN
from boletas.errores import CampoInesperado

_HEX: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)


def hash_a_escalar(texto: str) -> int:
    """H(s): SHA-256 of the UTF-8 bytes, read as a big-endian integer, modulo the group order."""
    return int.from_bytes(hashlib.sha256(texto.encode()).digest(), "big") % ORDEN


def b64(texto: bytes) -> str:
    """SHA-256 in standard Base64 without padding: 43 characters."""
    return b64encode(hashlib.sha256(texto).digest())[:43].decode()


def sha256_hex(texto: bytes) -> str:
    """SHA-256 in 64 lower-case hexadecimal digits."""
    return hashlib.sha256(texto).hexdigest()


def leer_sha256(valor: object) -> str:
    """Take a string of 64 lower-case hexadecimal digits. Raises `CampoInesperado`."""
    if type(valor) is not str or not _HEX.fullmatch(valor):
        raise CampoInesperado("se esperaba una huella SHA-256 en hexadecimal")
    return valor
