"""Draw the order of the slates on the ballot."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from auditoria.registro import canonico
from auditoria.registro.asientos import OrdenSorteado
from auditoria.reglas.sorteo import asunto_orden, sortear
from eleccion.casos.comision import Comision
from eleccion.casos.preparacion.contendientes import contendientes
from eleccion.errores import ActoIndebido

RUTA_DEL_ORDEN = "preparacion/orden.json"


class OrdenYaSorteado(ActoIndebido):
    """The draw is done once: a second seed would let somebody choose."""

    explicacion: ClassVar[str] = "El orden de las planillas ya se sorteó"


class PlanillasPorDictaminar(ActoIndebido):
    """Who is admitted after the draw would stand in no place of the ballot."""

    explicacion: ClassVar[str] = "Falta dictaminar una planilla; el orden se sortea después"


class SinContendientes(ActoIndebido):
    """No slate was admitted anywhere."""

    explicacion: ClassVar[str] = "No hay planillas admitidas que sortear"


def sortear_orden(semilla: str, *, comision: Comision, hora: datetime) -> tuple[OrdenSorteado, ...]:
    """Draw the order of the ballot of every demarcación from one public seed.

    Args:
        semilla: As drawn before everybody, once the list of slates was frozen.
        hora: Moment of the draw.

    Returns:
        One entry per demarcación with slates, by key.

    Raises:
        OrdenYaSorteado: It was drawn.
        PlanillasPorDictaminar: With the slates that have no ruling.
        SinContendientes: There is nothing to draw.
    """
    with comision.abrir() as trabajo:
        if trabajo.documentos.tiene(RUTA_DEL_ORDEN):
            raise OrdenYaSorteado
        solicitudes = trabajo.planillas.listar()
        if pendientes := [s.clave for s in solicitudes if s.dictamen is None]:
            raise PlanillasPorDictaminar(", ".join(pendientes))
        grupos = contendientes(solicitudes)
        if not grupos:
            raise SinContendientes
        sorteados = tuple(
            OrdenSorteado(
                demarcacion=clave,
                semilla=semilla,
                orden=sortear(
                    semilla, asunto_orden(comision.proceso, clave), [s.clave for s in grupo]
                ),
            )
            for clave, grupo in grupos.items()
        )
        ordenes = {sorteado.demarcacion: sorteado.orden for sorteado in sorteados}
        trabajo.documentos.guardar(RUTA_DEL_ORDEN, canonico.escribir(ordenes))
        for sorteado in sorteados:
            trabajo.asentar(sorteado, hora)
    return sorteados
