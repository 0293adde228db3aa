"""Rows of the mesa.

What identifies a person is ciphertext or a keyed hash; the key is the station's local secret, which
is not in this database. Marks have no hour, no order and no pase: as in the urna, every row is
written at the instalación in its final size, and a check-in only overwrites a byte where it stands.
Rows are written by hash, so that their places do not repeat the order of the printed list either.
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

from eleccion.persistencia.cadena import declarar_cadena
from eleccion.persistencia.marcha import declarar_marcha
from eleccion.persistencia.tablas import OPCIONES, nuevos_metadatos

METADATOS: Final = nuevos_metadatos()

EQUIPO: Final = Table(
    "equipo",
    METADATOS,
    Column("id_proceso", Text, primary_key=True),
    Column("id_mesa", Text, nullable=False),
    Column("estado", Text, nullable=False),
    Column("lote_desde", Text, nullable=False),
    **OPCIONES,
)

LISTA: Final = Table(
    "lista",
    METADATOS,
    Column("renglon", LargeBinary, primary_key=True),
    Column("cifrado", LargeBinary, nullable=False),
    CheckConstraint("length(renglon) = 32", name="largo"),
    **OPCIONES,
)

INDICES: Final = Table(
    "indices",
    METADATOS,
    Column("indice", LargeBinary, primary_key=True),
    Column("renglon", LargeBinary, ForeignKey("lista.renglon"), primary_key=True),
    **OPCIONES,
)

MARCAS: Final = Table(
    "marcas",
    METADATOS,
    Column("marca", LargeBinary, primary_key=True),
    Column("puesta", Integer, nullable=False),
    CheckConstraint("length(marca) = 32", name="largo"),
    # SQLite keeps 0 and 1, and no other number, without any byte of their own.
    CheckConstraint("puesta IN (0, 1)", name="puesta"),
    **OPCIONES,
)

REGISTRO: Final = Table(
    "registro",
    METADATOS,
    Column("lugar", LargeBinary, primary_key=True),
    Column("indice", LargeBinary, nullable=False),
    Column("cifrado", LargeBinary, nullable=False),
    Column("ocupado", Integer, nullable=False),
    CheckConstraint("length(lugar) = 32 AND length(indice) = 32", name="largo"),
    CheckConstraint("ocupado IN (0, 1)", name="ocupado"),
    **OPCIONES,
)
"""Places for people registered at the table, all written at the instalación and taken by lot.

``indice`` is the keyed hash of the clave, and no index of the database: a tree ordered by it would
be cut where the first ones came. Whoever looks reads every place, which are as many as pases."""

CUENTAS: Final = Table(
    "cuentas",
    METADATOS,
    Column("cuenta", Text, primary_key=True),
    Column("en_lote", Integer, nullable=False),
    Column("en_total", Integer, nullable=False),
    **OPCIONES,
)

INCIDENTES: Final = Table(
    "incidentes",
    METADATOS,
    Column("folio", Integer, primary_key=True, autoincrement=False),
    Column("cifrado", LargeBinary, nullable=False),
    **OPCIONES,
)

HOJAS: Final = Table(
    "hojas",
    METADATOS,
    Column("hoja", Text, primary_key=True),
    Column("cifrado", LargeBinary, nullable=False),
    **OPCIONES,
)

CADENA: Final = declarar_cadena(METADATOS)
MARCHA: Final = declarar_marcha(METADATOS)
