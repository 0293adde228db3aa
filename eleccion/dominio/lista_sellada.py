"""The slice of the roll as it travels to a mesa and rests there: canonical bytes, then encrypted.

Source: docs/formato-dotacion.md, lista.sellada.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, overload

from auditoria.registro import canonico
from auditoria.registro.esquema import Formato, Huella, Largo, Octetos, Patron, Rango, Texto
from eleccion.dominio.lista_nominal import Renglon, RenglonLista
from eleccion.dominio.lista_ocr import LARGO_DE_SAL, RenglonOcr
from eleccion.dominio.registradas import LARGO_DE_LLAVE
from eleccion.dominio.registro_en_mesa import CredencialExhibida


@dataclass(frozen=True, slots=True, kw_only=True)
class RenglonSellado(Formato):
    """One row. What the roll leaves empty is left out."""

    numero: Annotated[int, Rango(1)]
    paterno: Texto | None = None
    materno: Texto | None = None
    nombre: Texto | None = None
    clave10: Annotated[str, Patron(r"[0-9A-ZÑ]{10}")]
    curp: Texto | None = None
    nacimiento: date
    seccion: Annotated[int, Rango(1, 9999)]
    vigencia: Annotated[int, Rango(0, 9999)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenglonOcrSellado(Formato):
    """One row of a list without names: hashes of the numbers of a card."""

    numero: Annotated[int, Rango(1)]
    huellas: Annotated[tuple[Huella, ...], Largo(1, 2)]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumerosSellados(Formato):
    """A list without names. The salt is of this mesa and of no other."""

    sal: Annotated[bytes, Octetos(LARGO_DE_SAL)]
    renglones: tuple[RenglonOcrSellado, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListaSellada(Formato):
    """The whole slice of one mesa.

    Attributes:
        renglones: In the order of its lista nominal; empty where it has none.
        numeros: Where the list is of card numbers; absent elsewhere.
        cotejo: Key of the hashes of who registers, where people do; absent elsewhere.
    """

    proceso: Texto
    mesa: Texto
    renglones: tuple[RenglonSellado, ...]
    numeros: NumerosSellados | None = None
    cotejo: Annotated[bytes, Octetos(LARGO_DE_LLAVE)] | None = None

    def abrir(self) -> tuple[Renglon, ...]:
        """Give back the rows that travelled."""
        con_nombre = tuple(abrir_renglon(renglon) for renglon in self.renglones)
        if self.numeros is None:
            return con_nombre
        return (*con_nombre, *(abrir_renglon(renglon) for renglon in self.numeros.renglones))

    @property
    def sal(self) -> bytes:
        """Salt of the numbers; empty where there are none."""
        return b"" if self.numeros is None else self.numeros.sal


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistroSellado(Formato):
    """A person registered at the table, as the mesa's database keeps it under its cipher."""

    clave: Annotated[str, Patron(r"[A-Z]{6}[0-9]{8}[HMX][0-9]{3}")]
    seccion: Annotated[int, Rango(1, 9999)]
    vigencia: Annotated[int, Rango(0, 9999)]
    manzana: Annotated[int, Rango(1, 9999)] | None = None


LARGO_DE_REGISTRO: Final = 80
"""Bytes of every registration and of every empty place: one takes as much room as another."""


def sellar_registro(credencial: CredencialExhibida) -> bytes:
    """Give a registration the bytes in which it rests, of one length for all."""
    sellado = RegistroSellado(
        clave=credencial.clave,
        seccion=credencial.seccion,
        vigencia=credencial.vigencia,
        manzana=credencial.manzana,
    )
    return sellado.escribir().ljust(LARGO_DE_REGISTRO)


def abrir_registro(octetos: bytes) -> CredencialExhibida:
    """Give back the registration that rested."""
    sellado = RegistroSellado.leer(octetos.rstrip(b" "))
    return CredencialExhibida(
        clave=sellado.clave,
        seccion=sellado.seccion,
        vigencia=sellado.vigencia,
        manzana=sellado.manzana,
    )


@overload
def sellar_renglon(renglon: RenglonLista) -> RenglonSellado: ...


@overload
def sellar_renglon(renglon: RenglonOcr) -> RenglonOcrSellado: ...


def sellar_renglon(renglon: Renglon) -> RenglonSellado | RenglonOcrSellado:
    """Give a row the form in which it travels."""
    if isinstance(renglon, RenglonOcr):
        return RenglonOcrSellado(numero=renglon.numero, huellas=renglon.huellas)
    return RenglonSellado(
        numero=renglon.numero,
        paterno=renglon.apellido_paterno or None,
        materno=renglon.apellido_materno or None,
        nombre=renglon.nombre or None,
        clave10=renglon.clave10,
        curp=renglon.curp or None,
        nacimiento=renglon.nacimiento,
        seccion=renglon.seccion,
        vigencia=renglon.vigencia,
    )


def leer_renglon(octetos: bytes) -> Renglon:
    """Read a row as it rests: one of hashes is told by its field."""
    datos = canonico.leer(octetos)
    if isinstance(datos, dict) and "huellas" in datos:
        return abrir_renglon(RenglonOcrSellado.desde(datos))
    return abrir_renglon(RenglonSellado.desde(datos))


def abrir_renglon(sellado: RenglonSellado | RenglonOcrSellado) -> Renglon:
    """Give back the row that travelled."""
    if isinstance(sellado, RenglonOcrSellado):
        return RenglonOcr(numero=sellado.numero, huellas=sellado.huellas)
    return RenglonLista(
        numero=sellado.numero,
        apellido_paterno=sellado.paterno or "",
        apellido_materno=sellado.materno or "",
        nombre=sellado.nombre or "",
        clave10=sellado.clave10,
        curp=sellado.curp or "",
        nacimiento=sellado.nacimiento,
        seccion=sellado.seccion,
        vigencia=sellado.vigencia,
    )
