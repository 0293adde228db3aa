"""Verifying an archive in one stream, stricter than the format (docs/formato-bel.md).

Memory grows only with the credential list and the hashes of the ballots. The decryption is proved
only where the second proofs are given: version 1 alone is no evidence of it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from boletas.cripto.recorrido import ArchivoVerificado, Recorrido
from boletas.cripto.registros import LectorDeRegistros
from boletas.cripto.reglas_de_archivo import REGLAS, ReglasDeArchivo
from boletas.errores import (
    ArchivoAusente,
    motivo,
)

__all__ = ["ArchivoVerificado", "verificar_archivo"]


def verificar_archivo(
    archivo: Path | BinaryIO,
    *,
    en_curso: bool = False,
    permitir_revoto: bool = False,
    descifrado: bytes | None = None,
    verificadas: set[bytes] | None = None,
    todas_las_fallas: bool = False,
    al_avanzar: Callable[[int], None] | None = None,
    reglas: ReglasDeArchivo = REGLAS,
) -> ArchivoVerificado:
    """Verify an archive whole and return what it proved.

    Args:
        archivo: A path, or a stream at its beginning, read once to the end.
        en_curso: Accept one that ends after Setup, Ballot, EndBallots or EncryptedTally.
        permitir_revoto: Accept several ballots of one credential, of which the last counts, as
            version 1 does. Memory then grows with the ballots.
        descifrado: The text of ``descifrado.json``: every factor then needs its second proof.
        verificadas: See `boleta.verificar_boleta`.
        todas_las_fallas: Go on after a ballot, tally, count or decryption that fails, and raise
            `VariasFallas` at the end. What breaks the chain itself always stops the reading.
        al_avanzar: Called with the number of ballots read so far, after each.

    Raises:
        Incumplimiento: The class says which rule; ``entrada``, at which event.
        Ilegible: It cannot be opened, is empty, is no archive, or is over the limits.
    """
    if isinstance(archivo, Path):
        try:
            entrada = archivo.open("rb")
        except OSError as error:
            raise ArchivoAusente(f"no se puede abrir el archivo: {motivo(error)}") from error
        with entrada:
            return verificar_archivo(
                entrada,
                en_curso=en_curso,
                permitir_revoto=permitir_revoto,
                descifrado=descifrado,
                verificadas=verificadas,
                todas_las_fallas=todas_las_fallas,
                al_avanzar=al_avanzar,
                reglas=reglas,
            )
    recorrido = Recorrido(
        LectorDeRegistros(archivo),
        reglas,
        permitir_revoto=permitir_revoto,
        descifrado=descifrado,
        verificadas=verificadas,
        todas_las_fallas=todas_las_fallas,
        al_avanzar=al_avanzar or _no_avisar,
    )
    return recorrido.recorrer(en_curso)


def _no_avisar(_: int) -> None:
    """Nobody asked for progress."""
