"""Invented slates: most are complete, some are filed with a fault that is cured, or is not."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from auditoria.formatos.reglas import Cargo
from eleccion.dominio.identidad import Sexo
from eleccion.dominio.planilla import Integrante, Persona, Planilla, Representante
from eleccion.dominio.revision import ClaveCausa
from eleccion.simulacion.personas import Censo, Vecina


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanillaInventada:
    """A slate of the town.

    Attributes:
        clave: Key it will take when the table is imported.
        presentada: As filed in planillas.csv.
        subsanada: As cured after the notice; ``None`` when it cures nothing.
        causas: What the commission must find in it when it is filed; empty when it is right.
        procede: Whether it ends on the ballot.
    """

    clave: str
    presentada: Planilla
    subsanada: Planilla | None = None
    causas: frozenset[ClaveCausa] = frozenset()
    procede: bool = True


def formar(
    censo: Censo,
    azar: random.Random,
    *,
    demarcacion: str,
    nombre: str,
    cargos: tuple[Cargo, ...],
    indigenas: int,
    edad: int,
) -> Planilla:
    """Form a complete slate that alternates women and men.

    Args:
        indigenas: Propietarias who are of the indigenous community.
        edad: Years that everybody has completed, at least.
    """
    sexos = (Sexo.M, Sexo.H) if azar.random() < 0.5 else (Sexo.H, Sexo.M)
    lugares = azar.sample(range(len(cargos)), min(indigenas, len(cargos)))
    integrantes = []
    for lugar, cargo in enumerate(cargos):
        sexo = sexos[lugar % 2]
        persona = postular(censo.nacer(sexo, edad=edad), indigena=lugar in lugares)
        integrantes.append(Integrante(cargo=cargo.clave, calidad="propietaria", persona=persona))
        if cargo.suplente:
            suplente = postular(censo.nacer(sexo, edad=edad), indigena=False)
            integrantes.append(Integrante(cargo=cargo.clave, calidad="suplente", persona=suplente))
    representantes = [Representante(nombre=censo.nacer().nombre_completo, calidad="propietaria")]
    if azar.random() < 0.5:
        representantes.append(
            Representante(nombre=censo.nacer().nombre_completo, calidad="suplente")
        )
    return Planilla(
        demarcacion=demarcacion,
        nombre=nombre,
        integrantes=tuple(integrantes),
        representantes=tuple(representantes),
    )


def postular(vecina: Vecina, *, indigena: bool) -> Persona:
    """Write a person of the town as a candidate."""
    return Persona(
        nombre=vecina.nombre,
        apellidos=vecina.apellidos,
        clave_elector=vecina.clave_elector,
        curp=vecina.curp,
        sexo=vecina.sexo,
        nacimiento=vecina.nacimiento,
        indigena=indigena,
    )


def sin_suplente(planilla: Planilla, censo: Censo, jornada: date) -> Planilla:
    """Leave out the last substitute."""
    ultimo = max(i for i, x in enumerate(planilla.integrantes) if x.calidad == "suplente")
    resto = planilla.integrantes[:ultimo] + planilla.integrantes[ultimo + 1 :]
    return replace(planilla, integrantes=resto)


def con_menor(planilla: Planilla, censo: Censo, jornada: date) -> Planilla:
    """Put somebody who is fifteen on election day, or about to be, in the last place."""
    ultima = planilla.integrantes[-1].persona
    menor = censo.nacer(ultima.sexo, date(jornada.year - 15, 1, 1))
    return _con_persona(planilla, -1, postular(menor, indigena=ultima.indigena))


def con_curp_mala(planilla: Planilla, censo: Censo, jornada: date) -> Planilla:
    """Mistype the last digit of a CURP."""
    persona = planilla.integrantes[-1].persona
    digito = (int(persona.curp[-1]) + 1) % 10
    return _con_persona(planilla, -1, replace(persona, curp=f"{persona.curp[:-1]}{digito}"))


def con_clave_corta(planilla: Planilla, censo: Censo, jornada: date) -> Planilla:
    """Lose the last character of a clave de elector."""
    persona = planilla.integrantes[0].persona
    return _con_persona(planilla, 0, replace(persona, clave_elector=persona.clave_elector[:-1]))


def sin_paridad(planilla: Planilla, censo: Censo, jornada: date) -> Planilla:
    """Give every place to men."""
    integrantes = tuple(
        replace(i, persona=postular(censo.nacer(Sexo.H, edad=30), indigena=i.persona.indigena))
        for i in planilla.integrantes
    )
    return replace(planilla, integrantes=integrantes)


def sin_representante(planilla: Planilla, censo: Censo, jornada: date) -> Planilla:
    """Name nobody to hear notifications."""
    return replace(planilla, representantes=())


def sin_indigena(planilla: Planilla) -> Planilla:
    """Leave the place of the indigenous community without anybody who says to be of it."""
    integrantes = tuple(
        replace(i, persona=replace(i.persona, indigena=False)) for i in planilla.integrantes
    )
    return replace(planilla, integrantes=integrantes)


def con_persona_de(planilla: Planilla, otra: Planilla) -> Planilla:
    """Put in the last place somebody who is in another slate too."""
    ultima = planilla.integrantes[-1].persona
    ajena = next(i.persona for i in reversed(otra.integrantes) if i.persona.sexo is ultima.sexo)
    return _con_persona(planilla, -1, replace(ajena, indigena=ultima.indigena))


Fallo = Callable[[Planilla, Censo, date], Planilla]
FALLOS: tuple[tuple[ClaveCausa, Fallo], ...] = (
    (ClaveCausa.SUPLENTE_FALTANTE, sin_suplente),
    (ClaveCausa.EDAD, con_menor),
    (ClaveCausa.CURP_INVALIDA, con_curp_mala),
    (ClaveCausa.PARIDAD, sin_paridad),
    (ClaveCausa.CLAVE_INVALIDA, con_clave_corta),
    (ClaveCausa.REPRESENTANTE_FALTANTE, sin_representante),
)
"""Each fault and the one cause that the commission must find in it."""


def _con_persona(planilla: Planilla, lugar: int, persona: Persona) -> Planilla:
    integrantes = list(planilla.integrantes)
    integrantes[lugar] = replace(integrantes[lugar], persona=persona)
    return replace(planilla, integrantes=tuple(integrantes))
