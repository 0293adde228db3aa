"""What can be wrong with a database before any act is tried on it."""

from __future__ import annotations

from typing import ClassVar

from eleccion.errores import ActoIndebido, EntradaIlegible


class BaseAusente(EntradaIlegible):
    """There is no database where one was expected; opening never creates one."""

    explicacion: ClassVar[str] = "No existe la base de datos"


class BaseYaExiste(ActoIndebido):
    """A database is created once; creating never overwrites."""

    explicacion: ClassVar[str] = "Ya existe una base de datos en ese lugar"


class BaseIlegible(EntradaIlegible):
    """The file is not a database, or it is damaged."""

    explicacion: ClassVar[str] = "La base de datos no se puede abrir"


class BaseOcupada(ActoIndebido):
    """Another act held the writer's turn for too long; nothing of this one was kept."""

    explicacion: ClassVar[str] = "El equipo está ocupado; no se guardó nada, repita la operación"


class BaseSinEspacio(ActoIndebido):
    """The disk refused a write; nothing of the act was kept."""

    explicacion: ClassVar[str] = "No hay espacio o el disco falla; no se guardó nada"


class BaseEnDuda(ActoIndebido):
    """The disk failed while an act was kept, and does not say whether it was: open again."""

    explicacion: ClassVar[str] = (
        "El disco falló y no se sabe si el acto quedó guardado; cierre el equipo y ábralo otra vez"
    )


class SqliteVulnerable(ActoIndebido):
    """The file is in WAL mode: releases up to 3.51.2 can lose committed work there."""

    explicacion: ClassVar[str] = "La base de datos no se abre en modo WAL"


class SqliteAntiguo(ActoIndebido):
    """The SQLite at hand lacks what the tables need."""

    explicacion: ClassVar[str] = "La biblioteca SQLite es demasiado antigua"


class PragmaDistinto(ActoIndebido):
    """The database did not take a durability or secrecy setting, so nothing is written to it."""

    explicacion: ClassVar[str] = "La base de datos no aceptó un ajuste obligatorio"


class EsquemaDistinto(ActoIndebido):
    """The tables are of another version of the program, older or newer."""

    explicacion: ClassVar[str] = "La base de datos es de otra versión del programa"


class CadenaOcupada(ActoIndebido):
    """Another writer moved the head of the log between the reading and the writing of it."""

    explicacion: ClassVar[str] = "Otro acto se asentó al mismo tiempo; repita la operación"
