"""The memory beside a station: whether its acts need it, and what is said when it is not there.

A station that works with a memory answers for nothing that is only on its own disk. Going on
without it is a decision of two officials, and stands in both logs.

Source: docs/durabilidad.md, the memory.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from eleccion.errores import ActoIndebido


class EstadoRespaldo(StrEnum):
    """Whether one part of a station must keep its acts in a memory too."""

    SIN = "sin"
    EXIGIDO = "exigido"
    SUSPENDIDO = "suspendido"


class RespaldoFaltante(ActoIndebido):
    """The memory is not there: nothing was done, and nothing is until it comes or two say so."""

    explicacion: ClassVar[str] = (
        "Falta la memoria de respaldo; conéctela, o autoricen dos personas seguir sin ella"
    )


class RespaldoPendiente(ActoIndebido):
    """The act stands on the station's disk and not in its memory: it is not answered for yet."""

    explicacion: ClassVar[str] = (
        "Quedó guardado en el equipo y falta en la memoria de respaldo; no dé por hecho el acto"
    )


class RespaldoAjeno(ActoIndebido):
    """The memory is of another station, another mesa, or a machine that took over from this one."""

    explicacion: ClassVar[str] = "La memoria de respaldo no es de este equipo"


class RespaldoDistinto(ActoIndebido):
    """Disk and memory tell two histories: neither continues the other, and a spare takes over."""

    explicacion: ClassVar[str] = "El equipo y su memoria de respaldo no dicen lo mismo"


class RespaldoInnecesario(ActoIndebido):
    """The station works without a memory already."""

    explicacion: ClassVar[str] = "El equipo ya trabaja sin memoria de respaldo"


def exigir_respaldo_suspendible(estado: EstadoRespaldo) -> None:
    """Let two officials go on without the memory only where the station works with one.

    Raises:
        RespaldoInnecesario: It does not.
    """
    if estado is not EstadoRespaldo.EXIGIDO:
        raise RespaldoInnecesario(estado)
