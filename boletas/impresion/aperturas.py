"""The opening of a ballot as QR codes, for a phone in front of the kiosk.

Format: docs/formato-comprobacion.md, QR. Each part carries the mark of the whole, so parts of two
openings are never joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from boletas.cripto.comprobacion import Apertura
from boletas.cripto.definicion import es_uuid
from boletas.cripto.grupo import ORDEN
from boletas.cripto.respuesta import RespuestaAbierta
from boletas.errores import AperturaAjena, AperturaIncompleta, CampoInesperado, EscalarNoCanonico
from boletas.impresion import base45
from boletas.impresion.errores import Base45Invalida

PREFIJO: Final = "JPC3:"
OCTETOS_POR_PARTE: Final = 600
"""As many as leave each code at version 20 or less, level M."""
_MARCA: Final = 8
_PARTE: Final = re.compile(r"JPC3:([1-9][0-9]?)/([1-9][0-9]?):(.*)", re.ASCII | re.DOTALL)


def textos_de_apertura(apertura: Apertura) -> tuple[str, ...]:
    """Write the texts of the QR codes of an opening: one up to about 15 ciphertexts."""
    octetos = _octetos(apertura)
    marca = sha256(octetos).digest()[:_MARCA]
    trozos = [octetos[i : i + OCTETOS_POR_PARTE] for i in range(0, len(octetos), OCTETOS_POR_PARTE)]
    return tuple(
        f"{PREFIJO}{numero}/{len(trozos)}:{base45.codificar(marca + trozo)}"
        for numero, trozo in enumerate(trozos, 1)
    )


def leer_textos_de_apertura(textos: Sequence[str]) -> Apertura:
    """Join the texts of the QR codes of one opening, in any order.

    Raises:
        AperturaIncompleta: A part is missing or stands twice.
        AperturaAjena: Parts of two openings, or a part was altered.
        CampoInesperado, EscalarNoCanonico: The bytes are not those of an opening.
    """
    partes: dict[int, bytes] = {}
    totales: set[int] = set()
    for texto in textos:
        numero, total, octetos = _leer_parte(texto)
        if numero in partes or numero > total:
            raise AperturaIncompleta(f"la parte {numero} está dos veces o sobra")
        partes[numero] = octetos
        totales.add(total)
    marcas = {octetos[:_MARCA] for octetos in partes.values()}
    if len(totales) > 1 or len(marcas) > 1:
        raise AperturaAjena("los códigos son de dos aperturas")
    if not partes or len(partes) != totales.pop():
        raise AperturaIncompleta("falta un código de la apertura")
    juntos = b"".join(partes[numero][_MARCA:] for numero in sorted(partes))
    if sha256(juntos).digest()[:_MARCA] != marcas.pop():
        raise AperturaAjena("los códigos no son los de una apertura")
    apertura = _leer(juntos)
    if sorted(textos) != sorted(textos_de_apertura(apertura)):
        raise CampoInesperado("los códigos no están en la única forma permitida")
    return apertura


def _leer_parte(texto: str) -> tuple[int, int, bytes]:
    parte = _PARTE.fullmatch(texto)
    if parte is None:
        raise CampoInesperado("el código no es el de una apertura")
    try:
        octetos = base45.decodificar(parte[3])
    except Base45Invalida as falla:
        raise CampoInesperado("el código no se lee") from falla
    return int(parte[1]), int(parte[2]), octetos


def _octetos(apertura: Apertura) -> bytes:
    partes = [
        bytes([len(apertura.uuid)]),
        apertura.uuid.encode("ascii"),
        bytes.fromhex(apertura.boleta),
        bytes([len(apertura.respuestas)]),
    ]
    for respuesta in apertura.respuestas:
        partes.append(bytes([len(respuesta.vector)]))
        partes.append(bytes(respuesta.vector))
        partes += [azar.to_bytes(32, "big") for azar in respuesta.azares]
    return b"".join(partes)


def _leer(octetos: bytes) -> Apertura:
    lector = _Lector(octetos)
    uuid = lector.tomar(lector.uno()).decode("ascii", "replace")
    if not es_uuid(uuid):
        raise CampoInesperado("los códigos no nombran una elección")
    boleta = lector.tomar(32).hex()
    respuestas = []
    for _ in range(lector.uno()):
        cifrados = lector.uno()
        vector = tuple(lector.tomar(cifrados))
        azares = tuple(int.from_bytes(lector.tomar(32), "big") for _ in range(cifrados))
        if any(marca > 1 for marca in vector):
            raise CampoInesperado("una opción no está marcada con 0 o con 1")
        if any(azar >= ORDEN for azar in azares):
            raise EscalarNoCanonico("un azar no es menor que el orden")
        respuestas.append(RespuestaAbierta(vector, azares))
    if lector.queda:
        raise CampoInesperado("los códigos traen octetos de más")
    return Apertura(uuid, boleta, tuple(respuestas))


class _Lector:
    """Bytes taken one after the other, never past the end."""

    def __init__(self, octetos: bytes) -> None:
        self.queda = octetos

    def tomar(self, cuantos: int) -> bytes:
        if len(self.queda) < cuantos:
            raise AperturaIncompleta("a los códigos les faltan octetos")
        tomados, self.queda = self.queda[:cuantos], self.queda[cuantos:]
        return tomados

    def uno(self) -> int:
        return self.tomar(1)[0]
