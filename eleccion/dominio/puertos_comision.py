"""What preparation, cómputo and publication ask of the commission's storage.

The contracts below are tested on every adapter by ``tests/contratos``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Protocol

from auditoria.formatos.computo import Cotejo
from auditoria.registro.bitacora import Cabeza
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.puertos_registro import TrabajoDeRegistro
from eleccion.errores import ActoIndebido


class DocumentoAusente(ActoIndebido):
    """An act needs a document that an earlier act makes."""

    explicacion: ClassVar[str] = "Falta un documento de un acto anterior"


class MesaSinPases(ActoIndebido):
    """The mesa has no pases numbered."""

    explicacion: ClassVar[str] = "La mesa no tiene pases"


class PasesYaPreparados(ActoIndebido):
    """The credential list of a mesa is received once."""

    explicacion: ClassVar[str] = "Los pases de la mesa ya se recibieron"


class MesaNoSellada(ActoIndebido):
    """The sealed definition has no such mesa."""

    explicacion: ClassVar[str] = "La mesa no está en la definición sellada"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasesDeMesa:
    """Pases of one mesa. ``lista`` is empty until the credential authority hands it over."""

    mesa: str
    uuid: str
    cantidad: int
    reserva: int
    lista: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class TarjetaRegistrada:
    """Public halves of an official's card: vkey and X25519 key in Base64."""

    mesa: str
    clave: str
    llave: str
    cifrado: str

    @property
    def numero(self) -> int:
        """Number of the official inside the mesa, from 1."""
        return int(self.clave[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistroGuardado:
    """A record of a mesa as it was received.

    Attributes:
        manifiesto: SHA-256 of its MANIFIESTO.
        lugar: 1 for the one that counts, 2 and on for later, different ones.
        via: ``usb`` or ``red``.
        depositadas: Ballots in it.
        testigos: Papers counted at the mesa, per answer, the null vote last.
        papel: Paper ballots per answer; empty where none were opened.
        votantes: People who voted, as the acta states.
    """

    manifiesto: bytes
    mesa: str
    lugar: int
    via: str
    depositadas: int
    testigos: tuple[int, ...]
    papel: tuple[int, ...]
    votantes: int

    @property
    def nombre(self) -> str:
        """File under the commission's ``registros``: records never overwrite each other."""
        return f"{self.mesa}-{self.manifiesto.hex()[:16]}.zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class DescifradoGuardado:
    """The second count of a mesa.

    Attributes:
        archivo: SHA-256 of the whole archive.
        descifrado: SHA-256 of ``descifrado.json``.
        resultado: Votes per answer, the null vote last.
    """

    mesa: str
    tanda: int
    archivo: bytes
    descifrado: bytes
    resultado: tuple[int, ...]
    cotejo: Cotejo


class Documentos(Protocol):
    """Public documents by their path in the expediente, exact bytes."""

    def leer(self, ruta: str) -> bytes:
        """Give one.

        Raises:
            DocumentoAusente: There is none.
        """

    def tiene(self, ruta: str) -> bool:
        """Tell whether there is one."""

    def guardar(self, ruta: str, contenido: bytes) -> None:
        """Write one, in place of what it said before."""

    def rutas(self, prefijo: str = "") -> tuple[str, ...]:
        """List all that begin so, ascending."""


class TrabajoDeComision(TrabajoDeRegistro, Protocol):
    """One unit of work of the commission: changes and entries are kept together, or none."""

    @property
    def documentos(self) -> Documentos:
        """The public documents."""

    def numerar_pases(self, pases: PasesDeMesa) -> None:
        """Keep uuid and quantity of a mesa, in place of an earlier numbering without list."""

    def recibir_lista(self, mesa: str, lista: bytes) -> None:
        """Keep the credential list of a mesa, once.

        Raises:
            MesaSinPases, PasesYaPreparados: It was not numbered, or has one.
        """

    def pases(self) -> Mapping[str, PasesDeMesa]:
        """Give the pases of every mesa numbered, by mesa."""

    def registrar_tarjeta(self, tarjeta: TarjetaRegistrada) -> None:
        """Keep the public halves of a card, in place of an earlier card of the same person."""

    def tarjetas(self) -> tuple[TarjetaRegistrada, ...]:
        """Give every card, by mesa and number."""

    def estado_de_mesa(self, mesa: str, *, bloquear: bool = False) -> EstadoMesa:
        """Read the state of a mesa; with ``bloquear`` nobody else moves it meanwhile.

        Raises:
            MesaNoSellada: No such mesa.
        """

    def estados_de_mesas(self) -> Mapping[str, EstadoMesa]:
        """Read all states, by mesa."""

    def mover_mesa(self, mesa: str, estado: EstadoMesa) -> None:
        """Write the state of a mesa; a mesa not seen before is added."""

    def registros(self, mesa: str) -> tuple[RegistroGuardado, ...]:
        """Give the records received of a mesa, by place."""

    def guardar_registro(self, registro: RegistroGuardado) -> None:
        """Keep what is known of a record received. Manifest, and mesa with place, are unique."""

    def descifrado(self, mesa: str) -> DescifradoGuardado | None:
        """Give the second count of a mesa; ``None`` before its decryption."""

    def guardar_descifrado(self, descifrado: DescifradoGuardado) -> None:
        """Keep the second count of a mesa, once."""

    def cabeza(self, *, bloquear: bool = False) -> Cabeza:
        """Read the head of the log; with ``bloquear`` nobody else appends until the unit ends."""

    def lineas(self) -> Iterator[bytes]:
        """Give the lines of the log, in order."""
