"""Domain values to bytes and back: frozen dataclasses as JSON, by their declared types.

Only for rows that nobody outside reads: nothing here is hashed or signed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Lector = Callable[[Any], Any]


class FilaIntraducible(TypeError):
    """A row does not hold what the domain type declares: it was written by something else."""


def a_octetos(valor: object) -> bytes:
    """Write a value of the domain."""
    return json.dumps(_aplanar(valor), ensure_ascii=False, separators=(",", ":")).encode()


def desde_octetos(tipo: type[T], octetos: bytes) -> T:
    """Read a value of the domain.

    Raises:
        FilaIntraducible: It is not one.
    """
    leido = _lector(tipo)(json.loads(octetos))
    if not isinstance(leido, tipo):
        raise FilaIntraducible(tipo.__name__)
    return leido


def _aplanar(valor: Any) -> Any:
    if isinstance(valor, bytes):
        return valor.hex()
    if isinstance(valor, Enum):
        return valor.value
    if isinstance(valor, datetime | date):
        return valor.isoformat()
    if isinstance(valor, tuple):
        return [_aplanar(parte) for parte in valor]
    if is_dataclass(valor):
        return {campo.name: _aplanar(getattr(valor, campo.name)) for campo in fields(valor)}
    return valor


def _lector(tipo: Any) -> _Lector:
    """Give the function that reads a type; it is made once."""
    return _hacer_lector(tipo)


@lru_cache(maxsize=256)
def _hacer_lector(tipo: Any) -> _Lector:
    origen, argumentos = get_origin(tipo), get_args(tipo)
    if origen in (Union, UnionType):
        return _lector_de_opcional(argumentos)
    if origen is tuple:
        de_parte = _lector(argumentos[0])
        return lambda valor: tuple(de_parte(parte) for parte in valor)
    if origen is Literal or tipo in (str, int, bool):
        return lambda valor: valor
    if tipo is bytes:
        return bytes.fromhex
    if tipo in (date, datetime):
        return _por_nombre(tipo, "fromisoformat")
    if is_dataclass(tipo):
        return _lector_de_clase(tipo)
    if isinstance(tipo, type) and issubclass(tipo, Enum):
        return tipo
    raise FilaIntraducible(str(tipo))


def _lector_de_opcional(argumentos: tuple[Any, ...]) -> _Lector:
    partes = [a for a in argumentos if a is not NoneType]
    if all(get_origin(parte) is Literal for parte in partes):
        return lambda valor: valor
    if len(partes) != 1:
        raise FilaIntraducible(str(argumentos))
    de_parte = _lector(partes[0])
    return lambda valor: None if valor is None else de_parte(valor)


def _lector_de_clase(tipo: Any) -> _Lector:
    tipos = get_type_hints(tipo)
    lectores = {campo.name: _lector(tipos[campo.name]) for campo in fields(tipo)}
    # What a later program added has a value for the rows of an earlier one, which do not say it.
    obligados = {campo.name for campo in fields(tipo) if campo.default is MISSING}

    def leer(valor: Any) -> Any:
        if not isinstance(valor, dict) or not obligados <= valor.keys() <= lectores.keys():
            raise FilaIntraducible(tipo.__name__)
        return tipo(**{nombre: lectores[nombre](parte) for nombre, parte in valor.items()})

    return leer


def _por_nombre(tipo: Any, metodo: str) -> _Lector:
    lector: _Lector = getattr(tipo, metodo)
    return lector
