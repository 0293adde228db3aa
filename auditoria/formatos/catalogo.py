"""``catalogo.json``: the process, its demarcaciones, their planillas and their mesas.

Page: docs/formato-catalogo.md. Names of candidates are public by law; nothing else about a
person is here but the sex, without which nobody could recompute parity.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import (
    NULO,
    ClaveAusente,
    ClaveDemarcacion,
    ClaveManzana,
    ClaveMesa,
    ClaveProceso,
    Nombre,
    exigir_distintas,
    exigir_orden,
    id_de_mesa,
    partir_mesa,
)
from auditoria.formatos.planilla import (
    Integrante,
    Persona,
    Planilla,
    PlanillaAjena,
    PresidenciaDistinta,
    Sexo,
)
from auditoria.registro.esquema import Cantidad, Formato, Huella, Largo, Ordenada, Rango, Uuid

__all__ = [
    "Antecedente",
    "Caracter",
    "Catalogo",
    "Demarcacion",
    "DerivaDeSi",
    "Folios",
    "FoliosImposibles",
    "Integrante",
    "Mesa",
    "Modalidad",
    "ModalidadIncompleta",
    "Pases",
    "Persona",
    "Planilla",
    "PlanillaAjena",
    "PresidenciaDistinta",
    "Proceso",
    "Sexo",
    "SinContienda",
    "SinUrna",
]


class DerivaDeSi(ReglaRota):
    """An extraordinary election is another process than the one that it is held again for."""

    explicacion = "Un proceso no puede derivar de sí mismo"


class FoliosImposibles(ReglaRota):
    """A range of folios that runs backwards or leaves a gap."""

    explicacion = "Los folios no forman un intervalo"


class SinContienda(ReglaRota):
    """A demarcación has mesas but nothing to vote on, or planillas but nowhere to vote."""

    explicacion = "Las mesas y las planillas de la demarcación no concuerdan"


class ModalidadIncompleta(ReglaRota):
    """A mesa lacks what its modalidad votes with, or has what it does not use."""

    explicacion = "La mesa no tiene lo que pide su modalidad"


class SinUrna(ReglaRota):
    """Pases or an election are asked of a mesa that votes on paper only."""

    explicacion = "La mesa vota en papel y no tiene urna electrónica"


class Caracter(StrEnum):
    """Whether the process elects anybody."""

    REAL = "real"
    SIMULACRO = "simulacro"


class Modalidad(StrEnum):
    """How a mesa receives votes."""

    URNA_ELECTRONICA = "urna_electronica"
    PAPEL = "papel"
    MIXTA = "mixta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Antecedente(Formato):
    """The process in which a contest elected nobody, and the SHA-256 of its resultados.json."""

    proceso: ClaveProceso
    resultados: Huella


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceso(Formato):
    """The process: who calls it, where, when, and whether it is real.

    Attributes:
        deriva_de: Of an extraordinary election, the one that it is held again for.
    """

    id: ClaveProceso
    nombre: Nombre
    caracter: Caracter
    municipio: Nombre
    entidad: Nombre
    autoridad: Nombre
    jornada: date
    deriva_de: Antecedente | None = None

    def __post_init__(self) -> None:
        if self.deriva_de is not None and self.deriva_de.proceso == self.id:
            raise DerivaDeSi(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pases(Formato):
    """Folios of the pases printed for a mesa; the sealed reserve follows without a gap.

    An empty reserve is written ``reserva_final = folio_final``.
    """

    folio_inicial: Annotated[int, Rango(1)]
    folio_final: Annotated[int, Rango(1)]
    reserva_inicial: Annotated[int, Rango(1)]
    reserva_final: Annotated[int, Rango(1)]

    def __post_init__(self) -> None:
        if not (
            self.folio_inicial <= self.folio_final <= self.reserva_final
            and self.reserva_inicial == self.folio_final + 1
        ):
            raise FoliosImposibles(
                f"{self.folio_inicial}-{self.folio_final}, "
                f"{self.reserva_inicial}-{self.reserva_final}"
            )

    @property
    def cantidad(self) -> int:
        """Pases for use, without the reserve."""
        return self.folio_final - self.folio_inicial + 1

    @property
    def reserva(self) -> int:
        """Pases in the sealed reserve."""
        return self.reserva_final - self.folio_final

    @property
    def total(self) -> int:
        """Credentials of the mesa's election: one per pase, reserve included."""
        return self.cantidad + self.reserva


@dataclass(frozen=True, slots=True, kw_only=True)
class Folios(Formato):
    """Folios of the paper ballots printed for a mesa, both ends included."""

    inicial: Annotated[int, Rango(1)]
    final: Annotated[int, Rango(1)]

    def __post_init__(self) -> None:
        if self.inicial > self.final:
            raise FoliosImposibles(f"{self.inicial}-{self.final}")

    @property
    def cantidad(self) -> int:
        """Paper ballots printed."""
        return self.final - self.inicial + 1


