"""Writing a zip whose bytes depend on nothing but names and contents.

Files are stored, not deflated: two versions of a compressor give two files. Dates, owners
and order are fixed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from pathlib import Path

from auditoria.registro.archivos import asegurar_directorio
from auditoria.registro.expediente import Expediente

_FECHA = (1980, 1, 1, 0, 0, 0)
_PERMISOS = 0o100644 << 16


def empaquetar(expediente: Expediente, destino: Path) -> None:
    """Write a record as a zip: whole or not at all.

    Args:
        expediente: What to pack, in ascending order of name.
        destino: The zip; one already there is replaced.
    """
    descriptor, temporal = tempfile.mkstemp(prefix=".", suffix=".parcial", dir=destino.parent)
    try:
        with os.fdopen(descriptor, "wb") as archivo:
            os.fchmod(archivo.fileno(), 0o644)
            with zipfile.ZipFile(archivo, "w", zipfile.ZIP_STORED) as paquete:
                for nombre in expediente.nombres():
                    entrada = zipfile.ZipInfo(nombre, _FECHA)
                    entrada.create_system, entrada.external_attr = 3, _PERMISOS
                    entrada.file_size = expediente.tamano(nombre)
                    with expediente.flujo(nombre) as origen, paquete.open(entrada, "w") as copia:
                        shutil.copyfileobj(origen, copia)
            archivo.flush()
            os.fsync(archivo.fileno())
        os.replace(temporal, destino)
    except BaseException:
        Path(temporal).unlink(missing_ok=True)
        raise
    asegurar_directorio(destino.parent)
