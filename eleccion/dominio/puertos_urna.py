"""What the urna's use cases ask of its storage. Nothing here knows a person.

The contracts below are tested on every adapter by ``tests/contratos``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from eleccion.dominio.puertos_estacion import TrabajoDeEstacion
from eleccion.dominio.urna import EstadoCredencial, EstadoDeUrna, EstadoUrna, RetiroDeTestigo


@dataclass(frozen=True, slots=True)
class BoletaGuardada:
    """A ballot at rest: its exact bytes, their SHA-256, and the public credential inside."""

    credencial: str
    huella: bytes
    texto: bytes


@dataclass(frozen=True, slots=True)
class BoletaAbierta:
    """A ballot spent to be opened, and the file that opens it; empty until the kiosk sends it."""

    boleta: BoletaGuardada
    apertura: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ActoApartado:
    """What a machine found again holds under a credential that the urna spent otherwise.

    Attributes:
        generacion: Of the machine found again, from 1.
        fin: End of the credential there.
        texto: Its ballot there, exact bytes; empty where the pase was cancelled.
    """

    credencial: str
    generacion: int
    fin: EstadoCredencial
    texto: bytes


class TrabajoDeUrna(TrabajoDeEstacion, Protocol):
    """One transaction of the urna.

    No method stores an hour, an order or anything about a person, and what is stored does not
    depend on the order in which ballots came.
    """

    def estado(self) -> EstadoDeUrna:
        """Read where the urna stands and what it counts."""

    def etapa(self) -> EstadoUrna:
        """Read only where the urna stands."""

    def pasar_a(self, etapa: EstadoUrna) -> None:
        """Move the urna to another stage."""

    def habilitar(self) -> None:
        """Add one to the enablings of the kiosk."""

    def mandar_testigo(self) -> None:
        """Add one to the papers of votes sent to a printer."""

    def retirar_testigo(self, retiro: RetiroDeTestigo) -> None:
        """Add one to the papers of votes that came to this end."""

    def estado_de(self, credencial: str) -> EstadoCredencial:
        """Read where a credential stands.

        Raises:
            PaseNoListado: It is not in the sealed list.
        """

    def gastar(self, credencial: str, hacia: EstadoCredencial) -> None:
        """Move a credential from ``libre`` to one of its ends, by a condition in the write itself.

        Raises:
            PaseNoListado: It is not in the sealed list.
            PaseUsado: It is not free. Of any number of simultaneous tries exactly one succeeds.
        """

    def guardar_boleta(self, boleta: BoletaGuardada) -> None:
        """Keep the ballot of a credential just spent, so that its place tells no order.

        Raises:
            PaseNoListado: It is not in the sealed list.
            PaseUsado: It has a ballot.
        """

    def boleta_de(self, credencial: str) -> BoletaGuardada:
        """Give the ballot kept under a credential.

        Raises:
            PaseNoListado: There is none.
        """

    def boletas(self) -> Iterator[BoletaGuardada]:
        """Give every ballot that is to be counted, by ascending hash."""

    def guardar_apertura(self, credencial: str, apertura: bytes) -> None:
        """Keep what opens the ballot of a tested credential, so that its place tells no order.

        Raises:
            BoletaSinComprobar: The credential is not ``comprobada``.
        """

    def comprobadas(self) -> Iterator[BoletaAbierta]:
        """Give every ballot spent to be opened, by ascending hash."""

    def gastadas(self) -> Iterator[tuple[str, EstadoCredencial]]:
        """Give every spent credential, ascending, with its end."""

    def apartar(self, acto: ActoApartado) -> None:
        """Keep apart what is not counted, once per credential and machine."""

    def apartadas(self) -> Iterator[ActoApartado]:
        """Give what is kept apart, ascending."""


class AlmacenDeUrna(Protocol):
    """The urna's database, as its use cases see it."""

    def escribir(self, *, sin_memoria: bool = False) -> TrabajoDeUrna:
        """Begin a transaction.

        Entering it raises ``RespaldoFaltante`` where acts must be kept in a memory that is not
        there; ``sin_memoria`` is only for the act by which two officials go on without it.
        Leaving it raises ``RespaldoPendiente`` when it stands on the disk and not in the memory.
        """

    def leer(self) -> TrabajoDeUrna:
        """Begin a reading: it sees one moment, and writing through it is a fault."""

    def exigir_respaldo(self) -> None:
        """Demand that what must be kept in a memory too is in it (``RespaldoFaltante``)."""

    def compactar(self) -> None:
        """Rewrite the whole file so that no page tells in which order ballots came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrnaNueva:
    """What a urna is born with.

    Attributes:
        espacio: Bytes of the longest ballot that can be deposited; every one takes this room.
        espacio_de_apertura: Bytes of the longest opening, likewise.
    """

    proceso: str
    mesa: str
    origen: str
    credenciales: Iterable[str]
    espacio: int
    espacio_de_apertura: int


CrearUrna: TypeAlias = Callable[[UrnaNueva], AlmacenDeUrna]
"""Makes the database of a urna with every credential free, stage ``instalada`` and an empty log."""
