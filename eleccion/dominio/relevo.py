"""Take-over: when a spare machine may go on with the day of one that died.

It goes on from the memory, under keys of its own. The machine that died never speaks again; what
only it held is joined to the urna when it is found before the close.

Source: docs/durabilidad.md, take-over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from eleccion.errores import ActoIndebido, EntradaIlegible


class MemoriaAusente(EntradaIlegible):
    """There is no memory of this mesa to go on from."""

    explicacion: ClassVar[str] = "No hay una memoria de respaldo de esta mesa de la cual seguir"


class MemoriaRelevada(ActoIndebido):
    """A machine took over from this memory before: a second one would be a fork."""

    explicacion: ClassVar[str] = "De esa memoria ya siguió otro equipo"


class RelevoTardio(ActoIndebido):
    """The record was written and read back: what is left is paper, and nothing goes on."""

    explicacion: ClassVar[str] = (
        "El registro de la mesa ya se grabó; entréguenlo a la comisión con las actas firmadas y la"
        " memoria, y llenen a mano lo que falte"
    )


class EquipoNoHallado(EntradaIlegible):
    """The folder is not that of the machine that this one took over from."""

    explicacion: ClassVar[str] = "La carpeta no es la del equipo que este relevó"


class EquipoYaReunido(ActoIndebido):
    """What the machine before held was joined already."""

    explicacion: ClassVar[str] = "Lo que guardaba ese equipo ya se reunió aquí"


class ReunionTardia(ActoIndebido):
    """The voting was closed: what was found goes to the commission, which may still join it."""

    explicacion: ClassVar[str] = (
        "La votación ya se cerró; entregue a la comisión el equipo que se halló"
    )


class HistoriaAparte(ActoIndebido):
    """The machine before lacks what the memory held of it: it is another one, or was altered."""

    explicacion: ClassVar[str] = (
        "El equipo hallado no continúa lo que estaba en la memoria; entréguelo a la comisión"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reunion:
    """What became of the last acts of a machine found again; credentials, each >= 0.

    Attributes:
        depositadas: Ballots that only it held, now in the urna.
        comprobadas: Tested ballots that only it held.
        inutilizadas: Cancelled pases that only it knew of.
        repetidas: Acts that the urna already held.
        conflictos: Credentials spent in both for different ends; the urna's own stands.
        marcas: People whom only its list had marked.
    """

    depositadas: int
    comprobadas: int
    inutilizadas: int
    repetidas: int
    conflictos: int
    marcas: int = 0
