"""Envelopes that any two cards of one mesa open, and no single one.

A secret is encrypted once per pair of cards. A fresh X25519 key meets every card's public key; the
key of a pair comes from both shared secrets, in the order of the cards, so that the holder of one
card learns nothing (RFC 7748; HKDF-SHA256, RFC 5869; AES-256-GCM, NIST SP 800-38D).

Page: docs/formato-dotacion.md, envelopes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated, ClassVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from auditoria.formatos.claves import ClaveFuncionario, numero_de_funcionario
from auditoria.registro import canonico
from auditoria.registro.esquema import Formato, Huella, Largo, Octetos, identificador
from eleccion.dominio.puertos import Azar
from eleccion.errores import ActoIndebido

_NONCE = bytes(12)
"""Each key encrypts one message, so its nonce may be fixed."""


class SobreAjeno(ActoIndebido):
    """No pair of these cards opens it, or it was altered."""

    explicacion: ClassVar[str] = "Estas dos tarjetas no abren el sobre de la mesa"


@dataclass(frozen=True, slots=True, kw_only=True)
class SobreDePareja(Formato):
    """The secret for one pair: 32 bytes and their tag."""

    pareja: Annotated[tuple[ClaveFuncionario, ...], Largo(2, 2)]
    cifrado: Annotated[bytes, Octetos(48)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sobres(Formato):
    """A secret wrapped for every pair. ``efimera`` is the public X25519 key made for it."""

    efimera: Huella
    parejas: tuple[SobreDePareja, ...]


@dataclass(frozen=True, slots=True)
class Destino:
    """What a secret is for: it opens under no other process, mesa or use."""

    proceso: str
    mesa: str
    uso: str

    def info(self, pareja: Sequence[str]) -> bytes:
        """Bind a key to this use and one pair."""
        return canonico.escribir(
            {
                "formato": identificador("sobre"),
                "proceso": self.proceso,
                "mesa": self.mesa,
                "uso": self.uso,
                "pareja": list(pareja),
            }
        )


def cerrar_sobres(
    secreto: bytes, tarjetas: Mapping[str, bytes], destino: Destino, azar: Azar
) -> Sobres:
    """Wrap a secret for every pair of cards.

    Args:
        secreto: 32 bytes.
        tarjetas: X25519 public key of each card, by key of the official; at least two.
    """
    efimera = X25519PrivateKey.from_private_bytes(azar(32))
    publica = efimera.public_key().public_bytes_raw()
    comunes = {
        clave: efimera.exchange(X25519PublicKey.from_public_bytes(octetos))
        for clave, octetos in tarjetas.items()
    }
    orden = sorted(tarjetas, key=numero_de_funcionario)
    sobres = [
        SobreDePareja(
            pareja=pareja,
            cifrado=_cifra(publica, [comunes[clave] for clave in pareja], destino, pareja).encrypt(
                _NONCE, secreto, None
            ),
        )
        for pareja in combinations(orden, 2)
    ]
    return Sobres(efimera=publica, parejas=tuple(sobres))


def abrir_sobre(sobres: Sobres, tarjetas: Mapping[str, bytes], destino: Destino) -> bytes:
    """Open with two cards.

    Args:
        tarjetas: X25519 private key of exactly two cards, by key of the official.

    Raises:
        SobreAjeno: They are not a pair of this mesa, or something was altered.
    """
    pareja = tuple(sorted(tarjetas, key=numero_de_funcionario))
    buscado = next((sobre for sobre in sobres.parejas if sobre.pareja == pareja), None)
    if buscado is None:
        raise SobreAjeno(" y ".join(pareja))
    try:
        ajena = X25519PublicKey.from_public_bytes(sobres.efimera)
        comunes = [
            X25519PrivateKey.from_private_bytes(tarjetas[clave]).exchange(ajena) for clave in pareja
        ]
        cifra = _cifra(sobres.efimera, comunes, destino, pareja)
        return cifra.decrypt(_NONCE, buscado.cifrado, None)
    except (InvalidTag, ValueError) as falla:
        raise SobreAjeno(" y ".join(pareja)) from falla


def _cifra(
    efimera: bytes, comunes: Sequence[bytes], destino: Destino, pareja: Sequence[str]
) -> AESGCM:
    llave = HKDF(SHA256(), length=32, salt=efimera, info=destino.info(pareja))
    return AESGCM(llave.derive(b"".join(comunes)))
