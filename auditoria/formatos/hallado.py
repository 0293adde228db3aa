"""``hallado-1.json``: what a machine held that was found after its urna was closed.

Page: docs/formato-hallado.md. Its ballots are whole and encrypted. Found before the ballots of the
mesa were given to the custodians, they join what is decrypted; found later, they are only told.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from auditoria.formatos.claves import ClaveProceso, IdMesa, exigir_distintas
from auditoria.formatos.comprobadas import BoletaDeOtraHuella
from auditoria.registro.esquema import Formato, Huella, Largo, Ordenada, Patron, Rango


def archivo_de_hallado(generacion: int) -> str:
    """Name of the file of a machine."""
    return f"hallado-{generacion}.json"


class FinConocido(StrEnum):
    """What the record shows of a pase otherwise than by the machine that was found."""

    DEPOSITADA = "depositada"
    COMPROBADA = "comprobada"
    INUTILIZADO = "inutilizado"
    SOBRANTE = "sobrante"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoletaHallada(Formato):
    """One ballot that the closed urna does not hold.

    Attributes:
        credencial: Public credential of its pase.
        boleta: Text of the Belenios ballot, byte for byte.
    """

    credencial: Annotated[str, Patron(r"[0-9a-f]{64}")]
    huella: Huella
    boleta: Annotated[str, Largo(2, 100_000)]

    def __post_init__(self) -> None:
        if hashlib.sha256(self.boleta.encode()).digest() != self.huella:
            raise BoletaDeOtraHuella(self.credencial)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoletaApartada(Formato):
    """One ballot whose pase ended otherwise: published, proved, and counted nowhere.

    Attributes:
        hallada: The ballot.
        consta: The end that stands.
    """

    hallada: BoletaHallada
    consta: FinConocido

    @property
    def huella(self) -> bytes:
        """SHA-256 of its text."""
        return self.hallada.huella


@dataclass(frozen=True, slots=True, kw_only=True)
class Hallado(Formato):
    """The file.

    Attributes:
        generacion: Number of the machine, from 1.
        tras: Machines of the same mesa that were written down before, in that order.
        lineas: What its log holds after the last line that the record has of it.
        punto: Last checkpoint that it signed.
        boletas: Of pases that nothing else spent; ascending by hash.
        apartadas: Of pases that ended otherwise; ascending by hash.
    """

    formato: ClassVar[str] = "hallado"

    proceso: ClaveProceso
    mesa: IdMesa
    generacion: Annotated[int, Rango(1, 99)]
    tras: tuple[Annotated[int, Rango(1, 99)], ...]
    lineas: tuple[Annotated[str, Largo(2, 100_000)], ...]
    punto: Annotated[str, Largo(2, 10_000)]
    boletas: Annotated[tuple[BoletaHallada, ...], Ordenada(por="huella")]
    apartadas: Annotated[tuple[BoletaApartada, ...], Ordenada(por="huella")]

    def __post_init__(self) -> None:
        exigir_distintas((b.credencial for b in self.todas), "credenciales")
        exigir_distintas(map(str, (*self.tras, self.generacion)), "equipos")

    @property
    def todas(self) -> tuple[BoletaHallada, ...]:
        """Every ballot that only this machine holds, those set aside last."""
        return (*self.boletas, *(apartada.hallada for apartada in self.apartadas))
