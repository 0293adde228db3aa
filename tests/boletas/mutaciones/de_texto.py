"""Mutations of a text as bytes: what a failing disk, a parser's leniency or an editor may do.

Each takes a source of randomness, the text and another lawful text of the same kind.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from random import Random

MutadorDeTexto = Callable[[Random, bytes, bytes], bytes]

_ESTRUCTURA = re.compile(rb"[{}\[\],:]")
_CAMPO = re.compile(r'"[a-z_]+":')
_LETRA = re.compile(rb"[A-Za-z]")
_CIFRA = re.compile(rb"[0-9]")
_NUMERO = re.compile(rb'"[0-9]{70,}"')
_ESPACIOS = (b" ", b"\n", b"\t", b"\r", b"\r\n", "\u00a0".encode(), "\u2028".encode(), b"/**/")
_CIFRAS_AJENAS = ("０", "٠", "०", "߀", "𝟎", "⁰")
_GEMELOS = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "x": "х", "s": "ѕ", "i": "і"}


def bit(azar: Random, texto: bytes, _: bytes) -> bytes:
    """One bit."""
    octetos = bytearray(texto)
    octetos[azar.randrange(len(octetos))] ^= 1 << azar.randrange(8)
    return bytes(octetos)


def octeto(azar: Random, texto: bytes, _: bytes) -> bytes:
    """One byte becomes any other."""
    sitio = azar.randrange(len(texto))
    return texto[:sitio] + bytes([azar.randrange(256)]) + texto[sitio + 1 :]


def octeto_insertado(azar: Random, texto: bytes, _: bytes) -> bytes:
    """One to four bytes more, any or copied from the text."""
    sitio, cuantos = azar.randrange(len(texto) + 1), azar.randint(1, 4)
    desde = azar.randrange(len(texto) - cuantos)
    nuevos = azar.choice((azar.randbytes(cuantos), texto[desde : desde + cuantos]))
    return texto[:sitio] + nuevos + texto[sitio:]


def octeto_borrado(azar: Random, texto: bytes, _: bytes) -> bytes:
    """One to four bytes less."""
    sitio = azar.randrange(len(texto))
    return texto[:sitio] + texto[sitio + azar.randint(1, 4) :]


def truncado(azar: Random, texto: bytes, _: bytes) -> bytes:
    """Its end lost."""
    return texto[: azar.randrange(len(texto))]


def trozos_trocados(azar: Random, texto: bytes, _: bytes) -> bytes:
    """Two stretches of one length change places."""
    largo = azar.randint(1, min(200, len(texto) // 3))
    a = azar.randrange(len(texto) - 2 * largo)
    b = azar.randrange(a + largo, len(texto) - largo + 1)
    uno, dos = texto[a : a + largo], texto[b : b + largo]
    return texto[:a] + dos + texto[a + largo : b] + uno + texto[b + largo :]


def trozo_repetido(azar: Random, texto: bytes, _: bytes) -> bytes:
    """A stretch twice, beside itself or elsewhere."""
    a, b = sorted(azar.sample(range(len(texto) + 1), 2))
    sitio = azar.choice((b, azar.randrange(len(texto) + 1)))
    return texto[:sitio] + texto[a:b] + texto[sitio:]


def cruce(azar: Random, texto: bytes, otro: bytes) -> bytes:
    """The head of one lawful text and the tail of another."""
    sitio = azar.randrange(1, min(len(texto), len(otro)))
    return texto[:sitio] + otro[sitio:]


def espacio(azar: Random, texto: bytes, _: bytes) -> bytes:
    """Space where JSON allows it, and what some readers take for space."""
    sitio = azar.choice([m.end() for m in _ESTRUCTURA.finditer(texto)])
    sitio -= azar.getrandbits(1)
    return texto[:sitio] + azar.choice(_ESPACIOS) * azar.randint(1, 3) + texto[sitio:]


def escape(azar: Random, texto: bytes, _: bytes) -> bytes:
    """A character of a string written as an escape, in either case: another spelling of it."""
    sitio = azar.choice([m.start() for m in re.finditer(rb"[A-Za-z0-9/+|-]", texto)])
    codigo = f"{texto[sitio]:04x}"
    escrito = b"\\u" + azar.choice((codigo, codigo.upper())).encode()
    if texto[sitio : sitio + 1] == b"/":
        escrito = azar.choice((b"\\/", escrito))
    return texto[:sitio] + escrito + texto[sitio + 1 :]


def codificacion(azar: Random, texto: bytes, _: bytes) -> bytes:
    """Another encoding of the same characters: marks of order, UTF-16, overlong UTF-8."""
    sitio = azar.choice([m.start() for m in _LETRA.finditer(texto)])
    larga = bytes([0xC0 | texto[sitio] >> 6, 0x80 | texto[sitio] & 0x3F])
    cadena = texto.decode()
    return azar.choice(
        (
            texto[:sitio] + larga + texto[sitio + 1 :],
            texto[:sitio] + b"\xef\xbb\xbf" + texto[sitio:],
            b"\xef\xbb\xbf" + texto,
            cadena.encode(azar.choice(("utf-16", "utf-16-le", "utf-32", "utf-7"))) + b"\n" * sitio,
        )
    )


def cola(azar: Random, texto: bytes, otro: bytes) -> bytes:
    """Something before or after: a second value, zeros, an end of line."""
    algo = azar.choice((b"\n", b"\0", b" ", b"{}", b"null", b",", b"\x1a", azar.randbytes(3), otro))
    algo *= azar.randint(1, 4)
    return azar.choice((texto + algo, algo + texto))


def cifra_ajena(azar: Random, texto: bytes, _: bytes) -> bytes:
    """A digit becomes the same digit of another script, which Python's `int` would take."""
    sitio = azar.choice([m.start() for m in _CIFRA.finditer(texto)])
    cero = azar.choice(_CIFRAS_AJENAS)
    valor = int(texto[sitio : sitio + 1])
    ajena = "⁰¹²³⁴⁵⁶⁷⁸⁹"[valor] if cero == "⁰" else chr(ord(cero) + valor)
    return texto[:sitio] + ajena.encode() + texto[sitio + 1 :]


