"""The homomorphic tally: the product of the ballots encrypts the sum (docs/formato-bel.md)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from boletas.cripto import canonico
from boletas.cripto.boleta import BoletaVerificada
from boletas.cripto.canonico import leer_arreglo
from boletas.cripto.cifrado import NEUTRO, Cifrado, campos_de_cifrado, leer_cifrado
from boletas.cripto.definicion import Definicion
from boletas.cripto.descifrado import Computo
from boletas.cripto.grupo import (
    producto,
)
from boletas.errores import (
    NumeroDeRespuestas,
)


class Acumulador:
    """The running product of the ballots of one election."""

    def __init__(self, definicion: Definicion) -> None:
        self._columnas = [[NEUTRO] * pregunta.cifrados for pregunta in definicion.preguntas]
        self.boletas = 0

    def agregar(self, boleta: BoletaVerificada) -> None:
        """Multiply one verified ballot into the tally."""
        for columnas, cifrados in zip(self._columnas, boleta.cifrados, strict=True):
            for i, (suma, cifrado) in enumerate(zip(columnas, cifrados, strict=True)):
                columnas[i] = Cifrado(
                    producto(suma.alpha, cifrado.alpha), producto(suma.beta, cifrado.beta)
                )
        self.boletas += 1

    def computo(self) -> Computo:
        """The encrypted tally so far; of no ballots, every ciphertext is (identity, identity)."""
        return tuple(tuple(columnas) for columnas in self._columnas)


def sumar_computos(computos: Iterable[Computo]) -> Computo:
    """Multiply the tallies of several mesas that ask the same questions under the same key.

    Raises:
        NumeroDeRespuestas: Their shapes differ, or there are none.
    """
    todos = list(computos)
    if len({tuple(len(fila) for fila in computo) for computo in todos}) != 1:
        raise NumeroDeRespuestas("los cómputos que se suman no tienen las mismas preguntas")
    return tuple(
        tuple(reduce(_multiplicar, columna) for columna in zip(*filas, strict=True))
        for filas in zip(*todos, strict=True)
    )


def _multiplicar(uno: Cifrado, otro: Cifrado) -> Cifrado:
    return Cifrado(producto(uno.alpha, otro.alpha), producto(uno.beta, otro.beta))


def escribir_computo(computo: Computo) -> bytes:
    """Write an encrypted tally."""
    return canonico.escribir([[campos_de_cifrado(cifrado) for cifrado in f] for f in computo])


def leer_computo(texto: bytes, definicion: Definicion) -> Computo:
    """Read an encrypted tally and prove every point; an auditor compares it with its own.

    Raises:
        NumeroDeRespuestas: Rows or entries are not those of the definition.
    """
    filas = [leer_arreglo(fila) for fila in leer_arreglo(canonico.leer(texto))]
    if [len(fila) for fila in filas] != [p.cifrados for p in definicion.preguntas]:
        raise NumeroDeRespuestas("las filas o columnas no son las del cómputo")
    return tuple(tuple(leer_cifrado(valor) for valor in fila) for fila in filas)
