"""``comprobadas.json``: ballots that voters opened to check the machine; none of them counts.

Page: docs/formato-comprobadas.md. Each is whole: the ballot, what it held and the randomness
it was encrypted with, so that anybody encrypts again and compares.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Annotated, ClassVar

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import ClaveProceso, IdMesa, exigir_distintas
from auditoria.registro.esquema import Formato, Huella, Largo, Ordenada, Patron, Rango


class BoletaDeOtraHuella(ReglaRota):
    """The hash listed is not that of the ballot."""

    explicacion = "La huella no es la de la boleta"


class AperturaIncompleta(ReglaRota):
    """An opened ballot lacks the randomness of one of its ciphertexts."""

    explicacion = "La boleta no está abierta por completo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comprobada(Formato):
    """One ballot, opened.

    Attributes:
        credencial: Public credential of its pase, spent by the check.
        boleta: Text of the Belenios ballot, byte for byte.
        vector: 1 for the answer chosen, 0 for the others, in the order of the ballot.
        azares: Exponents of the encryption, decimal, one per answer.
    """

    credencial: Annotated[str, Patron(r"[0-9a-f]{64}")]
    huella: Huella
    boleta: Annotated[str, Largo(2, 100_000)]
    vector: Annotated[tuple[Annotated[int, Rango(0, 1)], ...], Largo(2, 41)]
    azares: Annotated[tuple[Annotated[str, Patron(r"0|[1-9][0-9]{0,76}")], ...], Largo(2, 41)]

    def __post_init__(self) -> None:
        if hashlib.sha256(self.boleta.encode()).digest() != self.huella:
            raise BoletaDeOtraHuella(self.huella.hex())
        if len(self.vector) != len(self.azares):
            raise AperturaIncompleta(f"{len(self.vector)} y {len(self.azares)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comprobadas(Formato):
    """The file; ascending by hash, as ballots are published, so the order tells nothing."""

    formato: ClassVar[str] = "comprobadas"

    proceso: ClaveProceso
    mesa: IdMesa
    comprobadas: Annotated[tuple[Comprobada, ...], Ordenada(por="huella")]

    def __post_init__(self) -> None:
        exigir_distintas((c.credencial for c in self.comprobadas), "credenciales")
