"""The planilla: who asks to integrate a Junta. The contender is the slate, not the person.

Source: docs/formato-tablas.md#planillas; what a slate must be, ``revision``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from auditoria.formatos import catalogo
from auditoria.formatos.reglas import Cargo
from eleccion.dominio.identidad import Sexo

Calidad: TypeAlias = Literal["propietaria", "suplente"]

SEXO_PUBLICO = {
    Sexo.H: catalogo.Sexo.HOMBRE,
    Sexo.M: catalogo.Sexo.MUJER,
    Sexo.X: catalogo.Sexo.NO_BINARIA,
}
"""What the public catalogue says for each letter of the card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """A candidate as filed. The keys are text: a wrong one is a cause, not a broken file.

    Attributes:
        nombre: Given names.
        apellidos: Surnames.
        indigena: Self-ascription; sensitive, kept apart from the rest and never published.
    """

    nombre: str
    apellidos: str
    clave_elector: str
    curp: str
    sexo: Sexo
    nacimiento: date
    indigena: bool

    @property
    def nombre_completo(self) -> str:
        """As printed on the ballot and the constancia."""
        return f"{self.nombre} {self.apellidos}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Integrante:
    """A person of the slate, for which cargo and in which quality."""

    cargo: str
    calidad: Calidad
    persona: Persona


@dataclass(frozen=True, slots=True, kw_only=True)
class Representante:
    """Who speaks for the slate: hears notifications, and sits at the mesas."""

    nombre: str
    calidad: Calidad


@dataclass(frozen=True, slots=True, kw_only=True)
class Planilla:
    """A slate as filed.

    Attributes:
        demarcacion: Where it stands, ``D001``.
        nombre: As on the ballot.
        integrantes: In the order filed; the order of the cargos is the convocatoria's.
        representantes: In the order filed.
        emblema: SHA-256 of its emblem; ``None`` where it brought none.
    """

    demarcacion: str
    nombre: str
    integrantes: tuple[Integrante, ...]
    representantes: tuple[Representante, ...]
    emblema: bytes | None = None

    def propietaria(self, cargo: str) -> Persona | None:
        """Give the person who stands for a cargo, if it is filled."""
        return self._persona(cargo, "propietaria")

    def suplente(self, cargo: str) -> Persona | None:
        """Give the substitute for a cargo, if there is one."""
        return self._persona(cargo, "suplente")

    def _persona(self, cargo: str, calidad: Calidad) -> Persona | None:
        for integrante in self.integrantes:
            if integrante.cargo == cargo and integrante.calidad == calidad:
                return integrante.persona
        return None


def publicar_planilla(
    clave: str, planilla: Planilla, cargos: tuple[Cargo, ...]
) -> catalogo.Planilla:
    """Reduce a complete slate to what the public catalogue says of it.

    Args:
        clave: ``D001-P1``.
        planilla: With every cargo filled, as ``revisar_planilla`` demands.
        cargos: Those of the convocatoria, by hierarchy.

    Returns:
        Names and sexes by hierarchy of the cargo, and the emblem; no personal key, no birth date.
    """
    integrantes = []
    for cargo in cargos:
        propietaria = planilla.propietaria(cargo.clave)
        if propietaria is None:
            raise ValueError(f"{clave} has nobody for {cargo.clave}: it was never reviewed")
        suplente = planilla.suplente(cargo.clave)
        integrantes.append(
            catalogo.Integrante(
                cargo=cargo.clave,
                propietaria=_publicar(propietaria),
                suplente=None if suplente is None else _publicar(suplente),
            )
        )
    return catalogo.Planilla(
        clave=clave,
        nombre=planilla.nombre,
        presidencia=integrantes[0].propietaria.nombre,
        integrantes=tuple(integrantes),
        emblema=planilla.emblema,
    )


def claves_de(planilla: Planilla) -> frozenset[str]:
    """Give the CURPs and claves of everybody in a slate: what tells people apart."""
    return frozenset(
        llave
        for integrante in planilla.integrantes
        for llave in (integrante.persona.curp, integrante.persona.clave_elector)
        if llave
    )


def _publicar(persona: Persona) -> catalogo.Persona:
    return catalogo.Persona(nombre=persona.nombre_completo, sexo=SEXO_PUBLICO[persona.sexo])
