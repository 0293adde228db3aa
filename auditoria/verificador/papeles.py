"""The public papers: each drawn again from the record and compared byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256

from auditoria.errores import ErrorAuditoria, ReglaRota
from auditoria.registro.expediente import Expediente
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from boletas.errores import FallaDeBoletas


class PapelDistinto(ReglaRota):
    """Drawing the paper again from the record gives other bytes."""

    explicacion = "El papel no es el que resulta del registro"


def redibujar_papeles(
    e: Expediente, lugar: str, dibujar: Callable[[], Mapping[str, bytes]], cuaderno: Cuaderno
) -> None:
    """Draw papers again and compare each; what cannot be drawn is a finding too.

    A published file may hold a letter that no font has: that is of it, and not of this program.

    Args:
        lugar: Folder or file that the papers are drawn from, for the finding.
    """
    try:
        dibujados = dibujar()
    except (ErrorAuditoria, FallaDeBoletas) as error:
        with cuaderno.revisar(Nombre.PAPELES, lugar):
            raise error
    else:
        _comparar(e, dibujados, cuaderno)


def _comparar(e: Expediente, dibujados: Mapping[str, bytes], cuaderno: Cuaderno) -> None:
    for ruta, bytes_ in dibujados.items():
        with cuaderno.revisar(Nombre.PAPELES, ruta):
            if e.huella(ruta) != sha256(bytes_).digest():
                raise PapelDistinto
