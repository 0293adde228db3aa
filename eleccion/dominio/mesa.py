"""The table of one mesa: batches of marks, figures typed twice, and what the count needs.

It knows persons by their number in the lista nominal and never a ballot or a pase.

Source: docs/arquitectura.md, close and count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Final, TypeVar

from eleccion.errores import ActoIndebido

MINUTOS_DE_LOTE: Final = 30
"""Marks are told to the log as counts of at least this many minutes."""


class PersonaDesconocida(ActoIndebido):
    """The lista nominal of this mesa has no such number."""

    explicacion: ClassVar[str] = "Esa persona no está en la lista de esta mesa"


class MesaAlterada(ActoIndebido):
    """The marks, the accounts and the log of the mesa contradict each other: it does not go on."""

    explicacion: ClassVar[str] = "Las cuentas de la mesa no concuerdan entre sí"


class PersonaYaMarcada(ActoIndebido):
    """The list already carries this person's mark: one person votes once."""

    explicacion: ClassVar[str] = "En la lista ya tiene la marca «VOTÓ»"


class PersonaSinMarca(ActoIndebido):
    """There is no mark to undo."""

    explicacion: ClassVar[str] = "Esa persona no tiene la marca «VOTÓ»"


class FilaYaCerrada(ActoIndebido):
    """The queue is closed once, and only as many as waited are still received."""

    explicacion: ClassVar[str] = "La fila ya se cerró"


class FilaSinCerrar(ActoIndebido):
    """The queue is still open: whoever comes is received, and nobody is added to it."""

    explicacion: ClassVar[str] = "La fila todavía no se cierra"


class NadieFaltaba(ActoIndebido):
    """A queue is added to by those who were left out of its figure, one at least."""

    explicacion: ClassVar[str] = "Diga cuántas personas faltaba contar: una o más"


class FilaAgotada(ActoIndebido):
    """As many were attended as waited when the queue was closed; nobody may join it later."""

    explicacion: ClassVar[str] = "Ya se atendió a todas las personas que esperaban en la fila"


class CapturaDistinta(ActoIndebido):
    """Two people typed different figures; those were forgotten: count them again."""

    explicacion: ClassVar[str] = "Las dos capturas no coinciden; cuenten otra vez"


class CapturaFaltante(ActoIndebido):
    """A later act needs figures that nobody typed yet; blank is not zero."""

    explicacion: ClassVar[str] = "Falta capturar cifras del escrutinio"


class DiferenciaSinExplicar(ActoIndebido):
    """A difference has no reason and no two signatures yet; the acta waits for them."""

    explicacion: ClassVar[str] = "Hay diferencias sin motivo asentado"


class VotacionNoAbierta(ActoIndebido):
    """Voters are received while the voting is open, neither before nor after."""

    explicacion: ClassVar[str] = "La votación no está abierta"


class VotacionNoCerrada(ActoIndebido):
    """Nothing is counted before the voting is closed."""

    explicacion: ClassVar[str] = "La votación aún no se cierra"


class CierreAnticipado(ActoIndebido):
    """The mesa closes before its hour only when everybody on its list has voted."""

    explicacion: ClassVar[str] = "Aún no es hora de cerrar y falta gente por votar"


class MotivoDeCierreContrario(ActoIndebido):
    """The reason of the close says a queue where nobody waited, or none where people did.

    Nothing mends an acta whose close contradicts itself, so it is refused while it can be changed.
    """

    explicacion: ClassVar[str] = "El motivo del cierre no concuerda con la fila que se cerró"


class EscrutinioYaAsentado(ActoIndebido):
    """The count stands in the log; a correction is a new act, never another typing."""

    explicacion: ClassVar[str] = "El escrutinio ya se asentó"


class MotivoDesconocido(ActoIndebido):
    """The convocatoria's list has no such reason."""

    explicacion: ClassVar[str] = "Ese motivo no está en la lista de la convocatoria"


