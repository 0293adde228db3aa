"""The voters' texts in each language: catalogues are data, and an incomplete one is not offered.

Spanish of Mexico is the measure: a catalogue is complete when it has every key of it and no other,
with the same places to fill in. Those of indigenous languages are not ours to invent: they come
translated and recorded, and load by the same road.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from eleccion.errores import EntradaIlegible
from eleccion.recursos import encontrar_recurso

BASE: Final = "es-MX"
_HUECO: Final = re.compile(r"\{(\w+)\}")


class CatalogoIlegible(EntradaIlegible):
    """The file is no catalogue of texts."""

    explicacion: ClassVar[str] = "El catálogo de textos no se puede leer"


@dataclass(frozen=True, slots=True)
class Idioma:
    """The texts of one language.

    Attributes:
        clave: BCP 47 tag: ``es-MX``, ``en``, ``nah``, ``hus``, ``pbe``.
        nombre: In the language itself, as its button says it.
        textos: By key; ``{hueco}`` stands for what the screen fills in.
    """

    clave: str
    nombre: str
    textos: Mapping[str, str]

    @classmethod
    def leer(cls, octetos: bytes, archivo: str) -> Idioma:
        """Read a catalogue.

        Raises:
            CatalogoIlegible: It is not TOML of this shape.
        """
        try:
            datos = tomllib.loads(octetos.decode())
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as falla:
            raise CatalogoIlegible(archivo=archivo) from falla
        clave, nombre, textos = (datos.get(c) for c in ("clave", "nombre", "textos"))
        if not (
            isinstance(clave, str)
            and isinstance(nombre, str)
            and isinstance(textos, dict)
            and all(isinstance(texto, str) and texto.strip() for texto in textos.values())
        ):
            raise CatalogoIlegible("le falta la clave, el nombre o un texto", archivo=archivo)
        return cls(clave, nombre, textos)


def faltas(idioma: Idioma, base: Idioma) -> tuple[str, ...]:
    """List what keeps a language from being offered: keys without text, unknown, or changed.

    Returns:
        Keys in order; empty when the language is complete.
    """
    propias, debidas = idioma.textos, base.textos
    distintas = {
        clave
        for clave in set(propias) & set(debidas)
        if sorted(_HUECO.findall(propias[clave])) != sorted(_HUECO.findall(debidas[clave]))
    }
    return tuple(sorted(distintas | (set(propias) ^ set(debidas))))


def cargar(carpetas: tuple[Path, ...] = ()) -> tuple[tuple[Idioma, ...], tuple[Idioma, ...]]:
    """Read every catalogue: those of the program, then those of other folders.

    Args:
        carpetas: Where catalogues that came with the dotación lie.

    Returns:
        Languages to offer, Spanish first; and those that are blocked because incomplete.
    """
    rutas = [
        ruta
        for carpeta in (encontrar_recurso("web", "catalogos"), *carpetas)
        for ruta in sorted(carpeta.glob("*.toml"))
    ]
    idiomas = [Idioma.leer(ruta.read_bytes(), ruta.name) for ruta in rutas]
    (base,) = (idioma for idioma in idiomas if idioma.clave == BASE)
    otros = [idioma for idioma in idiomas if idioma is not base]
    completos = [idioma for idioma in otros if not faltas(idioma, base)]
    return (base, *completos), tuple(idioma for idioma in otros if faltas(idioma, base))
