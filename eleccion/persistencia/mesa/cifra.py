"""What the mesa's database holds of persons: keyed hashes to find, ciphertext to read.

Three keys come from the station's local secret, one per use, so that the key of a row says nothing
about the key of its mark (HKDF-SHA256, RFC 5869; AES-256-GCM, NIST SP 800-38D).
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import ClassVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from eleccion.errores import ActoIndebido

_NONCE = 12


class FilaAlterada(ActoIndebido):
    """A row does not open under this station's secret: changed, moved, or of another station."""

    explicacion: ClassVar[str] = "Un dato guardado fue alterado o es de otro equipo"


class CifraDeMesa:
    """Hashes and ciphers of one station."""

    def __init__(self, secreto: bytes) -> None:
        if len(secreto) != 32:
            raise ValueError("the local secret has 32 bytes")
        self._indice = _derivar(secreto, "indice")
        self._marca = _derivar(secreto, "marca")
        self._filas = AESGCM(_derivar(secreto, "filas"))

    def indice(self, clave: str) -> bytes:
        """Hash a look-up key, or the number of a row."""
        return hmac.digest(self._indice, clave.encode(), sha256)

    def marca(self, numero: int) -> bytes:
        """Hash of the mark of a row."""
        return hmac.digest(self._marca, str(numero).encode(), sha256)

    def cerrar(self, claro: bytes, lugar: str) -> bytes:
        """Encrypt what stands in one place of the database; elsewhere it does not open."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._filas.encrypt(nonce, claro, lugar.encode())

    def abrir(self, cifrado: bytes, lugar: str) -> bytes:
        """Decrypt.

        Raises:
            FilaAlterada: It is not what was written in that place by this station.
        """
        try:
            return self._filas.decrypt(cifrado[:_NONCE], cifrado[_NONCE:], lugar.encode())
        except (InvalidTag, ValueError) as falla:
            raise FilaAlterada(lugar.partition(":")[0]) from falla


def _derivar(secreto: bytes, uso: str) -> bytes:
    info = f"eleccion-jpc/mesa/{uso}/v1".encode()
    return HKDF(SHA256(), length=32, salt=None, info=info).derive(secreto)
