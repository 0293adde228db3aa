"""Close the roll: from here on it does not change."""

from __future__ import annotations

from auditoria.registro import asientos
from auditoria.reglas.padron import lleva_lista
from eleccion.casos.registro.convocatoria_vigente import convocatoria_de
from eleccion.dominio.proceso import PadronImprocedente, ResumenPadron
from eleccion.dominio.puertos import Reloj
from eleccion.dominio.puertos_registro import AbrirTrabajo


def cerrar_padron(*, abrir: AbrirTrabajo, reloj: Reloj) -> ResumenPadron:
    """Close the roll and tell its totals, which name and place nobody.

    Raises:
        PadronImprocedente: The convocatoria registers people at the mesa.
        PadronAusente: No roll was imported.
        PadronYaCerrado: It was closed before.
    """
    with abrir() as trabajo:
        abierto = trabajo.proceso.leer()
        if not lleva_lista(convocatoria_de(abierto).reglas):
            raise PadronImprocedente
        proceso, resumen = abierto.cerrar_padron()
        trabajo.proceso.guardar(proceso)
        trabajo.asentar(
            asientos.PadronCerrado(admitidas=resumen.admitidas, rechazadas=resumen.rechazadas),
            reloj.ahora(),
        )
    return resumen
