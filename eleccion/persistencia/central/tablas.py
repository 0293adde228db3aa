"""Rows of the commission.

What the sealed definition and the public record hold stands in plain; the roll and the slates'
files hold persons' keys and are encrypted under a key that is not in the database. No table knows
who came to vote, and none joins a person with a pase.
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
    UniqueConstraint,
)

from eleccion.persistencia.cadena import declarar_cadena
from eleccion.persistencia.tablas import OPCIONES, nuevos_metadatos

METADATOS: Final = nuevos_metadatos()

PROCESO: Final = Table(
    "proceso",
    METADATOS,
    # One row: the process of this database.
    Column("unico", Integer, primary_key=True, autoincrement=False),
    Column("proceso", Text, nullable=False),
    Column("contenido", LargeBinary, nullable=False),
    CheckConstraint("unico = 1", name="unico"),
    **OPCIONES,
)

DEMARCACIONES: Final = Table(
    "demarcaciones",
    METADATOS,
    Column("demarcacion", Text, primary_key=True),
    Column("contenido", LargeBinary, nullable=False),
    **OPCIONES,
)

PLANILLAS: Final = Table(
    "planillas",
    METADATOS,
    Column("planilla", Text, primary_key=True),
    Column("demarcacion", Text, nullable=False),
    Column("numero", Integer, nullable=False),
    Column("estado", Text, nullable=False),
    Column("cifrado", LargeBinary, nullable=False),
    UniqueConstraint("demarcacion", "numero"),
    **OPCIONES,
)

EMBLEMAS: Final = Table(
    "emblemas",
    METADATOS,
    Column("huella", LargeBinary, primary_key=True),
    Column("contenido", LargeBinary, nullable=False),
    **OPCIONES,
)

PADRON: Final = Table(
    "padron",
    METADATOS,
    Column("mesa", Text, primary_key=True),
    Column("numero", Integer, primary_key=True, autoincrement=False),
    # Keyed hash of the clave: one person is one row of the roll, and is found without reading it.
    Column("persona", LargeBinary, nullable=False, unique=True),
    Column("cifrado", LargeBinary, nullable=False),
    **OPCIONES,
)

FUNCIONARIOS: Final = Table(
    "funcionarios",
    METADATOS,
    Column("mesa", Text, primary_key=True),
    Column("numero", Integer, primary_key=True, autoincrement=False),
    Column("contenido", LargeBinary, nullable=False),
    **OPCIONES,
)

TARJETAS: Final = Table(
    "tarjetas",
    METADATOS,
    Column("mesa", Text, primary_key=True),
    Column("numero", Integer, primary_key=True, autoincrement=False),
    Column("llave", Text, nullable=False, unique=True),
    Column("cifrado", Text, nullable=False),
    **OPCIONES,
)

PASES: Final = Table(
    "pases",
    METADATOS,
    Column("mesa", Text, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("cantidad", Integer, nullable=False),
    Column("reserva", Integer, nullable=False),
    # Empty until the credential authority hands it over; then written once.
    Column("lista", LargeBinary, nullable=False),
    **OPCIONES,
)

DOCUMENTOS: Final = Table(
    "documentos",
    METADATOS,
    Column("ruta", Text, primary_key=True),
    Column("contenido", LargeBinary, nullable=False),
    **OPCIONES,
)

MESAS: Final = Table(
    "mesas",
    METADATOS,
    Column("mesa", Text, primary_key=True),
    Column("estado", Text, nullable=False),
    **OPCIONES,
)

REGISTROS: Final = Table(
    "registros",
    METADATOS,
    Column("manifiesto", LargeBinary, primary_key=True),
    Column("mesa", Text, ForeignKey("mesas.mesa"), nullable=False),
    Column("lugar", Integer, nullable=False),
    Column("contenido", LargeBinary, nullable=False),
    # Place 1 is the record that counts; a second valid one takes place 2 and makes a conflict.
    UniqueConstraint("mesa", "lugar"),
    **OPCIONES,
)

DESCIFRADOS: Final = Table(
    "descifrados",
    METADATOS,
    Column("mesa", Text, ForeignKey("mesas.mesa"), primary_key=True),
    Column("tanda", Integer, nullable=False),
    Column("contenido", LargeBinary, nullable=False),
    **OPCIONES,
)

CADENA: Final = declarar_cadena(METADATOS)
