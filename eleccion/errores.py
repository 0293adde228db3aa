"""Root of every error of ``eleccion``, and the kinds a command tells apart.

The exit status depends on the kind alone: an act that the law or the state of the election does
not allow (``ActoIndebido``) is status 1; a file that cannot be read at all (``EntradaIlegible``)
and an order that asks for what cannot be (``OrdenMalDada``) are status 2.
"""

from __future__ import annotations

from typing import ClassVar

from auditoria.error_con_lugar import ErrorConLugar


class ErrorEleccion(ErrorConLugar):
    """Something asked of the election cannot be done."""

    explicacion: ClassVar[str] = "No se pudo hacer lo que se pidió"


class ActoIndebido(ErrorEleccion):
    """The act breaks a rule or does not belong to this stage. Exit status 1."""


class EntradaIlegible(ErrorEleccion):
    """What was given cannot be opened, is empty, not of the kind, or too large. Exit status 2."""

    explicacion = "No se puede leer"


class OrdenMalDada(ErrorEleccion):
    """The command was misused: what it was asked to do cannot be done so. Exit status 2."""
