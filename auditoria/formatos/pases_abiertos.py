"""``pases-abiertos.json``: the pases of a mesa that were not used, opened after its close.

Page: docs/formato-pases-abiertos.md. Each opened slip tells its public credential, and no ballot
may stand under any of them. Signed by the commission and by the two persons who seal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

from auditoria.formatos.claves import ClaveLlana, ClaveProceso, IdMesa, Nombre, exigir_distintas
from auditoria.registro.esquema import Cantidad, Formato, Huella, Ordenada, Patron

Credencial: TypeAlias = Annotated[str, Patron(r"[0-9a-f]{64}")]


class RubroDePases(StrEnum):
    """A figure of the acta that the opened slips tell again."""

    SOBRANTES = "sobrantes"
    INUTILIZADOS = "inutilizados"
    NO_DEVUELTOS = "no_devueltos"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiferenciaDePases(Formato):
    """A figure that the opened slips give otherwise than the acta, and the reason for it.

    Attributes:
        acta: As the mesa counted it.
        hallado: As the opened slips give it.
        motivo: Key of the convocatoria's list of reasons.
    """

    rubro: RubroDePases
    acta: Cantidad
    hallado: Cantidad
    motivo: ClaveLlana


@dataclass(frozen=True, slots=True, kw_only=True)
class PasesAbiertos(Formato):
    """The file.

    Attributes:
        huella: SHA-256 of the huella.txt of the process.
        hora: When the last slip was read.
        sobrantes: Public credentials of the slips left over, reserve included, ascending: their
            order says nothing of their folios.
        inutilizados: Those of the spoiled ones, likewise.
        sobrantes_ilegibles, inutilizados_ilegibles: Slips that nobody could read.
        ajenos: Slips in those envelopes that are not of this mesa.
        no_devueltos: Pases of the sealed list that are in no envelope and gave no ballot.
        diferencias: In the order of the rubros; empty when the acta says the same.
    """

    formato: ClassVar[str] = "pases-abiertos"

    proceso: ClaveProceso
    mesa: IdMesa
    huella: Huella
    hora: datetime
    lugar: Nombre
    sobrantes: Annotated[tuple[Credencial, ...], Ordenada()]
    inutilizados: Annotated[tuple[Credencial, ...], Ordenada()]
    sobrantes_ilegibles: Cantidad
    inutilizados_ilegibles: Cantidad
    ajenos: Cantidad
    no_devueltos: Cantidad
    diferencias: tuple[DiferenciaDePases, ...]

    def __post_init__(self) -> None:
        exigir_distintas((*self.sobrantes, *self.inutilizados), "credenciales")
        exigir_distintas((d.rubro for d in self.diferencias), "rubros")
