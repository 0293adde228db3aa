"""What the mesa's use cases ask of its storage. Nothing here knows a pase or a ballot.

The contracts below are tested on every adapter by ``tests/contratos``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol, TypeAlias

from auditoria.formatos.dia import Incidente
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.lista_nominal import Renglon, RenglonLista
from eleccion.dominio.mesa import Lote
from eleccion.dominio.puertos_estacion import TrabajoDeEstacion
from eleccion.dominio.registro_en_mesa import CredencialExhibida

HOJA_DE_COTEJO: Final = "llave_de_cotejo"
"""The sheet with the key of the hashes of who registers, as it came in the dotación."""


@dataclass(frozen=True, slots=True)
class EstadoDelEquipo:
    """Where the mesa stands, and since when the present batch of marks runs."""

    etapa: EstadoMesa
    lote_desde: datetime


class TrabajoDeMesa(TrabajoDeEstacion, Protocol):
    """One transaction of the mesa.

    Rows of the roll, incidents and sheets are encrypted at rest; marks have no hour.
    """

    def estado(self) -> EstadoDelEquipo:
        """Read where the mesa stands and when its batch began."""

    def pasar_a(self, etapa: EstadoMesa) -> None:
        """Move the mesa to another state."""

    def buscar(self, indices: Sequence[str]) -> tuple[Renglon, ...]:
        """Find rows by exact keys, the most exact first: those of the first key that finds any."""

    def sal(self) -> bytes:
        """Give the salt of a list of numbers; empty where the mesa has another kind of list."""

    def renglon(self, numero: int) -> Renglon:
        """Give one row.

        Raises:
            PersonaDesconocida: No such number.
        """

    def renglones(self) -> tuple[RenglonLista, ...]:
        """Give the rows that have a name, by number, for a search in memory."""

    def numeros(self) -> tuple[int, ...]:
        """Give the number of every row of the list, in order; none where people register."""

    def esta_marcada(self, numero: int) -> bool:
        """Tell whether a row carries the mark.

        Raises:
            PersonaDesconocida: No such number.
        """

    def marcar(self, numero: int) -> None:
        """Put the mark and count it in the batch.

        Raises:
            PersonaDesconocida: No such number.
            PersonaYaMarcada: It has it. Of any number of simultaneous tries one succeeds.
        """

    def desmarcar(self, numero: int) -> None:
        """Take the mark off and count it in the batch.

        Raises:
            PersonaSinMarca: There is none.
        """

    def contar_marcas(self) -> int:
        """Count who came: the marks on the list, or the people registered where there is none."""

    def esta_registrada(self, credencial: CredencialExhibida) -> bool:
        """Tell whether somebody registered with that clave."""

    def registrar(self, credencial: CredencialExhibida) -> None:
        """Write a person down and count them in the batch; nothing tells in which order.

        Raises:
            PersonaYaMarcada: That clave is. Of any number of simultaneous tries one succeeds.
            RegistroLleno: No place is left.
        """

    def borrar_registro(self, credencial: CredencialExhibida) -> None:
        """Take a registration back and count it in the batch; its place is free again.

        Raises:
            PersonaSinMarca: Nobody registered with that clave.
        """

    def registradas(self) -> tuple[CredencialExhibida, ...]:
        """Give everybody registered, by sección and clave."""

    def anotar(self, cuenta: str) -> None:
        """Add one to an account of ``Lote``, or to ``negativa:<motivo>`` of the batch."""

    def lote(self) -> Lote:
        """Read the batch since the last entry."""

    def cerrar_lote(self, desde: datetime) -> None:
        """Begin a new batch, empty."""

    def total(self, cuenta: str) -> int:
        """Read what one account sums over the whole day."""

    def agregar_incidente(self, hora: datetime, momento: str, descripcion: str) -> int:
        """Keep an incident; gives its folio, from 1 without gaps."""

    def incidentes(self) -> tuple[Incidente, ...]:
        """Give the incidents by folio."""

    def hoja(self, nombre: str) -> bytes | None:
        """Read one sheet of the day (what was typed at a step); ``None`` before it is written."""

    def guardar_hoja(self, nombre: str, contenido: bytes) -> None:
        """Write one sheet, in place of what it said before."""

    def quitar_hoja(self, nombre: str) -> None:
        """Take one sheet away, as if it had never been written."""


class AlmacenDeMesa(Protocol):
    """The mesa's database, as its use cases see it."""

    def escribir(self, *, sin_memoria: bool = False) -> TrabajoDeMesa:
        """Begin a transaction.

        Entering it raises ``RespaldoFaltante`` where acts must be kept in a memory that is not
        there; ``sin_memoria`` is only for the act by which two officials go on without it.
        Leaving it raises ``RespaldoPendiente`` when it stands on the disk and not in the memory.
        """

    def leer(self) -> TrabajoDeMesa:
        """Begin a reading: it sees one moment, and writing through it is a fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MesaNueva:
    """What a mesa is born with.

    Attributes:
        secreto: 32 random bytes born here: rows and marks mean nothing without them.
        lista: Its slice of the roll; empty where people register at the mesa.
        cupo: People who can be registered; 0 where there is a list.
        cotejo: Key under which who registers is handed over; empty where there is a list.
        sal: With which the numbers of its list were hashed; empty where it is of names.
    """

    proceso: str
    mesa: str
    origen: str
    desde: datetime
    secreto: bytes = field(repr=False)
    lista: tuple[Renglon, ...] = field(repr=False)
    cupo: int = 0
    sal: bytes = field(default=b"", repr=False)
    cotejo: bytes = field(default=b"", repr=False)


CrearMesa: TypeAlias = Callable[[MesaNueva], AlmacenDeMesa]
"""Makes the database of a mesa with its slice of the roll, no marks and an empty log."""
