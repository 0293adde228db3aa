"""Opening what travels by USB: one zip, whole, compared with its own manifest before it is read.

Dotaciones and registros come from strangers' hands. Whatever is wrong with one is said with the
name of the package, of the file inside, and what to do about it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, Final

from auditoria.errores import ErrorAuditoria
from auditoria.registro import manifiesto
from auditoria.registro.expediente import Expediente, Limites, abrir
from auditoria.registro.manifiesto import Clase
from boletas.errores import FallaDeBoletas
from eleccion.errores import EntradaIlegible, ErrorEleccion

LIMITES: Final = Limites(archivos=2000, archivo=256 << 20, total=512 << 20)
"""A mesa of a thousand voters sends some 5 MB in 23 files; a language with every sentence recorded
goes out in some 130."""

_MOTIVOS: Final = {
    "falta": "falta y el MANIFIESTO lo nombra",
    "sobra": "el MANIFIESTO no lo nombra",
    "cambiado": "no es el que dice el MANIFIESTO",
    "ilegible": "no se puede leer hasta el final",
}


class PaqueteDesempacado(EntradaIlegible):
    """A folder: what travels is one file, kept and sent on as it is."""

    explicacion: ClassVar[str] = "Es una carpeta; use el archivo zip tal como se grabó"


@contextmanager
def abrir_paquete(ruta: Path) -> Iterator[Expediente]:
    """Open a package; every error that leaves the block names it.

    Raises:
        PaqueteDesempacado, NoAbre: It is no zip, or over the limits, or a dangerous one.
    """
    try:
        if ruta.is_dir():
            raise PaqueteDesempacado
        with abrir(ruta, LIMITES) as abierto:
            yield abierto
    except (ErrorAuditoria, ErrorEleccion) as falla:
        if falla.archivo != ruta.name:
            falla.archivo = ": ".join(parte for parte in (ruta.name, falla.archivo) if parte)
        raise
    except FallaDeBoletas as falla:
        falla.entrada = ": ".join(parte for parte in (ruta.name, falla.entrada) if parte)
        raise


def exigir_completo(
    abierto: Expediente, alterado: type[ErrorEleccion], clase: Clase = "manifiesto"
) -> bytes:
    """Compare every file with the manifest, whoever signed it; gives the manifest's bytes.

    It finds what was damaged or lost on the way and names it; who signed is looked at afterwards,
    once the keys are known.

    Args:
        alterado: What is raised at the first difference.
        clase: Of the manifest.
    """
    firmado = abierto.leer(manifiesto.NOMBRE)
    try:
        leido = manifiesto.leer_sin_verificar(firmado, clase)
    except ErrorAuditoria as falla:
        raise falla.en(manifiesto.NOMBRE) from None
    for discrepancia in manifiesto.cotejar(leido, abierto):
        raise alterado(_MOTIVOS[discrepancia.motivo], archivo=discrepancia.archivo)
    return firmado


def reunir_archivos(origenes: Iterable[Path], destino: Path) -> None:
    """Copy the files of the parts of a record into one folder, which is made here."""
    destino.mkdir(parents=True)
    for origen in origenes:
        for archivo in sorted(origen.iterdir()):
            # A power cut may leave half a file under a hidden name: no part of the record.
            if not archivo.name.startswith("."):
                shutil.copyfile(archivo, destino / archivo.name)
