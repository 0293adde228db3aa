"""Announce in public, on the morning of the day, the code that every log begins with."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from auditoria.registro.asientos import ArranqueAnunciado
from eleccion.casos.comision import Comision
from eleccion.errores import ActoIndebido

RUTA_DEL_ARRANQUE = "preparacion/arranque.txt"


class ArranqueYaAnunciado(ActoIndebido):
    """There is one code: with two, nobody could say which log is of the day."""

    explicacion: ClassVar[str] = "El código de arranque ya se anunció"


def anunciar_arranque(codigo: str, *, comision: Comision, hora: datetime) -> None:
    """Announce the code and begin the day.

    Raises:
        ArranqueYaAnunciado: It was announced.
        ActoFueraDeEtapa: The definition is not sealed.
    """
    with comision.abrir() as trabajo:
        if trabajo.documentos.tiene(RUTA_DEL_ARRANQUE):
            raise ArranqueYaAnunciado
        trabajo.proceso.guardar(trabajo.proceso.leer().aplicar("iniciar_jornada"))
        trabajo.documentos.guardar(RUTA_DEL_ARRANQUE, codigo.encode())
        trabajo.asentar(ArranqueAnunciado(codigo=codigo), hora)
    comision.sellar_punto()
