"""Archives for the shared vectors: small ones, and one for each way in which bytes can be wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from boletas.cripto.huella import sha256_hex
from boletas.cripto.registros import cabecera, escribir_marca, relleno
from boletas.cripto.sucesos import Tipo, escribir_suceso
from tests.boletas.cripto import actos
from tests.boletas.cripto.casos_de_boleta import DOS, LISTA, PASES, UNA, Caso

MARCA = 1_795_338_800


def _registro(nombre: str, datos: bytes, marca: int = MARCA) -> bytes:
    return cabecera(nombre, len(datos), marca) + datos + relleno(len(datos))


def _dato(datos: bytes) -> bytes:
    return _registro(f"{sha256_hex(datos)}.data.json", datos)


def _suceso(datos: bytes) -> bytes:
    return _registro(f"{sha256_hex(datos)}.event.json", datos)


def casos_de_archivo() -> Iterator[Caso]:
    """Records, events and tallies."""
    yield "of a record", "registros.cabecera", ["BELENIOS", 42, MARCA]
    yield "of the first", "registros.escribir_marca", [MARCA]
    yield "of the first event", "sucesos.escribir_suceso", ["Setup", 0, "", "ab" * 32]
    yield "without payload", "sucesos.escribir_suceso", ["EndBallots", 9, "cd" * 32, ""]
    inicio = _registro("BELENIOS", escribir_marca(MARCA))
    yield from _registros(inicio)
    yield from _sucesos(inicio)
    yield from _escrutinios()


def _registros(inicio: bytes) -> Iterator[Caso]:
    uno = _dato(b"{}")
    otra_hora = _registro("BELENIOS", escribir_marca(MARCA + 1))
    largo = bytearray(cabecera("x", 0, MARCA))
    largo[124:135] = b"77777777777"
    for comentario, octetos in (
        ("the first alone", inicio),
        ("one more", inicio + uno),
        ("nothing", b""),
        ("of another kind", b"PK\x03\x04" + bytes(600)),
        ("shorter than a block", inicio[:100]),
        ("cut in a body", inicio[:-1]),
        ("cut in a heading", (inicio + uno)[:-600]),
        ("another name in the first", _registro("BELENIOS\0x", escribir_marca(MARCA))),
        ("another hour inside", otra_hora[:136] + inicio[136:147] + otra_hora[147:]),
        ("another hour later on", inicio + _registro("x", b"", MARCA + 1)),
        ("another version", _registro("BELENIOS", b'{"version":2,"timestamp":"1"}', 1)),
        ("an hour that is a number", _registro("BELENIOS", b'{"version":1,"timestamp":1}', 1)),
        ("a space in it", _registro("BELENIOS", b'{"version":1, "timestamp":"1"}', 1)),
        ("mode changed", inicio + uno[:100] + b"0000755" + uno[107:]),
        ("a checksum written otherwise", inicio + uno[:148] + b" " + uno[149:]),
        ("digits that are not octal", inicio + uno[:124] + b"8" + uno[125:]),
        ("padding that is not zero", inicio + uno[:-1] + b"\1"),
        ("a block at the end", inicio + bytes(512)),
        ("longer than any", inicio + bytes(largo)),
    ):
        yield comentario, "registros.leer", [octetos.hex()]


def _sucesos(inicio: bytes) -> Iterator[Caso]:
    datos = [json.dumps([n]).encode() for n in range(6)]
    carga = sha256_hex(datos[3])
    setup = escribir_suceso(Tipo.SETUP, 0, "", carga)
    fin = escribir_suceso(Tipo.END_BALLOTS, 1, sha256_hex(setup), "")
    ajeno = escribir_suceso(Tipo.END_BALLOTS, 1, "ab" * 32, "")
    cuatro = b"".join(map(_dato, datos[:4]))
    instalada = inicio + cuatro + _suceso(setup)
    boleta = escribir_suceso(Tipo.BALLOT, 1, sha256_hex(setup), sha256_hex(datos[4]))
    for comentario, octetos in (
        ("no event", inicio),
        ("set up", instalada),
        ("closed", instalada + _suceso(fin)),
        ("a ballot", instalada + _dato(datos[4]) + _suceso(boleta)),
        ("a ballot that nothing announces", instalada + _dato(datos[4])),
        ("a ballot other than the one announced", instalada + _dato(datos[5]) + _suceso(boleta)),
        ("an event without its ballot", instalada + _suceso(boleta)),
        ("a record more", inicio + _dato(datos[5]) + cuatro + _suceso(setup)),
        ("a record less", inicio + cuatro[1024:] + _suceso(setup)),
        ("the event twice", instalada + _suceso(setup)),
        ("another height", instalada + _suceso(fin.replace(b":1,", b":2,"))),
        ("another parent", instalada + _suceso(ajeno)),
        ("a parent that is none", instalada + _suceso(escribir_suceso(Tipo.BALLOT, 1, "x", ""))),
        ("a type of another protocol", instalada + _suceso(fin.replace(b"EndB", b"Shuf"))),
        ("a field of ours", instalada + _suceso(fin[:-1] + b',"hora":1}')),
        ("a name of other contents", inicio + _registro("0" * 64 + ".data.json", datos[0])),
        ("neither data nor event", inicio + _registro("nota.txt", b"hola")),
    ):
        yield comentario, "sucesos.leer_sucesos", [octetos.hex()]


def _escrutinios() -> Iterator[Caso]:
    def boleta(definicion: str, votos: list[Any], n: int) -> str:
        return str(actos.emitir(definicion, PASES[n].texto, votos, f"suma {n}")["boleta"])

    una, dos = UNA.texto.decode(), DOS.texto.decode()
    boletas = [boleta(una, [[n]], n) for n in range(2)]
    yield "of no ballots", "escrutinio.escrutar", [dos, []]
    yield "of two", "escrutinio.escrutar", [una, boletas]
    yield "of one with two questions", "escrutinio.escrutar", [dos, [boleta(dos, [[0], None], 2)]]
    yield "a ballot of another election", "escrutinio.escrutar", [dos, boletas]
    sumas = [actos.ACTOS["escrutinio.escrutar"](una, [texto]) for texto in boletas]
    ajena = actos.ACTOS["escrutinio.escrutar"](dos, [])
    yield "of two mesas", "escrutinio.sumar_computos", [una, sumas]
    yield "of none", "escrutinio.sumar_computos", [una, []]
    yield "of another question", "escrutinio.sumar_computos", [una, [ajena]]
    yield "a list", "escrutinio.sumar_computos", [una, [LISTA]]
