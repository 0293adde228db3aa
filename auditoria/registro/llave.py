"""Ed25519 keys under a name, as C2SP signed notes know them.

Page: docs/formato-nota.md. A key serves one use: its type enters its identifier, so a
signature over a note never passes for a cosignature nor the other way.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field, fields
from enum import IntEnum
from functools import cached_property
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from auditoria.errores import ReglaRota

HORA_MAXIMA = 253_402_300_799
"""9999-12-31T23:59:59Z in seconds since 1970; C2SP allows more, a calendar does not."""

_NOMBRE = re.compile(r"[^\s+\x00-\x1f\x7f]+")


class Uso(IntEnum):
    """What a key signs: the signature types of C2SP signed-note."""

    FIRMA = 1
    COFIRMA = 4


class LlaveInvalida(ReglaRota):
    """A key is not spelled as a verifier key, or of a type we do not use."""

    explicacion = "La llave pública no se puede leer"


class FirmaFalsa(ReglaRota):
    """A signature does not verify under the key it names."""

    explicacion = "La firma no corresponde"


class UsoIndebido(ReglaRota):
    """A key was asked for a signature of the other type."""

    explicacion = "La llave no es para esta clase de firma"


@dataclass(frozen=True, slots=True)
class LlavePublica:
    """A verifier key.

    Attributes:
        nombre: Without blanks and ``+``, such as ``jpc/slp-2026/D001/M1/mesa-1``.
        octetos: The 32 bytes of the public key (RFC 8032).
        uso: Signature type.
    """

    nombre: str
    octetos: bytes
    uso: Uso = Uso.FIRMA

    def __post_init__(self) -> None:
        if not _NOMBRE.fullmatch(self.nombre) or len(self.octetos) != 32:
            raise LlaveInvalida(self.nombre[:80])

    @property
    def id(self) -> bytes:
        """Four bytes that name the key beside its name; not a commitment to it."""
        previa = self.nombre.encode() + b"\n" + bytes([self.uso]) + self.octetos
        return sha256(previa).digest()[:4]

    @property
    def vkey(self) -> str:
        """Text form: ``<name>+<id in hex>+<base64 of type and key>``."""
        material = base64.b64encode(bytes([self.uso]) + self.octetos).decode()
        return f"{self.nombre}+{self.id.hex()}+{material}"

    @classmethod
    def desde_vkey(cls, texto: str) -> LlavePublica:
        """Read the text form; only the spelling that ``vkey`` gives.

        Raises:
            LlaveInvalida: Other spelling, wrong identifier, other type or length.
        """
        nombre, _, resto = texto.partition("+")
        _, _, material = resto.partition("+")
        try:
            octetos = base64.b64decode(material, validate=True)
            llave = cls(nombre, octetos[1:], Uso(octetos[0]))
        except (binascii.Error, ValueError, IndexError) as fallo:
            raise LlaveInvalida(texto[:80]) from fallo
        if llave.vkey != texto:
            raise LlaveInvalida(texto[:80])
        return llave

    def verificar(self, texto: bytes, firma: bytes) -> None:
        """Check a note signature of this key's type over a note text.

        Args:
            texto: The whole text of the note.
            firma: 64 bytes; for a cosignature 8 bytes of time before them.

        Raises:
            FirmaFalsa: It does not verify.
        """
        mensaje = texto
        if self.uso is Uso.COFIRMA:
            mensaje, firma = mensaje_de_cofirma(texto, hora_de_cofirma(firma)), firma[8:]
        try:
            Ed25519PublicKey.from_public_bytes(self.octetos).verify(firma, mensaje)
        except (InvalidSignature, ValueError) as fallo:
            raise FirmaFalsa(self.nombre) from fallo


@dataclass(frozen=True)
class LlavePrivada:
    """A signing key: the 32 bytes of seed of RFC 8032, never shown."""

    nombre: str
    semilla: bytes = field(repr=False)
    uso: Uso = Uso.FIRMA

    @property
    def publica(self) -> LlavePublica:
        """The verifier key."""
        octetos = self._llave.public_key().public_bytes_raw()
        return LlavePublica(self.nombre, octetos, self.uso)

    def firmar(self, mensaje: bytes) -> bytes:
        """Sign; 64 bytes. A key for cosignatures refuses (``UsoIndebido``)."""
        if self.uso is not Uso.FIRMA:
            raise UsoIndebido(self.nombre)
        return self._llave.sign(mensaje)

    def cofirmar(self, texto: bytes, hora: int) -> bytes:
        """Cosign a checkpoint text at ``hora`` (seconds since 1970): 72 bytes.

        Source: C2SP tlog-cosignature v1, Ed25519.
        """
        if self.uso is not Uso.COFIRMA:
            raise UsoIndebido(self.nombre)
        if not 0 < hora <= HORA_MAXIMA:
            raise FirmaFalsa(f"{self.nombre}: hora fuera de calendario")
        return hora.to_bytes(8, "big") + self._llave.sign(mensaje_de_cofirma(texto, hora))

    def __getstate__(self) -> dict[str, object]:
        """What goes to another process: the fields, and not the object of the library."""
        return {campo.name: getattr(self, campo.name) for campo in fields(self)}

    @cached_property
    def _llave(self) -> Ed25519PrivateKey:
        # Made once: deriving the public half costs as much as a signature.
        return Ed25519PrivateKey.from_private_bytes(self.semilla)


def nombre(proceso: str, *partes: str) -> str:
    """Name of a key of a process: ``jpc/<proceso>/D001/M1/mesa-1``."""
    return "/".join(("jpc", proceso, *partes))


def mensaje_de_cofirma(texto: bytes, hora: int) -> bytes:
    """What an Ed25519 cosignature signs."""
    return b"cosignature/v1\ntime %d\n" % hora + texto


def hora_de_cofirma(firma: bytes) -> int:
    """Seconds since 1970 that a cosignature states; ``FirmaFalsa`` if out of calendar."""
    hora = int.from_bytes(firma[:8], "big")
    if len(firma) != 72 or hora > HORA_MAXIMA:
        raise FirmaFalsa("no es una cofirma")
    return hora
