"""The urna: what may happen to it and to each credential it knows.

It knows no person. A credential is the public half of what a pase holds; it leaves *libre* once,
towards exactly one of three ends, and never comes back.

Source: docs/arquitectura.md, the voter's way.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from eleccion.errores import ActoIndebido


class EstadoCredencial(StrEnum):
    """Where the credential of one pase stands."""

    LIBRE = "libre"
    DEPOSITADA = "depositada"
    COMPROBADA = "comprobada"
    INUTILIZADA = "inutilizada"


class EstadoUrna(StrEnum):
    """Where the urna stands in its one day."""

    INSTALADA = "instalada"
    ABIERTA = "abierta"
    SUSPENDIDA = "suspendida"
    CERRADA = "cerrada"


class UrnaSinAbrir(ActoIndebido):
    """No ballot enters before the urna was opened at zero."""

    explicacion: ClassVar[str] = "La urna aún no se abre"


class RetiroIndebido(ActoIndebido):
    """Only a card of this mesa is retired, by two others."""

    explicacion: ClassVar[str] = "Se retira una tarjeta de esta mesa, con las de otras dos personas"


class TarjetaYaRetirada(ActoIndebido):
    """It acts no more at this urna already."""

    explicacion: ClassVar[str] = "Esa tarjeta ya se retiró de la urna"


class UrnaCerrada(ActoIndebido):
    """Nothing enters or leaves a closed urna."""

    explicacion: ClassVar[str] = "La urna ya se cerró"


class UrnaSinCerrar(ActoIndebido):
    """There is no close yet, so nothing of it can be handed over."""

    explicacion: ClassVar[str] = "La urna aún no se cierra"


class UrnaYaAbierta(ActoIndebido):
    """The urna opens once."""

    explicacion: ClassVar[str] = "La urna ya está abierta"


class UrnaEnPausa(ActoIndebido):
    """Two officials stopped the urna, and only two go on with it."""

    explicacion: ClassVar[str] = "La urna está en pausa"


class UrnaEnMarcha(ActoIndebido):
    """The urna is not stopped: there is nothing to go on with."""

    explicacion: ClassVar[str] = "La urna no está en pausa"


class PaseNoListado(ActoIndebido):
    """The pase is not one of this mesa's; the sealed list is the only source."""

    explicacion: ClassVar[str] = "Ese pase no es de esta mesa"


class PaseUsado(ActoIndebido):
    """The pase was used already.

    Attributes:
        estado: The end it reached.
    """

    explicacion: ClassVar[str] = "Ese pase ya se usó"

    def __init__(self, estado: EstadoCredencial) -> None:
        super().__init__(f"está {estado}")
        self.estado = estado


class BoletaSinComprobar(ActoIndebido):
    """Only a ballot spent for it is opened: opening another would show how somebody voted."""

    explicacion: ClassVar[str] = "Esa boleta no se gastó en una comprobación"


class RetiroDeTestigo(StrEnum):
    """Where the paper of a vote that was not kept ended; the paper of a kept one is in the box."""

    SIN_SALIR = "sin_salir"
    CANCELADO = "cancelado"


class TestigoAclarado(ActoIndebido):
    """Every paper that went to a printer has its end already: there is none to say one of."""

    explicacion: ClassVar[str] = "No queda ningún papel de voto por aclarar"


class SinTestigo(ActoIndebido):
    """The convocatoria prints no papers of votes."""

    explicacion: ClassVar[str] = "En esta elección el voto no deja papel"


