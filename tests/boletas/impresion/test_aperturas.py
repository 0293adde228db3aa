"""The opening as QR codes: whole or refused, in any order, never mixed with another."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boletas.cripto.comprobacion import Apertura, leer_apertura
from boletas.cripto.grupo import ORDEN
from boletas.cripto.respuesta import RespuestaAbierta
from boletas.errores import (
    AperturaAjena,
    AperturaIncompleta,
    CampoInesperado,
    FallaDeBoletas,
)
from boletas.impresion.aperturas import leer_textos_de_apertura, textos_de_apertura
from boletas.impresion.qr import codificar
from tests.boletas.cripto.vectores_de_comprobacion import ARCHIVO

UUID = "7XZSbV3Aw3ZhYr"


def hacer(cifrados: int, semilla: int = 1, preguntas: int = 1) -> Apertura:
    """An opening of the right form, of no ballot."""
    respuestas = tuple(
        RespuestaAbierta(
            tuple(int(i == 1) for i in range(cifrados)),
            tuple(pow(7, 500 + semilla + 50 * p + i, ORDEN) for i in range(cifrados)),
        )
        for p in range(preguntas)
    )
    return Apertura(UUID, f"{semilla:064x}", respuestas)


@pytest.mark.parametrize("cifrados", [2, 6, 15, 16, 41])
def test_ida_y_vuelta_en_cualquier_orden(cifrados: int) -> None:
    """A phone reads the codes of a long ballot in whatever order it finds them."""
    apertura = hacer(cifrados)
    textos = textos_de_apertura(apertura)
    assert len(textos) == (1 if cifrados < 17 else 3)
    assert leer_textos_de_apertura(textos[::-1]) == apertura
    for texto in textos:
        assert codificar(texto).version <= 20


def test_los_vectores_dan_la_misma_apertura_por_archivo_y_por_codigo() -> None:
    """Two ways to hand over one thing."""
    for caso in json.loads(ARCHIVO.read_bytes())["casos"]:
        if "qr" in caso:
            assert leer_textos_de_apertura(caso["qr"]) == leer_apertura(caso["apertura"].encode())


def test_faltan_sobran_o_se_mezclan_partes() -> None:
    """Each says what is wrong, and nothing is guessed."""
    textos, otros = textos_de_apertura(hacer(41)), textos_de_apertura(hacer(41, 2))
    casos: list[tuple[tuple[str, ...], type[FallaDeBoletas]]] = [
        ((), AperturaIncompleta),
        (textos[:2], AperturaIncompleta),
        ((*textos, textos[0]), AperturaIncompleta),
        ((*textos[:2], otros[2]), AperturaAjena),
        ((*textos[:2], textos[2].replace("/3:", "/4:")), AperturaAjena),
        ((textos[0].lower(),), CampoInesperado),
        (("JPC1:1/1:00",), CampoInesperado),
        (("JPC3:1/1:",), FallaDeBoletas),
        (("JPC3:0/1:00",), CampoInesperado),
        (("JPC3:1/1:ñ",), CampoInesperado),
    ]
    for dados, falla in casos:
        with pytest.raises(falla):
            leer_textos_de_apertura(dados)


@given(st.data())
def test_ninguna_letra_cambiada_se_acepta(datos: st.DataObject) -> None:
    """A misread code is refused, never read as another opening."""
    (texto,) = textos_de_apertura(hacer(6))
    lugar = datos.draw(st.integers(0, len(texto) - 1))
    letra = datos.draw(st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"))
    if texto[lugar] == letra:
        return
    with pytest.raises(FallaDeBoletas):
        leer_textos_de_apertura([texto[:lugar] + letra + texto[lugar + 1 :]])


def test_octetos_que_no_son_una_apertura() -> None:
    """Codes with a right mark over impossible contents are refused all the same."""
    base = hacer(3)
    respuesta = base.respuestas[0]
    for mala in (
        replace(base, uuid="corto"),
        replace(base, respuestas=(replace(respuesta, vector=(0, 2, 0)),)),
        replace(base, respuestas=(replace(respuesta, azares=(ORDEN, 1, 2)),)),
        replace(base, respuestas=(replace(respuesta, azares=(1, 2)),)),
    ):
        with pytest.raises(FallaDeBoletas):
            leer_textos_de_apertura(textos_de_apertura(mala))
