"""Supresión: which files a machine kept for an election, of what kind, and in what order they go.

What opens the rest goes first: a deletion that is cut half way leaves what nobody can read.

Source: docs/marco-legal.md#supresión; docs/formato-baja.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import ClassVar, Final, Protocol

from auditoria.formatos.computo import EstadoContienda
from eleccion.errores import ActoIndebido


class ContiendaAbierta(ActoIndebido):
    """A challenge is open, the term to challenge runs, or the two counts differ."""

    explicacion: ClassVar[str] = (
        "La elección de la demarcación no ha terminado; lo que se guarda puede hacer falta"
    )


_ABIERTOS: Final = frozenset(
    (EstadoContienda.DISCREPANCIA, EstadoContienda.IMPUGNADA, EstadoContienda.COMPUTADA)
)
"""How a contest stands while somebody may still decide otherwise."""


def exigir_concluida(clave: str, estado: EstadoContienda, plazo: date, hoy: date) -> None:
    """Demand that nobody can challenge the contest of a demarcación any more, and nobody does.

    Args:
        plazo: Last day to challenge, which still counts.
        hoy: Local day.

    Raises:
        ContiendaAbierta: With the demarcación and why.
    """
    if estado in _ABIERTOS:
        raise ContiendaAbierta(f"{clave} está en {estado}")
    if hoy <= plazo:
        raise ContiendaAbierta(f"{clave} se puede impugnar hasta el {plazo}")


class ClaseSuprimida(StrEnum):
    """What a file was kept for. In the order of deletion."""

    LLAVES = "llaves"
    RED = "red"
    PADRON = "padron"
    PLANILLAS = "planillas"
    LISTA = "lista"
    BASES = "bases"
    MEMORIA = "memoria"
    PAPELES = "papeles"
    CIERRE = "cierre"
    BITACORAS = "bitacoras"
    RESERVADO = "reservado"
    OTROS = "otros"


@dataclass(frozen=True, slots=True)
class PiezaSuprimible:
    """One file.

    Attributes:
        ruta: Below its folder, with ``/``.
        octetos: Its size, >= 0.
        huella: SHA-256 of its content.
    """

    ruta: str
    clase: ClaseSuprimida
    octetos: int
    huella: bytes


class DepositoSuprimible(Protocol):
    """The folders of one machine for one election; nothing else of the machine is touched."""

    def piezas(self) -> tuple[PiezaSuprimible, ...]:
        """List every file that is of the election, in the order of deletion."""

    def ajenos(self) -> tuple[str, ...]:
        """List what stands in those folders and is not of the election; it stays."""

    def borrar(self, pieza: PiezaSuprimible) -> None:
        """Take one file away, for good as far as the medium obeys; one that is gone is gone."""

    def rematar(self) -> None:
        """Take the empty folders away."""


_DE_ESTACION: Final = (
    (r"estacion/(mesa|urna)/equipo\.json", ClaseSuprimida.LLAVES),
    (r"red/.+", ClaseSuprimida.RED),
    (r"estacion/dotacion\.zip", ClaseSuprimida.LISTA),
    (r"estacion/(mesa|urna)/base\.sqlite.*", ClaseSuprimida.BASES),
    (r"memoria/respaldo-[^/]+/.+", ClaseSuprimida.MEMORIA),
    (r"memoria/registradas-[^/]+", ClaseSuprimida.LISTA),
    (r"impresora/.+", ClaseSuprimida.PAPELES),
    (r"estacion/(mesa|urna)/salida/.+", ClaseSuprimida.CIERRE),
    (r"estacion/(mesa|urna)/puntos/.+", ClaseSuprimida.BITACORAS),
    (r"(estacion|\.estacion\.instalando)/.+", ClaseSuprimida.OTROS),
)


def clasificar_en_estacion(ruta: str) -> ClaseSuprimida | None:
    """Tell what a file of a station was kept for; ``None`` when it is not of the station."""
    for patron, clase in _DE_ESTACION:
        if re.fullmatch(patron, ruta, re.DOTALL):
            return clase
    return None


_DE_COMISION: Final = (
    (r"dotaciones/.+", ClaseSuprimida.LISTA),
    (r"reservado/(D[0-9]{3}/(M[0-9]{1,2}/)?[^/]+|EXPEDIENTE|MANIFIESTO)", ClaseSuprimida.RESERVADO),
    (r"ensayo-[^/]+/.+", ClaseSuprimida.OTROS),
)


def clasificar_en_comision(ruta: str) -> ClaseSuprimida | None:
    """Tell which files of the commission hold people's data; what is public is kept, ``None``."""
    for patron, clase in _DE_COMISION:
        if re.fullmatch(patron, ruta, re.DOTALL):
            return clase
    return None


class BloqueoVigente(ActoIndebido):
    """The time for which the data stay blocked, and are not deleted, has not ended."""

    explicacion: ClassVar[str] = "Los datos están bloqueados y todavía no se suprimen"


def exigir_bloqueo_vencido(publicado: date, dias: int, hoy: date) -> None:
    """Demand that the days of the convocatoria have passed since the results were published.

    Raises:
        BloqueoVigente: With the last of them.
    """
    hasta = publicado + timedelta(days=dias)
    if hoy <= hasta:
        raise BloqueoVigente(f"hasta el {hasta}")


def huella_de_clase(piezas: tuple[PiezaSuprimible, ...]) -> bytes:
    """SHA-256 of the list of some files, ``<sha256>  <path>`` a line, by path."""
    renglones = sorted((pieza.ruta, pieza.huella.hex()) for pieza in piezas)
    texto = "".join(f"{huella}  {ruta}\n" for ruta, huella in renglones)
    return sha256(texto.encode("utf-8", "surrogateescape")).digest()


def en_orden(piezas: tuple[PiezaSuprimible, ...]) -> tuple[PiezaSuprimible, ...]:
    """Order files as they are deleted: by kind, then by path."""
    lugar = {clase: numero for numero, clase in enumerate(ClaseSuprimida)}
    return tuple(sorted(piezas, key=lambda pieza: (lugar[pieza.clase], pieza.ruta)))
