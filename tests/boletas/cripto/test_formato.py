"""The format's page says what the code does, and every received point is proved."""

import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.primitivas import contar
from boletas.cripto import grupo
from boletas.cripto.boleta import emitir_boleta, verificar_boleta
from boletas.cripto.custodios import leer_custodios
from boletas.cripto.definicion import Pregunta
from boletas.cripto.grupo import PuntoRecibido
from boletas.cripto.verificacion import verificar_archivo
from tests.boletas.cripto.mesa_de_prueba import VECTORES, instalar, registros

DOCS = Path(__file__).resolve().parents[3] / "docs"
DE_UN_PUNTO = {
    *("alpha", "beta", "public_key", "credential", "verification", "encryption", "coefexps"),
    *("decryption_factors", "credenciales", "efimera"),
}


def _puntos(valor: Any, clave: str = "") -> Iterator[bytes]:
    """Every point of a JSON value, inside signed messages too."""
    if isinstance(valor, dict):
        for nombre, hijo in valor.items():
            if nombre == "message":
                yield from _puntos(json.loads(hijo))
            else:
                yield from _puntos(hijo, nombre if isinstance(hijo, str | list) else "")
    elif isinstance(valor, list):
        for hijo in valor:
            yield from _puntos(hijo, clave)
    elif clave in DE_UN_PUNTO and isinstance(valor, str):
        yield bytes.fromhex(valor)[::-1]


@pytest.fixture
def probados(monkeypatch: pytest.MonkeyPatch) -> set[bytes]:
    """The points that libsodium's proving calls received while the test ran."""
    vistos: set[bytes] = set()
    multiplicar = grupo.crypto_scalarmult_ed25519_noclamp
    validar = grupo.crypto_core_ed25519_is_valid_point

    def multiplicar_viendo(escalar: bytes, punto: bytes) -> bytes:
        vistos.add(punto)
        return multiplicar(escalar, punto)

    def validar_viendo(punto: bytes) -> bool:
        vistos.add(punto)
        return validar(punto)

    monkeypatch.setattr(grupo, "crypto_scalarmult_ed25519_noclamp", multiplicar_viendo)
    monkeypatch.setattr(grupo, "crypto_core_ed25519_is_valid_point", validar_viendo)
    leer_custodios.cache_clear()
    return vistos


@pytest.mark.parametrize(
    "ruta", sorted(VECTORES.glob("*/*.bel")), ids=lambda ruta: ruta.parent.name
)
def test_cada_punto_recibido_pasa_por_una_llamada_que_lo_prueba(
    ruta: Path, probados: set[bytes]
) -> None:
    """Ballots, keys, certificates, coefficients, credentials, factors: none enters unproved."""
    verificar_archivo(ruta, permitir_revoto=True)
    recibidos = set[bytes]()
    for registro in registros(ruta.read_bytes()):
        valor = json.loads(registro.datos)
        es_lista = isinstance(valor, list) and all(isinstance(v, str) for v in valor)
        recibidos |= set(_puntos(valor, "credenciales" if es_lista else ""))
    assert len(recibidos) > 80
    assert recibidos <= probados


def test_probar_no_se_puede_saltar_con_exponente_cero(probados: set[bytes]) -> None:
    """A proof with challenge zero would multiply nothing."""
    grupo.probar_potencia(PuntoRecibido(grupo.potencia_de_g(5)), 0)
    assert grupo.potencia_de_g(5) in probados


def test_cuantas_multiplicaciones_cuesta_una_boleta() -> None:
    """46 to verify five options and 38 to make them: the speed of the night, without a clock."""
    mesa = instalar([Pregunta("p", tuple("abcde"), 1, 1)], pases=1)
    with contar() as al_hacer:
        texto = emitir_boleta(mesa.definicion, mesa.credenciales[0], [(2,)]).texto
    with contar() as al_verificar:
        verificar_boleta(texto, mesa.definicion, mesa.lista.conjunto)
    assert al_verificar["crypto_scalarmult_ed25519_base_noclamp"] == 12
    assert al_verificar["crypto_scalarmult_ed25519_noclamp"] == 34
    assert al_verificar["crypto_core_ed25519_is_valid_point"] == 0
    assert al_hacer["crypto_scalarmult_ed25519_base_noclamp"] == 22
    assert al_hacer["crypto_scalarmult_ed25519_noclamp"] == 16


def test_la_memoria_no_crece_con_las_boletas() -> None:
    """Streaming: fifty ballots more cost their hashes, not their texts."""
    mesa = instalar(pases=60)
    boletas = [mesa.emitir(i, (i % 3,)) for i in range(60)]
    maximos = []
    for cuantas in (10, 60):
        archivo = mesa.archivar(boletas[:cuantas])
        tracemalloc.start()
        verificar_archivo(io.BytesIO(archivo), en_curso=True)
        maximos.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # A ballot of three options has some 2,000 bytes; two hashes and a credential are kept of it.
    assert maximos[1] - maximos[0] < 50 * 1000


def test_el_ejemplo_de_la_pagina_es_de_un_archivo_real() -> None:
    """An example that nobody can find is worth nothing: each event line is in the vector."""
    bloque = (DOCS / "formato-bel.md").read_text().split("```")[1]
    sucesos = [linea for linea in bloque.split("\n") if linea.startswith("{")]
    reales = {
        r.datos.decode()
        for r in registros((VECTORES / "sid-single" / "7XZSbV3Aw3ZhYr.bel").read_bytes())
    }
    assert len(sucesos) == 6
    assert set(sucesos) <= reales
