"""MANIFIESTO: the signed list of every other file of a record.

Page: docs/formato-manifiesto.md. Comparing collects every difference instead of stopping
at the first, because a verifier goes on: an altered file says where to look next.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from auditoria.errores import ErrorAuditoria, NoAbre, ReglaRota
from auditoria.registro import nota
from auditoria.registro.esquema import identificador
from auditoria.registro.expediente import Expediente, exigir_nombre
from auditoria.registro.firma import OtroProceso
from auditoria.registro.llave import LlavePrivada, LlavePublica

NOMBRE = "MANIFIESTO"

Motivo: TypeAlias = Literal["falta", "sobra", "cambiado", "ilegible"]

Clase: TypeAlias = Literal["manifiesto", "manifiesto-reservado", "manifiesto-de-urna"]

_RENGLON = re.compile(r"([0-9a-f]{64})  ([^\n]+)")


class ManifiestoInvalido(ReglaRota):
    """The signed text is not a manifest in its one spelling."""

    explicacion = "El MANIFIESTO no se puede leer"


@dataclass(frozen=True, slots=True)
class Discrepancia:
    """One file that is not as the manifest says.

    Attributes:
        archivo: Its name.
        motivo: ``falta``: listed and not there; ``sobra``: there and not listed;
            ``cambiado``: other content; ``ilegible``: cannot be read to its end.
    """

    archivo: str
    motivo: Motivo


@dataclass(frozen=True, slots=True)
class Manifiesto:
    """The list.

    Attributes:
        proceso: Process identifier.
        huellas: SHA-256 of every file but the manifest, by name.
        clase: Of what it is the list: that of one kind of package never passes for another's.
    """

    proceso: str
    huellas: Mapping[str, bytes]
    clase: Clase = "manifiesto"

    def texto(self) -> str:
        """The lines that are signed."""
        renglones = "".join(
            f"{self.huellas[nombre].hex()}  {nombre}\n" for nombre in sorted(self.huellas)
        )
        return f"{identificador(self.clase)}\n{self.proceso}\n{renglones}"

    @classmethod
    def desde_texto(cls, texto: str, clase: Clase = "manifiesto") -> Manifiesto:
        """Read the lines.

        Raises:
            ManifiestoInvalido: Other header, order or spelling, a name twice, or its own.
            NombreIndebido: A name that no record can hold.
        """
        lineas = texto.split("\n")
        if len(lineas) < 3 or lineas[0] != identificador(clase):
            raise ManifiestoInvalido("no empieza como un manifiesto")
        huellas: dict[str, bytes] = {}
        for numero, linea in enumerate(lineas[2:-1], 3):
            partes = _RENGLON.fullmatch(linea)
            if partes is None or partes[2] == NOMBRE:
                raise ManifiestoInvalido(entrada=f"línea {numero}")
            exigir_nombre(partes[2])
            huellas[partes[2]] = bytes.fromhex(partes[1])
        manifiesto = cls(lineas[1], huellas, clase)
        if manifiesto.texto() != texto:
            raise ManifiestoInvalido("no está en orden o repite un archivo")
        return manifiesto


def hacer(
    expediente: Expediente,
    proceso: str,
    llaves: Sequence[LlavePrivada],
    clase: Clase = "manifiesto",
) -> bytes:
    """Write the signed manifest of a record as it stands."""
    huellas = {
        nombre: expediente.huella(nombre) for nombre in expediente.nombres() if nombre != NOMBRE
    }
    return nota.firmar(Manifiesto(proceso, huellas, clase).texto(), llaves)


def verificar(
    datos: bytes,
    proceso: str,
    firmantes: Sequence[LlavePublica],
    clase: Clase = "manifiesto",
) -> Manifiesto:
    """Verify who signed a manifest and of which process it is; an error names the file.

    Raises:
        NoEsNota, FirmanteInesperado, FirmaFalsa: Not signed by exactly these.
        ManifiestoInvalido, OtroProceso: Signed, but something else.
    """
    try:
        manifiesto = Manifiesto.desde_texto(nota.verificar(datos, firmantes).texto, clase)
        if manifiesto.proceso != proceso:
            raise OtroProceso(f"se espera {proceso} y es {manifiesto.proceso}")
    except ErrorAuditoria as falla:
        raise falla.en(NOMBRE) from None
    return manifiesto


def leer_sin_verificar(datos: bytes, clase: Clase = "manifiesto") -> Manifiesto:
    """Read a manifest before the key that must have signed it is known; an error names it."""
    try:
        return Manifiesto.desde_texto(nota.leer(datos).texto, clase)
    except ErrorAuditoria as falla:
        raise falla.en(NOMBRE) from None


def cotejar(manifiesto: Manifiesto, expediente: Expediente) -> tuple[Discrepancia, ...]:
    """Compare every file of a record with its manifest.

    Returns:
        All differences, ascending by name; empty when there is none.
    """
    presentes = set(expediente.nombres()) - {NOMBRE}
    todos = sorted(presentes | manifiesto.huellas.keys())
    motivos = ((nombre, _motivo(nombre, manifiesto, expediente)) for nombre in todos)
    return tuple(Discrepancia(nombre, motivo) for nombre, motivo in motivos if motivo)


def _motivo(nombre: str, manifiesto: Manifiesto, expediente: Expediente) -> Motivo | None:
    if nombre not in manifiesto.huellas:
        return "sobra"
    if not expediente.tiene(nombre):
        return "falta"
    try:
        igual = expediente.huella(nombre) == manifiesto.huellas[nombre]
    except NoAbre:
        return "ilegible"
    return None if igual else "cambiado"
