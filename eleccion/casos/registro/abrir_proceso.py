"""Open a process under its convocatoria."""

from __future__ import annotations

import hashlib

from auditoria.papeles.imprimible import exigir_imprimibles
from auditoria.registro import asientos
from auditoria.reglas.convocatoria import Convocatoria
from eleccion.dominio.etapas import EtapaProceso
from eleccion.dominio.proceso import Proceso
from eleccion.dominio.puertos import Reloj
from eleccion.dominio.puertos_registro import AbrirTrabajo


def abrir_proceso(convocatoria: bytes, *, abrir: AbrirTrabajo, reloj: Reloj) -> Proceso:
    """Open a process; its id and its character are those of the convocatoria.

    Args:
        convocatoria: Exact bytes of ``convocatoria.toml``; kept as they are, because what is
            sealed and signed later is this file.
        abrir: Begins a unit of work.
        reloj: The commission's clock.

    Returns:
        The process, in stage ``preparacion``.

    Raises:
        ErrorAuditoria: The convocatoria cannot be read; its kinds are those of
            ``auditoria.reglas.convocatoria``.
        TextoImposible, SinGlifo: A text of it cannot be printed.
        ProcesoYaAbierto: This storage holds a process.
    """
    leida = Convocatoria.leer(convocatoria)
    exigir_imprimibles(leida.a_valor())
    datos = leida.proceso
    proceso = Proceso(
        id=datos.id,
        caracter=datos.caracter,
        etapa=EtapaProceso.PREPARACION,
        convocatoria=convocatoria,
    )
    with abrir() as trabajo:
        trabajo.proceso.abrir(proceso)
        trabajo.asentar(
            asientos.ProcesoAbierto(
                proceso=proceso.id,
                caracter=datos.caracter.value,
                convocatoria=hashlib.sha256(convocatoria).digest(),
            ),
            reloj.ahora(),
        )
    return proceso
