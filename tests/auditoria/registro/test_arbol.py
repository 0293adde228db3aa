"""RFC 6962 trees against published data and an independent implementation."""

import json
import random
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditoria.registro import arbol
from auditoria.registro.arbol import (
    ConsistenciaFalsa,
    Frontera,
    FronteraImposible,
    InclusionFalsa,
    UrnaSinOrden,
)

VECTORES = json.loads((Path(__file__).parents[2] / "vectores" / "arbol.json").read_bytes())
HOJAS = [bytes.fromhex(hoja) for hoja in VECTORES["hojas"]]
RAICES = [bytes.fromhex(raiz) for raiz in VECTORES["raices"]]
MAXIMO = 256


class ArbolIngenuo:
    """The definitions of RFC 6962, word by word, over nodes kept in a table.

    It shares no code with the module under test: MTH, PATH and PROOF recurse on index
    ranges and remember every subtree hash.
    """

    def __init__(self, datos: Sequence[bytes]) -> None:
        self.datos = datos
        self.tabla: dict[tuple[int, int], bytes] = {}

    def mth(self, desde: int, hasta: int) -> bytes:
        if (desde, hasta) not in self.tabla:
            n = hasta - desde
            if n == 0:
                hecho = sha256(b"").digest()
            elif n == 1:
                hecho = sha256(b"\x00" + self.datos[desde]).digest()
            else:
                k = max(2**i for i in range(10) if 2**i < n)
                izquierda, derecha = self.mth(desde, desde + k), self.mth(desde + k, hasta)
                hecho = sha256(b"\x01" + izquierda + derecha).digest()
            self.tabla[desde, hasta] = hecho
        return self.tabla[desde, hasta]

    def path(self, m: int, desde: int, hasta: int) -> list[bytes]:
        n = hasta - desde
        if n == 1:
            return []
        k = max(2**i for i in range(10) if 2**i < n)
        if m < k:
            return [*self.path(m, desde, desde + k), self.mth(desde + k, hasta)]
        return [*self.path(m - k, desde + k, hasta), self.mth(desde, desde + k)]

    def subproof(self, m: int, desde: int, hasta: int, b: bool) -> list[bytes]:
        n = hasta - desde
        if m == n:
            return [] if b else [self.mth(desde, hasta)]
        k = max(2**i for i in range(10) if 2**i < n)
        if m <= k:
            return [*self.subproof(m, desde, desde + k, b), self.mth(desde + k, hasta)]
        return [*self.subproof(m - k, desde + k, hasta, False), self.mth(desde, desde + k)]


DATOS = [f"asiento {i}".encode() for i in range(MAXIMO)]
INGENUO = ArbolIngenuo(DATOS)


def test_las_raices_publicadas_salen_iguales() -> None:
    """The roots that every CT implementation agrees on, the empty tree first."""
    assert [arbol.raiz(HOJAS[:n]) for n in range(len(HOJAS) + 1)] == RAICES
    assert sha256(b"").digest() == arbol.VACIO


def test_las_pruebas_publicadas_salen_iguales_y_verifican() -> None:
    """Proof order is part of the format: another program must read ours."""
    for caso in VECTORES["inclusion"]:
        indice, tamano = caso["indice"], caso["tamano"]
        prueba = tuple(bytes.fromhex(nodo) for nodo in caso["prueba"])
        assert arbol.probar_inclusion(HOJAS[:tamano], indice) == prueba
        arbol.verificar_inclusion(HOJAS[indice], indice, tamano, prueba, RAICES[tamano])
    for caso in VECTORES["consistencia"]:
        antes, despues = caso["antes"], caso["despues"]
        prueba = tuple(bytes.fromhex(nodo) for nodo in caso["prueba"])
        assert arbol.probar_consistencia(HOJAS[:despues], antes) == prueba
        arbol.verificar_consistencia(antes, RAICES[antes], despues, RAICES[despues], prueba)


def test_toda_raiz_hasta_256_es_la_ingenua() -> None:
    """The incremental tree and the definition agree at every size a station log meets."""
    frontera = Frontera()
    for n in range(MAXIMO + 1):
        assert frontera.raiz() == INGENUO.mth(0, n)
        assert len(frontera.nodos) == n.bit_count()
        if n < MAXIMO:
            frontera = frontera.agregar(DATOS[n])


def test_toda_inclusion_hasta_256_verifica() -> None:
    """Each of the 32,896 proofs leads to its root, and to no other place."""
    for n in range(1, MAXIMO + 1):
        raiz = INGENUO.mth(0, n)
        for indice in range(n):
            prueba = INGENUO.path(indice, 0, n)
            arbol.verificar_inclusion(DATOS[indice], indice, n, prueba, raiz)


def test_toda_consistencia_hasta_256_verifica() -> None:
    """Each of the 33,153 pairs of sizes is shown consistent by its proof."""
    for n in range(MAXIMO + 1):
        for m in range(n + 1):
            prueba = INGENUO.subproof(m, 0, n, True) if m else []
            arbol.verificar_consistencia(m, INGENUO.mth(0, m), n, INGENUO.mth(0, n), prueba)


def test_las_pruebas_que_se_hacen_son_las_ingenuas() -> None:
    """What the log hands to an observer is what RFC 6962 defines."""
    for n in (*range(1, 34), 63, 64, 65, 100):
        for m in range(n):
            assert list(arbol.probar_inclusion(DATOS[:n], m)) == INGENUO.path(m, 0, n)
            esperada = INGENUO.subproof(m, 0, n, True) if m else []
            assert list(arbol.probar_consistencia(DATOS[:n], m)) == esperada


