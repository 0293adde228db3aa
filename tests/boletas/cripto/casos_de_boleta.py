"""Definitions and ballots for the shared vectors: right ones, and one for each way to be wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from boletas.cripto import canonico
from boletas.cripto.boleta import limite_de_boleta
from boletas.cripto.credencial import Credencial, generar_credencial, publicar_lista
from boletas.cripto.definicion import Definicion, Pregunta, redactar_definicion
from boletas.cripto.grupo import ORDEN, leer_punto, potencia_de_g
from boletas.cripto.huella import b64
from boletas.cripto.pruebas import campos_de_prueba, firmar_boleta
from tests.boletas.cripto import actos
from tests.boletas.cripto.actos import AzarDeVector
from tests.boletas.mutaciones import puntos

Caso = tuple[str, str, list[Any]]

UUID = "hiRxTZQHGA165y"
LLAVE = potencia_de_g(271828182845904523536)
PLANILLAS = Pregunta("¿Qué planilla?", ("Maguey", "Mezquite", "Voto nulo"), 1, 1)
PROYECTOS = Pregunta("Hasta dos «proyectos»", ("Pozo", "Luz", "Cancha"), 1, 2, blanco=True)
PASES = tuple(generar_credencial(UUID, AzarDeVector(f"pase {n}")) for n in range(3))
AJENO = generar_credencial(UUID, AzarDeVector("pase ajeno"))
LISTA = publicar_lista(pase.publica for pase in PASES).decode()
IDENTIDAD = "0" * 63 + "1"


def _definicion(*preguntas: Pregunta, uuid: str = UUID, nombre: str = "D001-M1") -> Definicion:
    return redactar_definicion(
        uuid=uuid,
        nombre=nombre,
        descripcion='Prueba: ñ, «comillas» y "otras" \\ barra',
        llave=LLAVE,
        preguntas=preguntas,
    )


UNA, DOS = _definicion(PLANILLAS), _definicion(PLANILLAS, PROYECTOS)


def casos_de_definicion() -> Iterator[Caso]:
    """Definitions that are read, and one for each rule that they can break."""
    completa = redactar_definicion(
        uuid=UUID,
        nombre="D001-M1",
        descripcion="",
        llave=LLAVE,
        preguntas=[PROYECTOS],
        administrador="Comisión",
        autoridad="Dos personas",
    )
    for comentario, leida in (("one", UNA), ("two questions", DOS), ("every field", completa)):
        yield comentario, "definicion.leer_definicion", [leida.texto.decode()]
        yield comentario, "definicion.redactar_definicion", [leida.texto.decode()]

    def con(**cambios: Any) -> str:
        return canonico.escribir(json.loads(completa.texto) | cambios).decode()

    pregunta = json.loads(completa.texto)["questions"][0]
    for comentario, texto in (
        ("another version", con(version=2)),
        ("a version beyond any", con(version=10**30)),
        ("another group", con(group="RFC-3526-2048")),
        ("a short uuid", con(uuid="hiRxTZQHGA165")),
        ("a long uuid", con(uuid="h" * 65)),
        ("a uuid with a zero", con(uuid="hiRxTZQHGA1650")),
        ("no questions", con(questions=[])),
        ("questions that are none", con(questions={})),
        ("an empty field that may be left out", con(administrator="")),
        ("a number for a text", con(name=5)),
        ("no answers", con(questions=[pregunta | {"answers": []}])),
        ("an answer that is no text", con(questions=[pregunta | {"answers": ["a", "b", 5]}])),
        ("more than there are", con(questions=[pregunta | {"max": 4}])),
        ("beyond any number", con(questions=[pregunta | {"max": 10**30}])),
        ("minimum above maximum", con(questions=[pregunta | {"min": 3}])),
        ("blank false", con(questions=[pregunta | {"blank": False}])),
        ("a field of ours", con(questions=[pregunta | {"peso": 1}])),
        ("the identity as key", con(public_key=IDENTIDAD)),
        ("no point as key", con(public_key="f" * 64)),
        ("a space", completa.texto.decode().replace(":1,", ": 1,", 1)),
        ("a field twice", completa.texto.decode().replace('"name"', '"name":"x","name"', 1)),
    ):
        yield comentario, "definicion.leer_definicion", [texto]
    yield "longer than 1 MiB", "definicion.larga", [(1 << 20) + 1]


def _emitida(definicion: Definicion, pase: Credencial, votos: list[Any], semilla: str) -> str:
    hecha = actos.emitir(definicion.texto.decode(), pase.texto, votos, semilla)
    return str(hecha["boleta"])


def _firmada(campos: dict[str, Any], pase: Credencial) -> str:
    """The ballot that these fields are, signed well by its voter."""
    cuerpo = {nombre: valor for nombre, valor in campos.items() if nombre != "signature"}
    hash_b64 = b64(canonico.escribir(cuerpo))
    firma = firmar_boleta(hash_b64, pase.exponente, AzarDeVector("firma"))
    suya = {"hash": hash_b64, "proof": campos_de_prueba(firma)}
    return canonico.escribir(cuerpo | {"signature": suya}).decode()


def casos_de_boleta() -> Iterator[Caso]:
    """Ballots made, ballots verified, and one ballot for each check that can refuse one."""
    votaciones: list[tuple[Definicion, list[Any]]] = [
        *((UNA, [[n]]) for n in range(3)),
        *((DOS, [[1], votos]) for votos in (None, [0], [1, 2])),
        (UNA, [[]]),
        (UNA, [[0, 1]]),
        (UNA, [[3]]),
        (UNA, [None]),
        (UNA, []),
        (DOS, [[0], [0, 0]]),
        (DOS, [[0], [0, 1, 2]]),
    ]
    for definicion, votos in votaciones:
        pedido = [definicion.texto.decode(), PASES[0].texto, votos, "emitida"]
        yield f"votes {votos}", "boleta.emitir_comprobable", pedido
    for definicion, votos in (*votaciones[:1], *votaciones[3:6]):
        boleta = _emitida(definicion, PASES[1], votos, "verificada")
        pedido = [definicion.texto.decode(), LISTA, boleta]
        yield f"a ballot with votes {votos}", "boleta.verificar_boleta", pedido
    for comentario, definicion, boleta in _boletas_malas():
        pedido = [definicion.texto.decode(), LISTA, boleta]
        yield comentario, "boleta.verificar_boleta", pedido
    yield from _aperturas()


def _boletas_malas() -> Iterator[tuple[str, Definicion, str]]:
    pase, otro = PASES[0], PASES[1]
    buena, gemela = (_emitida(UNA, p, [[0]], "buena") for p in (pase, otro))
    doble = _emitida(DOS, pase, [[0], [0]], "doble")
    blanca = _emitida(DOS, pase, [[0], None], "blanca")

    def con(cambiar: Callable[[dict[str, Any]], object], texto: str = buena) -> str:
        campos = json.loads(texto)
        cambiar(campos)
        return _firmada(campos, pase)

    def respuesta(campos: dict[str, Any], numero: int = 0) -> dict[str, Any]:
        hallada: dict[str, Any] = campos["answers"][numero]
        return hallada

    def trocar(lista: list[Any], i: int = 0, j: int = 1) -> None:
        lista[i], lista[j] = lista[j], lista[i]

    sin_firma = json.loads(buena)
    firma = sin_firma.pop("signature")
    otra_firma = json.loads(gemela)["signature"]
    torcido = _torcer(json.loads(buena)["answers"][0]["choices"][0]["alpha"])
    yield "a space", UNA, buena.replace(",", ", ", 1)
    yield "longer than any", UNA, "[" + "1," * limite_de_boleta(UNA) + "1]"
    yield "not signed", UNA, canonico.escribir(sin_firma).decode()
    yield "a field of ours", UNA, con(lambda c: c.update(hora=1))
    yield "an array", UNA, "[]"
    yield "of another election", _definicion(PLANILLAS, uuid="hiRxTZQHGA165z"), buena
    yield "of another definition", _definicion(PLANILLAS, nombre="D001-M2"), buena
    yield "an answer missing", DOS, buena
    yield "a pase of another list", UNA, _emitida(UNA, AJENO, [[0]], "ajena")
    yield "the identity as credential", UNA, con(lambda c: c.update(credential=IDENTIDAD))
    yield "no credential", UNA, con(lambda c: c.update(credential="x"))
    yield (
        *("another hash signed", UNA),
        canonico.escribir(sin_firma | {"signature": otra_firma}).decode(),
    )
    falsa = firma | {"proof": otra_firma["proof"]}
    yield "another's proof", UNA, canonico.escribir(sin_firma | {"signature": falsa}).decode()
    yield "a choice missing", UNA, con(lambda c: respuesta(c)["choices"].pop())
    yield "a proof missing", UNA, con(lambda c: respuesta(c)["individual_proofs"][0].pop())
    yield (
        "an overall proof too many",
        UNA,
        con(lambda c: respuesta(c)["overall_proof"].append(respuesta(c)["overall_proof"][0])),
    )
    yield (
        "a challenge not reduced",
        UNA,
        con(lambda c: respuesta(c)["overall_proof"][0].update(challenge=str(ORDEN))),
    )
    yield (
        "a point in capitals",
        UNA,
        con(lambda c: respuesta(c)["choices"][0].update(alpha="ABCDEF" + "0" * 58)),
    )
    yield (
        "a point outside the group",
        UNA,
        con(lambda c: respuesta(c)["choices"][0].update(alpha=torcido)),
    )
    yield (
        "the identity as ciphertext",
        UNA,
        con(lambda c: respuesta(c)["choices"][0].update(beta=IDENTIDAD)),
    )
    yield "choices changed over", UNA, con(lambda c: trocar(respuesta(c)["choices"]))
    yield "proofs changed over", UNA, con(lambda c: trocar(respuesta(c)["individual_proofs"][0]))
    yield (
        "an overall proof of another",
        UNA,
        con(
            lambda c: respuesta(c).update(
                overall_proof=respuesta(json.loads(gemela))["overall_proof"]
            )
        ),
    )
    yield (
        "an overall proof changed over",
        DOS,
        con(lambda c: trocar(respuesta(c, 1)["overall_proof"]), doble),
    )
    yield (
        "a blank proof changed over",
        DOS,
        con(lambda c: trocar(respuesta(c, 1)["blank_proof"]), doble),
    )
    yield (
        "a blank proof where none belongs",
        UNA,
        con(
            lambda c: respuesta(c).update(
                blank_proof=respuesta(json.loads(blanca), 1)["blank_proof"]
            )
        ),
    )


def _torcer(texto: str) -> str:
    """The same point plus one of small order."""
    return puntos.texto(puntos.torcer(leer_punto(texto), Random("torcido")))


def _aperturas() -> Iterator[Caso]:
    """Openings as QR codes: joined, and each way in which they cannot be."""
    eleccion, larga = UNA.texto.decode(), _definicion(*[PROYECTOS] * 5)
    una = actos.emitir(eleccion, PASES[0].texto, [[0]], "una")
    otra = actos.emitir(eleccion, PASES[1].texto, [[0]], "otra")
    varias = actos.emitir(larga.texto.decode(), PASES[0].texto, [[0]] * 5, "varias")["qr"]
    ajenas = actos.emitir(larga.texto.decode(), PASES[1].texto, [[0]] * 5, "ajenas")["qr"]
    (texto,) = una["qr"]
    acto = "aperturas.leer_textos_de_apertura"
    for comentario, textos in (
        ("one code", [texto]),
        ("two codes", varias),
        ("two codes, the second first", varias[::-1]),
        ("one of two", varias[:1]),
        ("the first twice", [varias[0], varias[0]]),
        ("of two openings", [varias[0], ajenas[1]]),
        ("none", []),
        ("another kind of code", [texto.replace("JPC3", "JPC4")]),
        ("not base 45", [texto[:-1] + "ñ"]),
        ("a letter changed", [texto[:40] + ("A" if texto[40] != "A" else "B") + texto[41:]]),
        ("cut short", [texto[:-3]]),
        ("in small letters", [texto.lower()]),
        ("a line feed after", [texto + "\n"]),
        ("a part beyond the last", [texto.replace("1/1", "2/1", 1)]),
    ):
        yield comentario, acto, [textos]
    pedido = [eleccion, LISTA, una["boleta"]]
    yield "opened by its codes", "comprobacion.comprobar_boleta", [*pedido, una["qr"]]
    yield "opened by another's", "comprobacion.comprobar_boleta", [*pedido, otra["qr"]]
