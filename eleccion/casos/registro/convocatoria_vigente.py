"""The convocatoria a process obeys, read from the exact bytes it was opened with."""

from __future__ import annotations

from functools import lru_cache

from auditoria.reglas.convocatoria import Convocatoria
from eleccion.dominio.proceso import Proceso


def convocatoria_de(proceso: Proceso) -> Convocatoria:
    """Read the convocatoria of a process; every rule a use case applies comes from here."""
    return _leer(proceso.convocatoria)


@lru_cache(maxsize=8)
def _leer(datos: bytes) -> Convocatoria:
    return Convocatoria.leer(datos)
