"""Rows of the urna.

No column holds an hour, a sequence of deposit or anything of a person. The file itself must not
either: SQLite puts a new row on the next free page and moves a row that grows, so the places of
rows written one by one tell in which order they came, whatever their keys. Therefore every row is
written at the instalación, in its final size, and a deposit only overwrites bytes where they stand:
the same ballots leave the same file in whatever order they came (tests/ataques/test_orden.py).
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    Text,
)

from eleccion.dominio.urna import EstadoCredencial
from eleccion.persistencia.cadena import declarar_cadena
from eleccion.persistencia.marcha import declarar_marcha
from eleccion.persistencia.tablas import OPCIONES, nuevos_metadatos

METADATOS: Final = nuevos_metadatos()

URNA: Final = Table(
    "urna",
    METADATOS,
    Column("proceso", Text, primary_key=True),
    Column("mesa", Text, nullable=False),
    Column("etapa", Text, nullable=False),
    Column("habilitaciones", Integer, nullable=False),
    Column("testigos_mandados", Integer, nullable=False),
    Column("testigos_sin_salir", Integer, nullable=False),
    Column("testigos_cancelados", Integer, nullable=False),
    Column("espacio", Integer, nullable=False),
    Column("espacio_de_apertura", Integer, nullable=False),
    CheckConstraint("etapa IN ('instalada', 'abierta', 'suspendida', 'cerrada')", name="etapa"),
    **OPCIONES,
)

LETRAS: Final = {
    EstadoCredencial.LIBRE: "L",
    EstadoCredencial.DEPOSITADA: "D",
    EstadoCredencial.COMPROBADA: "C",
    EstadoCredencial.INUTILIZADA: "I",
}
"""One letter each, so that no state takes more room than another."""

CREDENCIALES: Final = Table(
    "credenciales",
    METADATOS,
    Column("credencial", Text, primary_key=True),
    Column("uso", Text, nullable=False),
    CheckConstraint("uso IN ('L', 'D', 'C', 'I')", name="uso"),
    **OPCIONES,
)

BOLETAS: Final = Table(
    "boletas",
    METADATOS,
    Column("credencial", Text, ForeignKey("credenciales.credencial"), primary_key=True),
    Column("boleta", LargeBinary, nullable=False),
    Column("texto", LargeBinary, nullable=False),
    Column("apertura", LargeBinary, nullable=False),
    CheckConstraint("length(boleta) = 32", name="largo"),
    **OPCIONES,
)
"""One row per credential. ``boleta`` is zeros until there is one; ``texto`` is four bytes with the
length of the ballot, big-endian, the ballot, and zeros to the end; ``apertura`` likewise, with what
opens a ballot that was tested."""

APARTADAS: Final = Table(
    "apartadas",
    METADATOS,
    Column(
        "credencial",
        Text,
        ForeignKey("credenciales.credencial"),
        primary_key=True,
    ),
    Column("generacion", Integer, primary_key=True, autoincrement=False),
    Column("uso", Text, nullable=False),
    Column("texto", LargeBinary, nullable=False),
    CheckConstraint("uso IN ('D', 'C', 'I')", name="uso"),
    **OPCIONES,
)
"""What a machine found again holds under a pase that this urna spent otherwise; not counted.
Written all at once, by credential; ``texto`` is empty for a pase that was cancelled there."""

CADENA: Final = declarar_cadena(METADATOS)
MARCHA: Final = declarar_marcha(METADATOS)
