"""Write the logs of one part for the record, each generation's with its last checkpoint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from auditoria.registro.archivos import escribir_archivo


def entregar_bitacoras(
    carpeta: Path,
    historia: tuple[tuple[str, tuple[bytes, ...]], ...],
    leer_punto: Callable[[str], bytes],
) -> None:
    """Write ``mesa-1.bitacora``, ``mesa-1.punto`` and so on.

    Args:
        carpeta: Where the files of the close go.
        historia: Origin and lines of each generation; the last one's checkpoint covers it whole.
        leer_punto: Gives the last signed checkpoint of an origin.
    """
    for origen, lineas in historia:
        nombre = origen.rpartition("/")[2]
        escribir_archivo(
            carpeta / f"{nombre}.bitacora", b"".join(linea + b"\n" for linea in lineas)
        )
        escribir_archivo(carpeta / f"{nombre}.punto", leer_punto(origen))
