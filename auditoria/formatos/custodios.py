"""``custodios.json``: who holds the decryption key, in shares, and what each committed to.

Page: docs/formato-custodios.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import ClaveProceso, Nombre, exigir_distintas
from auditoria.registro.esquema import Formato, Huella, Largo, Rango


class CustodiosIncompletos(ReglaRota):
    """The custodians listed are not the ones that the threshold counts."""

    explicacion = "Los custodios no son los que dice el umbral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Custodio(Formato):
    """A custodian.

    Attributes:
        indice: Number in the ceremony, from 1; the owner number of the share.
        compromiso: SHA-256 of the text of the custodian's ``coefexps`` message, made public
            before any of them was revealed.
    """

    indice: Annotated[int, Rango(1, 20)]
    nombre: Nombre
    institucion: Nombre
    compromiso: Huella


@dataclass(frozen=True, slots=True, kw_only=True)
class Custodios(Formato):
    """The file. ``trustees`` is the text of the Belenios list, byte for byte."""

    formato: ClassVar[str] = "custodios"

    proceso: ClaveProceso
    umbral: Annotated[int, Rango(1, 20)]
    total: Annotated[int, Rango(1, 20)]
    custodios: Annotated[tuple[Custodio, ...], Largo(1, 20)]
    trustees: Annotated[str, Largo(1, 200_000)]

    def __post_init__(self) -> None:
        indices = [custodio.indice for custodio in self.custodios]
        if indices != list(range(1, self.total + 1)) or self.umbral > self.total:
            raise CustodiosIncompletos(f"{self.umbral} de {self.total}: {indices}")
        exigir_distintas((custodio.nombre for custodio in self.custodios), "custodios")
        # Two custodians of one institution would be one custodian under orders.
        exigir_distintas((c.institucion for c in self.custodios), "instituciones")
