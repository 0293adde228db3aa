"""Gather the papers that name people apart from the expediente, for the tribunal alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from auditoria.registro import manifiesto
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.verificador.reservado import CITA, CLASE, citar, exigir_lugar
from eleccion.casos.comision import Comision
from eleccion.casos.computo.publicar_expediente import DestinoOcupado


def reunir_reservado(
    destino: Path,
    papeles: Mapping[str, Callable[[], bytes]],
    expediente: Path,
    *,
    comision: Comision,
) -> Path:
    """Copy the papers and sign their list; it says of which expediente it is.

    Folder and files are for their owner only. The list comes last: half a reserved part is never
    taken for one.

    Args:
        destino: New or empty directory.
        papeles: What reads each file, by its place in it, ``D001/M1/incidentes.pdf``.
        expediente: The record as published.

    Raises:
        DestinoOcupado: There is something in it.
        LugarIndebido: A paper of no mesa.
    """
    if destino.exists() and any(destino.iterdir()):
        raise DestinoOcupado(archivo=destino.name)
    for nombre in papeles:
        exigir_lugar(nombre)
    destino.mkdir(mode=0o700, parents=True, exist_ok=True)
    destino.chmod(0o700)
    with abrir_expediente(expediente) as publico:
        escribir_archivo(destino / CITA, citar(publico), 0o600)
    for nombre in sorted(papeles):
        ruta = destino / nombre
        ruta.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        escribir_archivo(ruta, papeles[nombre](), 0o600)
    with abrir_expediente(destino) as abierto:
        firmado = manifiesto.hacer(abierto, comision.proceso, [comision.llave], CLASE)
    escribir_archivo(destino / manifiesto.NOMBRE, firmado, 0o600)
    return destino
