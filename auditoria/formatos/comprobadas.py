"""``comprobadas.json``: ballots that voters opened to check the machine; none of them counts.

Page: docs/formato-comprobadas.md. Each is whole: the ballot, what it held and the randomness
it was encrypted with, so that anybody encrypts again and compares. One that the machine never
opened stands there without them, and is a failure of the record.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Annotated, ClassVar, TypeAlias

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import ClaveProceso, IdMesa, exigir_distintas
from auditoria.registro.esquema import Formato, Huella, Largo, Ordenada, Patron, Rango


class BoletaDeOtraHuella(ReglaRota):
    """The hash listed is not that of the ballot."""

    explicacion = "La huella no es la de la boleta"


class AperturaIncompleta(ReglaRota):
    """An opened ballot lacks marks, or the randomness of one of its ciphertexts."""

    explicacion = "La boleta no está abierta por completo"


_Azar: TypeAlias = Annotated[str, Patron(r"0|[1-9][0-9]{0,76}")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comprobada(Formato):
    """One ballot, opened.

    Attributes:
        credencial: Public credential of its pase, spent by the check.
        boleta: Text of the Belenios ballot, byte for byte.
        vector: 1 for the answer chosen, 0 for the others, in the order of the ballot; ``None``
            when the machine never opened it.
        azares: Exponents of the encryption, decimal, one per answer; ``None`` likewise.
    """

    credencial: Annotated[str, Patron(r"[0-9a-f]{64}")]
    huella: Huella
    boleta: Annotated[str, Largo(2, 100_000)]
    vector: Annotated[tuple[Annotated[int, Rango(0, 1)], ...], Largo(2, 41)] | None = None
    azares: Annotated[tuple[_Azar, ...], Largo(2, 41)] | None = None

    def __post_init__(self) -> None:
        if hashlib.sha256(self.boleta.encode()).digest() != self.huella:
            raise BoletaDeOtraHuella(self.huella.hex())
        marcas, azares = len(self.vector or ()), len(self.azares or ())
        if marcas != azares:
            raise AperturaIncompleta(f"{marcas} y {azares}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comprobadas(Formato):
    """The file; ascending by hash, as ballots are published, so the order tells nothing."""

    formato: ClassVar[str] = "comprobadas"

    proceso: ClaveProceso
    mesa: IdMesa
    comprobadas: Annotated[tuple[Comprobada, ...], Ordenada(por="huella")]

    def __post_init__(self) -> None:
        exigir_distintas((c.credencial for c in self.comprobadas), "credenciales")