class UrnaAlterada(ActoIndebido):
    """The urna's own figures contradict each other: it closes nothing and says so."""

    explicacion: ClassVar[str] = "Las cifras de la urna no concuerdan entre sí"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConteoDeUrna:
    """What the urna counts, in pases and enablings; each >= 0.

    Attributes:
        libres: Credentials nobody used.
        depositadas: Ballots kept.
        comprobadas: Ballots opened to test the machine; they are no votes.
        inutilizadas: Spoiled pases, cancelled by two officials.
        habilitaciones: Times that an official enabled the kiosk.
        testigos_mandados: Papers of votes sent to a printer.
        testigos_sin_salir: Of those, the ones that an official said never came out.
        testigos_cancelados: Of those, the ones that an official put into their envelope.
    """

    libres: int
    depositadas: int
    comprobadas: int
    inutilizadas: int
    habilitaciones: int
    testigos_mandados: int
    testigos_sin_salir: int
    testigos_cancelados: int

    @property
    def testigos_por_aclarar(self) -> int:
        """Papers sent to a printer that nobody said the end of; those of votes under way too.

        Negative when ballots were kept without a paper.
        """
        aclarados = self.testigos_sin_salir + self.testigos_cancelados
        return self.testigos_mandados - aclarados - self.depositadas


@dataclass(frozen=True, slots=True, kw_only=True)
class EstadoDeUrna:
    """The urna at one moment."""

    etapa: EstadoUrna
    conteo: ConteoDeUrna


def exigir_abierta(etapa: EstadoUrna) -> None:
    """Let a voter's act pass only while the urna is open.

    Raises:
        UrnaSinAbrir, UrnaEnPausa, UrnaCerrada: It is not.
    """
    exigir_por_cerrar(etapa)
    if etapa is EstadoUrna.SUSPENDIDA:
        raise UrnaEnPausa


def exigir_en_pausa(etapa: EstadoUrna) -> None:
    """Let the urna go on only where it was stopped.

    Raises:
        UrnaSinAbrir, UrnaEnMarcha, UrnaCerrada: It is not.
    """
    exigir_por_cerrar(etapa)
    if etapa is EstadoUrna.ABIERTA:
        raise UrnaEnMarcha


def exigir_por_cerrar(etapa: EstadoUrna) -> None:
    """Let the close pass once, from an open urna or from one that could not go on.

    Raises:
        UrnaSinAbrir, UrnaCerrada: It is neither.
    """
    if etapa is EstadoUrna.INSTALADA:
        raise UrnaSinAbrir
    if etapa is EstadoUrna.CERRADA:
        raise UrnaCerrada


def exigir_por_abrir(etapa: EstadoUrna) -> None:
    """Let the opening pass only once.

    Raises:
        UrnaYaAbierta, UrnaCerrada: It was opened before.
    """
    if etapa in (EstadoUrna.ABIERTA, EstadoUrna.SUSPENDIDA):
        raise UrnaYaAbierta
    if etapa is EstadoUrna.CERRADA:
        raise UrnaCerrada


def exigir_testigo_por_aclarar(conteo: ConteoDeUrna) -> None:
    """Let no more papers be cancelled or missed than were sent to a printer and kept no vote.

    Raises:
        TestigoAclarado: There is none.
    """
    if conteo.testigos_por_aclarar <= 0:
        raise TestigoAclarado


def hay_voto_en_camino(conteo: ConteoDeUrna, fin: EstadoCredencial, *, con_papel: bool) -> bool:
    """Tell whether a ballot may be one that a restart of the machine interrupted.

    After a restart nobody knows how far each kiosk was: a ballot is then taken only if somebody
    was let in who did not end, and to be counted, where votes leave a paper, only if one is out.

    Args:
        fin: What the ballot is for.
        con_papel: Whether votes leave a paper.
    """
    acabados = conteo.depositadas + conteo.comprobadas
    falta_papel = con_papel and fin is EstadoCredencial.DEPOSITADA
    return conteo.habilitaciones > acabados and not (
        falta_papel and conteo.testigos_por_aclarar <= 0
    )


def exigir_libre(estado: EstadoCredencial) -> None:
    """Let a credential be used only while it is free.

    Raises:
        PaseUsado: It reached one of its ends.
    """
    if estado is not EstadoCredencial.LIBRE:
        raise PaseUsado(estado)
