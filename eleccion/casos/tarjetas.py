"""Officials' cards: a random secret on paper, a PIN in the head, and the keys of both.

Neither opens anything alone. Argon2id (19 MiB, two passes, one lane: OWASP Password Storage) over
the PIN, keyed by the card's secret, gives one seed; HKDF gives from it two keys for two uses, one
that signs and one that receives envelopes, under different labels.

Page: docs/formato-dotacion.md, cards.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Annotated, ClassVar, Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from auditoria.errores import ErrorAuditoria
from auditoria.formatos.llaves import Llaves
from auditoria.registro.archivos import escribir_archivo, leer_archivo
from auditoria.registro.esquema import Formato, Patron, Texto
from auditoria.registro.llave import LlavePrivada
from boletas.errores import motivo
from eleccion.dominio.puertos import Azar
from eleccion.errores import ActoIndebido, EntradaIlegible

MEMORIA_KIB: Final = 19 * 1024
PASADAS: Final = 2
_PIN: Final = re.compile(r"[0-9]{6}")


class PinMalEscrito(ActoIndebido):
    """A PIN is six digits."""

    explicacion: ClassVar[str] = "El NIP tiene seis cifras"


class TarjetaAusente(EntradaIlegible):
    """There is no such card."""

    explicacion: ClassVar[str] = "No se encontró la tarjeta"


class TarjetaNoReconocida(ActoIndebido):
    """The keys are not those of the sealed definition: another mesa's card, or a wrong PIN."""

    explicacion: ClassVar[str] = "La tarjeta o su NIP no son los de esta mesa"


class TarjetaSinFunciones(ActoIndebido):
    """The card is of the mesa, and its bearer holds no cargo there: absent, or replaced."""

    explicacion: ClassVar[str] = "Esa tarjeta es de una persona que no integra la mesa ahora"


class MismaTarjeta(ActoIndebido):
    """Acts of two persons need two cards."""

    explicacion: ClassVar[str] = "Hacen falta las tarjetas de dos personas distintas"


@dataclass(frozen=True, slots=True, kw_only=True)
class TarjetaImpresa(Formato):
    """What the card's QR holds. Without the PIN it opens nothing."""

    formato: ClassVar[str] = "tarjeta"

    nombre: Texto
    secreto: Annotated[str, Patron(r"[A-Z2-7]{52}")]


@dataclass(frozen=True, slots=True)
class Tarjeta:
    """A card opened with its PIN.

    Attributes:
        clave: Key of the official in the mesa, ``f1``.
        firma: Ed25519 key, under the name that the sealed definition gives it.
        cifrado: X25519 private key, 32 bytes.
    """

    clave: str
    firma: LlavePrivada = field(repr=False)
    cifrado: bytes = field(repr=False)

    @property
    def cifrado_publico(self) -> bytes:
        """X25519 public key, 32 bytes."""
        llave = X25519PrivateKey.from_private_bytes(self.cifrado)
        return llave.public_key().public_bytes_raw()


def acunar_tarjeta(ruta: Path, nombre: str, pin: str, azar: Azar) -> Tarjeta:
    """Make a new card: a file here, a printed QR on the day.

    Args:
        ruta: The file; private to its owner.
        nombre: Name of its key, ``jpc/<proceso>/D001/M1/f1``.
        pin: Six digits, chosen by the official.

    Raises:
        PinMalEscrito: It is not.
    """
    impresa = TarjetaImpresa(nombre=nombre, secreto=base64.b32encode(azar(32)).decode().rstrip("="))
    tarjeta = _derivar(impresa, pin)
    escribir_archivo(ruta, impresa.escribir(), 0o600)
    return tarjeta


def abrir_tarjeta(ruta: Path, pin: str) -> Tarjeta:
    """Open a card. Whether the PIN was right shows only against the sealed definition.

    Raises:
        TarjetaAusente: No such file.
        PinMalEscrito: Not six digits.
        NoAbre, ReglaRota: The file is not a card; its name is said.
    """
    try:
        octetos = leer_archivo(ruta)
    except OSError as falla:
        raise TarjetaAusente(motivo(falla), archivo=ruta.name) from falla
    try:
        return leer_tarjeta(octetos, pin)
    except ErrorAuditoria as falla:
        raise falla.en(ruta.name) from None


def leer_tarjeta(contenido: bytes, pin: str) -> Tarjeta:
    """Open a card from the text of its code, as a scanner or a camera reads it.

    Raises:
        PinMalEscrito: Not six digits.
        FormatoInvalido: The text is not a card's.
    """
    return _derivar(TarjetaImpresa.leer(contenido), pin)


def exigir_tarjetas(tarjetas: tuple[Tarjeta, Tarjeta], llaves: Llaves, mesa: str) -> None:
    """Demand two different cards of one mesa, each opened with its own PIN.

    Raises:
        MismaTarjeta: One card twice.
        TarjetaNoReconocida: Another mesa's card, or a wrong PIN.
    """
    if tarjetas[0].clave == tarjetas[1].clave:
        raise MismaTarjeta(f"las dos son la tarjeta {tarjetas[0].clave}")
    for tarjeta in tarjetas:
        exigir_tarjeta(tarjeta, llaves, mesa)


def exigir_tarjeta(tarjeta: Tarjeta, llaves: Llaves, mesa: str) -> None:
    """Demand one card of a mesa, opened with its own PIN.

    Raises:
        TarjetaNoReconocida: Another mesa's card, or a wrong PIN.
    """
    registradas = {funcionario.clave: funcionario for funcionario in llaves.de_mesa(mesa)}
    registrada = registradas.get(tarjeta.clave)
    if registrada is None or registrada.llave_publica != tarjeta.firma.publica:
        raise TarjetaNoReconocida(f"tarjeta {tarjeta.clave}")


def ordenar_tarjetas(tarjetas: tuple[Tarjeta, Tarjeta]) -> tuple[LlavePrivada, LlavePrivada]:
    """Give both signing keys in the order in which records list them: by number of card."""
    una, otra = sorted(tarjetas, key=lambda tarjeta: int(tarjeta.clave[1:]))
    return una.firma, otra.firma


def _derivar(impresa: TarjetaImpresa, pin: str) -> Tarjeta:
    if _PIN.fullmatch(pin) is None:
        raise PinMalEscrito
    secreto = base64.b32decode(impresa.secreto + "====")
    semilla = Argon2id(
        salt=sha256(impresa.nombre.encode()).digest()[:16],
        length=32,
        iterations=PASADAS,
        lanes=1,
        memory_cost=MEMORIA_KIB,
        ad=b"eleccion-jpc/tarjeta/v1",
        secret=secreto,
    ).derive(pin.encode())
    return Tarjeta(
        clave=impresa.nombre.rpartition("/")[2],
        firma=LlavePrivada(impresa.nombre, _expandir(semilla, "firma")),
        cifrado=_expandir(semilla, "cifrado"),
    )


def _expandir(semilla: bytes, uso: str) -> bytes:
    info = f"eleccion-jpc/tarjeta/{uso}/v1".encode()
    return HKDFExpand(SHA256(), length=32, info=info).derive(semilla)
