"""Rows of the urna.

No column holds an hour, a sequence of deposit or anything of a person. Ballots live in a table
``WITHOUT ROWID`` under a random 128-bit key: a table with rowid would number them as they came.
A credential has at most one ballot and stands inside it, so two equal ballots cannot be kept.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from eleccion.persistencia.cadena import declarar_cadena

OPCIONES: Final[dict[str, Any]] = {"sqlite_with_rowid": False, "sqlite_strict": True}

METADATOS: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

URNA: Final = Table(
    "urna",
    METADATOS,
    Column("proceso", Text, primary_key=True),
    Column("mesa", Text, nullable=False),
    Column("etapa", Text, nullable=False),
    Column("habilitaciones", Integer, nullable=False),
    CheckConstraint("etapa IN ('instalada', 'abierta', 'cerrada')", name="etapa"),
    **OPCIONES,
)

CREDENCIALES: Final = Table(
    "credenciales",
    METADATOS,
    Column("credencial", Text, primary_key=True),
    Column("uso", Text, nullable=False),
    CheckConstraint("uso IN ('libre', 'depositada', 'comprobada', 'inutilizada')", name="uso"),
    **OPCIONES,
)

BOLETAS: Final = Table(
    "boletas",
    METADATOS,
    Column("llave", LargeBinary, primary_key=True),
    Column(
        "credencial",
        Text,
        ForeignKey("credenciales.credencial"),
        nullable=False,
        unique=True,
    ),
    Column("boleta", LargeBinary, nullable=False),
    Column("texto", LargeBinary, nullable=False),
    CheckConstraint("length(llave) = 16 AND length(boleta) = 32", name="largos"),
    **OPCIONES,
)

CADENA: Final = declarar_cadena(METADATOS, sqlite_strict=True)
