"""Signed notes: text with one or more signatures, C2SP signed-note v1.

Page: docs/formato-nota.md. Our own files name exactly who signs and in which order;
notes of others are judged by the rule of the specification.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditoria.errores import NoAbre, ReglaRota
from auditoria.registro.canonico import LIMITE, DemasiadoGrande
from auditoria.registro.llave import LlavePrivada, LlavePublica

FIRMAS_MAXIMAS = 100
"""Signatures a note may carry; the specification asks to accept at least 16."""

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_LINEA = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+=*)")


class NoEsNota(NoAbre):
    """The bytes have not the form of a signed note."""

    explicacion = "El archivo no es una nota firmada"


class FirmanteInesperado(ReglaRota):
    """The signatures are not exactly those of the expected signers, in order."""

    explicacion = "Las firmas no son las que el archivo debe llevar"


class SinFirmaConocida(ReglaRota):
    """No known key signed the note."""

    explicacion = "Ninguna llave conocida firma el archivo"


@dataclass(frozen=True, slots=True)
class Firma:
    """One signature line: name of the key, its four bytes, and what follows them."""

    nombre: str
    id: bytes
    octetos: bytes

    def linea(self) -> str:
        """The line, without line feed."""
        return f"— {self.nombre} {base64.b64encode(self.id + self.octetos).decode()}"


@dataclass(frozen=True, slots=True)
class Nota:
    """A note as it is written, nothing verified.

    Attributes:
        texto: Ends in a line feed, which belongs to it.
        firmas: In the order of the file, at least one.
    """

    texto: str
    firmas: tuple[Firma, ...]

    def escribir(self) -> bytes:
        """The bytes of the file."""
        lineas = "".join(f"{firma.linea()}\n" for firma in self.firmas)
        return f"{self.texto}\n{lineas}".encode()


@dataclass(frozen=True, slots=True)
class NotaVerificada:
    """A note whose signatures were checked.

    Attributes:
        texto: The text that was signed.
        firmantes: Keys whose signature verified, in the order of the file.
        firmas: Their signatures, one for each.
    """

    texto: str
    firmantes: tuple[LlavePublica, ...]
    firmas: tuple[Firma, ...]


def leer(datos: bytes, limite: int = LIMITE) -> Nota:
    """Take a note apart without verifying it.

    Raises:
        DemasiadoGrande: More bytes than ``limite``.
        NoEsNota: Not of the form, or base64 in a second spelling.
    """
    if len(datos) > limite:
        raise DemasiadoGrande(f"{len(datos)} bytes; se admiten {limite}")
    try:
        contenido = datos.decode("utf-8")
    except UnicodeDecodeError as fallo:
        raise NoEsNota("no está en UTF-8") from fallo
    if _CONTROL.search(contenido):
        raise NoEsNota("contiene caracteres de control")
    texto, separador, firmas = contenido.rpartition("\n\n")
    if not separador or not firmas.endswith("\n"):
        raise NoEsNota("faltan las firmas")
    lineas = firmas[:-1].split("\n")
    if len(lineas) > FIRMAS_MAXIMAS:
        raise NoEsNota(f"más de {FIRMAS_MAXIMAS} firmas")
    return Nota(texto + "\n", tuple(_firma(linea, i) for i, linea in enumerate(lineas, 1)))


def firmar(texto: str, llaves: Sequence[LlavePrivada]) -> bytes:
    """Write a note signed by each key, in order.

    Args:
        texto: Ends in a line feed, without control characters.
    """
    firmas = tuple(firma_de(texto, llave) for llave in llaves)
    datos = Nota(texto, firmas).escribir()
    if leer(datos).texto != texto:
        raise NoEsNota("el texto no termina en un salto de línea")
    return datos


def firma_de(texto: str, llave: LlavePrivada) -> Firma:
    """Sign a text with one key, to put several signatures together later."""
    return Firma(llave.nombre, llave.publica.id, llave.firmar(texto.encode()))


def verificar(
    datos: bytes,
    firmantes: Sequence[LlavePublica],
    opcionales: Sequence[LlavePublica] = (),
    limite: int = LIMITE,
) -> NotaVerificada:
    """Verify a note of ours: who must sign is known, and nobody else may.

    Args:
        datos: The file.
        firmantes: Keys that must have signed, in the order of their lines.
        opcionales: Keys that may follow, each at most once, in this order.

    Raises:
        NoEsNota: Not of the form.
        FirmanteInesperado: A line is missing, unknown, repeated or out of order.
        FirmaFalsa: A signature does not verify.
    """
    nota = leer(datos, limite)
    esperadas, presentes = list(firmantes), list(nota.firmas[len(firmantes) :])
    for opcional in opcionales:
        if presentes and _es_de(presentes[0], opcional):
            esperadas.append(opcional)
            del presentes[0]
    if len(esperadas) != len(nota.firmas):
        raise FirmanteInesperado(_nombres(nota.firmas))
    for llave, firma in zip(esperadas, nota.firmas, strict=True):
        if not _es_de(firma, llave):
            quien = "otra llave del mismo nombre" if firma.nombre == llave.nombre else firma.nombre
            raise FirmanteInesperado(f"se espera {llave.nombre} y está {quien}")
        llave.verificar(nota.texto.encode(), firma.octetos)
    return NotaVerificada(nota.texto, tuple(esperadas), nota.firmas)


def verificar_ajena(datos: bytes, conocidas: Sequence[LlavePublica]) -> NotaVerificada:
    """Verify a note by the rule of the specification: unknown lines say nothing.

    Raises:
        NoEsNota: Not of the form.
        FirmaFalsa: A signature of a known key does not verify.
        SinFirmaConocida: No known key signed.

    Source: C2SP signed-note, section Signatures.
    """
    nota = leer(datos)
    vistas: dict[LlavePublica, Firma] = {}
    for firma in nota.firmas:
        for llave in conocidas:
            if _es_de(firma, llave):
                llave.verificar(nota.texto.encode(), firma.octetos)
                vistas.setdefault(llave, firma)
    if not vistas:
        raise SinFirmaConocida(_nombres(nota.firmas))
    return NotaVerificada(nota.texto, tuple(vistas), tuple(vistas.values()))


def juntar(texto: str, lineas: Sequence[str]) -> bytes:
    """Write a note from its text and signature lines that travelled apart.

    Raises:
        NoEsNota: A line is no signature line.
    """
    firmas = tuple(_firma(linea, i) for i, linea in enumerate(lineas, 1))
    return Nota(texto, firmas).escribir()


def _firma(linea: str, numero: int) -> Firma:
    partes = _LINEA.fullmatch(linea)
    try:
        octetos = base64.b64decode(partes[2], validate=True) if partes else b""
    except binascii.Error:
        octetos = b""
    if partes is None or len(octetos) < 5 or base64.b64encode(octetos).decode() != partes[2]:
        raise NoEsNota("no es una línea de firma", entrada=f"firma {numero}")
    return Firma(partes[1], octetos[:4], octetos[4:])


def _es_de(firma: Firma, llave: LlavePublica) -> bool:
    return (firma.nombre, firma.id) == (llave.nombre, llave.id)


def _nombres(firmas: Sequence[Firma]) -> str:
    return "está firmado por " + ", ".join(firma.nombre for firma in firmas)
