"""How the tables of every database are declared. Each part has its own: they share no table."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import MetaData

OPCIONES: Final[dict[str, Any]] = {"sqlite_with_rowid": False, "sqlite_strict": True}
"""A row has no number of its own, which would tell in which order rows came, and a column takes
values of its type alone."""


def nuevos_metadatos() -> MetaData:
    """Begin the declarations of one database; constraints get names that migrations can cite."""
    return MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