class ActaYaLevantada(ActoIndebido):
    """The acta was drawn up; a correction is a new version with its reason."""

    explicacion: ClassVar[str] = "El acta ya se levantó"


class RegistroYaCerrado(ActoIndebido):
    """The record of the mesa was closed and sent: nothing is added to it."""

    explicacion: ClassVar[str] = "El registro de la mesa ya se cerró"


class ActaAusente(ActoIndebido):
    """What is printed last cites the acta, which nobody drew up yet."""

    explicacion: ClassVar[str] = "El acta aún no se levanta"


class PapelSinSalir(ActoIndebido):
    """Only what came out of the printer is printed again; there is no such paper here."""

    explicacion: ClassVar[str] = "Ese papel no ha salido en esta mesa"


class SinNegativa(ActoIndebido):
    """No constancia for who may vote, or for who is not yet told apart."""

    explicacion: ClassVar[str] = "A esa persona no se le negó el voto"


class RepresentacionOcupada(ActoIndebido):
    """A planilla has one representative at the mesa at a time."""

    explicacion: ClassVar[str] = "Esa planilla ya tiene a su representante en la mesa"


class PersonaAusente(ActoIndebido):
    """Who is said to leave, or to do something here, is not at the mesa."""

    explicacion: ClassVar[str] = "Esa persona no consta como presente en la mesa"


class ObservacionRepetida(ActoIndebido):
    """An accreditation is at the mesa once."""

    explicacion: ClassVar[str] = "Esa acreditación ya consta como presente"


class AdicionalRepetido(ActoIndebido):
    """That resolution, or that representative, voted here before."""

    explicacion: ClassVar[str] = "Con esa resolución o representación ya se votó en esta mesa"


class CofirmaRepetida(ActoIndebido):
    """One key cosigns one head once."""

    explicacion: ClassVar[str] = "Esa cabeza ya tiene la constancia digital de esa llave"


class ReservaYaAbierta(ActoIndebido):
    """The sealed reserve is opened once."""

    explicacion: ClassVar[str] = "La reserva de pases ya se abrió"


class ReservaSellada(ActoIndebido):
    """Pases are missing from a reserve that nobody opened: the opening is written down first."""

    explicacion: ClassVar[str] = "La reserva consta sellada; si se abrió, asienten su apertura"


class PlanillaAjena(ActoIndebido):
    """The planilla does not stand in this demarcación."""

    explicacion: ClassVar[str] = "La planilla no compite en esta mesa"


class EscritoDesconocido(ActoIndebido):
    """No writing was received under that folio."""

    explicacion: ClassVar[str] = "No hay un escrito con ese folio"


class DiarioIncompleto(ActoIndebido):
    """The mesa's log lacks an act of the day, or has it twice."""

    explicacion: ClassVar[str] = "A la bitácora de la mesa le falta un acto de la jornada"


class CifraImposible(ActoIndebido):
    """A figure that no count can give."""

    explicacion: ClassVar[str] = "La cifra no es posible"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConteoDeTestigos:
    """Papers of votes cast at the kiosk, counted by hand before everybody; sheets, each >= 0.

    Attributes:
        impresos: Printed.
        cancelados: In the envelope of cancelled ones.
        hojas: Sheets taken out of the urn, counted before sorting them.
        contados: Sheets per answer, in ballot order, the null vote last.
    """

    impresos: int
    cancelados: int
    hojas: int
    contados: tuple[int, ...]

    def __post_init__(self) -> None:
        _exigir_cantidades(self.impresos, self.cancelados, self.hojas, *self.contados)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConteoDePapel:
    """Paper ballots, when the mesa opened any; sheets, each >= 0.

    Attributes:
        sobrantes: Left; those received were counted when the mesa took them.
        inutilizadas: Spoiled.
        extraidas: Taken out of the urn.
        votos: Per answer, in ballot order, the null vote last.
    """

    sobrantes: int
    inutilizadas: int
    extraidas: int
    votos: tuple[int, ...]

    def __post_init__(self) -> None:
        _exigir_cantidades(self.sobrantes, self.inutilizadas, self.extraidas, *self.votos)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConteoDePases:
    """Slips counted blind, before anybody sees the machine's figures; each >= 0.

    Attributes:
        sobrantes: Left of those for the day.
        reserva_sobrante: Left of the sealed reserve.
        inutilizados: Spoiled.
        usados: In the box of used ones.
        no_devueltos: Declared: taken away by their bearers.
    """

    sobrantes: int
    reserva_sobrante: int
    inutilizados: int
    usados: int
    no_devueltos: int = 0

    def __post_init__(self) -> None:
        _exigir_cantidades(
            self.sobrantes,
            self.reserva_sobrante,
            self.inutilizados,
            self.usados,
            self.no_devueltos,
        )


