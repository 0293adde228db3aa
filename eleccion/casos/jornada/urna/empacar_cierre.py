"""Write what a closed urna hands to its mesa: one signed file, read back after writing."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import ClassVar

from auditoria.formatos.claves import ruta_de_mesa
from auditoria.registro import manifiesto
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.registro.paquete import empaquetar
from eleccion.casos.jornada.paquete_de_urna import CLASE, nombre_de_cierre
from eleccion.casos.jornada.urna.cerrar_urna import leer_cierre
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.paquetes import reunir_archivos
from eleccion.errores import ActoIndebido


class CierreMalEscrito(ActoIndebido):
    """What was read back is not what was written: the medium is bad, use another."""

    explicacion: ClassVar[str] = "El cierre no se grabó bien; use otra memoria"


def empacar_cierre(urna: EquipoUrna, destino: Path) -> Path:
    """Write the files of the close as one file under the urna's seal; again gives the same bytes.

    Args:
        destino: Folder, of a memory or of this machine.

    Returns:
        The file.

    Raises:
        UrnaSinCerrar: There is no close to hand over.
        CierreMalEscrito: See the class.
    """
    with urna.almacen.leer() as lectura:
        leer_cierre(lectura)
    ruta = destino / nombre_de_cierre(urna.mesa.identidad)
    with tempfile.TemporaryDirectory(dir=urna.carpeta.parent, prefix=".cierre-") as temporal:
        carpeta = Path(temporal)
        reunir_archivos((urna.carpeta,), carpeta / ruta_de_mesa(urna.mesa.identidad))
        with abrir_expediente(carpeta) as abierto:
            firmado = manifiesto.hacer(abierto, urna.proceso, [urna.llave], CLASE)
        escribir_archivo(carpeta / manifiesto.NOMBRE, firmado)
        with abrir_expediente(carpeta) as abierto:
            empaquetar(abierto, ruta)
    with abrir_expediente(ruta) as escrito:
        leido = manifiesto.leer_sin_verificar(firmado, CLASE)
        if escrito.leer(manifiesto.NOMBRE) != firmado or manifiesto.cotejar(leido, escrito):
            raise CierreMalEscrito(archivo=ruta.name)
    return ruta
