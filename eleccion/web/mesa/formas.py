"""Typed values of a form, read strictly: blank is not zero, and nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import ClassVar, Final, TypeVar

from auditoria.papeles.imprimible import exigir_imprimible
from boletas.impresion.errores import SinGlifo, TextoImposible
from eleccion.errores import EntradaIlegible

LARGO: Final = 1000
"""Characters of a text; an incident is a paragraph."""

LARGO_DE_NOMBRE: Final = 120
"""Characters of a name or a code: one line of an acta, whose format takes 200."""

Opcion = TypeVar("Opcion", bound=str)

_ENTERO: Final = re.compile(r"[0-9]{1,5}")


class DatoFaltante(EntradaIlegible):
    """A field was left blank."""

    explicacion: ClassVar[str] = "Falta un dato"
    que_hacer: ClassVar[str] = "Vuelva a la página anterior: lo que escribió sigue ahí."


class DatoInvalido(EntradaIlegible):
    """A field holds what it cannot."""

    explicacion: ClassVar[str] = "Un dato no se entiende"
    que_hacer: ClassVar[str] = "Vuelva a la página anterior: lo que escribió sigue ahí."


class PasoSinMarcar(EntradaIlegible):
    """Something that people do with their hands was not ticked."""

    explicacion: ClassVar[str] = "Falta marcar que ya se hizo"
    que_hacer: ClassVar[str] = "Vuelva a la página anterior: lo que escribió sigue ahí."


def leer_texto(forma: Mapping[str, str], campo: str, nombre: str, *, largo: int = LARGO) -> str:
    """Read a text that must be there, in one line of single spaces.

    Args:
        nombre: As the screen names the field.

    Raises:
        DatoFaltante, DatoInvalido: It is blank, or too long.
    """
    texto = leer_opcional(forma, campo, nombre, largo=largo)
    if not texto:
        raise DatoFaltante(nombre)
    return texto


def leer_opcional(forma: Mapping[str, str], campo: str, nombre: str, *, largo: int = LARGO) -> str:
    """Read a text that may be blank, in the one form in which papers print it.

    What is typed here ends on an acta, which must print at night: a letter without drawing is
    refused while whoever typed it is still at the screen.

    Raises:
        DatoInvalido: It is too long, or holds a character that no paper can print.
    """
    escrito = unicodedata.normalize("NFC", forma.get(campo, ""))
    texto = " ".join("".join(c if c.isprintable() else " " for c in escrito).split())
    if len(texto) > largo:
        raise DatoInvalido(f"{nombre}: son más de {largo} letras")
    for letra in dict.fromkeys(texto):
        try:
            exigir_imprimible(letra)
        except (SinGlifo, TextoImposible):
            aviso = f"{nombre}: «{letra}» no se puede imprimir; escríbalo con letras"
            raise DatoInvalido(aviso) from None
    return texto


def leer_entero(forma: Mapping[str, str], campo: str, nombre: str) -> int:
    """Read a count of things on the table.

    Raises:
        DatoFaltante, DatoInvalido: It is blank, or not a number of up to five digits.
    """
    texto = forma.get(campo, "").strip().replace(",", "")
    if not texto:
        raise DatoFaltante(f"{nombre}; si no hubo, escriba 0")
    if not _ENTERO.fullmatch(texto):
        raise DatoInvalido(f"{nombre}: escriba sólo cifras")
    return int(texto)


def leer_opcion(
    forma: Mapping[str, str], campo: str, nombre: str, admitidas: Collection[Opcion]
) -> Opcion:
    """Read one of a few values (``DatoFaltante`` when none was chosen)."""
    valor = forma.get(campo, "")
    for admitida in admitidas:
        if admitida == valor:
            return admitida
    raise DatoFaltante(nombre)


def exigir_marcas(forma: Mapping[str, str], *campos: tuple[str, str]) -> None:
    """Demand that each box was ticked; pairs of field and what it says (``PasoSinMarcar``)."""
    for campo, nombre in campos:
        if forma.get(campo) != "si":
            raise PasoSinMarcar(nombre)
