"""Hours of the voting: when it may open, when that is late, and why it may close.

A clock that two officials did not trust, and said so in the log, decides nothing here: then the
cause that they give does.

Page: docs/marco-legal.md, the day at the mesa.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from auditoria.errores import ReglaRota
from auditoria.formatos.acta import Acta, MotivoCierre
from auditoria.registro import asientos
from auditoria.registro.bitacora import Entrada

MINUTO: Final = timedelta(minutes=1)
TOLERANCIA: Final = timedelta(minutes=15)
"""A mesa without a queue closes within this time, or says why not."""


class AperturaTemprana(ReglaRota):
    """Votes were received before the hour."""

    explicacion = "La votación se abrió antes de la hora"


class CausaIndebida(ReglaRota):
    """A cause is missing where the hour asks for one, or stands where none belongs."""

    explicacion = "La causa de la hora falta o sobra"


class MotivoDeCierreFalso(ReglaRota):
    """The reason of the close is not what the day shows."""

    explicacion = "El motivo del cierre no corresponde con la jornada"


class HorasInvertidas(ReglaRota):
    """The count began before the close or after its figures, and no clock was set back."""

    explicacion = "Las horas van hacia atrás"


@dataclass(frozen=True, slots=True, kw_only=True)
class HechosDelCierre:
    """What decides which reasons a close may give.

    Attributes:
        hora: Of the close.
        clausura: Hour at which the queue is closed, by the convocatoria.
        en_fila: People who waited at that hour.
        votaron_todas: Everybody on the list carries the mark.
        suspendida: The voting was suspended and did not go on.
        reloj_ajeno: Two officials went on with a clock that did not fit.
    """

    hora: datetime
    clausura: datetime
    en_fila: int
    votaron_todas: bool
    suspendida: bool
    reloj_ajeno: bool

    @property
    def es_hora(self) -> bool:
        """Whether the hour of the close has come, as far as the clock can tell."""
        return self.reloj_ajeno or self.hora >= self.clausura


def motivos_posibles(hechos: HechosDelCierre) -> frozenset[MotivoCierre]:
    """Give the reasons that the facts bear out; none before the hour while somebody may come."""
    if hechos.suspendida:
        return frozenset({MotivoCierre.SUSPENDIDA} if hechos.es_hora else ())
    posibles = set()
    if hechos.votaron_todas and not hechos.en_fila:
        posibles.add(MotivoCierre.VOTARON_TODOS)
    if hechos.es_hora:
        posibles.add(MotivoCierre.CON_FILA if hechos.en_fila else MotivoCierre.SIN_FILA)
    return frozenset(posibles)


def exigir_cierre(hechos: HechosDelCierre, motivo: MotivoCierre, causa: str | None) -> None:
    """Demand a reason that the facts bear out, and a cause for a late close without a queue.

    Raises:
        MotivoDeCierreFalso: Another reason.
        CausaIndebida: No cause, or one where the reason says everything.
    """
    if motivo not in motivos_posibles(hechos):
        raise MotivoDeCierreFalso(motivo.value)
    tarde = hechos.hora >= hechos.clausura + TOLERANCIA
    pide = motivo is MotivoCierre.SIN_FILA and (hechos.reloj_ajeno or tarde)
    if pide is not (causa is not None):
        raise CausaIndebida("cierre")


def exigir_apertura(
    hora: datetime, apertura: datetime, causa: str | None, *, reloj_ajeno: bool
) -> None:
    """Demand that the voting opens at its hour, or later and with a cause.

    Args:
        apertura: Hour of the convocatoria.

    Raises:
        AperturaTemprana: Before it.
        CausaIndebida: Late, or by a clock that did not fit, without a cause; or in time, with one.
    """
    if hora < apertura and not reloj_ajeno:
        raise AperturaTemprana
    pide = reloj_ajeno or es_tarde_para_abrir(hora, apertura)
    if pide is not (causa is not None):
        raise CausaIndebida("apertura")


def es_tarde_para_abrir(hora: datetime, apertura: datetime) -> bool:
    """Tell whether to open at that hour takes a cause: a minute after the official one."""
    return hora >= apertura + MINUTO


def hubo_reloj_ajeno(entradas: Iterable[Entrada]) -> bool:
    """Whether two officials went on, in these entries, with a clock that did not fit."""
    return any(isinstance(entrada.asiento, asientos.RelojAceptado) for entrada in entradas)


def exigir_horas(acta: Acta, entradas: Iterable[Entrada]) -> None:
    """Demand that the hours of an acta run forward, where those of its log do.

    The order of the day is that of the log; where its clock was set back, and officials may do
    that at any moment of the day, two hours say nothing of what came first.

    Args:
        entradas: The whole log of the mesa; what came after the acta is not looked at.

    Raises:
        HorasInvertidas: They do not.
    """
    dichas: list[datetime] = []
    contado: list[datetime] = []
    for entrada in entradas:
        if entrada.hora is not None:
            dichas.append(entrada.hora)
            if isinstance(entrada.asiento, asientos.EscrutinioAsentado):
                contado.append(entrada.hora)
        if isinstance(entrada.asiento, asientos.ActaLevantada):
            break
    escrutinio = acta.escrutinio
    horas = [
        acta.instalacion.inicio,
        acta.apertura.hora,
        acta.cierre.hora,
        escrutinio.inicio,
        *contado,
        escrutinio.fin,
    ]
    if dichas == sorted(dichas) and horas != sorted(horas):
        raise HorasInvertidas("instalación, apertura, cierre y escrutinio")
