"""The definition: one mesa, one uuid, one question per contest (docs/formato-bel.md, Setup)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from boletas.cripto import canonico
from boletas.cripto.azar import AZAR, Azar
from boletas.cripto.canonico import leer_arreglo, leer_cadena, leer_campos, leer_entero
from boletas.cripto.grupo import Punto, leer_punto, texto_de_punto
from boletas.cripto.huella import b64, sha256_hex
from boletas.errores import DefinicionInvalida, FueraDeLimites

BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
LARGO_DE_UUID: Final = 14
LIMITE_DE_DEFINICION: Final = 1 << 20
_UUID: Final = re.compile(f"[{BASE58}]{{{LARGO_DE_UUID},64}}", re.ASCII)
_OBLIGATORIOS: Final = (
    "version",
    "description",
    "name",
    "group",
    "public_key",
    "questions",
    "uuid",
)


@dataclass(frozen=True, slots=True)
class Pregunta:
    """One question: the voter marks between ``minimo`` and ``maximo`` answers, or votes blank.

    Answers keep the order given; ``blanco`` adds the blank vote, which excludes every answer.
    """

    texto: str
    respuestas: tuple[str, ...]
    minimo: int
    maximo: int
    blanco: bool = False

    def __post_init__(self) -> None:
        if not self.respuestas:
            raise DefinicionInvalida("una pregunta no tiene respuestas")
        if not 0 <= self.minimo <= self.maximo <= len(self.respuestas):
            raise DefinicionInvalida("el mínimo y el máximo de una pregunta no son posibles")

    @property
    def cifrados(self) -> int:
        """Ciphertexts per ballot: one per answer, and first of all the blank vote if there is."""
        return len(self.respuestas) + self.blanco


@dataclass(frozen=True)
class Definicion:
    """A definition read from its raw text, which is what everything hashes and is kept forever."""

    texto: bytes = field(repr=False)
    uuid: str
    nombre: str
    descripcion: str
    llave: Punto = field(repr=False)
    preguntas: tuple[Pregunta, ...]
    administrador: str
    autoridad: str
    huella: str
    """φ, ``election_hash``: SHA-256 of the raw text in Base64."""
    sha256: str


def es_uuid(texto: str) -> bool:
    """At least 14 Base58 characters (and no more than 64)."""
    return _UUID.fullmatch(texto) is not None


def generar_uuid(azar: Azar = AZAR) -> str:
    """Draw the identifier of a new election: 14 Base58 characters, 82 bits."""
    return "".join(BASE58[azar.menor_que(58)] for _ in range(LARGO_DE_UUID))


def redactar_definicion(
    *,
    uuid: str,
    nombre: str,
    descripcion: str,
    llave: Punto,
    preguntas: Sequence[Pregunta],
    administrador: str = "",
    autoridad: str = "",
) -> Definicion:
    """Write the definition of an election; ``.texto`` is the file.

    Args:
        uuid: See `es_uuid`.
        llave: Election key, product of the trustees' keys.
        preguntas: At least one.
        administrador, autoridad: Left out of the text when empty.

    Raises:
        DefinicionInvalida: The uuid is malformed or there are no questions.
        TextoNoCanonico: A text holds a character with no canonical spelling.
    """
    campos: dict[str, object] = {
        "version": 1,
        "description": descripcion,
        "name": nombre,
        "group": "Ed25519",
        "public_key": texto_de_punto(llave),
        "questions": [_campos_de_pregunta(pregunta) for pregunta in preguntas],
        "uuid": uuid,
    }
    if administrador:
        campos["administrator"] = administrador
    if autoridad:
        campos["credential_authority"] = autoridad
    return leer_definicion(canonico.escribir(campos))


def leer_definicion(texto: bytes) -> Definicion:
    """Read a definition strictly and prove its key.

    Raises:
        Incumplimiento: `TextoNoCanonico`, `CampoInesperado`, `DefinicionInvalida`, or a point's.
        FueraDeLimites: Longer than 1 MiB.
    """
    if len(texto) > LIMITE_DE_DEFINICION:
        raise FueraDeLimites("la definición de la elección es demasiado larga")
    campos = leer_campos(
        canonico.leer(texto), _OBLIGATORIOS, ("administrator", "credential_authority")
    )
    if leer_entero(campos["version"]) != 1 or campos["group"] != "Ed25519":
        raise DefinicionInvalida("la elección no es de la versión 1 con el grupo Ed25519")
    uuid = leer_cadena(campos["uuid"])
    if not es_uuid(uuid):
        raise DefinicionInvalida("el identificador de la elección no tiene 14 letras Base58 o más")
    preguntas = tuple(_leer_pregunta(valor) for valor in leer_arreglo(campos["questions"]))
    if not preguntas:
        raise DefinicionInvalida("la elección no tiene preguntas")
    return Definicion(
        texto=texto,
        uuid=uuid,
        nombre=leer_cadena(campos["name"]),
        descripcion=leer_cadena(campos["description"]),
        llave=leer_punto(campos["public_key"]),
        preguntas=preguntas,
        administrador=_leer_opcional(campos, "administrator"),
        autoridad=_leer_opcional(campos, "credential_authority"),
        huella=b64(texto),
        sha256=sha256_hex(texto),
    )


def _leer_opcional(campos: dict[str, object], nombre: str) -> str:
    if nombre not in campos:
        return ""
    texto = leer_cadena(campos[nombre])
    if not texto:
        raise DefinicionInvalida(f"el campo {nombre} está vacío; debe omitirse")
    return texto


def _campos_de_pregunta(pregunta: Pregunta) -> dict[str, object]:
    campos: dict[str, object] = {"answers": list(pregunta.respuestas)}
    if pregunta.blanco:
        campos["blank"] = True
    return campos | {"min": pregunta.minimo, "max": pregunta.maximo, "question": pregunta.texto}


def _leer_pregunta(valor: object) -> Pregunta:
    blanco = type(valor) is dict and "blank" in valor
    nombres = ("answers", *(("blank",) if blanco else ()), "min", "max", "question")
    campos = leer_campos(valor, nombres)
    if blanco and campos["blank"] is not True:
        raise DefinicionInvalida("el campo blank, si está, debe ser true")
    return Pregunta(
        texto=leer_cadena(campos["question"]),
        respuestas=tuple(leer_cadena(r) for r in leer_arreglo(campos["answers"])),
        minimo=leer_entero(campos["min"]),
        maximo=leer_entero(campos["max"]),
        blanco=blanco,
    )
