"""The public papers: each drawn again from the record and compared byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from auditoria.errores import ReglaRota
from auditoria.registro.expediente import Expediente
from auditoria.verificador.hallazgos import Cuaderno, Nombre


class PapelDistinto(ReglaRota):
    """Drawing the paper again from the record gives other bytes."""

    explicacion = "El papel no es el que resulta del registro"


def comparar_papeles(e: Expediente, dibujados: Mapping[str, bytes], cuaderno: Cuaderno) -> None:
    """Compare each paper just drawn with the one in the record, byte for byte."""
    for ruta, bytes_ in dibujados.items():
        with cuaderno.revisar(Nombre.PAPELES, ruta):
            if e.huella(ruta) != sha256(bytes_).digest():
                raise PapelDistinto
