"""Who runs a mesa: designation beforehand, and integration on the morning of the day.

Absent officials are replaced in the order that the convocatoria fixes: first those present move
up to the vacant cargo, then the suplentes, then people from the queue; never a representative.

Source: docs/formato-tablas.md#funcionarios.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from eleccion.dominio.identidad import normalizar_nombre
from eleccion.errores import ActoIndebido


class MesaSinIntegrar(ActoIndebido):
    """There are not enough people to fill every cargo of the mesa."""

    explicacion: ClassVar[str] = "La mesa no se puede integrar"


class FuncionarioDesconocido(ActoIndebido):
    """Somebody present was not designated for this mesa."""

    explicacion: ClassVar[str] = "Esa persona no fue designada para esta mesa"


class RepresentanteDePlanilla(ActoIndebido):
    """Who represents a planilla would take a cargo from the queue, or who took one represent."""

    explicacion: ClassVar[str] = "Quien representa a una planilla no puede ser parte de la mesa"
    que_hacer: ClassVar[str] = (
        "Llamen a otra persona de la fila. Si sólo se llaman igual, anoten también su segundo"
        " nombre o apellido."
    )


class Procedencia(StrEnum):
    """Where the person who occupies a cargo on the day comes from."""

    PROPIETARIA = "propietaria"
    SUPLENTE = "suplente"
    FILA = "fila"


@dataclass(frozen=True, slots=True, kw_only=True)
class Funcionario:
    """A person designated for a mesa.

    Attributes:
        mesa: ``D001-M1``.
        clave: ``f1``, ``f2``, …: cargos in their order, then suplentes in theirs.
        cargo: Key of the cargo; ``suplente`` for a suplente.
        nombre: Names and surnames, as printed on the acta.
        suplente: Whether designated to replace whoever is absent.
    """

    mesa: str
    clave: str
    cargo: str
    nombre: str
    suplente: bool

    @property
    def numero(self) -> int:
        """Number inside the mesa, from 1."""
        return int(self.clave[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Integrado:
    """A person who holds a cargo of the mesa on election day.

    Attributes:
        clave: Key of the designation whose card they use. A person from the queue takes the
            spare card of an absent suplente or titular, so no two people share one.
        cargo: Cargo held today.
        nombre: As printed on the acta.
        procedencia: Where they come from.
    """

    clave: str
    cargo: str
    nombre: str
    procedencia: Procedencia


class FaltaDeMesa(StrEnum):
    """What a designation lacks; the value is what the report prints."""

    CARGO_DESCONOCIDO = "la convocatoria no tiene ese cargo"
    CARGO_VACANTE = "nadie está designado para un cargo"
    CARGO_REPETIDO = "dos personas están designadas para el mismo cargo"
    SUPLENTES = "faltan o sobran suplentes"
    PERSONA_REPETIDA = "una persona está designada dos veces"


@dataclass(frozen=True, slots=True, kw_only=True)
class HallazgoDeMesa:
    """Something wrong with the designation of one mesa."""

    mesa: str
    falta: FaltaDeMesa
    detalle: str


def ordenar_designacion(
    mesa: str, titulares: Sequence[tuple[str, str]], suplentes: Sequence[str], cargos: Sequence[str]
) -> tuple[Funcionario, ...]:
    """Give each designated person their key: cargos in the convocatoria's order, then suplentes.

    Args:
        mesa: ``D001-M1``.
        titulares: Pairs of cargo and name, in any order.
        suplentes: Names, in the order in which they replace.
        cargos: Keys of the cargos, by rank.

    Returns:
        ``f1``, ``f2``, … without gaps. Unknown cargos come after the known ones, so that a
        review can name them.
    """
    rango = {cargo: lugar for lugar, cargo in enumerate(cargos)}
    por_rango = sorted(titulares, key=lambda par: rango.get(par[0], len(rango)))
    personas = [(cargo, nombre, False) for cargo, nombre in por_rango]
    personas += [("suplente", nombre, True) for nombre in suplentes]
    return tuple(
        Funcionario(mesa=mesa, clave=f"f{numero}", cargo=cargo, nombre=nombre, suplente=suplente)
        for numero, (cargo, nombre, suplente) in enumerate(personas, start=1)
    )


def revisar_designacion(
    mesa: str, designados: Iterable[Funcionario], *, cargos: Sequence[str], suplentes: int
) -> tuple[HallazgoDeMesa, ...]:
    """Check the designation of one mesa against the convocatoria.

    Args:
        mesa: ``D001-M1``.
        designados: Its people.
        cargos: Keys of the cargos, by rank.
        suplentes: How many suplentes each mesa has.

    Returns:
        Findings, by kind; empty when the mesa is complete.
    """
    personas = tuple(designados)
    titulares = Counter(p.cargo for p in personas if not p.suplente)
    cuantos = sum(p.suplente for p in personas)
    nombres = Counter(p.nombre for p in personas)
    hallados = [
        *((FaltaDeMesa.CARGO_DESCONOCIDO, cargo) for cargo in titulares if cargo not in cargos),
        *((FaltaDeMesa.CARGO_VACANTE, cargo) for cargo in cargos if not titulares[cargo]),
        *((FaltaDeMesa.CARGO_REPETIDO, cargo) for cargo, n in titulares.items() if n > 1),
    ]
    if cuantos != suplentes:
        hallados.append((FaltaDeMesa.SUPLENTES, f"hay {cuantos} y deben ser {suplentes}"))
    hallados.extend((FaltaDeMesa.PERSONA_REPETIDA, n) for n, veces in nombres.items() if veces > 1)
    return tuple(HallazgoDeMesa(mesa=mesa, falta=f, detalle=d) for f, d in hallados)


def integrar_mesa(
    designados: Sequence[Funcionario],
    *,
    presentes: Collection[str],
    fila: Sequence[str] = (),
    cargos: Sequence[str],
    sustitucion: Sequence[str] = ("suplente", "fila"),
) -> tuple[Integrado, ...]:
    """Fill the cargos of a mesa with who is there.

    Titulares present move up to vacant cargos of higher rank in their own order; suplentes and
    people of the queue, in the order that the convocatoria gives, take what remains.

    Args:
        designados: Everybody designated for the mesa, by number.
        presentes: Keys of those who came.
        fila: Names of people of the queue who accept, in order; used only for what is left.
        cargos: Keys of the cargos, by rank.
        sustitucion: ``suplente`` and ``fila`` in the order of the convocatoria; who is not named
            there does not substitute.

    Returns:
        One person per cargo, by rank.

    Raises:
        FuncionarioDesconocido: Somebody present was not designated here.
        MesaSinIntegrar: Not enough people, even with the queue.
    """
    claves = {persona.clave for persona in designados}
    ajenos = sorted(set(presentes) - claves)
    if ajenos:
        raise FuncionarioDesconocido(", ".join(ajenos))
    vinieron = sorted((p for p in designados if p.clave in presentes), key=lambda p: p.numero)
    # Cards of the absent, the last suplente's first: those of higher rank stay sealed.
    libres = [p.clave for p in reversed(designados) if p.clave not in presentes]
    grupos = {
        "suplente": [(p.clave, p.nombre, Procedencia.SUPLENTE) for p in vinieron if p.suplente],
        "fila": [
            (clave, nombre, Procedencia.FILA) for clave, nombre in zip(libres, fila, strict=False)
        ],
    }
    candidatos = [(p.clave, p.nombre, Procedencia.PROPIETARIA) for p in vinieron if not p.suplente]
    for grupo in sustitucion:
        candidatos += grupos[grupo]
    if len(candidatos) < len(cargos):
        raise MesaSinIntegrar(f"hay {len(candidatos)} personas para {len(cargos)} cargos")
    return tuple(
        Integrado(clave=clave, cargo=cargo, nombre=nombre, procedencia=procedencia)
        for cargo, (clave, nombre, procedencia) in zip(cargos, candidatos, strict=False)
    )


def sustituir(
    integrados: Sequence[Integrado],
    designados: Sequence[Funcionario],
    *,
    sale: str,
    presentes: Collection[str] = (),
    salieron: Collection[str] = (),
    fila: Sequence[str] = (),
    sustitucion: Sequence[str] = ("suplente", "fila"),
) -> Integrado:
    """Say who takes the cargo of an official who leaves during the day.

    Nobody else changes cargo: people are already at work, and their names on the papers.

    Args:
        integrados: Who holds each cargo now.
        designados: Everybody designated for the mesa, by number.
        sale: Key of who leaves.
        presentes: Keys of designated people who are there without a cargo.
        salieron: Keys of who left before; they and their cards stay out, whoever would use them.
        fila: Names of people of the queue who accept, in order.
        sustitucion: As in ``integrar_mesa``.

    Raises:
        FuncionarioDesconocido: Who leaves holds no cargo, or somebody present was not designated.
        MesaSinIntegrar: Nobody can take the cargo, or no card is left for who would.
    """
    cargos = {persona.clave: persona.cargo for persona in integrados}
    por_clave = {persona.clave: persona for persona in designados}
    if sale not in cargos:
        raise FuncionarioDesconocido(sale)
    ajenos = sorted(set(presentes) - set(por_clave))
    if ajenos:
        raise FuncionarioDesconocido(", ".join(ajenos))
    ocupadas = {*cargos, *presentes, *salieron}
    esperan = [
        p
        for p in designados
        if p.clave in presentes and p.clave not in cargos and p.clave not in salieron
    ]
    libres = [p.clave for p in reversed(designados) if p.clave not in ocupadas]
    grupos = {
        "suplente": [
            (p.clave, p.nombre, Procedencia.SUPLENTE if p.suplente else Procedencia.PROPIETARIA)
            for p in esperan
        ],
        "fila": [
            (clave, nombre, Procedencia.FILA) for clave, nombre in zip(libres, fila, strict=False)
        ],
    }
    for grupo in sustitucion:
        for clave, nombre, procedencia in grupos[grupo]:
            return Integrado(
                clave=clave, cargo=cargos[sale], nombre=nombre, procedencia=procedencia
            )
    raise MesaSinIntegrar("nadie puede tomar el cargo")


def exigir_sin_representacion(de_la_fila: Iterable[str], representantes: Iterable[str]) -> None:
    """Demand that nobody who came from the queue represents a planilla here today.

    Those designated were looked at before the day; of who comes from the queue a name is all that
    the mesa knows, so names are compared, however they were typed.

    Args:
        de_la_fila: Names of who took a cargo from the queue, or would.
        representantes: Names of who represents a planilla, or did this morning.

    Raises:
        RepresentanteDePlanilla: One name stands on both sides.

    Source: LGIPE, 274: officials are never taken from the representatives (por confirmar).
    """
    acreditados = {normalizar_nombre(nombre) for nombre in representantes}
    for nombre in de_la_fila:
        if normalizar_nombre(nombre) in acreditados:
            raise RepresentanteDePlanilla(nombre)