class PruebaDeMas(ActoIndebido):
    """More tests than the convocatoria grants to one voter; a second official may allow it."""

    explicacion: ClassVar[str] = "Son más pruebas de las que da la convocatoria a cada persona"
    que_hacer: ClassVar[str] = (
        "Otra persona de la mesa lo autoriza con su tarjeta: nadie se queda sin pase para votar."
    )


CUENTAS_DE_LOTE: Final = (
    "marcas",
    "deshechas",
    "repuestos",
    "por_prueba",
    "pruebas_de_mas",
    "boletas",
    "boletas_deshechas",
    "boletas_repuestas",
    "con_resolucion",
    "representantes",
    "acompanados",
)
"""What a batch counts, beside refusals by reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lote:
    """What happened at the table since the last batch told to the log; counts only.

    Attributes:
        desde: Beginning of the batch.
        marcas: People marked.
        deshechas: Marks undone.
        repuestos: Pases given in place of a spoiled or a tested one.
        por_prueba: Of them, those in place of one that was used to test the machine.
        pruebas_de_mas: Of them, those given after more tests than the convocatoria grants.
        boletas: Of all of them, those who took a paper ballot.
        boletas_deshechas: Of the marks undone, those with a paper ballot.
        boletas_repuestas: Paper ballots given in place of a spoiled one.
        con_resolucion: People beside the list who vote by a resolution.
        representantes: Representatives who vote here and are on another list.
        acompanados: Votes cast with somebody's help.
        negativas: People who could not vote, by key of the reason.
    """

    desde: datetime
    marcas: int = 0
    deshechas: int = 0
    repuestos: int = 0
    por_prueba: int = 0
    pruebas_de_mas: int = 0
    boletas: int = 0
    boletas_deshechas: int = 0
    boletas_repuestas: int = 0
    con_resolucion: int = 0
    representantes: int = 0
    acompanados: int = 0
    negativas: Mapping[str, int]

    def esta_vacio(self) -> bool:
        """Tell whether nothing happened."""
        return not any((*(getattr(self, cuenta) for cuenta in CUENTAS_DE_LOTE), self.negativas))


def toca_asentar_lote(desde: datetime, hora: datetime, cierre: datetime) -> bool:
    """Tell whether a batch that began at ``desde`` is to be told at ``hora``.

    It spans ``MINUTOS_DE_LOTE`` and leaves as many before the closing hour: the last batch of the
    day would otherwise tell of a few people in a few minutes.
    """
    minimo = timedelta(minutes=MINUTOS_DE_LOTE)
    return hora - desde >= minimo and cierre - hora >= minimo


C = TypeVar("C", ConteoDeTestigos, ConteoDePapel, ConteoDePases)


def confirmar_captura(primera: C, segunda: C) -> C:
    """Accept figures that two people typed alike.

    Raises:
        CapturaDistinta: They differ; it does not say where, so that nobody copies the other.
    """
    if primera != segunda:
        raise CapturaDistinta
    return primera


def _exigir_cantidades(*cantidades: int) -> None:
    for cantidad in cantidades:
        if type(cantidad) is not int or cantidad < 0:
            raise CifraImposible(repr(cantidad))
