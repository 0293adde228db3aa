"""The files of a decryption: the custodian's answer and descifrado.json."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import rfc8785

from boletas.cripto import canonico
from boletas.cripto.ceremonia import PARTE, leer_parte
from boletas.cripto.descifrado import (
    FORMATO,
    DescifradoParcial,
    con_segundas,
    contenido_de_descifrado,
    descifrar_parcialmente,
    escribir_descifrado,
    escribir_factores,
    escribir_parcial,
    leer_descifrado,
    leer_factores,
    leer_parcial,
)
from boletas.errores import (
    CampoInesperado,
    DuenoInvalido,
    FactorSinSegundaPrueba,
    FueraDeLimites,
    Incumplimiento,
    NumeroDeRespuestas,
    TextoNoCanonico,
)
from tests.boletas.cripto.mesa_de_prueba import Mesa, instalar


@pytest.fixture(scope="module")
def mesa() -> Mesa:
    """A mesa with its custodians."""
    return instalar()


@pytest.fixture(scope="module")
def parciales(mesa: Mesa) -> list[DescifradoParcial]:
    """The answers of its three custodians, for an urn with one ballot."""
    computo = mesa.computar([mesa.emitir(0, (1,))])
    return [
        descifrar_parcialmente(mesa.definicion, computo, i, leer_parte(almacen.leer(PARTE)))
        for i, almacen in enumerate(mesa.custodia.almacenes, start=1)
    ]


def test_descifrado_json_es_rfc_8785(mesa: Mesa, parciales: list[DescifradoParcial]) -> None:
    """It travels with the files of the record, whose one form is that RFC's: no big numbers."""
    texto = escribir_descifrado(mesa.definicion.uuid, parciales[::-1])
    valor = json.loads(texto)
    assert texto == rfc8785.dumps(valor)
    assert valor["formato"] == FORMATO == "eleccion-jpc/descifrado/v1"
    assert [d["dueno"] for d in valor["descifrados"]] == [1, 2, 3]
    assert valor == contenido_de_descifrado(mesa.definicion.uuid, parciales)


def test_lo_escrito_se_lee_igual(mesa: Mesa, parciales: list[DescifradoParcial]) -> None:
    """Factors from the archive and second proofs from beside it make the custodian's answer."""
    segundas = leer_descifrado(
        escribir_descifrado(mesa.definicion.uuid, parciales), mesa.definicion
    )
    for parcial in parciales:
        leido = leer_factores(escribir_factores(parcial), parcial.dueno, mesa.definicion)
        assert leido == replace(parcial, segundas=())
        assert con_segundas(leido, segundas) == parcial
        texto = escribir_parcial(mesa.definicion.uuid, parcial)
        assert leer_parcial(texto, mesa.definicion) == parcial


def test_sin_sus_segundas_no_se_junta(mesa: Mesa, parciales: list[DescifradoParcial]) -> None:
    """One custodian's are missing: it is named."""
    segundas = leer_descifrado(
        escribir_descifrado(mesa.definicion.uuid, parciales[1:]), mesa.definicion
    )
    with pytest.raises(FactorSinSegundaPrueba) as falla:
        con_segundas(replace(parciales[0], segundas=()), segundas)
    assert falla.value.culpables == (1,)


def _propio(**cambios: Any) -> Callable[[Any], Any]:
    return lambda valor: valor | {"descifrados": [valor["descifrados"][0] | cambios]}


CAMBIOS: dict[str, tuple[Callable[[Any], Any], type[Incumplimiento]]] = {
    "otro formato": (lambda v: v | {"formato": "eleccion-jpc/descifrado/v2"}, CampoInesperado),
    "otra elección": (lambda v: v | {"uuid": "1" * 14}, CampoInesperado),
    "campo de más": (lambda v: v | {"zeta": 1}, CampoInesperado),
    "custodio repetido": (
        lambda v: v | {"descifrados": [v["descifrados"][0]] * 2},
        DuenoInvalido,
    ),
    "custodio cero": (_propio(dueno=0), DuenoInvalido),
    "custodio en texto": (_propio(dueno="1"), CampoInesperado),
    "sin pruebas": (_propio(pruebas=[]), NumeroDeRespuestas),
    "una prueba menos": (_propio(pruebas=[[{}, {}]]), NumeroDeRespuestas),
    "prueba vacía": (_propio(pruebas=[[{}, {}, {}]]), CampoInesperado),
}


@pytest.mark.parametrize(("cambio", "falla"), CAMBIOS.values(), ids=CAMBIOS)
def test_cada_cambio_de_forma_se_rechaza(
    mesa: Mesa,
    parciales: list[DescifradoParcial],
    cambio: Callable[[Any], Any],
    falla: type[Incumplimiento],
) -> None:
    """Strict like every public file."""
    valor = json.loads(escribir_descifrado(mesa.definicion.uuid, parciales))
    with pytest.raises(falla):
        leer_descifrado(rfc8785.dumps(cambio(valor)), mesa.definicion)


def test_otra_escritura_del_mismo_descifrado_se_rechaza(
    mesa: Mesa, parciales: list[DescifradoParcial]
) -> None:
    """Fields in another order, one byte more, or far too long."""
    texto = escribir_descifrado(mesa.definicion.uuid, parciales)
    volteado = canonico.escribir(dict(reversed(json.loads(texto).items())))
    with pytest.raises(CampoInesperado):
        leer_descifrado(volteado, mesa.definicion)
    with pytest.raises(TextoNoCanonico):
        leer_descifrado(texto + b"\n", mesa.definicion)
    with pytest.raises(FueraDeLimites):
        leer_descifrado(bytes((8 << 20) + 1), mesa.definicion)


def test_la_respuesta_de_otra_mesa(mesa: Mesa, parciales: list[DescifradoParcial]) -> None:
    """A file from the wrong envelope is refused before any proof is looked at."""
    otra = instalar()
    with pytest.raises(DuenoInvalido):
        leer_parcial(escribir_parcial(mesa.definicion.uuid, parciales[0]), otra.definicion)
