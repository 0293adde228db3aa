"""Which slates each demarcación of the town files, with what faults."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from auditoria.formatos.reglas import Cargo, Reglas
from eleccion.dominio.planilla import Planilla
from eleccion.dominio.revision import ClaveCausa
from eleccion.dominio.territorio import Demarcacion
from eleccion.simulacion.nombres import PLANILLAS
from eleccion.simulacion.personas import Censo
from eleccion.simulacion.planillas_inventadas import (
    FALLOS,
    Fallo,
    PlanillaInventada,
    con_persona_de,
    formar,
    sin_indigena,
)
from eleccion.simulacion.terreno import Papel, Solar


@dataclass(frozen=True, slots=True)
class _Taller:
    """What is needed to form slates."""

    azar: random.Random
    censo: Censo
    reglas: Reglas
    jornada: date

    def formar(self, demarcacion: Demarcacion, nombre: str) -> Planilla:
        return formar(
            self.censo,
            self.azar,
            demarcacion=demarcacion.clave,
            nombre=nombre,
            cargos=self.reglas.cargos.valor,
            indigenas=self.reglas.asiento_indigena.valor * demarcacion.comunidad_indigena,
            edad=max(18, self.reglas.edad_minima.valor),
        )

    def averiar(self, planilla: Planilla, fallo: Fallo) -> Planilla:
        return fallo(planilla, self.censo, self.jornada)


def inventar_planillas(
    azar: random.Random,
    censo: Censo,
    demarcaciones: Sequence[Demarcacion],
    solares: Sequence[Solar],
    *,
    reglas: Reglas,
    jornada: date,
) -> tuple[PlanillaInventada, ...]:
    """Form every slate of the town, by demarcación and number.

    About one slate in twelve is filed with a fault that it cures; about one demarcación in ten
    has, besides those on its ballot, a slate that is refused. One person is found in two slates.
    """
    taller = _Taller(azar, censo, reglas, jornada)
    fallos = fallos_de(reglas.cargos.valor)
    planillas: list[PlanillaInventada] = []
    averiadas = rechazadas = 0
    con_planillas = [solar.clave for solar in solares if solar.papel is not Papel.SIN_PLANILLAS]
    for demarcacion, solar in zip(demarcaciones, solares, strict=True):
        nombres = azar.sample(PLANILLAS, 6)
        for numero in range(1, _cuantas(azar, solar.papel) + 1):
            clave = f"{demarcacion.clave}-P{numero}"
            correcta = taller.formar(demarcacion, nombres[numero])
            if azar.random() < 1 / 12 or (len(planillas) > 2 and not averiadas):
                causa, fallo = fallos[averiadas % len(fallos)]
                averiadas += 1
                planillas.append(
                    PlanillaInventada(
                        clave=clave,
                        presentada=taller.averiar(correcta, fallo),
                        subsanada=correcta,
                        causas=frozenset((causa,)),
                    )
                )
            else:
                planillas.append(PlanillaInventada(clave=clave, presentada=correcta))
        if solar.clave in con_planillas[1::10]:
            rechazadas += 1
            causa, fallo = fallos[rechazadas % len(fallos)]
            clave = f"{demarcacion.clave}-P{_siguiente(planillas, demarcacion)}"
            mala = taller.averiar(taller.formar(demarcacion, nombres[0]), fallo)
            planillas.append(
                PlanillaInventada(
                    clave=clave, presentada=mala, causas=frozenset((causa,)), procede=False
                )
            )
    if reglas.asiento_indigena.valor:
        _quitar_asiento(planillas, demarcaciones)
    _compartir_persona(planillas)
    return tuple(planillas)


def fallos_de(cargos: tuple[Cargo, ...]) -> tuple[tuple[ClaveCausa, Fallo], ...]:
    """List the faults that make sense under the cargos of a convocatoria."""
    hay_suplentes = any(cargo.suplente for cargo in cargos)
    return tuple(
        (causa, fallo)
        for causa, fallo in FALLOS
        if (hay_suplentes or causa is not ClaveCausa.SUPLENTE_FALTANTE)
        and (len(cargos) > 1 or causa is not ClaveCausa.PARIDAD)
    )


def _cuantas(azar: random.Random, papel: Papel) -> int:
    if papel is Papel.SIN_PLANILLAS:
        return 0
    return 1 if papel is Papel.UNICA else azar.choice((2, 2, 3, 3, 4))


def _siguiente(planillas: Sequence[PlanillaInventada], demarcacion: Demarcacion) -> int:
    return 1 + sum(p.clave.startswith(f"{demarcacion.clave}-") for p in planillas)


def _quitar_asiento(
    planillas: list[PlanillaInventada], demarcaciones: Sequence[Demarcacion]
) -> None:
    """Let one slate of an indigenous community forget the seat, and cure it."""
    indigenas = {d.clave for d in demarcaciones if d.comunidad_indigena}
    for lugar, planilla in enumerate(planillas):
        if not planilla.causas and planilla.presentada.demarcacion in indigenas:
            planillas[lugar] = replace(
                planilla,
                presentada=sin_indigena(planilla.presentada),
                subsanada=planilla.presentada,
                causas=frozenset((ClaveCausa.ASIENTO_INDIGENA,)),
            )
            return


def _compartir_persona(planillas: list[PlanillaInventada]) -> None:
    """Put one person in two slates of different demarcaciones; the second one lets her go."""
    sanas = [lugar for lugar, planilla in enumerate(planillas) if not planilla.causas]
    for lugar in reversed(sanas):
        if planillas[lugar].presentada.demarcacion == planillas[sanas[0]].presentada.demarcacion:
            continue
        causas = frozenset((ClaveCausa.PERSONA_EN_DOS_PLANILLAS,))
        primera, segunda = planillas[sanas[0]], planillas[lugar]
        planillas[sanas[0]] = replace(primera, causas=causas)
        planillas[lugar] = replace(
            segunda,
            presentada=con_persona_de(segunda.presentada, primera.presentada),
            subsanada=segunda.presentada,
            causas=causas,
        )
        return
