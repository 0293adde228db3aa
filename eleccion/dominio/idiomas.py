"""The voters' texts in each language: catalogues are data, and an incomplete one is not offered.

Spanish of Mexico is the measure: a catalogue is complete when it has every key of it and no other,
with the same places to fill in. Those of indigenous languages are not ours to invent: they come
translated and recorded in the dotación, which the commission signs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final

from eleccion.errores import EntradaIlegible

BASE: Final = "es-MX"
_HUECO: Final = re.compile(r"\{(\w+)\}")
_ETIQUETA: Final = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


class CatalogoIlegible(EntradaIlegible):
    """The file is no catalogue of texts."""

    explicacion: ClassVar[str] = "El catálogo de textos no se puede leer"


class ArchivoDeIdiomaAjeno(EntradaIlegible):
    """A file among those of languages is neither a catalogue nor a recording of one."""

    explicacion: ClassVar[str] = "Un archivo de idiomas no es catálogo ni grabación"


@dataclass(frozen=True, slots=True)
class Grabacion:
    """A sentence read aloud: one file of sound, and its type as a browser names it."""

    tipo: str
    octetos: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Idioma:
    """The texts of one language.

    Attributes:
        clave: BCP 47 tag: ``es-MX``, ``en``, ``nah``, ``hus``, ``pbe``.
        nombre: In the language itself, as its button says it.
        textos: By key; ``{hueco}`` stands for what the screen fills in.
        grabaciones: By name, as ``eleccion.dominio.voces.frases`` gives them.
    """

    clave: str
    nombre: str
    textos: Mapping[str, str]
    grabaciones: Mapping[str, Grabacion] = field(default_factory=dict)

    @classmethod
    def leer(cls, octetos: bytes, archivo: str) -> Idioma:
        """Read a catalogue.

        Raises:
            CatalogoIlegible: It is not TOML of this shape.
        """
        try:
            datos = tomllib.loads(octetos.decode())
        except (ValueError, RecursionError) as falla:
            # No text, no TOML, a number of thousands of digits, or brackets without end.
            raise CatalogoIlegible(archivo=archivo) from falla
        clave, nombre, textos = (datos.get(c) for c in ("clave", "nombre", "textos"))
        if not (
            isinstance(clave, str)
            and _ETIQUETA.fullmatch(clave)
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


_CARPETA: Final = "idiomas/"
_CATALOGO: Final = re.compile(r"idiomas/([a-zA-Z-]+)\.toml")
_GRABACION: Final = re.compile(r"idiomas/([a-zA-Z-]+)/([A-Za-z0-9_-]+)\.(ogg|mp3|wav)")
_DE_PLANILLA: Final = re.compile(r"(?:planilla|presidencia)_([^-]+)-")
_TIPOS: Final = {"ogg": "audio/ogg", "mp3": "audio/mpeg", "wav": "audio/wav"}
_COMIENZOS: Final = {
    "ogg": (b"OggS",),
    "mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3"),
    "wav": (b"RIFF",),
}


def leer_idiomas(
    archivos: Mapping[str, bytes],
) -> tuple[tuple[Idioma, ...], Mapping[str, Mapping[str, Grabacion]]]:
    """Read what travels under ``idiomas/``: catalogues, and recordings by language and key.

    Args:
        archivos: Bytes by name: ``idiomas/hus.toml``, ``idiomas/hus/pase_titulo.ogg``.

    Raises:
        CatalogoIlegible: A catalogue is none, or says another language than its name.
        ArchivoDeIdiomaAjeno: Another name, or a recording that is not sound of its kind.
    """
    idiomas: list[Idioma] = []
    grabaciones: dict[str, dict[str, Grabacion]] = {}
    for nombre, octetos in sorted(archivos.items()):
        if catalogo := _CATALOGO.fullmatch(nombre):
            idioma = Idioma.leer(octetos, nombre)
            if idioma.clave != catalogo[1]:
                raise CatalogoIlegible(f"dice ser «{idioma.clave}»", archivo=nombre)
            idiomas.append(idioma)
        elif sonido := _GRABACION.fullmatch(nombre):
            clave, texto, clase = sonido.groups()
            if not octetos.startswith(_COMIENZOS[clase]):
                raise ArchivoDeIdiomaAjeno("no es un sonido de esa clase", archivo=nombre)
            grabaciones.setdefault(clave, {})[texto] = Grabacion(_TIPOS[clase], octetos)
        else:
            raise ArchivoDeIdiomaAjeno(archivo=nombre)
    return tuple(idiomas), grabaciones


def es_de_idiomas(nombre: str) -> bool:
    """Tell whether a file of a dotación is one of a language."""
    return nombre.startswith(_CARPETA)


def es_de_otra(nombre: str, demarcacion: str) -> bool:
    """Tell whether a recording names a planilla, or who heads it, of another demarcación."""
    sonido = _GRABACION.fullmatch(nombre)
    de_planilla = sonido and _DE_PLANILLA.match(sonido[2])
    return de_planilla is not None and de_planilla[1] != demarcacion