def letra_gemela(azar: Random, texto: bytes, _: bytes) -> bytes:
    """A letter in the other case, one that looks like it, or followed by a combining mark."""
    sitio = azar.choice([m.start() for m in _LETRA.finditer(texto)])
    letra = texto[sitio : sitio + 1].decode()
    nueva = azar.choice(
        (
            letra.swapcase(),
            _GEMELOS.get(letra, letra.swapcase()),
            letra + "\u0301",
            letra + "\u200b",
        )
    )
    return texto[:sitio] + nueva.encode() + texto[sitio + 1 :]


def campo_repetido(azar: Random, texto: bytes, otro: bytes) -> bytes:
    """A field twice, with its own value or another's: readers differ on which counts."""
    cadena, ajena = texto.decode(), otro.decode()
    inicio, fin, campo = _elegir_campo(azar, cadena)
    propio, segundo = cadena[inicio:fin], azar.choice(("null", '""', "0", "[]"))
    iguales = [m for m in _CAMPO.finditer(ajena) if m.group() == campo]
    if iguales:
        donde = azar.choice(iguales).start()
        segundo = ajena[donde : _fin_de_valor(ajena, donde + len(campo))][len(campo) :]
    repetido = azar.choice((propio, campo + segundo))
    par = azar.choice((f"{repetido},{propio}", f"{propio},{repetido}"))
    return (cadena[:inicio] + par + cadena[fin:]).encode()


def anidado(azar: Random, texto: bytes, _: bytes) -> bytes:
    """A value inside many arrays or objects."""
    cadena = texto.decode()
    inicio, fin, campo = _elegir_campo(azar, cadena)
    veces, valor = azar.choice((1, 2, 40, 900, 1500)), cadena[inicio + len(campo) : fin]
    abre, cierra = azar.choice((("[", "]"), ('{"a":', "}")))
    return (cadena[:inicio] + campo + abre * veces + valor + cierra * veces + cadena[fin:]).encode()


def numero_sin_comillas(azar: Random, texto: bytes, _: bytes) -> bytes:
    """A scalar as a JSON number, in several of the ways a reader could take it."""
    sitio = azar.choice(list(_NUMERO.finditer(texto)))
    cifras = sitio.group()[1:-1]
    nuevo = azar.choice(
        (cifras, b"-" + cifras, cifras + b".0", cifras + b"e0", cifras + b"E+0", b"0" + cifras)
    )
    return texto[: sitio.start()] + nuevo + texto[sitio.end() :]


def _elegir_campo(azar: Random, cadena: str) -> tuple[int, int, str]:
    campo = azar.choice(list(_CAMPO.finditer(cadena)))
    return campo.start(), _fin_de_valor(cadena, campo.end()), campo.group()


def _fin_de_valor(cadena: str, inicio: int) -> int:
    return json.JSONDecoder().raw_decode(cadena, inicio)[1]


DE_OCTETOS: tuple[MutadorDeTexto, ...] = (
    bit,
    octeto,
    octeto_insertado,
    octeto_borrado,
    truncado,
    trozos_trocados,
    trozo_repetido,
    cruce,
    cola,
)
DE_ESCRITURA: tuple[MutadorDeTexto, ...] = (
    espacio,
    escape,
    codificacion,
    cifra_ajena,
    letra_gemela,
    campo_repetido,
    anidado,
    numero_sin_comillas,
)
