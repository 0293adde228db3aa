"""Credentials and their public list."""

import json
import re

import pytest

from boletas.cripto.credencial import (
    derivar_credencial,
    generar_credencial,
    leer_lista,
    publicar_lista,
)
from boletas.cripto.grupo import IDENTIDAD, potencia_de_g, texto_de_punto
from boletas.errores import (
    CampoInesperado,
    CredencialMalEscrita,
    CredencialRepetida,
    FueraDeLimites,
    ListaInvalida,
    PuntoIdentidad,
    PuntoInvalido,
    PuntoNoCanonico,
    TextoNoCanonico,
)
from tests.boletas.cripto.mesa_de_prueba import AzarFijo

UUID = "abcdefghijkmno"
UNA, OTRA = (texto_de_punto(potencia_de_g(n)) for n in (7, 8))


def test_la_credencial_generada_se_recupera_de_su_texto() -> None:
    """The pase holds only the text: the kiosk must find the same credential in it."""
    credencial = generar_credencial(UUID)
    assert re.fullmatch(r"\w{5}-\w{6}-\w{5}-\w{6}", credencial.texto)
    assert derivar_credencial(UUID, credencial.texto) == credencial


def test_la_credencial_es_de_una_sola_eleccion() -> None:
    """The same text in another mesa is another credential."""
    texto = generar_credencial(UUID).texto
    assert derivar_credencial(UUID, texto).publica != derivar_credencial(UUID + "x", texto).publica


def test_cada_letra_sale_del_azar_inyectado() -> None:
    """Twenty-two draws in [0, 58), and nothing else, decide a credential."""
    assert generar_credencial(UUID, AzarFijo(*range(22))).texto == "12345-6789AB-CDEFG-HJKLMN"


def test_nada_secreto_se_muestra() -> None:
    """A credential that reaches a log or a traceback must not be usable."""
    credencial = generar_credencial(UUID)
    assert credencial.texto not in repr(credencial)
    assert str(credencial.exponente) not in repr(credencial)


@pytest.mark.parametrize(
    "texto",
    [
        "",
        "1234567890",
        "12345-6789AB-CDEFG-HJKLM0",
        "12345-6789AB-CDEFG-HJKLMNP",
        "12345 6789AB CDEFG HJKLMN",
        "12345-6789AB-CDEFG-HJKLMI",
        "12345-6789AB-CDEFG-HJKLMN\n",
    ],
)
def test_un_codigo_mal_escrito_se_rechaza(texto: str) -> None:
    """0, O, I and l are not in the alphabet; hyphens are part of what is hashed."""
    with pytest.raises(CredencialMalEscrita):
        derivar_credencial(UUID, texto)


def test_la_lista_va_ordenada_por_valor() -> None:
    """The order of making would tell which slip of the talonario is which credential."""
    assert publicar_lista([UNA, OTRA]) == publicar_lista([OTRA, UNA])
    lista = leer_lista(publicar_lista([OTRA, UNA]))
    assert lista.publicas == tuple(sorted((UNA, OTRA)))
    assert lista.conjunto == {UNA, OTRA}


def test_una_lista_vacia_es_una_lista() -> None:
    """A mesa without pases is odd but has a form."""
    assert leer_lista(publicar_lista([])).publicas == ()


def test_no_se_publica_dos_veces_la_misma() -> None:
    """Two equal credentials would be two pases of which one votes."""
    with pytest.raises(CredencialRepetida):
        publicar_lista([UNA, UNA])
    with pytest.raises(CredencialRepetida):
        leer_lista(json.dumps([UNA, UNA], separators=(",", ":")).encode())


@pytest.mark.parametrize(
    ("valor", "falla"),
    [
        ([UNA + ",2"], ListaInvalida),
        ([7], ListaInvalida),
        ({"a": UNA}, CampoInesperado),
        ([UNA.upper()], PuntoNoCanonico),
        ([texto_de_punto(IDENTIDAD)], PuntoIdentidad),
        (["00" * 32], PuntoInvalido),
        (["00" * 31 + "02"], PuntoInvalido),
    ],
)
def test_una_lista_con_algo_mas_se_rechaza(valor: object, falla: type[Exception]) -> None:
    """Weights multiply votes; a small-order credential signs for anybody."""
    with pytest.raises(falla):
        leer_lista(json.dumps(valor, separators=(",", ":")).encode())


def test_una_lista_no_canonica_o_enorme_se_rechaza() -> None:
    """The list is fingerprinted: one spelling; and it is read whole: a limit."""
    with pytest.raises(TextoNoCanonico):
        leer_lista(json.dumps([UNA, OTRA]).encode())
    with pytest.raises(FueraDeLimites):
        leer_lista(bytes(9 << 20))
