"""The commission's side of the program, as its use cases take it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from auditoria.registro.llave import LlavePrivada
from eleccion.dominio.puertos_comision import TrabajoDeComision


@dataclass(frozen=True, slots=True, kw_only=True)
class CarpetasDeComision:
    """Where the commission keeps files. All of them are reserved.

    Attributes:
        definicion: Sealed public files, under the paths that the expediente will give them.
        dotaciones: Files that went out to the mesas.
        registros: Files that came back, never overwritten.
        descifrados: Final archives and second proofs, per mesa.
        firmadas: Pictures of sheets signed with ink, clean, each under its hash.
        idiomas: Catalogues and recordings that go out with every dotación; it need not exist.
    """

    definicion: Path
    dotaciones: Path
    registros: Path
    descifrados: Path
    firmadas: Path
    idiomas: Path


class Comision(Protocol):
    """Storage, key and folders of one commission, joined by ``eleccion.arranque``."""

    @property
    def proceso(self) -> str:
        """Key of the process."""

    @property
    def llave(self) -> LlavePrivada:
        """Key that signs the public record."""

    @property
    def carpetas(self) -> CarpetasDeComision:
        """Its folders."""

    def abrir(self) -> TrabajoDeComision:
        """Begin a unit of work that writes."""

    def leer(self) -> TrabajoDeComision:
        """Begin a reading."""

    def sellar_punto(self) -> bytes:
        """Sign the head of the log and keep it in the store of checkpoints, apart from it."""


@dataclass(frozen=True, slots=True)
class Sellador:
    """One of the two persons who seal the definition."""

    nombre: str
    cargo: str
    llave: LlavePrivada = field(repr=False)
