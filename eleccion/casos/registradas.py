"""The list of who registered at a mesa, as hashes that only the commission compares.

Page: docs/formato-registradas.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from auditoria.formatos.claves import ClaveProceso, IdMesa
from auditoria.registro import firma
from auditoria.registro.esquema import Formato, Huella, Ordenada, Rango
from auditoria.registro.llave import LlavePrivada, LlavePublica
from eleccion.dominio.registradas import LARGO_DE_LLAVE, RenglonRegistrado
from eleccion.errores import EntradaIlegible

LIMITE: Final = 8 * 1024 * 1024
"""Bytes of a list: some hundred thousand rows."""


class RegistradasIlegibles(EntradaIlegible):
    """It is no list of who registered at a mesa."""

    explicacion: ClassVar[str] = (
        "El archivo no es la lista de personas registradas de una mesa; se entrega con su registro"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaEnLista(Formato):
    """One row."""

    huella: Huella
    numero: Annotated[int, Rango(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registradas(Formato):
    """The list of one mesa: in the order of the hashes, which is nobody's."""

    formato: ClassVar[str] = "registradas"

    proceso: ClaveProceso
    mesa: IdMesa
    definicion: Huella
    personas: Annotated[tuple[PersonaEnLista, ...], Ordenada(por="huella")]

    def renglones(self) -> tuple[RenglonRegistrado, ...]:
        """Give the rows in the domain's form."""
        return tuple(RenglonRegistrado(p.numero, p.huella) for p in self.personas)


def archivo_de_registradas(mesa: str) -> str:
    """Name of the file in the memory."""
    return f"registradas-{mesa}.txt"


def llave_de_cotejo(comision: LlavePrivada) -> bytes:
    """Give the key of the hashes of a process; it travels in every dotación, encrypted."""
    info = b"eleccion-jpc/registradas/v1"
    return HKDFExpand(SHA256(), length=LARGO_DE_LLAVE, info=info).derive(comision.semilla)


def firmar_registradas(lista: Registradas, llaves: Sequence[LlavePrivada]) -> bytes:
    """Write a list with its signatures below it."""
    contenido = lista.escribir()
    return contenido + b"\n" + firma.firmar(lista.formato, lista.proceso, contenido, llaves)


def leer_registradas(datos: bytes) -> Registradas:
    """Read a list whose signature is still to be verified (``RegistradasIlegibles``)."""
    contenido, salto, _ = datos.partition(b"\n")
    if not salto or not contenido.startswith(b"{") or len(datos) > LIMITE:
        raise RegistradasIlegibles
    return Registradas.leer(contenido)


def verificar_registradas(datos: bytes, llave: LlavePublica) -> None:
    """Demand that a list was signed by the key of its mesa (``ReglaRota``)."""
    contenido, _, firmado = datos.partition(b"\n")
    lista = Registradas.leer(contenido)
    firma.verificar(firmado, contenido, lista.formato, lista.proceso, (llave,))
