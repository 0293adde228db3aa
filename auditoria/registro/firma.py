"""The signature beside a file: ``X.json`` and ``X.json.firma``.

Page: docs/formato-nota.md. The signed note states what the file is, of which process, and
its hash, so that no file passes for another kind, another process or another content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from auditoria.errores import ReglaRota
from auditoria.registro import nota
from auditoria.registro.esquema import identificador
from auditoria.registro.llave import LlavePrivada, LlavePublica

LIMITE = 16 * 1024
"""Bytes of a ``.firma``; a hundred signatures fit."""


class SobreInvalido(ReglaRota):
    """The signed text has not the three lines of an envelope."""

    explicacion = "La firma no dice qué archivo firma"


class OtroFormato(ReglaRota):
    """The signature is for another kind of file."""

    explicacion = "La firma es de otra clase de archivo"


class OtroProceso(ReglaRota):
    """The signature is for a file of another process."""

    explicacion = "La firma es de otro proceso"


class ContenidoDistinto(ReglaRota):
    """The signature is for other bytes."""

    explicacion = "El contenido no es el que se firmó"


@dataclass(frozen=True, slots=True)
class Sobre:
    """What a verified envelope proved.

    Attributes:
        formato: Name of the format, without context and version.
        proceso: Process identifier.
        huella: SHA-256 of the file.
        firmantes: Who signed, in order.
    """

    formato: str
    proceso: str
    huella: bytes
    firmantes: tuple[LlavePublica, ...]


def texto(formato: str, proceso: str, contenido: bytes) -> str:
    """The three lines that are signed."""
    return f"{identificador(formato)}\n{proceso}\n{sha256(contenido).hexdigest()}\n"


def firmar(formato: str, proceso: str, contenido: bytes, llaves: Sequence[LlavePrivada]) -> bytes:
    """Write the ``.firma`` of a file, signed by each key in order."""
    return nota.firmar(texto(formato, proceso, contenido), llaves)


def verificar(
    datos: bytes,
    contenido: bytes,
    formato: str,
    proceso: str,
    firmantes: Sequence[LlavePublica],
) -> Sobre:
    """Verify the ``.firma`` of a file against the file and who must have signed it.

    Args:
        datos: Bytes of the ``.firma``.
        contenido: Bytes of the file.
        formato: Name of the format the file must be of.
        proceso: Process it must belong to.
        firmantes: Keys, exactly these in this order.

    Raises:
        NoEsNota, SobreInvalido: Not of the form.
        FirmanteInesperado, FirmaFalsa: Not signed by exactly these.
        OtroFormato, OtroProceso, ContenidoDistinto: Signed, but for something else.
    """
    verificada = nota.verificar(datos, firmantes, limite=LIMITE)
    lineas = verificada.texto.split("\n")
    if len(lineas) != 4:
        raise SobreInvalido()
    if lineas[0] != identificador(formato):
        raise OtroFormato(f"se espera {identificador(formato)} y es {lineas[0][:80]}")
    if lineas[1] != proceso:
        raise OtroProceso(f"se espera {proceso} y es {lineas[1][:80]}")
    if lineas[2] != sha256(contenido).hexdigest():
        raise ContenidoDistinto(lineas[2][:64])
    return Sobre(formato, proceso, sha256(contenido).digest(), verificada.firmantes)
