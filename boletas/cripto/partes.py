"""The private channel of the ceremony: one share, encrypted to one custodian.

Our own, never published: an ephemeral Diffie-Hellman in the group, HKDF-SHA256 over everything
that names the message, and ChaCha20-Poly1305.
"""

from __future__ import annotations

import re
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from boletas.cripto.azar import Azar
from boletas.cripto.canonico import leer_cadena, leer_campos
from boletas.cripto.grupo import (
    ORDEN,
    Punto,
    PuntoRecibido,
    potencia,
    potencia_de_g,
    probar_potencia,
    recibir_punto,
    texto_de_punto,
)
from boletas.errores import EscalarNoCanonico, ParteFalsa

_DOMINIO: Final = "eleccion-jpc/parte/v1"
_CIFRADO: Final = re.compile(r"[0-9a-f]{96}", re.ASCII)
_NONCE: Final = bytes(12)
"""Constant: every key is derived from a fresh ephemeral point and encrypts one message."""


def _sellador(de: int, para: int, efimera: Punto | PuntoRecibido, comun: Punto) -> ChaCha20Poly1305:
    nombre = f"{_DOMINIO}|{de}|{para}|{texto_de_punto(efimera)}".encode()
    return ChaCha20Poly1305(
        HKDF(algorithm=SHA256(), length=32, salt=None, info=nombre).derive(comun)
    )


def cerrar_parte(parte: int, de: int, para: int, llave: Punto, azar: Azar) -> dict[str, object]:
    """Encrypt a share (a scalar) from custodian ``de`` to the encryption key of ``para``."""
    e = 1 + azar.menor_que(ORDEN - 1)
    efimera = potencia_de_g(e)
    sellador = _sellador(de, para, efimera, potencia(llave, e))
    cifrado = sellador.encrypt(_NONCE, parte.to_bytes(32, "big"), None)
    return {"efimera": texto_de_punto(efimera), "cifrado": cifrado.hex()}


def abrir_parte(valor: object, de: int, para: int, secreto: int) -> int:
    """Decrypt a share addressed to the holder of ``secreto``.

    Raises:
        ParteFalsa: It does not open with this key and these names.
        Incumplimiento: Those of fields, scalars and points.
    """
    campos = leer_campos(valor, ("efimera", "cifrado"))
    efimera, cifrado = recibir_punto(campos["efimera"]), leer_cadena(campos["cifrado"])
    if not _CIFRADO.fullmatch(cifrado):
        raise ParteFalsa("una parte cifrada no tiene la forma debida", culpables=(de,))
    sellador = _sellador(de, para, efimera, probar_potencia(efimera, secreto))
    try:
        parte = int.from_bytes(sellador.decrypt(_NONCE, bytes.fromhex(cifrado), None), "big")
    except InvalidTag as error:
        raise ParteFalsa(
            f"la parte que envió el custodio {de} no se abre", culpables=(de,)
        ) from error
    if parte >= ORDEN:
        raise EscalarNoCanonico("una parte no es menor que el orden del grupo")
    return parte
