"""What the opening of an urna tells its mesa; it knows neither persons nor ballots."""

from __future__ import annotations

from dataclasses import dataclass

from auditoria.formatos.cabeza import CabezaCitada


@dataclass(frozen=True, slots=True)
class AperturaDeUrna:
    """What the mesa needs of the urna's opening, by value: a file on USB between two machines.

    Attributes:
        cabeza: Head of its log with ``UrnaAbierta``, as the acta de inicio prints it.
        lineas: The entries up to it, from which that paper is drawn.
    """

    cabeza: CabezaCitada
    lineas: tuple[bytes, ...]
