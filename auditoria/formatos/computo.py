"""``computo.json``: the sum of the mesas of a demarcación and the state of its contest.

Page: docs/formato-computo.md. ``auditoria.reglas.computo`` makes it from the actas and the
decryptions; a verifier makes it again and compares.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import (
    ClaveAusente,
    ClaveDemarcacion,
    ClavePlanilla,
    ClaveProceso,
    IdMesa,
    Nombre,
    exigir_distintas,
    exigir_orden,
    orden_de_mesa,
    partir_mesa,
)
from auditoria.formatos.reglas import Prevalece, ReglaEmpate
from auditoria.formatos.votos import VotosPorOpcion, VotosSiHubo, exigir_mismas
from auditoria.registro.esquema import Cantidad, Formato, Largo, Rango


class EstadoIncoherente(ReglaRota):
    """The state of the contest contradicts what stands beside it."""

    explicacion = "El estado de la contienda no concuerda con sus datos"


class SumaDistinta(ReglaRota):
    """A total is not the sum of its parts."""

    explicacion = "El total no es la suma de sus partes"


class MesaDeOtraDemarcacion(ReglaRota):
    """A mesa of another demarcación stands in the cómputo."""

    explicacion = "La mesa es de otra demarcación"


class EstadoContienda(StrEnum):
    """Where a contest stands after its cómputo."""

    SIN_PLANILLAS = "sin_planillas"
    CERO_VOTOS = "cero_votos"
    EMPATE = "empate"
    DISCREPANCIA = "discrepancia"
    COMPUTADA = "computada"
    FIRME = "firme"


class Cotejo(StrEnum):
    """First count, at the mesa, against the second, by decryption."""

    COINCIDE = "coincide"
    DIFIERE = "difiere"
    EN_CONJUNTO = "en_conjunto"


@dataclass(frozen=True, slots=True, kw_only=True)
class MesaComputada(Formato):
    """Votes of one mesa per answer.

    Attributes:
        papel: Empty where the mesa opened no paper ballots.
        descifrado: Second count; empty when the mesa is decrypted only in a set.
    """

    mesa: IdMesa
    testigos: VotosPorOpcion
    papel: VotosSiHubo
    descifrado: VotosSiHubo
    cotejo: Cotejo

    def __post_init__(self) -> None:
        exigir_mismas(self.testigos, self.papel, f"papel de {self.mesa}")
        exigir_mismas(self.testigos, self.descifrado, f"descifrado de {self.mesa}")
        esperado = cotejar(self.testigos, self.descifrado)
        if self.cotejo is not esperado:
            raise EstadoIncoherente(f"cotejo de {self.mesa}: {self.cotejo}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conjunto(Formato):
    """Mesas too small to be decrypted alone: the product of their ballots, decrypted once."""

    mesas: Annotated[tuple[IdMesa, ...], Largo(2, 99)]
    testigos: VotosPorOpcion
    descifrado: VotosPorOpcion
    cotejo: Cotejo

    def __post_init__(self) -> None:
        exigir_orden(map(orden_de_mesa, self.mesas), "mesas del conjunto")
        exigir_mismas(self.testigos, self.descifrado, "descifrado del conjunto")
        if self.cotejo is not cotejar(self.testigos, self.descifrado):
            raise EstadoIncoherente(f"cotejo del conjunto {self.mesas[0]}: {self.cotejo}")


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
    sorteo: SorteoDeEmpate | None = None
    planilla_unica: bool
    plazo_impugnacion: date
    paridad: ParidadPlanilla | None = None

    def __post_init__(self) -> None:
        self._exigir_mesas()
        self._exigir_sumas()
        self._exigir_estado()

    def _exigir_mesas(self) -> None:
        exigir_orden((orden_de_mesa(m.mesa) for m in self.mesas), "mesas")
        for mesa in self.mesas:
            if partir_mesa(mesa.mesa)[0] != self.demarcacion:
                raise MesaDeOtraDemarcacion(mesa.mesa)
            exigir_mismas((0, *(r.votos for r in self.resultado)), mesa.testigos, mesa.mesa)
        juntas = [mesa for conjunto in self.conjuntos for mesa in conjunto.mesas]
        exigir_distintas(juntas, "mesas en conjunto")
        solas = {mesa.mesa for mesa in self.mesas if mesa.cotejo is Cotejo.EN_CONJUNTO}
        if set(juntas) != solas:
            raise ClaveAusente(", ".join(sorted(set(juntas) ^ solas)))

    def _exigir_sumas(self) -> None:
        columnas = [renglon.votos for renglon in self.resultado] + [self.nulos]
        sumas = [0] * len(columnas)
        for mesa in self.mesas:
            papel = mesa.papel or (0,) * len(mesa.testigos)
            for i, (uno, otro) in enumerate(zip(mesa.testigos, papel, strict=True)):
                sumas[i] += uno + otro
        if columnas != sumas:
            raise SumaDistinta(f"votos por opción: {columnas}, de las mesas {sumas}")
        if self.total != sum(columnas):
            raise SumaDistinta(f"total {self.total}, de las opciones {sum(columnas)}")

    def _exigir_estado(self) -> None:
        exigir_distintas((r.planilla for r in self.resultado), "planillas")
        claves = [renglon.planilla for renglon in self.resultado]
        citadas = [clave for clave in (*self.empatadas, self.ganadora) if clave is not None]
        for clave in citadas:
            if clave not in claves:
                raise ClaveAusente(f"planilla {clave}")
        coherente = (
            (self.ganadora is not None) == (self.estado in DECIDIDAS)
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


def cotejar(testigos: tuple[int, ...], descifrado: tuple[int, ...]) -> Cotejo:
    """Compare the count of the testigos with that of the decryption, answer by answer."""
    if not descifrado:
        return Cotejo.EN_CONJUNTO
    return Cotejo.COINCIDE if testigos == descifrado else Cotejo.DIFIERE
