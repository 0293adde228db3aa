"""Merkle trees of RFC 6962 section 2.1 over SHA-256: roots, proofs and their verification.

A leaf hashes as ``0x00 || data`` and an inner node as ``0x01 || left || right``, so that no
node passes for a leaf. The empty tree is the SHA-256 of the empty string.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeAlias

from auditoria.errores import ReglaRota

VACIO = sha256(b"").digest()
"""Root of the tree without leaves."""

Prueba: TypeAlias = tuple[bytes, ...]
"""Hashes of 32 bytes, in the order of RFC 6962 section 2.1.1 or 2.1.2."""


class InclusionFalsa(ReglaRota):
    """An inclusion proof does not lead from the leaf to the root."""

    explicacion = "La prueba no muestra que el dato esté en el árbol"


class ConsistenciaFalsa(ReglaRota):
    """A consistency proof does not show that one tree begins with the other."""

    explicacion = "La prueba no muestra que el registro solo haya crecido"


class UrnaSinOrden(ReglaRota):
    """The hashes of the ballots are not strictly ascending: one repeats or moved."""

    explicacion = "Las huellas de las boletas no están en orden ascendente"


class FronteraImposible(ReglaRota):
    """The nodes kept for a tree do not fit its size."""

    explicacion = "El estado guardado del árbol no corresponde a su tamaño"


def hoja(dato: bytes) -> bytes:
    """Hash of a leaf."""
    return sha256(b"\x00" + dato).digest()


def nodo(izquierda: bytes, derecha: bytes) -> bytes:
    """Hash of an inner node."""
    return sha256(b"\x01" + izquierda + derecha).digest()


@dataclass(frozen=True, slots=True)
class Frontera:
    """A growing tree, kept as the roots of its complete subtrees.

    Attributes:
        tamano: Number of leaves.
        nodos: One root per bit set in ``tamano``, the largest subtree first.
    """

    tamano: int = 0
    nodos: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.tamano < 0 or len(self.nodos) != self.tamano.bit_count():
            raise FronteraImposible(f"{len(self.nodos)} nodos para {self.tamano} hojas")

    def agregar(self, dato: bytes) -> Frontera:
        """Append one leaf; O(log n)."""
        nodos, nuevo = list(self.nodos), hoja(dato)
        # Each trailing one of the size is a complete subtree as large as the new one.
        for _ in range((~self.tamano & (self.tamano + 1)).bit_length() - 1):
            nuevo = nodo(nodos.pop(), nuevo)
        return Frontera(self.tamano + 1, (*nodos, nuevo))

    def raiz(self) -> bytes:
        """Root of the tree as it stands."""
        if not self.nodos:
            return VACIO
        *resto, raiz = self.nodos
        for izquierda in reversed(resto):
            raiz = nodo(izquierda, raiz)
        return raiz


def raiz(datos: Iterable[bytes]) -> bytes:
    """Root over leaf data, in order.

    Source: RFC 6962 section 2.1, MTH.
    """
    frontera = Frontera()
    for dato in datos:
        frontera = frontera.agregar(dato)
    return frontera.raiz()


def raiz_urna(huellas: Iterable[bytes]) -> bytes:
    """Root over the SHA-256 hashes of the ballots of one urna, ascending.

    The order by hash says nothing of the order of casting, and strictly ascending means
    that no ballot counts twice.

    Raises:
        UrnaSinOrden: A hash is not of 32 bytes or not above the one before it.
    """
    frontera, anterior = Frontera(), b""
    for huella in huellas:
        if len(huella) != 32 or huella <= anterior:
            raise UrnaSinOrden(entrada=f"boleta {frontera.tamano + 1}")
        frontera, anterior = frontera.agregar(huella), huella
    return frontera.raiz()


def probar_inclusion(datos: Sequence[bytes], indice: int) -> Prueba:
    """Prove that the leaf ``indice`` (from 0) is in the tree over ``datos``.

    Source: RFC 6962 section 2.1.1, PATH.
    """
    if not 0 <= indice < len(datos):
        raise InclusionFalsa(f"no hay hoja {indice} entre {len(datos)}")
    if len(datos) == 1:
        return ()
    corte = _corte(len(datos))
    if indice < corte:
        return (*probar_inclusion(datos[:corte], indice), raiz(datos[corte:]))
    return (*probar_inclusion(datos[corte:], indice - corte), raiz(datos[:corte]))


def probar_consistencia(datos: Sequence[bytes], antes: int) -> Prueba:
    """Prove that the tree over ``datos`` begins with its first ``antes`` leaves.

    Empty when ``antes`` is 0 or all: there is nothing to show but the roots.

    Source: RFC 6962 section 2.1.2, PROOF.
    """
    if not 0 <= antes <= len(datos):
        raise ConsistenciaFalsa(f"{antes} hojas no caben en {len(datos)}")
    return _subprueba(datos, antes, entera=True) if antes else ()


def verificar_inclusion(
    dato: bytes, indice: int, tamano: int, prueba: Sequence[bytes], raiz: bytes
) -> None:
    """Check that ``dato`` is leaf ``indice`` (from 0) of the tree of that size and root.

    Raises:
        InclusionFalsa: It is not shown.

    Source: RFC 9162 section 2.1.3.2.
    """
    if not 0 <= indice < tamano or not _bien_hecha(prueba):
        raise InclusionFalsa(f"hoja {indice} de {tamano}")
    posicion, ultima, camino = indice, tamano - 1, hoja(dato)
    for hermano in prueba:
        if ultima == 0:
            raise InclusionFalsa("la prueba es demasiado larga")
        if posicion & 1 or posicion == ultima:
            camino = nodo(hermano, camino)
            while not posicion & 1 and posicion:
                posicion, ultima = posicion >> 1, ultima >> 1
        else:
            camino = nodo(camino, hermano)
        posicion, ultima = posicion >> 1, ultima >> 1
    if ultima or camino != raiz:
        raise InclusionFalsa(f"hoja {indice} de {tamano}")


def verificar_consistencia(
    antes: int, raiz_antes: bytes, despues: int, raiz_despues: bytes, prueba: Sequence[bytes]
) -> None:
    """Check that the later tree begins with the earlier one.

    Raises:
        ConsistenciaFalsa: It is not shown, or the log shrank.

    Source: RFC 9162 section 2.1.4.2.
    """
    fallo = ConsistenciaFalsa(f"de {antes} a {despues}")
    if not 0 <= antes <= despues or not _bien_hecha(prueba):
        raise fallo
    if antes == 0 or antes == despues:
        if prueba or raiz_antes != (VACIO if antes == 0 else raiz_despues):
            raise fallo
        if despues == 0 and raiz_despues != VACIO:
            raise fallo
        return
    # A complete earlier tree is itself the first node, and the proof leaves it out.
    entera = antes & (antes - 1) == 0
    camino = [raiz_antes, *prueba] if entera else list(prueba)
    posicion, ultima = antes - 1, despues - 1
    while posicion & 1:
        posicion, ultima = posicion >> 1, ultima >> 1
    if not camino:
        raise fallo
    vieja = nueva = camino[0]
    for hermano in camino[1:]:
        if ultima == 0:
            raise fallo
        if posicion & 1 or posicion == ultima:
            vieja, nueva = nodo(hermano, vieja), nodo(hermano, nueva)
            while not posicion & 1 and posicion:
                posicion, ultima = posicion >> 1, ultima >> 1
        else:
            nueva = nodo(nueva, hermano)
        posicion, ultima = posicion >> 1, ultima >> 1
    if ultima or vieja != raiz_antes or nueva != raiz_despues:
        raise fallo


def _corte(tamano: int) -> int:
    """Largest power of two below ``tamano`` (at least 2)."""
    return 1 << ((tamano - 1).bit_length() - 1)


def _subprueba(datos: Sequence[bytes], antes: int, *, entera: bool) -> Prueba:
    if antes == len(datos):
        return () if entera else (raiz(datos),)
    corte = _corte(len(datos))
    if antes <= corte:
        return (*_subprueba(datos[:corte], antes, entera=entera), raiz(datos[corte:]))
    return (*_subprueba(datos[corte:], antes - corte, entera=False), raiz(datos[:corte]))


def _bien_hecha(prueba: Sequence[bytes]) -> bool:
    return len(prueba) <= 64 and all(len(hermano) == 32 for hermano in prueba)
