"""The public messages of the ceremony, read and checked whole by somebody who holds no share.

The custodians make the key among themselves; whoever answers for the election takes what they
published and proves again what each of their programs proved: certificates, commitments, what was
revealed against them, and that every verification key follows from it (docs/formato-custodios.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from boletas.cripto import canonico
from boletas.cripto.ceremonia import CLASES, CUSTODIOS, LIMITE_DE_MENSAJE
from boletas.cripto.certificados import leer_certificado, leer_firmado
from boletas.cripto.custodios import ListaDeCustodios, escribir_custodios, leer_custodios
from boletas.cripto.mensajes import (
    huella_de_certificados,
    leer_compromiso,
    leer_partes,
    leer_revelacion,
)
from boletas.cripto.pedersen import Pedersen, exigir_umbral, leer_llave_verificada
from boletas.errores import CeremoniaIncompleta, FueraDeLimites, Incumplimiento, MensajeInesperado

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class CeremoniaRevisada:
    """What the messages prove.

    Attributes:
        certificados: Fingerprint of the certificates, which the custodians read aloud.
    """

    custodios: ListaDeCustodios
    certificados: str


def leer_mensajes(intercambio: Path, total: int) -> dict[str, bytes]:
    """Read the messages there are in the common folder, by name; anything else is not looked at.

    Raises:
        FueraDeLimites: One is longer than any lawful one.
    """
    mensajes: dict[str, bytes] = {}
    for nombre in (*(f"{c}-{i}.json" for c in CLASES for i in range(1, total + 1)), CUSTODIOS):
        ruta = intercambio / nombre
        if not ruta.exists():
            continue
        with ruta.open("rb") as archivo:
            mensajes[nombre] = archivo.read(LIMITE_DE_MENSAJE + 1)
        if len(mensajes[nombre]) > LIMITE_DE_MENSAJE:
            raise FueraDeLimites("el mensaje es demasiado largo", entrada=nombre)
    return mensajes


def revisar_ceremonia(mensajes: Mapping[str, bytes], umbral: int, total: int) -> CeremoniaRevisada:
    """Check a finished ceremony by its public messages.

    The shares are closed to everybody but who receives each: of them, the sender's signature is
    checked here, and what they hold, by the verification key that its owner published.

    Raises:
        UmbralInvalido: The threshold is impossible.
        CeremoniaIncompleta: A message is missing; ``entrada`` is its name.
        MensajeInesperado: The list that the custodians published is not that of their messages.
        Incumplimiento: A message is false; ``entrada`` and ``culpables`` say whose.
    """
    exigir_umbral(umbral, total)

    def reunir(clase: str, leer: Callable[[int, bytes], _T]) -> tuple[_T, ...]:
        return tuple(_abrir(mensajes, clase, i, leer) for i in range(1, total + 1))

    certificados = reunir(
        "certificado",
        lambda i, texto: leer_certificado(leer_firmado(canonico.leer(texto)), i, umbral, total),
    )
    compromisos = reunir("compromiso", lambda i, texto: leer_compromiso(texto, certificados[i - 1]))
    revelaciones = reunir(
        "coeficientes",
        lambda i, texto: leer_revelacion(
            texto, compromisos[i - 1], certificados[i - 1], certificados, umbral
        ),
    )
    reunir("partes", lambda i, texto: leer_partes(texto, certificados[i - 1], total))
    llaves = reunir(
        "llave",
        lambda i, texto: leer_llave_verificada(canonico.leer(texto), certificados[i - 1]),
    )
    firmados, puntos, firmas = zip(*revelaciones, strict=True)
    elemento = Pedersen(umbral, certificados, firmados, puntos, firmas, llaves)
    lista = leer_custodios(escribir_custodios([elemento]))
    if _exigir(mensajes, CUSTODIOS) != lista.texto:
        raise MensajeInesperado("la lista no es la de los mensajes", entrada=CUSTODIOS)
    textos = [mensajes[f"certificado-{i}.json"] for i in range(1, total + 1)]
    return CeremoniaRevisada(lista, huella_de_certificados(textos))


def _abrir(
    mensajes: Mapping[str, bytes], clase: str, indice: int, leer: Callable[[int, bytes], _T]
) -> _T:
    nombre = f"{clase}-{indice}.json"
    texto = _exigir(mensajes, nombre)
    try:
        return leer(indice, texto)
    except Incumplimiento as falla:
        falla.entrada, falla.culpables = nombre, (indice,)
        raise


def _exigir(mensajes: Mapping[str, bytes], nombre: str) -> bytes:
    if nombre not in mensajes:
        raise CeremoniaIncompleta("falta este mensaje", entrada=nombre)
    return mensajes[nombre]
