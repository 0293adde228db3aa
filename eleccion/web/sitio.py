"""What tells the web applications of the parts apart: name, host, cookies, and who may do what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from auditoria.formatos.catalogo import Caracter
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida
from eleccion.web.acceso import Regla, Rol

LIMITE_DE_PETICION: Final = 1 << 20
"""Bytes of a request body: a ballot is 5 kB, a card 200 bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identificacion:
    """What every screen of a part shows of itself, and a paper too.

    Attributes:
        proceso: Name of the process.
        mesa: ``D001-M1``; empty where there is none.
        huella: Short fingerprint of the sealed definition.
        simulacro: The process is a rehearsal, and every screen says so.
    """

    proceso: str
    mesa: str
    huella: str
    simulacro: bool


def identificar(recibida: DotacionRecibida) -> Identificacion:
    """Say what the screens of a station show, from its dotación."""
    proceso = recibida.sellado.catalogo.proceso
    return Identificacion(
        proceso=proceso.nombre,
        mesa=recibida.mesa,
        huella=recibida.sellado.corta,
        simulacro=proceso.caracter is Caracter.SIMULACRO,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitio:
    """One part as its application is built from it.

    Attributes:
        parte: ``mesa``, ``urna`` or ``central``; its cookies carry the name.
        anfitriones: Host names it answers to; a page of another one gets nothing.
        acceso: One row for each route; an application with a route without row does not start.
        rol: Says who this browser is.
        estado: Says where the part stands, in the words of ``acceso``.
        identificar: What every screen shows.
    """

    parte: str
    anfitriones: tuple[str, ...]
    acceso: Mapping[str, Regla]
    rol: Callable[[], Rol]
    estado: Callable[[], str]
    identificar: Callable[[], Identificacion]
