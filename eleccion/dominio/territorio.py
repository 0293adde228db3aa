"""Where each person votes: demarcaciones, their secciones and their mesas receptoras.

A sección may be cut by several demarcaciones, and a demarcación may hold several secciones, so
the map goes both ways. What the map must give is one thing: each voter belongs to exactly one
mesa, because mesas without network cannot tell each other who has already voted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from eleccion.errores import ActoIndebido

CLAVE_DEMARCACION = re.compile(r"D(?!000)[0-9]{3}")
CLAVE_MESA = re.compile(r"M[1-9][0-9]?")
MODALIDADES = ("urna_electronica", "papel", "mixta")


class TerritorioInvalido(ActoIndebido):
    """The catalogue of demarcaciones contradicts itself."""

    explicacion: ClassVar[str] = "El catálogo de demarcaciones no es correcto"


class DemarcacionDesconocida(ActoIndebido):
    """No demarcación of the catalogue has that key."""

    explicacion: ClassVar[str] = "No hay demarcación con esa clave"


class MesaDesconocida(ActoIndebido):
    """No mesa of the catalogue has that key."""

    explicacion: ClassVar[str] = "No hay mesa con esa clave"


@dataclass(frozen=True, slots=True, order=True)
class Manzana:
    """A block of a sección: what is parted among mesas when a sección is cut.

    Attributes:
        seccion: 1 to 9999.
        numero: As the cartography numbers it within the sección, 1 to 9999.
    """

    seccion: int
    numero: int

    def __post_init__(self) -> None:
        if not (0 < self.seccion <= 9999 and 0 < self.numero <= 9999):
            raise TerritorioInvalido(f"no hay manzana «{self}»")

    def __str__(self) -> str:
        return f"{self.seccion:04d}-{self.numero:04d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MesaReceptora:
    """A mesa of the catalogue: where some people of one demarcación vote.

    Attributes:
        demarcacion: ``D001``.
        clave: ``M1``.
        lugar: Name of the place: *Escuela Primaria …*.
        domicilio: Its address, as the notice on the door says it.
        modalidad: One of ``MODALIDADES``.
        secciones: Secciones it serves, ascending; empty means all those of the demarcación.
        pases: Pases to print for it; ``None`` leaves it to the convocatoria's figure.
        manzanas: Blocks it serves of secciones that other mesas serve too, ascending; only where
            people register at the mesa, for a list says by itself who is of which.
    """

    demarcacion: str
    clave: str
    lugar: str
    domicilio: str
    modalidad: str
    secciones: tuple[int, ...] = ()
    pases: int | None = None
    manzanas: tuple[Manzana, ...] = ()

    def __post_init__(self) -> None:
        if CLAVE_MESA.fullmatch(self.clave) is None:
            raise TerritorioInvalido(f"«{self.clave}» no es clave de mesa: se espera M1, M2, …")
        if self.modalidad not in MODALIDADES:
            raise TerritorioInvalido(f"{self.id}: no hay modalidad «{self.modalidad}»")
        _exigir_secciones(self.id, self.secciones)
        if list(self.manzanas) != sorted(set(self.manzanas)):
            raise TerritorioInvalido(f"{self.id}: las manzanas se repiten o no van en orden")

    @property
    def id(self) -> str:
        """Key that names the mesa in the whole process: ``D001-M1``."""
        return f"{self.demarcacion}-{self.clave}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demarcacion:
    """A neighbourhood that elects its own Junta.

    Attributes:
        clave: ``D001`` … ``D999``.
        nombre: As the convocatoria names it.
        delegacion: Municipal delegación it belongs to.
        secciones: Secciones electorales inside it, wholly or in part, ascending.
        comunidad_indigena: Whether the rule of the indigenous seat applies.
        mesas: By number; none where there is nothing to vote on.
    """

    clave: str
    nombre: str
    delegacion: str
    secciones: tuple[int, ...]
    comunidad_indigena: bool
    mesas: tuple[MesaReceptora, ...]

    def __post_init__(self) -> None:
        if CLAVE_DEMARCACION.fullmatch(self.clave) is None:
            raise TerritorioInvalido(
                f"«{self.clave}» no es clave de demarcación: se espera D001, D002, …"
            )
        _exigir_secciones(self.clave, self.secciones)
        if not self.secciones:
            raise TerritorioInvalido(f"{self.clave}: no tiene ninguna sección")
        claves = [mesa.clave for mesa in self.mesas]
        if claves != sorted(set(claves), key=lambda clave: int(clave[1:])):
            raise TerritorioInvalido(f"{self.clave}: las mesas se repiten o no van en orden")
        for mesa in self.mesas:
            if mesa.demarcacion != self.clave:
                raise TerritorioInvalido(f"{mesa.id}: no es mesa de {self.clave}")
            if not set(mesa.secciones) <= set(self.secciones):
                raise TerritorioInvalido(f"{mesa.id}: atiende secciones ajenas a {self.clave}")
            if not {m.seccion for m in mesa.manzanas} <= set(self.secciones_de(mesa)):
                raise TerritorioInvalido(
                    f"{mesa.id}: una manzana no es de las secciones que atiende"
                )
        self._exigir_una_mesa_por_seccion()

    def _exigir_una_mesa_por_seccion(self) -> None:
        if len(self.mesas) < 2:
            return
        atendidas = Counter(s for mesa in self.mesas for s in self.secciones_de(mesa))
        por_manzanas = Counter(s for mesa in self.mesas for s in {m.seccion for m in mesa.manzanas})
        repetidas = sorted(
            s for s, veces in atendidas.items() if veces > 1 and por_manzanas[s] < veces
        )
        if repetidas and any(mesa.secciones for mesa in self.mesas):
            # Mesas without sections of their own split the roll by its column `mesa`; a mixture
            # would leave a voter with two mesas to choose from.
            raise TerritorioInvalido(f"{self.clave}: dos mesas atienden la sección {repetidas[0]}")
        if len(atendidas) < len(self.secciones):
            raise TerritorioInvalido(f"{self.clave}: una sección se quedó sin mesa")

    def secciones_de(self, mesa: MesaReceptora) -> tuple[int, ...]:
        """Give the secciones a mesa of this demarcación serves."""
        return mesa.secciones or self.secciones

    def mesa(self, clave: str) -> MesaReceptora:
        """Find a mesa by its key inside the demarcación.

        Raises:
            MesaDesconocida: There is none.
        """
        for mesa in self.mesas:
            if mesa.clave == clave:
                return mesa
        raise MesaDesconocida(f"{self.clave}-{clave}")


@dataclass(frozen=True, slots=True)
class Territorio:
    """The catalogue of demarcaciones of a process, ascending by key."""

    demarcaciones: tuple[Demarcacion, ...] = ()

    def __post_init__(self) -> None:
        claves = [d.clave for d in self.demarcaciones]
        if claves != sorted(set(claves)):
            raise TerritorioInvalido("las demarcaciones se repiten o no van en orden de clave")

    def demarcacion(self, clave: str) -> Demarcacion:
        """Find a demarcación by its key.

        Raises:
            DemarcacionDesconocida: There is none.
        """
        for demarcacion in self.demarcaciones:
            if demarcacion.clave == clave:
                return demarcacion
        raise DemarcacionDesconocida(clave)

    def mesas(self) -> Iterator[MesaReceptora]:
        """Walk every mesa of the process, by demarcación and number."""
        for demarcacion in self.demarcaciones:
            yield from demarcacion.mesas

    def mesa(self, identidad: str) -> MesaReceptora:
        """Find a mesa by its key in the process, ``D001-M1``.

        Raises:
            DemarcacionDesconocida, MesaDesconocida: There is none.
        """
        demarcacion, _, clave = identidad.partition("-")
        return self.demarcacion(demarcacion).mesa(clave)

    def mesas_de_seccion(self, seccion: int) -> tuple[MesaReceptora, ...]:
        """List the mesas where people of a sección may belong.

        More than one when the sección is cut by demarcaciones or its demarcación has several
        mesas without secciones of their own; empty when nobody of it votes in this process.
        """
        return tuple(
            mesa
            for demarcacion in self.demarcaciones
            if seccion in demarcacion.secciones
            for mesa in demarcacion.mesas
            if seccion in demarcacion.secciones_de(mesa)
        )


def leer_manzana(texto: str) -> Manzana:
    """Read a block in its one spelling, ``0702-0014`` (``TerritorioInvalido``)."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{4}", texto) is None:
        raise TerritorioInvalido(f"«{texto}» no es manzana: se espera sección y manzana, 0702-0014")
    return Manzana(int(texto[:4]), int(texto[5:]))


def _exigir_secciones(dueno: str, secciones: tuple[int, ...]) -> None:
    if list(secciones) != sorted(set(secciones)) or any(not 0 < s <= 9999 for s in secciones):
        raise TerritorioInvalido(f"{dueno}: las secciones se repiten, no van en orden o no existen")
