"""Signing keys at rest: plain in a file of the owner, or sealed by a passphrase.

Page: docs/formato-llave.md. Sealing is Argon2id (19 MiB, 2 passes, 1 lane: OWASP Password
Storage) and ChaCha20-Poly1305 over the seed; the header is authenticated with it. The
figures belong to version 1 of the format: no file can ask for cheaper ones.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from auditoria.errores import ReglaRota
from auditoria.registro import canonico
from auditoria.registro.esquema import Formato, Huella, Octetos, Texto, identificador
from auditoria.registro.llave import LlavePrivada, Uso

Azar: TypeAlias = Callable[[int], bytes]
"""Source of random bytes, ``os.urandom`` in production."""

MEMORIA_KIB = 19 * 1024
PASADAS = 2


class FraseEquivocada(ReglaRota):
    """The passphrase does not open the key, or the file was altered."""

    explicacion = "La frase no abre la llave, o el archivo fue alterado"


class FraseFaltante(ReglaRota):
    """The key is sealed and no passphrase was given."""

    explicacion = "La llave está sellada: escriba su frase"


class LlaveAlterada(ReglaRota):
    """The public half written beside a seed is not that of the seed."""

    explicacion = "La llave guardada no corresponde a su mitad pública"


@dataclass(frozen=True, slots=True, kw_only=True)
class LlaveAbierta(Formato):
    """A key in plain, for a file that only its machine reads (mode 0600)."""

    formato: ClassVar[str] = "llave"
    nombre: Texto
    uso: Literal["firma", "cofirma"]
    publica: Huella
    semilla: Huella


@dataclass(frozen=True, slots=True, kw_only=True)
class LlaveSellada(Formato):
    """A key that only its passphrase opens."""

    formato: ClassVar[str] = "llave-sellada"
    nombre: Texto
    uso: Literal["firma", "cofirma"]
    publica: Huella
    sal: Annotated[bytes, Octetos(16)]
    nonce: Annotated[bytes, Octetos(12)]
    cifrada: Annotated[bytes, Octetos(48)]


def generar(nombre: str, azar: Azar, uso: Uso = Uso.FIRMA) -> LlavePrivada:
    """Make a key."""
    return LlavePrivada(nombre, azar(32), uso)


def guardar(llave: LlavePrivada) -> bytes:
    """Write a key in plain."""
    return LlaveAbierta(
        nombre=llave.nombre,
        uso=_USOS[llave.uso],
        publica=llave.publica.octetos,
        semilla=llave.semilla,
    ).escribir()


def sellar(llave: LlavePrivada, frase: str, azar: Azar) -> bytes:
    """Write a key sealed by a passphrase."""
    sal, nonce = azar(16), azar(12)
    publica, uso = llave.publica.octetos, _USOS[llave.uso]
    aead = ChaCha20Poly1305(_derivar(frase, sal))
    cifrada = aead.encrypt(nonce, llave.semilla, _cabecera(llave.nombre, uso, publica))
    return LlaveSellada(
        nombre=llave.nombre, uso=uso, publica=publica, sal=sal, nonce=nonce, cifrada=cifrada
    ).escribir()


def abrir(datos: bytes, frase: str | None = None) -> LlavePrivada:
    """Read a key, plain or sealed.

    Raises:
        FraseFaltante, FraseEquivocada: It is sealed, and not by this passphrase.
        LlaveAlterada: The two halves do not belong together.
    """
    valor = canonico.leer(datos, limite=4096)
    sellada = isinstance(valor, dict) and valor.get("formato") == identificador("llave-sellada")
    if sellada:
        return _desellar(LlaveSellada.desde(valor), frase)
    abierta = LlaveAbierta.desde(valor)
    return _cotejada(abierta.nombre, abierta.uso, abierta.publica, abierta.semilla)


def _desellar(sellada: LlaveSellada, frase: str | None) -> LlavePrivada:
    if frase is None:
        raise FraseFaltante(sellada.nombre)
    cabecera = _cabecera(sellada.nombre, sellada.uso, sellada.publica)
    try:
        aead = ChaCha20Poly1305(_derivar(frase, sellada.sal))
        semilla = aead.decrypt(sellada.nonce, sellada.cifrada, cabecera)
    except InvalidTag as fallo:
        raise FraseEquivocada(sellada.nombre) from fallo
    return _cotejada(sellada.nombre, sellada.uso, sellada.publica, semilla)


_USOS: dict[Uso, Literal["firma", "cofirma"]] = {Uso.FIRMA: "firma", Uso.COFIRMA: "cofirma"}


def _cotejada(nombre: str, uso: str, publica: bytes, semilla: bytes) -> LlavePrivada:
    llave = LlavePrivada(nombre, semilla, Uso.COFIRMA if uso == "cofirma" else Uso.FIRMA)
    if llave.publica.octetos != publica:
        raise LlaveAlterada(nombre)
    return llave


def _cabecera(nombre: str, uso: str, publica: bytes) -> bytes:
    return canonico.escribir(
        {
            "formato": identificador("llave-sellada"),
            "nombre": nombre,
            "publica": publica.hex(),
            "uso": uso,
        }
    )


def _derivar(frase: str, sal: bytes) -> bytes:
    kdf = Argon2id(salt=sal, length=32, iterations=PASADAS, lanes=1, memory_cost=MEMORIA_KIB)
    return kdf.derive(unicodedata.normalize("NFC", frase).encode())
