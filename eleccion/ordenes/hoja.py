"""A sheet that the office fills in: TOML, every field known, and a model to begin from."""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from auditoria.errores import ErrorAuditoria
from auditoria.registro.archivos import leer_archivo
from auditoria.registro.esquema import Formato
from eleccion.errores import EntradaIlegible

T = TypeVar("T", bound=Formato)

_LUGAR = re.compile(r"line (\d+), column (\d+)")


class HojaIlegible(EntradaIlegible):
    """It is no TOML text in UTF-8."""

    explicacion: ClassVar[str] = "La hoja no se entiende; vea la de --modelo"


class ImprimirModelo(argparse.Action):
    """``--modelo``: writes a sheet to fill in to standard output, and ends."""

    def __init__(self, option_strings: list[str], dest: str, *, const: str) -> None:
        """Take the text in ``const``."""
        ayuda = "escribe una hoja para llenar y termina"
        super().__init__(option_strings, dest, nargs=0, const=const, help=ayuda)

    def __call__(self, parser: argparse.ArgumentParser, *_: Any, **__: Any) -> None:
        """Write it."""
        sys.stdout.write(str(self.const))
        parser.exit()


def pedir_hoja(orden: argparse.ArgumentParser, modelo: str) -> None:
    """Add the sheet that the order takes, and how to get one to begin from."""
    orden.add_argument("hoja", type=Path, metavar="HOJA", help="hoja llena, como la de --modelo")
    orden.add_argument("--modelo", action=ImprimirModelo, const=modelo)


def leer_hoja(ruta: Path, clase: type[T]) -> T:
    """Read a sheet, with a byte order mark or without.

    Raises:
        HojaIlegible: Not TOML, with the place.
        FormatoInvalido, ReglaRota: A field is missing, unknown or not of its shape, by its path.
        ArchivoVacio, DemasiadoGrande: See each.
    """
    datos = leer_archivo(ruta)
    try:
        return clase.desde(_valor(tomllib.loads(datos.decode("utf-8-sig"))))
    except UnicodeDecodeError as falla:
        raise HojaIlegible("no está en UTF-8; guárdela así", archivo=ruta.name) from falla
    except RecursionError as falla:
        raise HojaIlegible("tiene demasiados niveles", archivo=ruta.name) from falla
    except tomllib.TOMLDecodeError as falla:
        lugar = _LUGAR.search(str(falla))
        entrada = f"renglón {lugar[1]}, columna {lugar[2]}" if lugar else "al final"
        raise HojaIlegible(archivo=ruta.name, entrada=entrada) from falla
    except OverflowError as falla:
        raise HojaIlegible("tiene una hora de ningún calendario", archivo=ruta.name) from falla
    except ValueError as falla:
        raise HojaIlegible("tiene un número de demasiadas cifras", archivo=ruta.name) from falla
    except ErrorAuditoria as falla:
        raise falla.en(ruta.name) from None


def _valor(toml: Any) -> Any:
    """Turn what TOML reads into canonical values: hours in UTC, to the second."""
    pasos: tuple[tuple[type, Callable[[Any], Any]], ...] = (
        (dict, lambda v: {clave: _valor(parte) for clave, parte in v.items()}),
        (list, lambda v: [_valor(parte) for parte in v]),
        (datetime, _hora),
        (date, date.isoformat),
    )
    for tipo, paso in pasos:
        if isinstance(toml, tipo):
            return paso(toml)
    return toml


def _hora(hora: datetime) -> str:
    """Write an hour; one without its offset is refused by the format, which knows no such hour."""
    if hora.tzinfo is None:
        return hora.isoformat()
    return hora.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
