"""Publish on trial: what would be published is verified before it is for ever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from auditoria.verificador.recorrido import verificar
from auditoria.verificador.verificacion import Verificacion
from eleccion.casos.comision import Comision
from eleccion.casos.computo.publicar_expediente import publicar_expediente
from eleccion.casos.computo.publicar_resultados import publicar_resultados


def probar_publicacion(
    carpeta: Path,
    *,
    comision: Comision,
    hora: datetime,
    al_avanzar: Callable[[int, int], None] | None = None,
) -> Verificacion:
    """Publish, and look at the expediente as anybody will who receives it.

    The results are the last entry of the commission's log: whatever a verifier finds after them
    can be mended by nobody. So the caller does this inside one transaction, and undoes it where
    something is found.

    Args:
        carpeta: New; the expediente is written there, and is the caller's to take away.
        comision: Its acts stay together, or not at all.
        al_avanzar: Called with (mesas verified, mesas in all).

    Raises:
        The errors of ``publicar_resultados`` and ``publicar_expediente``.
    """
    publicar_resultados(comision=comision, hora=hora)
    publicar_expediente(carpeta, comision=comision)
    return verificar(carpeta, al_avanzar=al_avanzar)
