"""What a kiosk says aloud, one recording at a time: where no machine speaks, none may be missing.

Words are recorded by the key of their text. A text with places to fill in is recorded in pieces,
the words between its places, and each place is filled with recordings of its own: who heads a
planilla, a number, the characters of a code. ``frases.mjs`` takes a text apart in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from auditoria.formatos.catalogo import Planilla
from boletas.impresion.codigos import ALFABETO
from eleccion.dominio.idiomas import Idioma, faltas

SEGUNDOS_DICHOS: Final = (20, 30, 60, 300)
"""Seconds that the kiosk announces; any other number is said figure by figure."""

_HUECO: Final = re.compile(r"\{\w+\}")
_CORTE: Final = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdiomaRevisado:
    """A language beside what a kiosk asks of it.

    Attributes:
        frases: Words of each recording that its voice needs, by name, in the order of the screens.
        faltas: Texts that keep it from being offered.
        del_programa: It came with the program, not in the dotación: the machine has a voice for it.
    """

    idioma: Idioma
    frases: Mapping[str, str]
    faltas: tuple[str, ...]
    del_programa: bool

    @property
    def por_grabar(self) -> tuple[str, ...]:
        """Recordings that are missing, in the order of the screens."""
        return tuple(nombre for nombre in self.frases if nombre not in self.idioma.grabaciones)

    @property
    def sobrantes(self) -> tuple[str, ...]:
        """Recordings that no screen plays: most often a name with a slip of the pen."""
        return tuple(sorted(set(self.idioma.grabaciones) - set(self.frases)))

    @property
    def se_ofrece(self) -> bool:
        """Whether a voter may choose it: all texts, and all recordings where no machine speaks."""
        return not self.faltas and (self.del_programa or not self.por_grabar)


def partir(clave: str, texto: str) -> Mapping[str, str]:
    """Take a text apart into its recordings.

    Returns:
        Words by name: the key for a text without places, else the key, a hyphen and a number from
        1. An ellipsis stands for the place before or after.
    """
    partes = _HUECO.split(texto)
    if len(partes) == 1:
        return {clave: texto}
    dichas = [
        f"{_CORTE if lugar else ''}{parte}{_CORTE if lugar < len(partes) - 1 else ''}"
        for lugar, parte in enumerate(partes)
        if any(letra.isalpha() for letra in parte)
    ]
    return {f"{clave}-{numero}": dicha for numero, dicha in enumerate(dichas, 1)}


def frases(
    idioma: Idioma, planillas: tuple[Planilla, ...], pruebas: int, lenguas: Mapping[str, str]
) -> Mapping[str, str]:
    """List every recording with which the whole vote is heard in a language.

    Args:
        planillas: In the order of the ballot.
        pruebas: How many tests of the machine a voter may make.
        lenguas: Name of each language that has a button, in itself, by key.

    Returns:
        Words by name: the texts in the order of the catalogue, the planillas and who heads each,
        the names of the languages, the numbers, the letters of codes.
    """
    numeros = {*range(10), *range(1, len(planillas) + 1), pruebas, *SEGUNDOS_DICHOS}
    todas: dict[str, str] = {}
    for clave, texto in idioma.textos.items():
        todas |= partir(clave, texto)
    for planilla in planillas:
        todas[f"planilla_{planilla.clave}"] = planilla.nombre
        todas[f"presidencia_{planilla.clave}"] = planilla.presidencia
    todas |= {f"idioma_{clave}": nombre for clave, nombre in lenguas.items()}
    todas |= {f"numero_{numero}": str(numero) for numero in sorted(numeros)}
    todas |= {f"letra_{letra}": letra for letra in ALFABETO if letra.isalpha()}
    return todas


def revisar_idiomas(
    propios: Iterable[Idioma],
    traidos: Iterable[Idioma],
    base: Idioma,
    planillas: tuple[Planilla, ...],
    pruebas: int,
) -> tuple[IdiomaRevisado, ...]:
    """Measure languages by the texts of ``base`` and by what is said at a mesa.

    Args:
        propios: Those of the program.
        traidos: Those of the dotación.

    Returns:
        In the order given.
    """
    todos = [(idioma, True) for idioma in propios] + [(idioma, False) for idioma in traidos]
    # The button of a language is read in every other: only one that lacks texts has no button.
    lenguas = {i.clave: i.nombre for i, _ in todos if not faltas(i, base)}
    return tuple(
        IdiomaRevisado(
            idioma=idioma,
            frases=frases(idioma, planillas, pruebas, lenguas),
            faltas=faltas(idioma, base),
            del_programa=del_programa,
        )
        for idioma, del_programa in todos
    )
