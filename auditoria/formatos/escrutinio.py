"""The count of a mesa: votes per answer, the figures of the balance, what did not balance.

Page: docs/formato-acta.md, section Escrutinio. The figures are those the acta de escrutinio y
cómputo prints; ``auditoria.reglas.cuadre`` compares them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import (
    NULO,
    ClaveFuncionario,
    ClaveLlana,
    Opcion,
    exigir_distintas,
    exigir_orden,
    numero_de_funcionario,
)
from auditoria.formatos.votos import OpcionesDistintas
from auditoria.registro.esquema import Cantidad, Formato, Largo


class HorasInvertidas(ReglaRota):
    """Something ends before it begins."""

    explicacion = "Las horas van hacia atrás"


class PapelIncompleto(ReglaRota):
    """Paper ballots are counted for some answers only, or without their own figures."""

    explicacion = "Las boletas de papel no están en todas las cifras"


class NadaQueExplicar(ReglaRota):
    """A difference of zero is listed as a difference."""

    explicacion = "Una diferencia de cero no es diferencia"


class Rubro(StrEnum):
    """A total of the balance. ``auditoria.reglas.cuadre.totales`` says how each is made."""

    VOTANTES = "votantes"
    PERSONAS_Y_EXTRA = "personas_y_extra"
    EXTRAIDAS = "extraidas"
    HOJAS_CONTADAS = "hojas_contadas"
    VOTACION = "votacion"
    SUMA_DE_VOTOS = "suma_de_votos"
    PASES_RECIBIDOS = "pases_recibidos"
    PASES_POR_ESTADO = "pases_por_estado"
    PASES_ENTREGADOS = "pases_entregados"
    PASES_TOMADOS = "pases_tomados"
    PASES_USADOS = "pases_usados"
    BOLETAS_DE_LA_URNA = "boletas_de_la_urna"
    PASES_INUTILIZADOS = "pases_inutilizados"
    INUTILIZADAS_EN_LA_URNA = "inutilizadas_en_la_urna"
    DEPOSITADAS = "depositadas"
    TESTIGOS_VALIDOS = "testigos_validos"
    TESTIGOS_CONTADOS = "testigos_contados"
    SUMA_DE_TESTIGOS = "suma_de_testigos"
    HABILITACIONES = "habilitaciones"
    PAPEL_RECIBIDO = "papel_recibido"
    PAPEL_POR_ESTADO = "papel_por_estado"
    PAPEL_EXTRAIDO = "papel_extraido"
    SUMA_DE_PAPEL = "suma_de_papel"
    BOLETAS_RECIBIDAS = "boletas_recibidas"
    SOBRANTES_Y_VOTANTES = "sobrantes_y_votantes"
    SOBRANTES_Y_VOTACION = "sobrantes_y_votacion"
    ELECTORES_Y_EXTRA = "electores_y_extra"


@dataclass(frozen=True, slots=True, kw_only=True)
class VotosOpcion(Formato):
    """Votes of one answer. ``papel`` is absent where the mesa opened no paper ballots."""

    opcion: Opcion
    testigos: Cantidad
    papel: Cantidad | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RubrosPapel(Formato):
    """Paper ballots of the mesa: those opened for use, and what became of each."""

    recibidas: Cantidad
    sobrantes: Cantidad
    inutilizadas: Cantidad
    extraidas: Cantidad


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubros(Formato):
    """Figures of the balance, each as it was counted or read; none is derived here.

    Attributes:
        personas: P, marked on the list as having come to vote.
        extra: E, admitted beside the list (resolution, additional list, representatives).
        votantes: V, as stated on the acta.
        repuestos: Pases handed without marking anybody: in place of a spoiled or tested one,
            or for a public test.
        pases_recibidos: R, without the sealed reserve.
        reserva_recibida: A, pases of the sealed reserve.
        sobrantes: S, never handed, the reserve included.
        inutilizados: D, slips spoiled or returned, counted in their envelope.
        usados: Slips in the box of used pases, counted; never scanned.
        no_devueltos: Pases that officials declare carried away.
        depositadas, comprobadas, inutilizadas: Credentials of the urna by state.
        habilitaciones: Times that the kiosk was enabled for a voter.
        testigos_contados: Sheets drawn from the box of testigos, counted before sorting.
        extraidas: U, votes drawn from the urn, as stated on the acta.
        votacion: T, total of the voting, as stated on the acta.
        electores: Persons on the roll of the mesa.
        papel: Absent where the mesa opened no paper ballots.
    """

    personas: Cantidad
    extra: Cantidad
    votantes: Cantidad
    repuestos: Cantidad
    pases_recibidos: Cantidad
    reserva_recibida: Cantidad
    sobrantes: Cantidad
    inutilizados: Cantidad
    usados: Cantidad
    no_devueltos: Cantidad
    depositadas: Cantidad
    comprobadas: Cantidad
    inutilizadas: Cantidad
    habilitaciones: Cantidad
    testigos_impresos: Cantidad
    testigos_cancelados: Cantidad
    testigos_contados: Cantidad
    extraidas: Cantidad
    votacion: Cantidad
    electores: Cantidad
    papel: RubrosPapel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiferenciaAsentada(Formato):
    """Two totals that disagree, with the reason the officials gave and who signed it.

    Attributes:
        cantidad: Second total minus first; never zero.
        motivo: Key of the convocatoria's ``motivos_diferencia``.
        firmas: Two officials present, by number of card.
    """

    entre: Annotated[tuple[Rubro, ...], Largo(2, 2)]
    cantidad: int
    motivo: ClaveLlana
    firmas: Annotated[tuple[ClaveFuncionario, ...], Largo(2, 2)]

    def __post_init__(self) -> None:
        if self.cantidad == 0:
            raise NadaQueExplicar(" y ".join(self.entre))
        exigir_orden(map(numero_de_funcionario, self.firmas), "firmas de la diferencia")


@dataclass(frozen=True, slots=True, kw_only=True)
class Escrutinio(Formato):
    """The count: hours, votes per answer in the order of the ballot, figures, differences."""

    inicio: datetime
    fin: datetime
    opciones: Annotated[tuple[VotosOpcion, ...], Largo(2, 41)]
    rubros: Rubros
    diferencias: tuple[DiferenciaAsentada, ...]

    def __post_init__(self) -> None:
        if self.fin < self.inicio:
            raise HorasInvertidas("escrutinio")
        claves = [renglon.opcion for renglon in self.opciones]
        exigir_distintas(claves, "opciones")
        if claves[-1] != NULO:
            raise OpcionesDistintas("la última opción es el voto nulo")
        sin_papel = {renglon.papel is None for renglon in self.opciones}
        if sin_papel != {self.rubros.papel is None}:
            raise PapelIncompleto
        exigir_distintas(("/".join(d.entre) for d in self.diferencias), "diferencias")
