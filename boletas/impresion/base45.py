"""Base 45: bytes as text that a QR code stores in its dense alphanumeric mode.

Source: RFC 9285.
"""

from __future__ import annotations

from boletas.impresion.errores import Base45Invalida

ALFABETO = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALOR = {caracter: valor for valor, caracter in enumerate(ALFABETO)}


def codificar(datos: bytes) -> str:
    """Write bytes in base 45: two bytes in three characters, a last odd byte in two (section 4)."""
    partes: list[str] = []
    for i in range(0, len(datos) - 1, 2):
        alto, bajo = divmod(datos[i] << 8 | datos[i + 1], 45)
        alto, medio = divmod(alto, 45)
        partes.append(ALFABETO[bajo] + ALFABETO[medio] + ALFABETO[alto])
    if len(datos) % 2:
        medio, bajo = divmod(datos[-1], 45)
        partes.append(ALFABETO[bajo] + ALFABETO[medio])
    return "".join(partes)


def decodificar(texto: str) -> bytes:
    """Read base 45, the exact inverse of :func:`codificar`.

    Raises:
        Base45Invalida: A character outside the alphabet, an impossible length, or a group whose
            value does not fit its bytes (section 6).
    """
    ajenos = sorted(set(texto) - _VALOR.keys())
    if ajenos:
        raise Base45Invalida(f"la base 45 no tiene estos caracteres: {ajenos!r}")
    if len(texto) % 3 == 1:
        raise Base45Invalida(f"ningún texto en base 45 mide {len(texto)}")
    datos = bytearray()
    for i in range(0, len(texto), 3):
        grupo = texto[i : i + 3]
        valor = sum(_VALOR[caracter] * 45**lugar for lugar, caracter in enumerate(grupo))
        octetos = len(grupo) - 1
        if valor >= 256**octetos:
            raise Base45Invalida(f"el grupo {grupo!r} no cabe en sus octetos")
        datos += valor.to_bytes(octetos, "big")
    return bytes(datos)
