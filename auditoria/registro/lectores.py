"""Readers and writers of the types a field may have; ``esquema`` puts them together.

A reader takes a canonical JSON value and its path and gives the Python value, or raises
with that path. A writer takes the Python value back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, Final, NamedTuple

from auditoria.errores import ReglaRota
from auditoria.registro.marcas import Marca


class FormatoInvalido(ReglaRota):
    """The document is canonical JSON but not of this format."""

    explicacion = "El documento no cumple su formato"


class CampoFaltante(FormatoInvalido):
    """A field that the format requires is not there."""

    explicacion = "Falta un campo"


class CampoDesconocido(FormatoInvalido):
    """A field that the format does not know."""

    explicacion = "Hay un campo que el formato no conoce"


class TipoEquivocado(FormatoInvalido):
    """A value of another type than the field's."""

    explicacion = "Un campo es de otra clase"


class ValorNoAdmitido(FormatoInvalido):
    """A value of the right type outside of what the field admits."""

    explicacion = "Un campo tiene un valor que no se admite"


class Tipo(NamedTuple):
    """How one type is read and written."""

    leer: Callable[[Any, str], Any]
    escribir: Callable[[Any], Any]


def leer_instante(texto: str) -> datetime:
    """Read ``2026-11-22T18:05:03Z``; ``ValueError`` for every other spelling or age."""
    if not _INSTANTE.fullmatch(texto) or not _es_de_estos_siglos(texto):
        raise ValueError(texto)
    return datetime.fromisoformat(texto[:-1]).replace(tzinfo=UTC)


def escribir_instante(instante: datetime) -> str:
    """Spell an aware time in UTC; ``ValorNoAdmitido`` unless it is whole seconds."""
    if instante.tzinfo is None or instante.microsecond:
        raise ValorNoAdmitido(f"se espera una hora con zona y segundos enteros: {instante}")
    return instante.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def leer_fecha(texto: str) -> date:
    """Read ``2026-11-22``; ``ValueError`` for every other spelling or age."""
    if not _FECHA.fullmatch(texto) or not _es_de_estos_siglos(texto):
        raise ValueError(texto)
    return date.fromisoformat(texto)


def _es_de_estos_siglos(texto: str) -> bool:
    # At the ends of the calendar its local day, or the end of a term from it, is in no calendar.
    return _PRIMER_ANO <= texto[:4] <= _ULTIMO_ANO


_PRIMER_ANO: Final = "1800"
_ULTIMO_ANO: Final = "2999"


_FECHA = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANTE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def bajo(ruta: str, nombre: str) -> str:
    """Path of a field inside of a record."""
    return f"{ruta}.{nombre}" if ruta else nombre


def exigir(valor: Any, clase: type[Any], nombre: str, ruta: str) -> Any:
    """Give the value back if it is of exactly that class (``True`` is no number)."""
    if type(valor) is not clase:
        raise TipoEquivocado(f"se espera {nombre}", entrada=ruta)
    return valor


def marcado(tipo: Tipo, marcas: tuple[Marca, ...]) -> Tipo:
    """Narrow a type by marks, judged after reading."""

    def leer(valor: Any, ruta: str) -> Any:
        leido = tipo.leer(valor, ruta)
        for marca in marcas:
            if not marca.admite(leido):
                raise ValorNoAdmitido(f"se espera {marca.espera}", entrada=ruta)
        return leido

    return Tipo(leer, tipo.escribir)


def lector_de_opciones(opciones: tuple[Any, ...]) -> Callable[[Any, str], Any]:
    """Read a text that is one of some."""

    def leer(valor: Any, ruta: str) -> Any:
        if exigir(valor, str, "un texto", ruta) not in opciones:
            raise ValorNoAdmitido(f"se espera uno de {', '.join(opciones)}", entrada=ruta)
        return valor

    return leer


def enumeracion(clase: type[Enum]) -> Tipo:
    """Write the members of an enumeration by their text."""
    opcion = lector_de_opciones(tuple(miembro.value for miembro in clase))
    return Tipo(lambda valor, ruta: clase(opcion(valor, ruta)), lambda miembro: miembro.value)


def lista(tipo: Tipo) -> Tipo:
    """Write a tuple as a list."""

    def leer(valor: Any, ruta: str) -> Any:
        exigir(valor, list, "una lista", ruta)
        return tuple(tipo.leer(parte, f"{ruta}[{i}]") for i, parte in enumerate(valor))

    return Tipo(leer, lambda valores: [tipo.escribir(valor) for valor in valores])


def mapa(tipo: Tipo) -> Tipo:
    """Write a dictionary as an object whose keys are texts of any kind."""

    def leer(valor: Any, ruta: str) -> Any:
        exigir(valor, dict, "un objeto", ruta)
        return {
            _texto(clave, f"{ruta}[{clave}]"): tipo.leer(parte, f"{ruta}[{clave}]")
            for clave, parte in valor.items()
        }

    return Tipo(leer, lambda mapa: {clave: tipo.escribir(mapa[clave]) for clave in mapa})


def _texto(valor: Any, ruta: str) -> Any:
    exigir(valor, str, "un texto", ruta)
    if not valor or _CONTROL.search(valor):
        raise ValorNoAdmitido(
            "se espera un texto no vacío, sin caracteres de control", entrada=ruta
        )
    return valor


def _bytes(valor: Any, ruta: str) -> Any:
    try:
        octetos = bytes.fromhex(exigir(valor, str, "un texto hexadecimal", ruta))
    except ValueError:
        octetos = b""
    if octetos.hex() != valor:
        raise ValorNoAdmitido("se espera hexadecimal en minúsculas", entrada=ruta)
    return octetos


def _temporal(lector: Callable[[str], Any], ejemplo: str) -> Callable[[Any, str], Any]:
    def leer(valor: Any, ruta: str) -> Any:
        try:
            return lector(exigir(valor, str, "un texto", ruta))
        except ValueError as fallo:
            raise ValorNoAdmitido(f"se espera la forma {ejemplo}", entrada=ruta) from fallo

    return leer


SIMPLES: dict[Any, Tipo] = {
    str: Tipo(_texto, lambda valor: valor),
    int: Tipo(lambda valor, ruta: exigir(valor, int, "un entero", ruta), lambda valor: valor),
    bool: Tipo(
        lambda valor, ruta: exigir(valor, bool, "verdadero o falso", ruta), lambda valor: valor
    ),
    bytes: Tipo(_bytes, lambda valor: valor.hex()),
    date: Tipo(_temporal(leer_fecha, "2026-11-22"), lambda valor: valor.isoformat()),
    datetime: Tipo(_temporal(leer_instante, "2026-11-22T18:05:03Z"), escribir_instante),
}
