"""Writes tests/vectores/comprobacion.json: ballots, their openings, and what each must end as.

    .venv/bin/python -m tests.boletas.cripto.vectores_de_comprobacion

Randomness is drawn anew, so a second run gives other ballots of the same cases.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from boletas.cripto.boleta import BLANCO, Voto
from boletas.cripto.comprobacion import Apertura, emitir_comprobable, escribir_apertura
from boletas.cripto.credencial import generar_credencial
from boletas.cripto.definicion import Pregunta
from boletas.cripto.grupo import ORDEN
from boletas.cripto.respuesta import RespuestaAbierta
from boletas.impresion.aperturas import textos_de_apertura
from tests.boletas.cripto.mesa_de_prueba import Mesa, instalar

ARCHIVO = Path(__file__).resolve().parents[2] / "vectores" / "comprobacion.json"
ORIGEN = "ours: tests/boletas/cripto/vectores_de_comprobacion.py; docs/formato-comprobacion.md"
VARIAS = (
    Pregunta("¿Qué planilla?", ("Maguey", "Mezquite", "Voto nulo"), 1, 1),
    Pregunta("Proyectos", ("a", "b", "c"), 1, 2, blanco=True),
)


def escribir() -> None:
    """Make the cases and write the file."""
    una, varias = instalar(), instalar(VARIAS)
    casos = [*_validos(una, varias), *_de_apertura(una), *_de_boleta(una)]
    contenido = {"version": 1, "origen": ORIGEN, "casos": casos}
    ARCHIVO.write_text(json.dumps(contenido, ensure_ascii=False, indent=1) + "\n")


def _caso(
    mesa: Mesa, nombre: str, comentario: str, boleta: bytes, apertura: bytes, espera: str
) -> dict[str, Any]:
    return {
        "id": nombre,
        "comentario": comentario,
        "eleccion": mesa.definicion.texto.decode(),
        "credenciales": mesa.lista.texto.decode(),
        "boleta": boleta.decode(),
        "apertura": apertura.decode(),
        "espera": espera,
    }


def _validos(una: Mesa, varias: Mesa) -> Iterator[dict[str, Any]]:
    casos: list[tuple[Mesa, str, str, list[Voto]]] = [
        (una, "primera_opcion", "the first answer", [(0,)]),
        (una, "voto_nulo", "the last answer", [(2,)]),
        (varias, "dos_preguntas", "one answer, and two of three", [(1,), (0, 2)]),
        (varias, "en_blanco", "one answer, and the blank vote", [(2,), BLANCO]),
    ]
    for mesa, nombre, comentario, votos in casos:
        emitida, apertura = emitir_comprobable(mesa.definicion, mesa.credenciales[0], votos)
        caso = _caso(mesa, nombre, comentario, emitida.texto, escribir_apertura(apertura), "valida")
        yield caso | {
            "votos": [None if voto is BLANCO else list(voto) for voto in votos],
            "qr": list(textos_de_apertura(apertura)),
        }


def _de_apertura(mesa: Mesa) -> Iterator[dict[str, Any]]:
    emitida, apertura = emitir_comprobable(mesa.definicion, mesa.credenciales[1], [(1,)])
    _, otra = emitir_comprobable(mesa.definicion, mesa.credenciales[1], [(1,)])
    (abierta,) = apertura.respuestas
    vector, azares = abierta.vector, abierta.azares
    texto = escribir_apertura(apertura)

    def con(vector: tuple[int, ...] = vector, azares: tuple[int, ...] = azares) -> bytes:
        return escribir_apertura(replace(apertura, respuestas=(RespuestaAbierta(vector, azares),)))

    sin_respuestas = Apertura(apertura.uuid, apertura.boleta, ())
    for nombre, comentario, octetos, espera in (
        ("otro_voto", "another answer, same exponents", con((1, 0, 0)), "AperturaFalsa"),
        ("ningun_voto", "no answer", con((0, 0, 0)), "AperturaFalsa"),
        (
            "otro_azar",
            "one exponent plus one",
            con(azares=(*azares[:2], (azares[2] + 1) % ORDEN)),
            "AperturaFalsa",
        ),
        ("azares_cambiados", "two exponents swapped", con(azares=azares[::-1]), "AperturaFalsa"),
        ("de_otra_boleta", "opening of another ballot", escribir_apertura(otra), "AperturaAjena"),
        (
            "de_otra_eleccion",
            "opening that names another election",
            escribir_apertura(replace(apertura, uuid="1" * 14)),
            "AperturaAjena",
        ),
        ("sin_respuestas", "no answers", escribir_apertura(sin_respuestas), "AperturaIncompleta"),
        (
            "un_azar_menos",
            "one exponent less",
            con(azares=azares[:2]),
            "AperturaIncompleta",
        ),
        ("una_opcion_mas", "one mark more", con((*vector, 0)), "AperturaIncompleta"),
        ("con_espacio", "a space", texto.replace(b":", b": ", 1), "TextoNoCanonico"),
        ("campo_de_mas", "an unknown field", b'{"a":1,' + texto[1:], "CampoInesperado"),
        ("marca_dos", "a mark of 2", texto.replace(b"[0,1,0]", b"[0,2,0]"), "CampoInesperado"),
        (
            "azar_con_cero",
            "an exponent with a leading zero",
            texto.replace(b'["', b'["0', 1),
            "EscalarNoCanonico",
        ),
        (
            "azar_mayor",
            "an exponent that is the order",
            con(azares=(ORDEN, *azares[1:])),
            "EscalarNoCanonico",
        ),
    ):
        yield _caso(mesa, nombre, comentario, emitida.texto, octetos, espera)


def _de_boleta(mesa: Mesa) -> Iterator[dict[str, Any]]:
    """An opening that fits does not make up for a ballot that is none."""
    ajena = generar_credencial(mesa.definicion.uuid)
    emitida, apertura = emitir_comprobable(mesa.definicion, ajena, [(0,)])
    yield _caso(
        mesa,
        "pase_ajeno",
        "a right ballot whose pase is of no list",
        emitida.texto,
        escribir_apertura(apertura),
        "CredencialNoListada",
    )
    emitida, apertura = emitir_comprobable(mesa.definicion, mesa.credenciales[2], [(0,)])
    sin_fin = emitida.texto + b"\n"
    yield _caso(
        mesa,
        "boleta_no_canonica",
        "a line feed after the ballot",
        sin_fin,
        escribir_apertura(apertura),
        "TextoNoCanonico",
    )
    otra, apertura_otra = emitir_comprobable(mesa.definicion, mesa.credenciales[3], [(0,)])
    firma = emitida.texto[emitida.texto.rindex(b',"signature":') :]
    injertada = otra.texto[: otra.texto.rindex(b',"signature":')] + firma
    yield _caso(
        mesa,
        "firma_de_otra",
        "the signature of another ballot",
        injertada,
        escribir_apertura(apertura_otra),
        "HashDeBoletaDistinto",
    )


if __name__ == "__main__":
    escribir()
