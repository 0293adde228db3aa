"""The log inside each database: its lines, and one row with the head of the chain.

A change of state and its entry commit together or not at all. Entries wait in memory until the
unit of work ends; only then is the head's row locked and moved, in the last statements before the
commit, so that work on different rows goes on at the same time and the chain still has no fork.

Source: docs/arquitectura.md, the log.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    bindparam,
    insert,
    select,
    update,
)

from auditoria.registro import canonico
from auditoria.registro.asiento import Asiento
from auditoria.registro.bitacora import Cabeza, asentar
from eleccion.persistencia.directa import Ejecutora
from eleccion.persistencia.errores import BaseIlegible, CadenaOcupada
from eleccion.persistencia.tablas import OPCIONES


class TablasDeCadena:
    """The two tables of the log in one database, and the statements over them.

    The statements are made once: they run with every ballot.

    Attributes:
        ultima: The head written last by this process, and its bytes.
    """

    def __init__(self, lineas: Table, cabezas: Table) -> None:
        self.lineas = lineas
        self.cabezas = cabezas
        self.ultima: tuple[bytes, Cabeza | None] = (b"", None)
        es_la_cadena = cabezas.c.origen == bindparam("de")
        self.leer_cabeza = select(cabezas.c.cabeza).where(es_la_cadena)
        self.bloquear_cabeza = self.leer_cabeza.with_for_update()
        self.origenes = select(cabezas.c.origen)
        self.estrenar = insert(cabezas)
        self.agregar = insert(lineas)
        self.mover_cabeza = (
            update(cabezas)
            .where(es_la_cadena, cabezas.c.tamano == bindparam("antes"))
            .values(tamano=bindparam("despues"), cabeza=bindparam("nueva"))
        )
        self.leer_lineas = (
            select(lineas.c.linea)
            .where(lineas.c.origen == bindparam("de"))
            .order_by(lineas.c.secuencia)
        )


def declarar_cadena(metadatos: MetaData) -> TablasDeCadena:
    """Declare the log's tables in one database's own metadata.

    ``WITHOUT ROWID``: a line's place is its sequence and nothing else. Lines of ballots carry no
    hour, hash or identifier, so their sequence says nothing about a ballot.
    """
    lineas = Table(
        "bitacora",
        metadatos,
        Column("origen", Text, primary_key=True),
        Column("secuencia", Integer, primary_key=True, autoincrement=False),
        Column("linea", LargeBinary, nullable=False),
        **OPCIONES,
    )
    cabezas = Table(
        "cabezas",
        metadatos,
        Column("origen", Text, primary_key=True),
        Column("tamano", Integer, nullable=False),
        Column("cabeza", LargeBinary, nullable=False),
        **OPCIONES,
    )
    return TablasDeCadena(lineas, cabezas)


class Cadena:
    """The log of one origin, seen from one transaction."""

    def __init__(self, tablas: TablasDeCadena, conexion: Ejecutora, origen: str) -> None:
        self._tablas = tablas
        self._conexion = conexion
        self._origen = origen

    def estrenar(self, cabeza: Cabeza) -> None:
        """Write the row of a new, empty log; once per origin."""
        self._conexion.execute(
            self._tablas.estrenar,
            {"origen": self._origen, "tamano": 0, "cabeza": _octetos(cabeza)},
        )

    def cabeza(self, *, bloquear: bool = False) -> Cabeza:
        """Read the head; with ``bloquear`` keep its row until the transaction ends.

        Raises:
            BaseIlegible: The database holds no log of this origin.
        """
        consulta = self._tablas.bloquear_cabeza if bloquear else self._tablas.leer_cabeza
        octetos = self._conexion.execute(consulta, {"de": self._origen}).scalar_one_or_none()
        if octetos is None:
            raise BaseIlegible(f"no tiene la bitácora {self._origen}")
        escritos, ultima = self._tablas.ultima
        # The row decides: what is remembered only saves reading the same bytes again.
        if octetos == escritos and ultima is not None:
            return ultima
        valor = canonico.leer(octetos)
        try:
            if isinstance(valor, dict):
                return Cabeza.desde(valor)
        except (KeyError, TypeError, ValueError) as falla:
            raise BaseIlegible(f"la cabeza de {self._origen} está dañada") from falla
        raise BaseIlegible(f"la cabeza de {self._origen} no se puede leer")

    def escribir(self, asientos: list[tuple[Asiento, datetime | None]]) -> Cabeza:
        """Append entries, in order; nothing may be written in the transaction after this.

        Returns:
            The head after the last entry.

        Raises:
            CadenaOcupada: The head moved under this transaction; nothing of it stays.
        """
        cabeza = antes = self.cabeza(bloquear=True)
        filas = []
        for asiento, hora in asientos:
            linea, cabeza = asentar(cabeza, asiento, hora)
            filas.append({"origen": self._origen, "secuencia": cabeza.tamano, "linea": linea})
        self._conexion.execute(self._tablas.agregar, filas)
        nueva = _octetos(cabeza)
        movidas = self._conexion.execute(
            self._tablas.mover_cabeza,
            {
                "de": self._origen,
                "antes": antes.tamano,
                "despues": cabeza.tamano,
                "nueva": nueva,
            },
        )
        if movidas.rowcount != 1:
            raise CadenaOcupada(self._origen)
        self._tablas.ultima = (nueva, cabeza)
        return cabeza

    def lineas(self) -> Iterator[bytes]:
        """Give every line in order, without its final line feed."""
        for linea in self._conexion.execute(
            self._tablas.leer_lineas, {"de": self._origen}
        ).scalars():
            yield bytes(linea)

    def historia(self) -> tuple[tuple[str, tuple[bytes, ...]], ...]:
        """Give every log of the database with its origin, oldest generation first."""
        origenes = list(self._conexion.execute(self._tablas.origenes).scalars())
        return tuple(
            (origen, tuple(Cadena(self._tablas, self._conexion, origen).lineas()))
            for origen in sorted(origenes, key=_generacion)
        )

    def extender(self, lineas: Sequence[bytes], cabeza: Cabeza) -> None:
        """Add to the log of a machine before what it wrote after it was taken over from.

        Args:
            lineas: Those that are not here yet, in order.
            cabeza: Head after the last one.
        """
        primera = cabeza.tamano - len(lineas) + 1
        filas = [
            {"origen": self._origen, "secuencia": secuencia, "linea": linea}
            for secuencia, linea in enumerate(lineas, primera)
        ]
        if filas:
            self._conexion.execute(self._tablas.agregar, filas)
            self._conexion.execute(
                self._tablas.mover_cabeza,
                {
                    "de": self._origen,
                    "antes": primera - 1,
                    "despues": cabeza.tamano,
                    "nueva": _octetos(cabeza),
                },
            )

    def heredar(self, anterior: Ejecutora) -> None:
        """Take every log of another database as it stands there, its head included."""
        for tabla in (self._tablas.lineas, self._tablas.cabezas):
            filas = [
                dict(zip(tabla.c.keys(), fila, strict=True))
                for fila in anterior.execute(select(tabla))
            ]
            if filas:
                self._conexion.execute(insert(tabla), filas)


def _generacion(origen: str) -> int:
    """Number at the end of a machine's origin; the commission's has none."""
    return int(origen.rpartition("-")[2]) if origen[-1].isdigit() else 0


def _octetos(cabeza: Cabeza) -> bytes:
    return canonico.escribir(cabeza.a_valor())
