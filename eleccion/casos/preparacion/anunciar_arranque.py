"""Announce in public, on the morning of the day, the code that every log begins with."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from auditoria.registro.asientos import ArranqueAnunciado
from eleccion.casos.comision import Comision
from eleccion.casos.preparacion.emitir_dotacion import mesas_con_dotacion
from eleccion.errores import ActoIndebido

RUTA_DEL_ARRANQUE = "preparacion/arranque.txt"


class ArranqueYaAnunciado(ActoIndebido):
    """There is one code: with two, nobody could say which log is of the day."""

    explicacion: ClassVar[str] = "El código de arranque ya se anunció"


class DotacionesFaltantes(ActoIndebido):
    """The day begins when every mesa has what it opens with; none goes out afterwards."""

    explicacion: ClassVar[str] = "Falta la dotación de una mesa: dé antes «eleccion dotaciones»"


def anunciar_arranque(codigo: str, *, comision: Comision, hora: datetime) -> None:
    """Announce the code and begin the day.

    Raises:
        ArranqueYaAnunciado: It was announced.
        ActoFueraDeEtapa: The definition is not sealed.
        DotacionesFaltantes: With the mesas to which none went out.
    """
    con_dotacion = mesas_con_dotacion(comision=comision)
    with comision.abrir() as trabajo:
        if trabajo.documentos.tiene(RUTA_DEL_ARRANQUE):
            raise ArranqueYaAnunciado
        trabajo.proceso.guardar(trabajo.proceso.leer().aplicar("iniciar_jornada"))
        if faltan := sorted(trabajo.estados_de_mesas().keys() - con_dotacion):
            raise DotacionesFaltantes(", ".join(faltan))
        trabajo.documentos.guardar(RUTA_DEL_ARRANQUE, codigo.encode())
        trabajo.asentar(ArranqueAnunciado(codigo=codigo), hora)
    comision.sellar_punto()
