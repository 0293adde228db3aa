"""The registration of a slate: filed, perhaps prevented, perhaps cured, and ruled upon.

Source: docs/formato-tablas.md#planillas. Terms are counted by ``auditoria.reglas.plazos``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from auditoria.formatos.reglas import Reglas
from auditoria.reglas.plazos import dia_local, esta_vencido, vencimiento
from eleccion.dominio.planilla import Planilla, claves_de
from eleccion.dominio.revision import Ajenas, Causa, ClaveCausa, leer_de_lejos
from eleccion.errores import ActoIndebido


class PlanillaDesconocida(ActoIndebido):
    """No slate has that key."""

    explicacion: ClassVar[str] = "No hay planilla con esa clave"


class EmblemaDesconocido(ActoIndebido):
    """No emblem with that hash is kept."""

    explicacion: ClassVar[str] = "No hay emblema con esa huella"


class PlanillaRepetida(ActoIndebido):
    """A slate with that key is registered already."""

    explicacion: ClassVar[str] = "Ya hay una planilla con esa clave"


class PlanillaDictaminada(ActoIndebido):
    """The slate was ruled upon: nothing of it changes any more."""

    explicacion: ClassVar[str] = "La planilla ya tiene dictamen"


class PlanillaSinPrevencion(ActoIndebido):
    """Nobody asked this slate to cure anything, or it cannot be refused without asking first."""

    explicacion: ClassVar[str] = "La planilla no tiene prevención"


class SubsanacionVencida(ActoIndebido):
    """The days to cure are over."""

    explicacion: ClassVar[str] = "El plazo para subsanar ya venció"


class SubsanacionAbierta(ActoIndebido):
    """The slate still has days to cure."""

    explicacion: ClassVar[str] = "La planilla todavía está a tiempo de subsanar"


class OtraDemarcacion(ActoIndebido):
    """The cured slate is of another demarcación."""

    explicacion: ClassVar[str] = "La planilla corregida es de otra demarcación"


class EstadoSolicitud(StrEnum):
    """Where the registration of a slate stands."""

    REGISTRADA = "registrada"
    PREVENIDA = "prevenida"
    SUBSANADA = "subsanada"
    PROCEDENTE = "procedente"
    IMPROCEDENTE = "improcedente"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prevencion:
    """The notice that asks a slate to cure.

    Attributes:
        causas: At least one.
        notificada: Moment of the notice.
        vence: Last local day to cure, inclusive.
    """

    causas: tuple[Causa, ...]
    notificada: datetime
    vence: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictamen:
    """The ruling: whether the slate goes on the ballot, and why not.

    Attributes:
        procede: Whether it was admitted.
        causas: Why not; empty when it proceeds.
        hora: Moment of the ruling.
    """

    procede: bool
    causas: tuple[Causa, ...]
    hora: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Solicitud:
    """A slate's request with its history.

    Attributes:
        clave: ``D001-P1``: demarcación and order of registration.
        planilla: As filed, or as cured.
        recibida: Moment of the first filing: a cure does not move it.
        subsanada: Moment of the last cure; ``None`` when there was none.
        prevencion: The notice, if there was need of one. There is one at most.
        dictamen: The ruling, once given.
    """

    clave: str
    planilla: Planilla
    recibida: datetime
    subsanada: datetime | None = None
    prevencion: Prevencion | None = None
    dictamen: Dictamen | None = None

    @property
    def estado(self) -> EstadoSolicitud:
        """Tell the state, which the history alone decides."""
        if self.dictamen is not None:
            procede = self.dictamen.procede
            return EstadoSolicitud.PROCEDENTE if procede else EstadoSolicitud.IMPROCEDENTE
        if self.subsanada is not None:
            return EstadoSolicitud.SUBSANADA
        if self.prevencion is not None:
            return EstadoSolicitud.PREVENIDA
        return EstadoSolicitud.REGISTRADA

    @property
    def numero(self) -> int:
        """Order of registration inside the demarcación, from 1."""
        return int(self.clave.partition("-P")[2])

    @property
    def dia(self) -> date:
        """Local day of the first filing."""
        return dia_local(self.recibida)

    def prevenir(self, causas: tuple[Causa, ...], *, reglas: Reglas, hora: datetime) -> Solicitud:
        """Ask the slate to cure, once, with its deadline.

        Raises:
            PlanillaDictaminada: There is a ruling.
            PlanillaRepetida: It was asked before.
        """
        self._exigir_sin_dictamen()
        if self.prevencion is not None:
            raise PlanillaRepetida(f"{self.clave} ya fue prevenida")
        plazo = reglas.subsanacion.valor
        vence = vencimiento(dia_local(hora), plazo.dias, plazo.computo, reglas.dias_inhabiles.valor)
        prevencion = Prevencion(causas=causas, notificada=hora, vence=vence)
        return replace(self, prevencion=prevencion)

    def subsanar(self, planilla: Planilla, *, hora: datetime) -> Solicitud:
        """Replace the slate by the cured one, within the days given.

        One that brings no emblem keeps the one it had.

        Raises:
            PlanillaDictaminada: There is a ruling.
            PlanillaSinPrevencion: Nobody asked.
            SubsanacionVencida: Too late.
            OtraDemarcacion: It stands elsewhere.
        """
        self._exigir_sin_dictamen()
        if self.prevencion is None:
            raise PlanillaSinPrevencion(self.clave)
        if esta_vencido(self.prevencion.vence, hora):
            raise SubsanacionVencida(f"{self.clave} tenía hasta el {self.prevencion.vence}")
        if planilla.demarcacion != self.planilla.demarcacion:
            raise OtraDemarcacion(f"{self.clave}: {planilla.demarcacion}")
        if planilla.emblema is None:
            planilla = replace(planilla, emblema=self.planilla.emblema)
        return replace(self, planilla=planilla, subsanada=hora)

    def dictaminar(self, causas: tuple[Causa, ...], *, hora: datetime) -> Solicitud:
        """Rule on the slate.

        Args:
            causas: What it lacks today; none means it proceeds.
            hora: Moment of the ruling.

        Raises:
            PlanillaDictaminada: There is a ruling already.
            PlanillaSinPrevencion: It lacks something that it was never asked to cure.
            SubsanacionAbierta: It lacks something and its days are not over.
        """
        self._exigir_sin_dictamen()
        if any(causa.es_subsanable for causa in causas):
            if self.prevencion is None:
                raise PlanillaSinPrevencion(f"{self.clave}: {causas[0].texto}")
            if not esta_vencido(self.prevencion.vence, hora):
                raise SubsanacionAbierta(f"{self.clave} tiene hasta el {self.prevencion.vence}")
        return replace(self, dictamen=Dictamen(procede=not causas, causas=causas, hora=hora))

    def _exigir_sin_dictamen(self) -> None:
        if self.dictamen is not None:
            raise PlanillaDictaminada(self.clave)


class RegistroDePlanillas:
    """Every slate of the process at one moment, indexed for the rules that look beyond one.

    All rulings of one session are given on the same moment, so that the order in which they are
    given decides nothing.
    """

    def __init__(self, solicitudes: Iterable[Solicitud] = ()) -> None:
        self._por_clave = {solicitud.clave: solicitud for solicitud in solicitudes}
        self._por_persona: dict[str, set[str]] = {}
        self._por_demarcacion: dict[str, set[str]] = {}
        for clave, solicitud in self._por_clave.items():
            self._por_demarcacion.setdefault(solicitud.planilla.demarcacion, set()).add(clave)
            for llave in claves_de(solicitud.planilla):
                self._por_persona.setdefault(llave, set()).add(clave)

    def ajenas_a(self, solicitud: Solicitud) -> Ajenas:
        """Gather what the other slates say, for the review of this one.

        A slate refused before for another reason frees its people and its name. One refused
        because its people were in two slates does not: who was ruled on first would decide.
        """
        propias = claves_de(solicitud.planilla)
        personas = {
            llave: min(otras)
            for llave in propias
            if (otras := self._vigentes(self._por_persona.get(llave, set()), solicitud.clave))
        }
        vecinas = self._vigentes(
            self._por_demarcacion.get(solicitud.planilla.demarcacion, set()), solicitud.clave
        )
        nombres = frozenset(
            leer_de_lejos(self._por_clave[clave].planilla.nombre) for clave in vecinas
        )
        return Ajenas(nombres=nombres, personas=personas)

    def de_emblema(self, demarcacion: str, emblema: bytes, *, salvo: str = "") -> str | None:
        """Give the key of the slate of a demarcación that has this emblem.

        One refused before frees it with its name. ``salvo`` is a key that does not count.
        """
        vecinas = self._vigentes(self._por_demarcacion.get(demarcacion, set()), salvo)
        duenas = [c for c in vecinas if self._por_clave[c].planilla.emblema == emblema]
        return min(duenas, default=None)

    def siguiente_clave(self, demarcacion: str) -> str:
        """Give the key that the next slate of a demarcación takes."""
        numeros = [self._por_clave[c].numero for c in self._por_demarcacion.get(demarcacion, ())]
        return f"{demarcacion}-P{max(numeros, default=0) + 1}"

    def _vigentes(self, claves: Iterable[str], salvo: str) -> list[str]:
        return [c for c in claves if c != salvo and _estorba(self._por_clave[c])]


def _estorba(solicitud: Solicitud) -> bool:
    dictamen = solicitud.dictamen
    if dictamen is None or dictamen.procede:
        return True
    return any(c.clave is ClaveCausa.PERSONA_EN_DOS_PLANILLAS for c in dictamen.causas)
