"""What a database holds of persons: keyed hashes to find them, ciphertext to read them.

Two keys come from a secret that lies outside the database, one for hashes and one for rows
(HKDF-SHA256, RFC 5869; HMAC-SHA256, RFC 2104; AES-256-GCM, NIST SP 800-38D).
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import ClassVar, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from eleccion.errores import ActoIndebido

_NONCE = 12


class FilaAlterada(ActoIndebido):
    """A row does not open under this secret: changed, moved, or of another machine."""

    explicacion: ClassVar[str] = "Un dato guardado fue alterado o es de otro equipo"


class CifraDeFilas:
    """Hash and cipher of one database."""

    def __init__(self, secreto: bytes, equipo: Literal["comision", "mesa"]) -> None:
        if len(secreto) != 32:
            raise ValueError("the secret of a database has 32 bytes")
        self._indice = _derivar(secreto, equipo, "indice")
        self._filas = AESGCM(_derivar(secreto, equipo, "filas"))

    def indice(self, clave: str) -> bytes:
        """Hash what a row is found by; ``clave`` begins with its kind, ``curp:…``, ``marca:…``."""
        return hmac.digest(self._indice, clave.encode(), sha256)

    def cerrar(self, claro: bytes, lugar: str) -> bytes:
        """Encrypt what stands in one place of the database; elsewhere it does not open."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._filas.encrypt(nonce, claro, lugar.encode())

    def abrir(self, cifrado: bytes, lugar: str) -> bytes:
        """Decrypt.

        Raises:
            FilaAlterada: It is not what was written in that place under this secret.
        """
        try:
            return self._filas.decrypt(cifrado[:_NONCE], cifrado[_NONCE:], lugar.encode())
        except (InvalidTag, ValueError) as falla:
            raise FilaAlterada(lugar.partition(":")[0]) from falla


def _derivar(secreto: bytes, equipo: str, uso: str) -> bytes:
    info = f"eleccion-jpc/{equipo}/{uso}/v1".encode()
    return HKDF(SHA256(), length=32, salt=None, info=info).derive(secreto)
