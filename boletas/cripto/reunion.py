"""Ballots that join the archive of a mesa after its close, and the archive as it was before them.

An archive has one spelling for one set of ballots: whoever takes away those that joined has again,
byte for byte, the archive that the close fixed, or they were not what joined (docs/formato-bel.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from io import BytesIO
from tempfile import TemporaryFile
from typing import BinaryIO

from boletas.cripto.archivo import escribir_prefijo
from boletas.cripto.boleta import clave_verificada, verificar_boleta
from boletas.cripto.escrutinio import Acumulador
from boletas.cripto.huella import sha256_hex
from boletas.cripto.registros import LectorDeRegistros
from boletas.cripto.sucesos import Tipo, leer_sucesos
from boletas.cripto.verificacion import ArchivoVerificado, verificar_archivo


def reunir_boletas(cerrado: bytes, nuevas: Iterable[bytes]) -> bytes:
    """Write the archive of a mesa with more ballots, up to the tally of all of them.

    Args:
        cerrado: The archive as its close fixed it; compare its hash before.
        nuevas: Texts of the ballots that join, each of another pase.

    Raises:
        CredencialConDosBoletas, BoletaRepetida: A pase gave a ballot to both.
        Incumplimiento: A ballot, or the archive, does not verify.
    """
    memoria: set[bytes] = set()
    archivo = verificar_archivo(BytesIO(cerrado), en_curso=True, verificadas=memoria)
    salida = BytesIO()
    _escribir(salida, archivo, [*_boletas(BytesIO(cerrado)), *nuevas], memoria)
    salida.seek(0)
    verificar_archivo(salida, en_curso=True, verificadas=memoria)
    return salida.getvalue()


def separar_boletas(
    origen: BinaryIO, reunido: ArchivoVerificado, unidas: Collection[str]
) -> ArchivoVerificado:
    """Give the archive without some of its ballots, as it was before they joined.

    What was decrypted of all of them is no part of it.

    Args:
        origen: The archive that proved ``reunido``, at its beginning.
        unidas: SHA-256 of those to take away, hexadecimal.

    Returns:
        Its ``sha256_prefijo`` is what a close fixed, where those and no others joined.
    """
    memoria: set[bytes] = set()
    quedan = []
    for texto in _boletas(origen):
        if (huella := sha256_hex(texto)) in unidas:
            continue
        quedan.append(texto)
        if huella in reunido.boletas:
            # Every proof of these bytes held, in this process, when the whole was verified.
            memoria.add(clave_verificada(reunido.definicion, texto))
    with TemporaryFile() as salida:
        _escribir(salida, reunido, quedan, memoria)
        salida.seek(0)
        return verificar_archivo(salida, en_curso=True, verificadas=memoria)


def _boletas(origen: BinaryIO) -> Iterator[bytes]:
    for suceso in leer_sucesos(LectorDeRegistros(origen)):
        if suceso.tipo is Tipo.BALLOT:
            yield suceso.datos[0].datos


def _escribir(
    salida: BinaryIO, de: ArchivoVerificado, textos: Collection[bytes], memoria: set[bytes]
) -> None:
    suma = Acumulador(de.definicion)
    for texto in textos:
        suma.agregar(
            verificar_boleta(texto, de.definicion, de.credenciales.conjunto, verificadas=memoria)
        )
    escribir_prefijo(
        salida,
        marca_de_tiempo=de.marca_de_tiempo,
        definicion=de.definicion,
        custodios=de.custodios,
        credenciales=de.credenciales,
        boletas=textos,
        computo=suma.computo(),
    )