Secciones: TypeAlias = Annotated[tuple[Annotated[int, Rango(1, 9999)], ...], Ordenada()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reparto(Formato):
    """Who registers at a mesa without a list.

    Attributes:
        secciones: Those it serves, ascending.
        manzanas: Its blocks of secciones that other mesas serve too; absent where none is.
    """

    secciones: Secciones
    manzanas: Annotated[tuple[ClaveManzana, ...], Ordenada()] | None = None

    @property
    def lugares(self) -> tuple[str, ...]:
        """Every whole sección, as ``0702``, and every block, as ``0702-0014``."""
        manzanas = self.manzanas or ()
        partidas = {manzana[:4] for manzana in manzanas}
        enteras = (f"{s:04d}" for s in self.secciones)
        return (*(s for s in enteras if s not in partidas), *manzanas)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mesa(Formato):
    """A mesa receptora.

    Attributes:
        lugar: Name of the place, as people know it.
        electores: Persons on its roll at the cutoff; absent where there is no roll.
        reparto: Who registers at it, where there is no roll; absent elsewhere.
        pases: Of a mesa with an urna electrónica; absent where it votes on paper only.
        uuid: Belenios election of this mesa; one mesa, one election. Absent with ``pases``.
        boletas: Paper ballots printed for it: to be used where people vote on paper, and for the
            sealed envelope of contingencia where they do not; absent if none.
    """

    clave: ClaveMesa
    lugar: Nombre
    domicilio: Nombre
    modalidad: Modalidad
    electores: Cantidad | None = None
    reparto: Reparto | None = None
    pases: Pases | None = None
    uuid: Uuid | None = None
    boletas: Folios | None = None

    def __post_init__(self) -> None:
        con_urna = {self.pases is not None, self.uuid is not None} == {self.tiene_urna}
        if not con_urna or (self.admite_papel and self.boletas is None):
            raise ModalidadIncompleta(f"{self.clave}: {self.modalidad}")

    @property
    def tiene_urna(self) -> bool:
        """Whether it has an urna electrónica, with its pases and its election."""
        return self.modalidad is not Modalidad.PAPEL

    @property
    def admite_papel(self) -> bool:
        """Whether people vote on paper from the opening, and not only in a contingencia."""
        return self.modalidad is not Modalidad.URNA_ELECTRONICA

    @property
    def pases_de_urna(self) -> Pases:
        """Its pases, or raise ``SinUrna``."""
        if self.pases is None:
            raise SinUrna(self.clave)
        return self.pases

    @property
    def uuid_de_urna(self) -> str:
        """Its election, or raise ``SinUrna``."""
        if self.uuid is None:
            raise SinUrna(self.clave)
        return self.uuid


@dataclass(frozen=True, slots=True, kw_only=True)
class Demarcacion(Formato):
    """A territory that elects one Junta. ``planillas`` come in the order drawn by lot.

    Without planillas there is nothing to vote on and there are no mesas; with one planilla
    there are none where the convocatoria declares it elected without a vote.
    """

    clave: ClaveDemarcacion
    nombre: Nombre
    delegacion: Nombre
    secciones: Secciones
    comunidad_indigena: bool
    planillas: Annotated[tuple[Planilla, ...], Largo(0, 40)]
    mesas: tuple[Mesa, ...]

    def __post_init__(self) -> None:
        exigir_distintas((p.clave for p in self.planillas), f"planillas de {self.clave}")
        exigir_distintas((p.nombre for p in self.planillas), f"nombres en {self.clave}")
        exigir_distintas((e.hex() for e in self.emblemas), f"emblemas en {self.clave}")
        exigir_orden((int(m.clave[1:]) for m in self.mesas), f"mesas de {self.clave}")
        for planilla in self.planillas:
            if not planilla.clave.startswith(f"{self.clave}-"):
                raise PlanillaAjena(f"{planilla.clave} en {self.clave}")
        sin_voto = len(self.planillas) < 2
        if bool(self.mesas) != bool(self.planillas) and not (sin_voto and not self.mesas):
            raise SinContienda(
                f"{self.clave}: {len(self.planillas)} planillas y {len(self.mesas)} mesas"
            )

    @property
    def opciones(self) -> tuple[str, ...]:
        """Keys of the answers in the order of the ballot, the null vote last."""
        return (*(planilla.clave for planilla in self.planillas), NULO)

    @property
    def emblemas(self) -> tuple[bytes, ...]:
        """Emblems of its planillas, in their order; those without one are left out."""
        return tuple(p.emblema for p in self.planillas if p.emblema is not None)

    def planilla(self, clave: str) -> Planilla:
        """Find a planilla, or raise ``ClaveAusente``."""
        for planilla in self.planillas:
            if planilla.clave == clave:
                return planilla
        raise ClaveAusente(f"planilla {clave}")

    def mesa(self, clave: str) -> Mesa:
        """Find a mesa by its key inside of the demarcación, or raise ``ClaveAusente``."""
        for mesa in self.mesas:
            if mesa.clave == clave:
                return mesa
        raise ClaveAusente(f"mesa {id_de_mesa(self.clave, clave)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogo(Formato):
    """The file: everything about the process that a voter may know beforehand."""

    formato: ClassVar[str] = "catalogo"

    proceso: Proceso
    demarcaciones: Annotated[tuple[Demarcacion, ...], Largo(1, 999)]

    def __post_init__(self) -> None:
        exigir_orden((d.clave for d in self.demarcaciones), "demarcaciones")
        exigir_distintas((m.uuid for _, m in self.mesas() if m.uuid is not None), "uuid de mesa")

    def mesas(self) -> Iterator[tuple[Demarcacion, Mesa]]:
        """Walk every mesa with its demarcación, in order."""
        for demarcacion in self.demarcaciones:
            for mesa in demarcacion.mesas:
                yield demarcacion, mesa

    def demarcacion(self, clave: str) -> Demarcacion:
        """Find a demarcación, or raise ``ClaveAusente``."""
        for demarcacion in self.demarcaciones:
            if demarcacion.clave == clave:
                return demarcacion
        raise ClaveAusente(f"demarcación {clave}")

    def ubicar(self, mesa: str) -> tuple[Demarcacion, Mesa]:
        """Find a mesa by its whole name, ``D001-M1``, or raise ``ClaveAusente``."""
        clave, propia = partir_mesa(mesa)
        demarcacion = self.demarcacion(clave)
        return demarcacion, demarcacion.mesa(propia)
