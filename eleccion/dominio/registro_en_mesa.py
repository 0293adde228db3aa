"""Registration at the table: no list goes out, and the card shown says whether a person votes here.

Each sección, or each block of a sección that is cut, belongs to exactly one mesa: that is what
keeps a person from registering at two, because mesas without network cannot ask each other. What a
mesa writes down of a person is the clave de elector with its sección, and the block where one was
needed: no name.

Page: docs/marco-legal.md#padron.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final, TypeAlias

from auditoria.formatos.catalogo import Mesa
from auditoria.formatos.reglas import Reglas
from auditoria.reglas.padron import lleva_lista
from eleccion.dominio.identidad import calcular_edad, leer_clave_elector, normalizar_clave
from eleccion.dominio.lista_nominal import CredencialNoVigente, NoAparece, OtraMesa
from eleccion.dominio.padron import MAYORIA_DE_EDAD
from eleccion.dominio.territorio import Manzana, MesaReceptora, Territorio
from eleccion.errores import ActoIndebido

EDAD_CREIBLE: Final = 110
"""Years nobody who comes to vote exceeds: with it the two figures of the clave give a century."""


class RegistroLleno(ActoIndebido):
    """As many people are registered as there are pases and ballots: there is nothing to hand."""

    explicacion: ClassVar[str] = (
        "Ya se registró a tantas personas como pases y boletas hay; no queda con qué votar"
    )


class SinDecision(ActoIndebido):
    """The rules do not let this person vote here, and the case is none that the mesa decides."""

    explicacion: ClassVar[str] = "Con esa credencial no se puede registrar a la persona aquí"


class RegistroImprocedente(ActoIndebido):
    """The convocatoria gives the mesas a list: nobody is registered at them, or the other way."""

    explicacion: ClassVar[str] = "La convocatoria no prevé ese modo de recibir a las personas"


class Duda(StrEnum):
    """What the rules leave to the mesa; the value is how the screen says it."""

    MANZANA = "su manzana no está en el mapa de ninguna mesa"
    EDAD = "por la fecha de su clave no habría cumplido 18 años"


@dataclass(frozen=True, slots=True, kw_only=True)
class CredencialExhibida:
    """What the official typed from the card.

    Attributes:
        clave: The 18 characters of the clave de elector, in their one spelling.
        seccion: 1 to 9999.
        vigencia: Last valid year printed on the card.
        manzana: Block of the address, where the sección is cut; ``None`` where nobody asked.
    """

    clave: str
    seccion: int
    vigencia: int
    manzana: int | None = None

    @classmethod
    def leer(
        cls, clave: str, seccion: int, vigencia: int, manzana: int | None = None
    ) -> CredencialExhibida:
        """Take what was typed, spaces and lower case included.

        Raises:
            ClaveElectorInvalida: The clave has not the form that the law gives it.
        """
        texto = leer_clave_elector(normalizar_clave(clave)).texto
        return cls(clave=texto, seccion=seccion, vigencia=vigencia, manzana=manzana)

    @property
    def indice(self) -> str:
        """Key under which a person is found: a new card changes every number but this one."""
        return f"registro:{self.clave}"

    @property
    def a_la_vista(self) -> str:
        """What a screen shows of the clave: its beginning, to compare with the card."""
        return f"{self.clave[:10]}…"


@dataclass(frozen=True, slots=True)
class PuedeRegistrarse:
    """The card is valid, its sección votes here and nobody registered with it."""

    credencial: CredencialExhibida
    motivo: ClassVar[str] = "en_lista"


@dataclass(frozen=True, slots=True)
class YaRegistrada:
    """Somebody registered here with that clave."""

    credencial: CredencialExhibida
    motivo: ClassVar[str] = "ya_marcada"


@dataclass(frozen=True, slots=True)
class FaltaManzana:
    """The sección is cut: the address on the card, with the map, says which mesa it is.

    Attributes:
        mesas: Those that serve it, this one among them or not.
    """

    credencial: CredencialExhibida
    mesas: tuple[MesaReceptora, ...]
    motivo: ClassVar[str] = "decide_la_mesa"


@dataclass(frozen=True, slots=True)
class DecideLaMesa:
    """The rules do not tell: two officials register the person, or the mesa refuses and says why.

    Attributes:
        duda: What is not clear.
    """

    credencial: CredencialExhibida
    duda: Duda
    motivo: ClassVar[str] = "decide_la_mesa"


RespuestaDeRegistro: TypeAlias = (
    PuedeRegistrarse
    | YaRegistrada
    | OtraMesa
    | NoAparece
    | CredencialNoVigente
    | FaltaManzana
    | DecideLaMesa
)


@dataclass(frozen=True, slots=True)
class FallaDeReparto:
    """Why a territory does not give each voter exactly one mesa.

    Attributes:
        mesa: ``D001-M1``, whose row has to be corrected.
        texto: What is wrong, and what to write.
    """

    mesa: str
    texto: str


def cupo_de_registro(mesa: Mesa, reglas: Reglas) -> int:
    """Say how many people a mesa can register: as many as pases and ballots were made for it."""
    if lleva_lista(reglas):
        return 0
    pases = mesa.pases.cantidad + mesa.pases.reserva if mesa.pases else 0
    return pases + (mesa.boletas.cantidad if mesa.boletas else 0)


def responder_registro(
    credencial: CredencialExhibida,
    *,
    registrada: bool,
    mesa: MesaReceptora,
    territorio: Territorio,
    jornada: date,
) -> RespuestaDeRegistro:
    """Answer who comes with a card.

    Args:
        registrada: Somebody registered here with that clave.
        mesa: This mesa.
        territorio: Which sección and block belong to which mesa.
        jornada: Election day.

    Returns:
        One of the answers of the catalogue, as a value: a previous registration before anything
        else, then the card, then the place, and last what the mesa decides.
    """
    if registrada:
        return YaRegistrada(credencial)
    if credencial.vigencia < jornada.year:
        return CredencialNoVigente(credencial.vigencia)
    mesas = territorio.mesas_de_seccion(credencial.seccion)
    if not mesas:
        return NoAparece()
    if len(mesas) > 1:
        if credencial.manzana is None:
            return FaltaManzana(credencial, mesas)
        manzana = Manzana(credencial.seccion, credencial.manzana)
        mesas = tuple(m for m in mesas if manzana in m.manzanas)
        if not mesas:
            return DecideLaMesa(credencial, Duda.MANZANA)
    if mesa.id not in {m.id for m in mesas}:
        return OtraMesa(mesas)
    if edad_por_clave(credencial.clave, jornada) < MAYORIA_DE_EDAD:
        return DecideLaMesa(credencial, Duda.EDAD)
    return PuedeRegistrarse(credencial)


def edad_por_clave(clave: str, jornada: date) -> int:
    """Give the age that a clave tells: its date has no century, so the oldest that is credible."""
    dia = leer_clave_elector(clave).dia
    edades = []
    for siglo in (1900, 2000):
        try:
            nacio = date(siglo + int(dia[:2]), int(dia[2:4]), int(dia[4:]))
        except ValueError:
            continue  # 29 February exists in one of the two centuries only.
        edades.append(calcular_edad(nacio, jornada))
    return max((edad for edad in edades if edad <= EDAD_CREIBLE), default=EDAD_CREIBLE)


def fallas_de_reparto(territorio: Territorio) -> tuple[FallaDeReparto, ...]:
    """Find where a voter would have two mesas to choose from, or a block that says nothing."""
    return tuple(
        falla
        for seccion in sorted({s for d in territorio.demarcaciones for s in d.secciones})
        for falla in _fallas_de_seccion(seccion, territorio.mesas_de_seccion(seccion))
    )


def _fallas_de_seccion(seccion: int, mesas: tuple[MesaReceptora, ...]) -> Iterator[FallaDeReparto]:
    duenas: dict[Manzana, list[MesaReceptora]] = defaultdict(list)
    for mesa in mesas:
        propias = [m for m in mesa.manzanas if m.seccion == seccion]
        otras = ", ".join(m.id for m in mesas if m.id != mesa.id)
        if propias and not otras:
            yield FallaDeReparto(
                mesa.id, f"la sección {seccion:04d} sólo vota aquí: quite sus manzanas"
            )
        if otras and not propias:
            yield FallaDeReparto(
                mesa.id,
                f"la sección {seccion:04d} también es de {otras}: escriba en «manzanas» las que"
                f" votan aquí, por ejemplo {seccion:04d}-0001",
            )
        for manzana in propias:
            duenas[manzana].append(mesa)
    for manzana, suyas in sorted(duenas.items()):
        if len(suyas) > 1:
            yield FallaDeReparto(
                suyas[1].id, f"la manzana {manzana} ya es de {suyas[0].id}: déjela en una sola"
            )
