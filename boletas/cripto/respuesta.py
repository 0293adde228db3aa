"""One encrypted answer: ciphertexts and the proofs over them (docs/formato-bel.md, Ballot)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from boletas.cripto.azar import Azar
from boletas.cripto.canonico import leer_arreglo, leer_campos
from boletas.cripto.cifrado import (
    Cifrado,
    CifradoRecibido,
    campos_de_cifrado,
    multiplicar,
    recibir_cifrado,
    texto_de_cifrado,
)
from boletas.cripto.definicion import Pregunta
from boletas.cripto.grupo import (
    GENERADOR,
    ORDEN,
    Punto,
    cociente,
    potencia,
    potencia_de_g,
    potencia_menor,
    producto,
)
from boletas.cripto.pruebas import (
    Prueba,
    Rama,
    campos_de_prueba,
    leer_prueba,
    probar_disyuncion,
    verificar_bit,
    verificar_disyuncion,
)
from boletas.errores import (
    NumeroDeRespuestas,
    PruebaDeBlancoFalsa,
    PruebaGlobalFalsa,
    PruebaIndividualFalsa,
    VotoFueraDeRango,
)


class Blanco(Enum):
    """The blank vote, which excludes every answer."""

    BLANCO = "blanco"


BLANCO: Final = Blanco.BLANCO
Voto = Collection[int] | Blanco
"""Distinct indices of the answers marked, from 0; or `BLANCO` where the question allows it."""


@dataclass(frozen=True, slots=True)
class RespuestaRecibida:
    """An answer as it came: right counts everywhere, nothing proved yet."""

    cifrados: tuple[CifradoRecibido, ...]
    individuales: tuple[tuple[Prueba, ...], ...]
    globales: tuple[Prueba, ...]
    blanco: tuple[Prueba, ...]


@dataclass(frozen=True, slots=True)
class RespuestaAbierta:
    """What one answer holds, and the exponents that encrypted it: with them anybody encrypts again.

    Attributes:
        vector: 0 or 1 per ciphertext, in the order of the ballot.
        azares: One exponent per ciphertext, 0 <= r < q. They prove what was voted to whoever has
            them: those of a deposited ballot are erased, never shown.
    """

    vector: tuple[int, ...]
    azares: tuple[int, ...] = field(repr=False)


def cifrar_respuesta(
    llave: Punto, contexto: str, pregunta: Pregunta, voto: Voto, azar: Azar
) -> tuple[dict[str, object], RespuestaAbierta]:
    """Encrypt and prove one answer.

    Args:
        llave: Election key.
        contexto: S0: fingerprint of the definition, ``|``, public credential.

    Returns:
        The canonical object of the answer, and what would open it.

    Raises:
        VotoFueraDeRango: Repeated or unknown answers, too few or too many, or blank not allowed.
    """
    marcas = vector_de(pregunta, voto)
    testigos = [azar.menor_que(ORDEN) for _ in marcas]
    abierta = RespuestaAbierta(tuple(marcas), tuple(testigos))
    cifrados = [cifrar(llave, r, m) for r, m in zip(testigos, marcas, strict=True)]
    textos = [texto_de_cifrado(cifrado) for cifrado in cifrados]
    individuales = [
        probar_disyuncion(
            f"prove|{contexto}|{texto}|", llave, (Rama(r, m), Rama(r, m - 1)), m, azar
        )
        for texto, r, m in zip(textos, testigos, marcas, strict=True)
    ]
    campos: dict[str, object] = {
        "choices": [campos_de_cifrado(cifrado) for cifrado in cifrados],
        "individual_proofs": [[campos_de_prueba(p) for p in par] for par in individuales],
    }
    s = f"{contexto}|{','.join(textos)}"
    reales = slice(1 if pregunta.blanco else 0, None)
    suma, total = sum(testigos[reales]) % ORDEN, sum(marcas[reales])
    sumas = [Rama(suma, total - m) for m in range(pregunta.minimo, pregunta.maximo + 1)]
    if not pregunta.blanco:
        etiqueta = f"prove|{s}|{texto_de_cifrado(multiplicar(cifrados))}|"
        globales = probar_disyuncion(etiqueta, llave, sumas, total - pregunta.minimo, azar)
        return campos | {"overall_proof": [campos_de_prueba(p) for p in globales]}, abierta
    en_blanco = marcas[0]
    globales = probar_disyuncion(
        f"bproof1|{s}|",
        llave,
        [Rama(testigos[0], en_blanco - 1), *sumas],
        0 if en_blanco else 1 + total - pregunta.minimo,
        azar,
    )
    excluyentes = probar_disyuncion(
        f"bproof0|{s}|", llave, (Rama(testigos[0], en_blanco), Rama(suma, total)), en_blanco, azar
    )
    return campos | {
        "overall_proof": [campos_de_prueba(p) for p in globales],
        "blank_proof": [campos_de_prueba(p) for p in excluyentes],
    }, abierta


def vector_de(pregunta: Pregunta, voto: Voto) -> list[int]:
    """Spell a vote as what its ciphertexts hold (``VotoFueraDeRango``)."""
    if isinstance(voto, Blanco):
        if not pregunta.blanco:
            raise VotoFueraDeRango("la pregunta no admite el voto en blanco")
        return [1] + [0] * len(pregunta.respuestas)
    marcadas = set(voto)
    if len(marcadas) != len(voto) or not marcadas <= set(range(len(pregunta.respuestas))):
        raise VotoFueraDeRango("se marcó una opción que no existe o dos veces la misma")
    if not pregunta.minimo <= len(marcadas) <= pregunta.maximo:
        raise VotoFueraDeRango(
            f"hay {len(marcadas)} opciones marcadas; se piden {pregunta.minimo} a {pregunta.maximo}"
        )
    opciones = [int(i in marcadas) for i in range(len(pregunta.respuestas))]
    return [0, *opciones] if pregunta.blanco else opciones


def cifrar(llave: Punto, r: int, m: int) -> Cifrado:
    """Encrypt a small number ``m`` with the exponent ``r``."""
    return Cifrado(potencia_de_g(r), producto(potencia(llave, r), potencia_menor(m)))


def recibir_respuesta(valor: object, pregunta: Pregunta) -> RespuestaRecibida:
    """Read an answer strictly: every field, every count; no proof is checked here.

    Raises:
        NumeroDeRespuestas: More or fewer ciphertexts or proofs than the question asks for.
        Incumplimiento: Those of fields, scalars and points.
    """
    nombres = ("choices", "individual_proofs", "overall_proof")
    campos = leer_campos(valor, (*nombres, "blank_proof") if pregunta.blanco else nombres)
    globales = pregunta.maximo - pregunta.minimo + 1 + pregunta.blanco
    return RespuestaRecibida(
        cifrados=tuple(
            recibir_cifrado(v) for v in _leer_varios(campos["choices"], pregunta.cifrados)
        ),
        individuales=tuple(
            _leer_pruebas(v, 2)
            for v in _leer_varios(campos["individual_proofs"], pregunta.cifrados)
        ),
        globales=_leer_pruebas(campos["overall_proof"], globales),
        blanco=_leer_pruebas(campos["blank_proof"], 2) if pregunta.blanco else (),
    )


def _leer_varios(valor: object, largo: int) -> list[object]:
    valores = leer_arreglo(valor)
    if len(valores) != largo:
        raise NumeroDeRespuestas(f"hay {len(valores)} elementos donde la pregunta pide {largo}")
    return valores


def _leer_pruebas(valor: object, largo: int) -> tuple[Prueba, ...]:
    return tuple(leer_prueba(v) for v in _leer_varios(valor, largo))


def verificar_individuales(
    llave: Punto, contexto: str, respuesta: RespuestaRecibida
) -> tuple[Cifrado, ...]:
    """Check that each ciphertext holds 0 or 1; return them with every point proved.

    Raises:
        PruebaIndividualFalsa: A proof does not hold for this key, election, voter and ciphertext.
        PuntoInvalido: A point is not in the group.
    """
    return tuple(
        verificar_bit(
            f"prove|{contexto}|{cifrado.texto}|", llave, cifrado, par, PruebaIndividualFalsa
        )
        for cifrado, par in zip(respuesta.cifrados, respuesta.individuales, strict=True)
    )


def verificar_globales(
    llave: Punto,
    contexto: str,
    pregunta: Pregunta,
    respuesta: RespuestaRecibida,
    cifrados: Sequence[Cifrado],
) -> None:
    """Check that the answers marked are between minimum and maximum, or the vote is blank.

    Raises:
        PruebaGlobalFalsa: The proof does not hold.
    """
    s = _contexto_completo(contexto, respuesta)
    reales = cifrados[1:] if pregunta.blanco else cifrados
    suma = multiplicar(reales)
    ramas = [
        Cifrado(suma.alpha, cociente(suma.beta, potencia_menor(m)) if m else suma.beta)
        for m in range(pregunta.minimo, pregunta.maximo + 1)
    ]
    if pregunta.blanco:
        blanco = Cifrado(cifrados[0].alpha, cociente(cifrados[0].beta, GENERADOR))
        etiqueta, ramas = f"bproof1|{s}|", [blanco, *ramas]
    else:
        etiqueta = f"prove|{s}|{texto_de_cifrado(suma)}|"
    verificar_disyuncion(etiqueta, llave, ramas, respuesta.globales, PruebaGlobalFalsa)


def verificar_blanco(
    llave: Punto, contexto: str, respuesta: RespuestaRecibida, cifrados: Sequence[Cifrado]
) -> None:
    """Check that a blank vote marks no answer; only for questions that allow it.

    Raises:
        PruebaDeBlancoFalsa: The proof does not hold.
    """
    etiqueta = f"bproof0|{_contexto_completo(contexto, respuesta)}|"
    ramas = (cifrados[0], multiplicar(cifrados[1:]))
    verificar_disyuncion(etiqueta, llave, ramas, respuesta.blanco, PruebaDeBlancoFalsa)


def _contexto_completo(contexto: str, respuesta: RespuestaRecibida) -> str:
    return f"{contexto}|{','.join(cifrado.texto for cifrado in respuesta.cifrados)}"