def _alteradas(prueba: list[bytes]) -> list[list[bytes]]:
    """Every proof with one bit flipped, one node dropped, doubled, added or swapped."""
    vueltas = []
    for i, nodo in enumerate(prueba):
        for bit in (0, 255):
            otro = bytearray(nodo)
            otro[bit // 8] ^= 1 << bit % 8
            vueltas.append([*prueba[:i], bytes(otro), *prueba[i + 1 :]])
        vueltas.append([*prueba[:i], *prueba[i + 1 :]])
        vueltas.append([*prueba[: i + 1], *prueba[i:]])
        vueltas.append([*prueba[:i], nodo[:31], *prueba[i + 1 :]])
        if i and prueba[i - 1] != nodo:
            vueltas.append([*prueba[: i - 1], nodo, prueba[i - 1], *prueba[i + 1 :]])
    return [*vueltas, [*prueba, arbol.VACIO], [arbol.VACIO, *prueba]]


def test_ninguna_prueba_de_inclusion_alterada_pasa() -> None:
    """A wrong proof, place or size never shows that an entry is in the log."""
    for n in range(1, 34):
        raiz = INGENUO.mth(0, n)
        for indice in range(n):
            prueba = INGENUO.path(indice, 0, n)
            for otra in _alteradas(prueba):
                with pytest.raises(InclusionFalsa):
                    arbol.verificar_inclusion(DATOS[indice], indice, n, otra, raiz)
            for lugar in {indice - 1, indice + 1, n, -1} - {indice}:
                with pytest.raises(InclusionFalsa):
                    arbol.verificar_inclusion(DATOS[indice], lugar, n, prueba, raiz)


def test_ninguna_prueba_de_consistencia_alterada_pasa() -> None:
    """A log that rewrote an entry finds no proof; nor does one that shrank."""
    for n in range(1, 34):
        for m in range(n + 1):
            prueba = INGENUO.subproof(m, 0, n, True) if m else []
            antes, despues = INGENUO.mth(0, m), INGENUO.mth(0, n)
            for otra in _alteradas(prueba):
                with pytest.raises(ConsistenciaFalsa):
                    arbol.verificar_consistencia(m, antes, n, despues, otra)
            with pytest.raises(ConsistenciaFalsa):
                arbol.verificar_consistencia(m, b"\x07" * 32, n, despues, prueba)
            if m:
                with pytest.raises(ConsistenciaFalsa):
                    arbol.verificar_consistencia(m, antes, n, b"\x07" * 32, prueba)
            if m < n:
                with pytest.raises(ConsistenciaFalsa):
                    arbol.verificar_consistencia(n, despues, m, antes, prueba)


@pytest.mark.largo
def test_un_millon_de_pruebas_alteradas_y_ninguna_pasa() -> None:
    """One bit of any proof of any place of any tree to 256: never accepted."""
    azar = random.Random(1)
    for _ in range(500_000):
        n = azar.randrange(2, MAXIMO + 1)
        m = azar.randrange(1, n)
        dentro, crece = INGENUO.path(m, 0, n), INGENUO.subproof(m, 0, n, True)
        for prueba in (dentro, crece):
            i, bit = azar.randrange(len(prueba)), azar.randrange(256)
            nodo = bytearray(prueba[i])
            nodo[bit // 8] ^= 1 << bit % 8
            prueba[i] = bytes(nodo)
        with pytest.raises(InclusionFalsa):
            arbol.verificar_inclusion(DATOS[m], m, n, dentro, INGENUO.mth(0, n))
        with pytest.raises(ConsistenciaFalsa):
            arbol.verificar_consistencia(m, INGENUO.mth(0, m), n, INGENUO.mth(0, n), crece)


def test_sin_prefijos_un_nodo_pasaria_por_hoja() -> None:
    """Control: without the 0x00 and 0x01 of RFC 6962 two trees of other leaves share a root."""

    def ingenua_sin_prefijo(hojas: list[bytes]) -> bytes:
        if len(hojas) == 1:
            return sha256(hojas[0]).digest()
        return sha256(ingenua_sin_prefijo(hojas[:1]) + ingenua_sin_prefijo(hojas[1:])).digest()

    falsa = sha256(b"a").digest() + sha256(b"b").digest()
    assert ingenua_sin_prefijo([b"a", b"b"]) == ingenua_sin_prefijo([falsa])
    verdadera = arbol.hoja(b"a") + arbol.hoja(b"b")
    assert arbol.raiz([b"a", b"b"]) != arbol.raiz([verdadera])


@given(st.sets(st.binary(min_size=32, max_size=32), max_size=20))
def test_la_raiz_de_la_urna_no_depende_del_orden_de_deposito(
    huellas: set[bytes],
) -> None:
    """The ballots are sorted by hash: the root says which, and nothing of when."""
    assert arbol.raiz_urna(sorted(huellas)) == arbol.raiz(sorted(huellas))


def test_la_urna_rechaza_desorden_repeticion_y_largo() -> None:
    """A ballot listed twice would be counted twice; the root must not exist."""
    uno, dos = b"\x01" * 32, b"\x02" * 32
    for huellas in ([dos, uno], [uno, uno], [b"\x01" * 31], [b""]):
        with pytest.raises(UrnaSinOrden):
            arbol.raiz_urna(huellas)
    assert arbol.raiz_urna([]) == arbol.VACIO


def test_un_estado_que_no_cabe_en_su_tamano_se_rechaza() -> None:
    """A row restored wrong must not sign a root that no log has."""
    with pytest.raises(FronteraImposible):
        Frontera(3, (arbol.VACIO,))
    with pytest.raises(FronteraImposible):
        Frontera(-1, ())
