"""``computo.json``: the sum of the mesas of a demarcación and the state of its contest.

Page: docs/formato-computo.md. ``auditoria.reglas.computo`` makes it from the actas and the
decryptions; a verifier makes it again and compares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from auditoria.errores import ReglaRota
from auditoria.formatos.acuerdo import Asunto
from auditoria.formatos.claves import (
    ClaveAusente,
    ClaveDemarcacion,
    ClavePlanilla,
    ClaveProceso,
    Nombre,
    exigir_distintas,
    exigir_orden,
    orden_de_mesa,
    partir_mesa,
)
from auditoria.formatos.mesa_computada import (
    CausalHallada,
    Conjunto,
    Cotejo,
    EstadoIncoherente,
    MesaComputada,
    RecuentoCitado,
    cotejar,
)
from auditoria.formatos.reglas import Prevalece, ReglaEmpate
from auditoria.formatos.votos import exigir_mismas
from auditoria.registro.esquema import Cantidad, Formato, Huella, Largo, Rango

__all__ = [
    "DECIDIDAS",
    "SIN_EFECTO",
    "AcuerdoCitado",
    "CausalHallada",
    "Computo",
    "Conjunto",
    "Cotejo",
    "EstadoContienda",
    "EstadoIncoherente",
    "MesaComputada",
    "MesaDeOtraDemarcacion",
    "NulidadInseparable",
    "ParidadPlanilla",
    "RecuentoCitado",
    "SorteoDeEmpate",
    "SumaDistinta",
    "Sustitucion",
    "VotosPlanilla",
    "cotejar",
    "hay_pendientes",
    "sumar_mesas",
]


class SumaDistinta(ReglaRota):
    """A total is not the sum of its parts."""

    explicacion = "El total no es la suma de sus partes"


class MesaDeOtraDemarcacion(ReglaRota):
    """A mesa of another demarcación stands in the cómputo."""

    explicacion = "La mesa es de otra demarcación"


class NulidadInseparable(ReglaRota):
    """The votes of an annulled mesa were counted only together with those of others."""

    explicacion = "La mesa anulada se contó sólo junto con otras y no puede restarse de ellas"


class EstadoContienda(StrEnum):
    """Where a contest stands after its cómputo."""

    SIN_PLANILLAS = "sin_planillas"
    CERO_VOTOS = "cero_votos"
    EMPATE = "empate"
    DISCREPANCIA = "discrepancia"
    CANCELADA = "cancelada"
    IMPUGNADA = "impugnada"
    ANULADA = "anulada"
    COMPUTADA = "computada"
    FIRME = "firme"


@dataclass(frozen=True, slots=True, kw_only=True)
class VotosPlanilla(Formato):
    """Votes of a planilla over all the mesas, testigos and paper together."""

    planilla: ClavePlanilla
    votos: Cantidad


@dataclass(frozen=True, slots=True, kw_only=True)
class SorteoDeEmpate(Formato):
    """A public draw among the tied: the seed drawn before everybody, and the order it gives."""

    semilla: Nombre
    orden: Annotated[tuple[ClavePlanilla, ...], Largo(2, 40)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParidadPlanilla(Formato):
    """Propietarias of a planilla by sex, whether they alternate, whether parity is kept."""

    mujeres: Annotated[int, Rango(0, 40)]
    hombres: Annotated[int, Rango(0, 40)]
    no_binarias: Annotated[int, Rango(0, 40)]
    alternada: bool
    cumple: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AcuerdoCitado(Formato):
    """An acuerdo that this cómputo obeys: its number, its matter, the SHA-256 of its file."""

    numero: Annotated[int, Rango(1, 99)]
    asunto: Asunto
    acuerdo: Huella


@dataclass(frozen=True, slots=True, kw_only=True)
class Sustitucion(Formato):
    """The cómputo that this one takes the place of; it stays in the record.

    Attributes:
        version: Of the one replaced, from 1.
        computo: SHA-256 of its file, ``computo-1.json`` for version 1.
    """

    version: Annotated[int, Rango(1, 99)]
    computo: Huella


@dataclass(frozen=True, slots=True, kw_only=True)
class Computo(Formato):
    """The file.

    Attributes:
        sesion: Hour of the session that computed it.
        resultado: Every planilla in the order of the ballot.
        nulos, total: Null votes; all votes, the null included.
        personas: Voters of all the mesas, as their actas state.
        ganadora: Present when the state is computada or firme.
        empatadas: Tied planillas in the order of the ballot; also after a draw resolved it.
        via: How the tie is or was resolved; present when somebody tied.
        prevalece: What the convocatoria lets prevail; present in discrepancia.
        canceladas: Planillas cancelled after the sealing, in the order of the ballot: their votes
            are counted and they cannot win. Absent where there are none.
        acuerdos: Of the commission, that it obeys.
        sustituye: The former cómputo, where this one came after a recount or an acuerdo.
        planilla_unica: Whether only one planilla stood.
        plazo_impugnacion: Last day to challenge.
        paridad: Of the winner.
    """

    formato: ClassVar[str] = "computo"

    proceso: ClaveProceso
    demarcacion: ClaveDemarcacion
    sesion: datetime
    mesas: tuple[MesaComputada, ...]
    conjuntos: tuple[Conjunto, ...]
    resultado: Annotated[tuple[VotosPlanilla, ...], Largo(0, 40)]
    nulos: Cantidad
    total: Cantidad
    personas: Cantidad
    estado: EstadoContienda
    ganadora: ClavePlanilla | None = None
    empatadas: tuple[ClavePlanilla, ...]
    via: ReglaEmpate | None = None
    prevalece: Prevalece | None = None
    canceladas: Annotated[tuple[ClavePlanilla, ...], Largo(1, 40)] | None = None
    sorteo: SorteoDeEmpate | None = None
    planilla_unica: bool
    plazo_impugnacion: date
    paridad: ParidadPlanilla | None = None
    acuerdos: tuple[AcuerdoCitado, ...] = ()
    sustituye: Sustitucion | None = None

    @property
    def cotejos(self) -> frozenset[Cotejo]:
        """Every cotejo of its mesas and sets."""
        mesas = (mesa.cotejo for mesa in self.mesas)
        return frozenset((*mesas, *(conjunto.cotejo for conjunto in self.conjuntos)))

    @property
    def hay_descifrado(self) -> bool:
        """Whether ballots of some mesa were decrypted, alone or in a set."""
        return bool(self.conjuntos) or any(mesa.descifrado for mesa in self.mesas)

    def __post_init__(self) -> None:
        self._exigir_mesas()
        self._exigir_sumas()
        self._exigir_estado()

    def _exigir_mesas(self) -> None:
        exigir_orden((orden_de_mesa(m.mesa) for m in self.mesas), "mesas")
        for mesa in self.mesas:
            if partir_mesa(mesa.mesa)[0] != self.demarcacion:
                raise MesaDeOtraDemarcacion(mesa.mesa)
            for votos in (mesa.testigos, mesa.papel, mesa.descifrado):
                exigir_mismas((0, *(r.votos for r in self.resultado)), votos, mesa.mesa)
        for conjunto in self.conjuntos:
            exigir_mismas((0, *(r.votos for r in self.resultado)), conjunto.descifrado, "conjunto")
        exigir_orden((acuerdo.numero for acuerdo in self.acuerdos), "acuerdos")
        juntas = [mesa for conjunto in self.conjuntos for mesa in conjunto.mesas]
        exigir_distintas(juntas, "mesas en conjunto")
        solas = {mesa.mesa for mesa in self.mesas if mesa.cotejo is Cotejo.EN_CONJUNTO}
        if set(juntas) != solas:
            raise ClaveAusente(", ".join(sorted(set(juntas) ^ solas)))

    def _exigir_sumas(self) -> None:
        columnas = [renglon.votos for renglon in self.resultado] + [self.nulos]
        sumas = list(sumar_mesas(self.mesas, self.conjuntos, len(columnas)))
        if columnas != sumas:
            raise SumaDistinta(f"votos por opción: {columnas}, de las mesas {sumas}")
        if self.total != sum(columnas):
            raise SumaDistinta(f"total {self.total}, de las opciones {sum(columnas)}")

    def _exigir_estado(self) -> None:
        exigir_distintas((r.planilla for r in self.resultado), "planillas")
        claves = [renglon.planilla for renglon in self.resultado]
        citadas = [clave for clave in (*self.empatadas, self.ganadora) if clave is not None]
        canceladas = self.canceladas or ()
        for clave in (*citadas, *canceladas):
            if clave not in claves:
                raise ClaveAusente(f"planilla {clave}")
        pendientes = hay_pendientes(self.mesas, self.conjuntos)
        coherente = (
            (self.estado is EstadoContienda.DISCREPANCIA)
            == (pendientes and self.estado not in SIN_EFECTO)
            and canceladas == tuple(c for c in claves if c in canceladas)
            and set(canceladas).isdisjoint(citadas)
            and (not claves or len(canceladas) < len(claves) or self.estado in SIN_EFECTO)
            and not (self.empatadas and self.estado in SIN_EFECTO | {EstadoContienda.IMPUGNADA})
            and (self.ganadora is not None) == (self.estado in DECIDIDAS)
            and (self.paridad is not None) == (self.ganadora is not None)
            and (self.via is not None) == bool(self.empatadas)
            and (self.prevalece is not None) == (self.estado is EstadoContienda.DISCREPANCIA)
            and (self.estado is not EstadoContienda.EMPATE or len(self.empatadas) > 1)
            and (self.estado is EstadoContienda.SIN_PLANILLAS) == (not self.resultado)
            and self.planilla_unica == (len(self.resultado) == 1)
            and (self.sorteo is None or set(self.sorteo.orden) == set(self.empatadas))
        )
        if not coherente:
            raise EstadoIncoherente(self.estado)


DECIDIDAS = frozenset({EstadoContienda.COMPUTADA, EstadoContienda.FIRME})
"""States in which somebody has won."""

SIN_EFECTO = frozenset({EstadoContienda.CANCELADA, EstadoContienda.ANULADA})
"""States in which the votes elect nobody, whatever they are: a new election follows."""


def hay_pendientes(mesas: Sequence[MesaComputada], conjuntos: Sequence[Conjunto]) -> bool:
    """Whether some mesa or set waits for a recount or a decision."""
    anuladas = {mesa.mesa for mesa in mesas if mesa.anulada}
    return any(mesa.esta_pendiente for mesa in mesas) or any(
        conjunto.esta_pendiente and not anuladas.issuperset(conjunto.mesas)
        for conjunto in conjuntos
    )


def sumar_mesas(
    mesas: Sequence[MesaComputada], conjuntos: Sequence[Conjunto], opciones: int
) -> tuple[int, ...]:
    """Add up per answer what counts of each mesa; a set's decryption where that one prevails.

    Raises:
        NulidadInseparable: Of such a set one mesa is annulled and another is not.
    """
    sumas = [0] * opciones
    anuladas = {mesa.mesa for mesa in mesas if mesa.anulada}
    cuentan = [c for c in conjuntos if c.vale_el_descifrado and not anuladas.issuperset(c.mesas)]
    del_conjunto = {mesa for conjunto in cuentan for mesa in conjunto.mesas}
    if inseparables := anuladas & del_conjunto:
        raise NulidadInseparable(", ".join(sorted(inseparables)))
    columnas = [conjunto.descifrado for conjunto in cuentan]
    for mesa in mesas:
        if mesa.anulada:
            continue
        columnas.append(mesa.papel_contado)
        if mesa.mesa not in del_conjunto:
            columnas.append(mesa.electronicos)
    for columna in columnas:
        for lugar, cantidad in enumerate(columna):
            sumas[lugar] += cantidad
    return tuple(sumas)
