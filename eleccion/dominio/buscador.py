"""Name search at the table: an index in memory over the mesa's own slice of the roll.

Whoever brings no legible clave is found by what they say. The official types the beginnings of
some words of the name, in any order; nothing of it is written anywhere.

Source: docs/arquitectura.md, the secrecy wall.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from eleccion.dominio.identidad import normalizar_nombre
from eleccion.dominio.lista_nominal import RenglonLista
from eleccion.errores import ActoIndebido

HALLADOS_A_LA_VISTA: Final = 12
"""Rows that fit on the smallest screen without scrolling; with more, more letters are asked for."""

FIN_DE_CURP: Final = 4
"""Characters that tell two people born on one day apart: inner letters, homonymy, check digit."""

LETRAS_MINIMAS: Final = 3
"""Letters of the longest word: with fewer the answer is half the roll."""


class NombreMuyCorto(ActoIndebido):
    """Too little was typed to look for anybody."""

    explicacion: ClassVar[str] = "Escriba al menos tres letras del nombre o de un apellido"


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """What a name search found.

    Attributes:
        renglones: At most ``HALLADOS_A_LA_VISTA``, as the printed list orders them.
        total: How many people answer to what was typed.
    """

    renglones: tuple[RenglonLista, ...]
    total: int

    @property
    def hay_mas(self) -> bool:
        """Tell whether some are not shown."""
        return self.total > len(self.renglones)


@dataclass(frozen=True, slots=True)
class Senas:
    """What else the screen says of a person, where another on it has the same name.

    Attributes:
        nacimiento: Date of birth, as the card has it; ``None`` when the name is enough.
        fin_de_curp: Last four characters of the CURP, for two born on one day; else empty.
    """

    nacimiento: date | None = None
    fin_de_curp: str = ""


def distinguir(renglones: Sequence[RenglonLista]) -> tuple[Senas, ...]:
    """Say what tells people of one name apart: no more of anybody than that takes.

    Two homonyms may share the ten characters of the clave too, which end with year and month. The
    number of the list, which the printed one has, is on the screen for everybody.

    Args:
        renglones: People on one screen.

    Returns:
        What to show of each, in the same order.
    """
    nombres = [normalizar_nombre(r.nombre_completo) for r in renglones]
    nacidos = [(nombre, r.nacimiento) for nombre, r in zip(nombres, renglones, strict=True)]
    por_nombre, por_dia = Counter(nombres), Counter(nacidos)
    return tuple(
        Senas(
            nacimiento=r.nacimiento if por_nombre[nacido[0]] > 1 else None,
            fin_de_curp=r.curp[-FIN_DE_CURP:] if por_dia[nacido] > 1 else "",
        )
        for r, nacido in zip(renglones, nacidos, strict=True)
    )


class Buscador:
    """The index. It is made once, when the mesa opens, and holds only names and numbers."""

    def __init__(self, renglones: Iterable[RenglonLista]) -> None:
        filas = [(normalizar_nombre(r.nombre_completo), r) for r in renglones]
        filas.sort(key=lambda fila: (fila[0], fila[1].numero))
        # A blank before each word: the beginning of a word is then one search of a text.
        self._filas = tuple((f" {nombre}", renglon) for nombre, renglon in filas)

    def buscar(self, texto: str, nacimiento: date | None = None) -> Hallazgo:
        """Find the people whose names have words that begin with each word typed.

        Args:
            texto: Beginnings of words, in any order; accents and capitals do not matter.
            nacimiento: Only who was born that day.

        Raises:
            NombreMuyCorto: No word has ``LETRAS_MINIMAS`` letters.
        """
        palabras = normalizar_nombre(texto).split()
        if max(map(len, palabras), default=0) < LETRAS_MINIMAS:
            raise NombreMuyCorto
        comienzos = [f" {palabra}" for palabra in palabras]
        hallados = [
            renglon
            for nombre, renglon in self._filas
            if nacimiento in (None, renglon.nacimiento)
            and all(comienzo in nombre for comienzo in comienzos)
        ]
        return Hallazgo(tuple(hallados[:HALLADOS_A_LA_VISTA]), len(hallados))
