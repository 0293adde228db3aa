"""The records of a Belenios archive: an old-style tar with one spelling (docs/formato-bel.md).

Append only, no end-of-archive blocks. Every header is rebuilt from name, length and timestamp and
compared with the 512 bytes read, so a record has exactly one spelling.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import BinaryIO, Final

from boletas.cripto import canonico
from boletas.cripto.canonico import leer_cadena, leer_campos, leer_entero
from boletas.errores import (
    ArchivoTruncado,
    ArchivoVacio,
    FallaDeBoletas,
    FueraDeLimites,
    NoEsArchivo,
    RegistroAlterado,
)

BLOQUE: Final = 512
NOMBRE_INICIAL: Final = "BELENIOS"
LIMITE_DE_REGISTRO: Final = 8 << 20
"""No lawful record is longer: a list of 100,000 credentials takes 6.7 MB."""

_SEGUNDOS: Final = re.compile(r"0|[1-9][0-9]{0,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Registro:
    """One record: its name in the archive and its contents."""

    nombre: str
    datos: bytes


def cabecera(nombre: str, largo: int, marca_de_tiempo: int) -> bytes:
    """The 512 bytes that announce a record."""
    bloque = bytearray(BLOQUE)
    bloque[0 : len(nombre)] = nombre.encode("ascii")
    bloque[100:107], bloque[108:115], bloque[116:123] = b"0000644", b"0000000", b"0000000"
    bloque[124:135] = b"%011o" % largo
    bloque[136:147] = b"%011o" % marca_de_tiempo
    bloque[148:156] = b" " * 8
    bloque[156:157] = b"0"
    bloque[148:156] = b"%06o\0 " % sum(bloque)
    return bytes(bloque)


def relleno(largo: int) -> bytes:
    """The zeros that complete the last block of a body."""
    return bytes(-largo % BLOQUE)


class LectorDeRegistros:
    """Reads records one by one from a stream, hashing every byte that it takes.

    Memory holds one record at a time, never more than `LIMITE_DE_REGISTRO`.

    Raises (on construction):
        ArchivoVacio: No bytes.
        NoEsArchivo: It does not begin with the record BELENIOS.
        RegistroAlterado: It does, but not with its only spelling.
    """

    def __init__(self, entrada: BinaryIO) -> None:
        self._entrada = entrada
        self._suma = hashlib.sha256()
        self.leidos = 0
        """Bytes taken so far; always the end of a record."""
        inicio = self._tomar(BLOQUE)
        if not inicio:
            raise ArchivoVacio("el archivo está vacío; cópielo de nuevo")
        if len(inicio) < BLOQUE or inicio[:9] != NOMBRE_INICIAL.encode() + b"\0":
            raise NoEsArchivo("no es un archivo de boletas (.bel)", entrada="registro 1")
        try:
            self.marca_de_tiempo = _leer_octal(inicio[136:147])
            self._exigir_primero(inicio)
        except FallaDeBoletas as falla:
            falla.entrada = falla.entrada or "registro 1"
            raise

    def siguiente(self) -> Registro | None:
        """The next record, or None where the archive ends between two records.

        Raises:
            RegistroAlterado, ArchivoTruncado: As named.
            FueraDeLimites: The record says it is longer than `LIMITE_DE_REGISTRO`.
        """
        bloque = self._tomar(BLOQUE)
        if not bloque:
            return None
        if len(bloque) < BLOQUE:
            raise ArchivoTruncado("el archivo termina a la mitad de una cabecera")
        return self._cuerpo(bloque)

    def sha256_leido(self) -> str:
        """SHA-256 of every byte taken so far."""
        return self._suma.hexdigest()

    def _exigir_primero(self, bloque: bytes) -> None:
        primero = self._cuerpo(bloque)
        if primero.nombre != NOMBRE_INICIAL:
            raise RegistroAlterado("el nombre del primer registro lleva algo más")
        _exigir_marca(primero.datos, self.marca_de_tiempo)

    def _cuerpo(self, bloque: bytes) -> Registro:
        nombre = bloque[:100].rstrip(b"\0").decode("ascii", "replace")
        largo = _leer_octal(bloque[124:135])
        if largo > LIMITE_DE_REGISTRO:
            raise FueraDeLimites("un registro del archivo es demasiado largo")
        if not nombre.isascii() or cabecera(nombre, largo, self.marca_de_tiempo) != bloque:
            raise RegistroAlterado("la cabecera de un registro no es la única permitida")
        con_relleno = largo + len(relleno(largo))
        cuerpo = self._tomar(con_relleno)
        if len(cuerpo) < con_relleno:
            raise ArchivoTruncado("el archivo termina a la mitad de un registro")
        if cuerpo[largo:] != relleno(largo):
            raise RegistroAlterado("el relleno de un registro no son ceros")
        return Registro(nombre, cuerpo[:largo])

    def _tomar(self, cuantos: int) -> bytes:
        octetos = self._entrada.read(cuantos)
        self._suma.update(octetos)
        self.leidos += len(octetos)
        return octetos


def _leer_octal(cifras: bytes) -> int:
    if not re.fullmatch(rb"[0-7]{11}", cifras):
        raise RegistroAlterado("un número de la cabecera de un registro no está en octal")
    return int(cifras, 8)


def escribir_marca(marca_de_tiempo: int) -> bytes:
    """The contents of the first record."""
    return canonico.escribir({"version": 1, "timestamp": str(marca_de_tiempo)})


def _exigir_marca(datos: bytes, esperada: int) -> None:
    campos = leer_campos(canonico.leer(datos), ("version", "timestamp"))
    segundos = leer_cadena(campos["timestamp"])
    if leer_entero(campos["version"]) != 1 or not _SEGUNDOS.fullmatch(segundos):
        raise RegistroAlterado("el primer registro no es de la versión 1 o no dice su hora")
    if int(segundos) != esperada:
        raise RegistroAlterado("la hora de los registros no es la del primero")
