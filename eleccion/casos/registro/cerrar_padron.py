"""Close the roll: from here on it does not change."""

from __future__ import annotations

from auditoria.registro import asientos
from eleccion.dominio.proceso import ResumenPadron
from eleccion.dominio.puertos import Reloj
from eleccion.dominio.puertos_registro import AbrirTrabajo


def cerrar_padron(*, abrir: AbrirTrabajo, reloj: Reloj) -> ResumenPadron:
    """Close the roll and tell its totals, which name and place nobody.

    Raises:
        PadronAusente: No roll was imported.
        PadronYaCerrado: It was closed before.
    """
    with abrir() as trabajo:
        proceso, resumen = trabajo.proceso.leer().cerrar_padron()
        trabajo.proceso.guardar(proceso)
        trabajo.asentar(
            asientos.PadronCerrado(admitidas=resumen.admitidas, rechazadas=resumen.rechazadas),
            reloj.ahora(),
        )
    return resumen
