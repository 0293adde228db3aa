"""Exponential ElGamal: ciphertexts, and the choices they hold (docs/formato-bel.md, Ballot)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from boletas.cripto.canonico import leer_campos
from boletas.cripto.grupo import (
    IDENTIDAD,
    Punto,
    PuntoRecibido,
    leer_punto_o_identidad,
    producto,
    recibir_punto,
    texto_de_punto,
)


@dataclass(frozen=True, slots=True)
class Cifrado:
    """``(g^r, y^r g^m)``; both points are proved elements of the group."""

    alpha: Punto
    beta: Punto


@dataclass(frozen=True, slots=True)
class CifradoRecibido:
    """A ciphertext of a ballot as it came; ``texto`` is what the proofs hash: ``alpha,beta``."""

    alpha: PuntoRecibido
    beta: PuntoRecibido
    texto: str


NEUTRO = Cifrado(IDENTIDAD, IDENTIDAD)


def multiplicar(cifrados: Iterable[Cifrado]) -> Cifrado:
    """Componentwise product: it encrypts the sum. The product of none is the neutral one."""
    alpha, beta = IDENTIDAD, IDENTIDAD
    for cifrado in cifrados:
        if alpha is IDENTIDAD and beta is IDENTIDAD:
            alpha, beta = cifrado.alpha, cifrado.beta
        else:
            alpha, beta = producto(alpha, cifrado.alpha), producto(beta, cifrado.beta)
    return Cifrado(alpha, beta)


def texto_de_cifrado(cifrado: Cifrado) -> str:
    """``alpha,beta``, as the proofs hash it."""
    return f"{texto_de_punto(cifrado.alpha)},{texto_de_punto(cifrado.beta)}"


def campos_de_cifrado(cifrado: Cifrado) -> dict[str, object]:
    """The canonical object of a ciphertext."""
    return {"alpha": texto_de_punto(cifrado.alpha), "beta": texto_de_punto(cifrado.beta)}


def recibir_cifrado(valor: object) -> CifradoRecibido:
    """Read a ballot's ciphertext; membership of its points is proved by its proofs later."""
    campos = leer_campos(valor, ("alpha", "beta"))
    alpha, beta = campos["alpha"], campos["beta"]
    return CifradoRecibido(recibir_punto(alpha), recibir_punto(beta), f"{alpha},{beta}")


def leer_cifrado(valor: object) -> Cifrado:
    """Read a ciphertext of a tally, proving both points; an empty column is the identity."""
    campos = leer_campos(valor, ("alpha", "beta"))
    return Cifrado(leer_punto_o_identidad(campos["alpha"]), leer_punto_o_identidad(campos["beta"]))
