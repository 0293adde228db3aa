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


class PapelIncompleto(ReglaRota):
    """A column is counted for some answers only, or without the figures that go with it."""

    explicacion = "Una columna de la votación no está en todas las cifras"


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
    TESTIGOS_IMPRESOS = "testigos_impresos"
    IMPRESOS_EN_LA_URNA = "impresos_en_la_urna"
    TESTIGOS_CANCELADOS = "testigos_cancelados"
    CANCELADOS_EN_LA_URNA = "cancelados_en_la_urna"
    HABILITACIONES = "habilitaciones"
    PAPEL_ENTREGADO = "papel_entregado"
    PAPEL_TOMADO = "papel_tomado"
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
    """Votes of one answer.

    ``testigos`` is absent where none are counted (paper only, or testigo off); ``papel``, where
    the mesa opened no paper ballots.
    """

    opcion: Opcion
    testigos: Cantidad | None = None
    papel: Cantidad | None = None

    @property
    def votos(self) -> int:
        """Votes of the answer that were counted at the mesa."""
        return (self.testigos or 0) + (self.papel or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RubrosPapel(Formato):
    """Paper ballots of the mesa: those opened for use, and what became of each.

    Attributes:
        personas: Marked on the list, or admitted beside it, and handed a paper ballot.
        repuestas: Ballots handed without marking anybody, in place of a spoiled one.
        extraidas: Drawn from the urn.
    """

    personas: Cantidad
    repuestas: Cantidad
    recibidas: Cantidad
    sobrantes: Cantidad
    inutilizadas: Cantidad
    extraidas: Cantidad


@dataclass(frozen=True, slots=True, kw_only=True)
class RubrosTestigos(Formato):
    """Papers of electronic votes, counted by hand.

    Attributes:
        impresos: All that were found, wherever they were.
        cancelados: In the envelope of cancelled ones.
        contados: Sheets drawn from the box, before sorting them.
    """

    impresos: Cantidad
    cancelados: Cantidad
    contados: Cantidad


@dataclass(frozen=True, slots=True, kw_only=True)
class RubrosUrna(Formato):
    """Figures of a mesa with an urna electrónica: its pases, its urna, its testigos.

    Attributes:
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
        testigos_mandados: Papers of votes that the kiosks sent to a printer.
        testigos_sin_salir: Of those, the ones that an official said never came out.
        testigos_cancelados: Of those, the ones that an official put into their envelope.
        testigos: Absent where the convocatoria prints none.
    """

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
    testigos_mandados: Cantidad
    testigos_sin_salir: Cantidad
    testigos_cancelados: Cantidad
    testigos: RubrosTestigos | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubros(Formato):
    """Figures of the balance, each as it was counted or read; none is derived here.

    Attributes:
        personas: P, marked on the list as having come to vote.
        extra: E, admitted beside the list (resolution, additional list, representatives).
        votantes: V, as stated on the acta.
        extraidas: U, votes drawn from the urn, as stated on the acta; electronic votes that left
            no testigo count as the urna registered them.
        votacion: T, total of the voting, as stated on the acta; absent where electronic votes
            are not counted at the mesa.
        electores: Persons on the roll of the mesa; absent where there is no roll.
        urna: Absent where the mesa votes on paper only.
        papel: Absent where the mesa opened no paper ballots.
    """

    personas: Cantidad
    extra: Cantidad
    votantes: Cantidad
    extraidas: Cantidad
    votacion: Cantidad | None = None
    electores: Cantidad | None = None
    urna: RubrosUrna | None = None
    papel: RubrosPapel | None = None

    def __post_init__(self) -> None:
        if self.urna is None and self.papel is None:
            raise PapelIncompleto("la mesa no tiene urna ni boletas de papel")
        if (self.votacion is None) != self.queda_por_contar:
            raise PapelIncompleto("total de la votación")

    @property
    def queda_por_contar(self) -> bool:
        """Whether electronic votes are told only by their decryption: no testigos were printed."""
        return self.urna is not None and self.urna.testigos is None

    @property
    def sobrantes(self) -> int:
        """S: pases and paper ballots never handed."""
        de_urna = self.urna.sobrantes if self.urna else 0
        return de_urna + (self.papel.sobrantes if self.papel else 0)

    @property
    def recibidas(self) -> int:
        """R + A: pases, their reserve, and paper ballots received."""
        propios = self.urna.pases_recibidos + self.urna.reserva_recibida if self.urna else 0
        return propios + (self.papel.recibidas if self.papel else 0)


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
        claves = [renglon.opcion for renglon in self.opciones]
        exigir_distintas(claves, "opciones")
        if claves[-1] != NULO:
            raise OpcionesDistintas("la última opción es el voto nulo")
        sin_papel = {renglon.papel is None for renglon in self.opciones}
        sin_testigos = {renglon.testigos is None for renglon in self.opciones}
        urna = self.rubros.urna
        if sin_papel != {self.rubros.papel is None}:
            raise PapelIncompleto
        if sin_testigos != {urna is None or urna.testigos is None}:
            raise PapelIncompleto("testigos")
        exigir_distintas(("/".join(d.entre) for d in self.diferencias), "diferencias")
