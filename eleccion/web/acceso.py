"""Who may do what, when: a row for each route, and no application starts with a route without one.

A role comes from the browser, a state from the part's own machine; what a row does not name is
refused. The table is data, so a test walks it route by route.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from flask import Flask, g, request

from eleccion.errores import ActoIndebido


class Rol(StrEnum):
    """Who a browser is to one part."""

    NADIE = "nadie"
    KIOSCO = "kiosco"
    FUNCIONARIA = "funcionaria"


@dataclass(frozen=True, slots=True)
class Regla:
    """Roles and states in which a route answers; ``estados`` empty means every one."""

    roles: frozenset[Rol]
    estados: frozenset[str] = frozenset()

    def deja(self, rol: Rol, estado: str) -> bool:
        """Tell whether it answers."""
        return rol in self.roles and (not self.estados or estado in self.estados)


def regla(*roles: Rol, en: tuple[str, ...] = ()) -> Regla:
    """Write a row: these roles, in these states."""
    return Regla(frozenset(roles), frozenset(en))


TODOS: Final = tuple(Rol)
"""Every role: what anybody may see, such as a font, a manual or a published result."""


class RutaSinRegla(Exception):
    """The table and the routes differ: a fault of the program, so it does not start."""


class SinPermiso(ActoIndebido):
    """This browser is not who may do that."""

    explicacion: ClassVar[str] = "Esta pantalla pide la tarjeta de una persona de la mesa"


class FueraDeMomento(ActoIndebido):
    """The part is not in a state in which that is done."""

    explicacion: ClassVar[str] = "Eso no se hace en este momento"


def poner(
    app: Flask,
    tabla: Mapping[str, Regla],
    rol: Callable[[], Rol],
    estado: Callable[[], str],
) -> None:
    """Make every request pass the table; call it once every route is there.

    Raises:
        RutaSinRegla: See the class.
    """
    rutas = {str(ruta.endpoint) for ruta in app.url_map.iter_rules()}
    if rutas != set(tabla):
        raise RutaSinRegla(", ".join(sorted(rutas ^ set(tabla))))

    @app.before_request
    def exigir() -> None:
        if request.endpoint is None:
            return
        propia = tabla[request.endpoint]
        g.rol = quien = rol()
        donde = estado()
        if propia.deja(quien, donde):
            return
        if quien not in propia.roles:
            raise SinPermiso
        raise FueraDeMomento
