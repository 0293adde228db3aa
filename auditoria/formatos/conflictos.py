"""``conflictos.json``: pases spent in two machines of one urna for different ends.

Page: docs/formato-conflictos.md. A machine that died and is found again may hold a ballot under a
pase that the urna which took over spent too. The urna's own stands; the other one is here, whole
and encrypted, and is not counted. The file is there only where a machine was found again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import ClaveProceso, IdMesa
from auditoria.formatos.comprobadas import BoletaDeOtraHuella
from auditoria.registro.esquema import Formato, Huella, Largo, Ordenada, Patron, Rango

ARCHIVO = "conflictos.json"


class ConflictoSinBoleta(ReglaRota):
    """A pase that gave a ballot states none, or one that was cancelled states one."""

    explicacion = "El conflicto no trae la boleta que su fin pide"


class FinDePase(StrEnum):
    """What a pase was spent for."""

    DEPOSITADA = "depositada"
    COMPROBADA = "comprobada"
    INUTILIZADA = "inutilizada"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicto(Formato):
    """One pase, and what the machine found again holds under it.

    Attributes:
        credencial: Public credential of the pase.
        generacion: Of the machine found again, from 1.
        en_urna: End that stands.
        en_hallada: End in the machine found again; its ballot is not counted.
        huella: SHA-256 of ``boleta``; ``None`` where the pase was cancelled there.
        boleta: Text of the Belenios ballot kept there, byte for byte.
    """

    credencial: Annotated[str, Patron(r"[0-9a-f]{64}")]
    generacion: Annotated[int, Rango(1, 99)]
    en_urna: FinDePase
    en_hallada: FinDePase
    huella: Huella | None = None
    boleta: Annotated[str, Largo(2, 100_000)] | None = None

    def __post_init__(self) -> None:
        cancelado = self.en_hallada is FinDePase.INUTILIZADA
        if (self.boleta is None) is not cancelado or (self.huella is None) is not cancelado:
            raise ConflictoSinBoleta(self.credencial)
        if self.boleta is not None and hashlib.sha256(self.boleta.encode()).digest() != self.huella:
            raise BoletaDeOtraHuella(self.credencial)

    @property
    def lugar(self) -> tuple[str, int]:
        """Place in the file: by credential, which says nothing of who came when."""
        return self.credencial, self.generacion


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflictos(Formato):
    """The file, ascending by credential and then by machine."""

    formato: ClassVar[str] = "conflictos"

    proceso: ClaveProceso
    mesa: IdMesa
    conflictos: Annotated[tuple[Conflicto, ...], Ordenada(por="lugar")]
