"""Canonical JSON: one value, one spelling."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from auditoria.errores import ErrorAuditoria
from auditoria.registro import canonico
from auditoria.registro.canonico import (
    ArchivoVacio,
    ClaveRepetida,
    DemasiadoGrande,
    DemasiadoHondo,
    EnteroFueraDeRango,
    NoEsCanonico,
    NoEsJson,
    NoEsUtf8,
    NuloPresente,
    NumeroNoEntero,
    TextoNoNfc,
    TraeBom,
    ValorAjeno,
)

VECTORES = Path(__file__).parents[2] / "vectores" / "canonico.json"
CASOS = json.loads(VECTORES.read_bytes())["casos"]
FALLOS: dict[str, type[ErrorAuditoria]] = {
    "archivo_vacio": ArchivoVacio,
    "clave_repetida": ClaveRepetida,
    "demasiado_hondo": DemasiadoHondo,
    "entero_fuera_de_rango": EnteroFueraDeRango,
    "no_es_canonico": NoEsCanonico,
    "no_es_json": NoEsJson,
    "no_es_utf8": NoEsUtf8,
    "nulo_presente": NuloPresente,
    "numero_no_entero": NumeroNoEntero,
    "texto_no_nfc": TextoNoNfc,
    "trae_bom": TraeBom,
}

textos = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(
    lambda texto: unicodedata.normalize("NFC", texto)
)
valores = st.recursive(
    st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | textos,
    lambda hijos: st.lists(hijos, max_size=4) | st.dictionaries(textos, hijos, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize("caso", CASOS, ids=[caso["id"] for caso in CASOS])
def test_vectores(caso: dict[str, str]) -> None:
    """Each case ends as ``espera`` says: read and spelled back, or that failure and no other."""
    datos = bytes.fromhex(caso["datos"])

    if caso["espera"] == "valida":
        assert canonico.escribir(canonico.leer(datos)) == datos
        return

    with pytest.raises(ErrorAuditoria) as fallo:
        canonico.leer(datos)
    assert type(fallo.value) is FALLOS[caso["espera"]]


def test_los_vectores_cubren_cada_fallo() -> None:
    """A failure with no vector is one that another reader may get wrong unseen."""
    assert {caso["espera"] for caso in CASOS} == {"valida", *FALLOS}


@given(valores)
def test_cada_valor_se_escribe_como_manda_el_rfc_8785(valor: Any) -> None:
    """Two roads spell values, a compiled one and the library of the RFC: they must be one."""
    assert canonico.escribir(valor) == rfc8785.dumps(valor)


@pytest.mark.parametrize(
    "caracter", [*map(chr, range(0x20)), '"', "\\", "/", "\x7f", "\u2028", "ñ", "😀"]
)
def test_cada_caracter_se_escribe_como_manda_el_rfc_8785(caracter: str) -> None:
    """Escapes are where writers of JSON differ: one more would be another hash."""
    valor = {"clave": caracter, "otra": [caracter]}
    assert canonico.escribir(valor) == rfc8785.dumps(valor)


def test_las_claves_se_ordenan_por_sus_unidades_de_utf_16() -> None:
    """In code points the last two change places, and so does the hash of the document."""
    escrito = canonico.escribir({"\uff61": 1, "😀": 2, "a": 3})
    assert escrito == '{"a":3,"😀":2,"\uff61":1}'.encode()


@given(valores)
def test_lo_que_se_escribe_se_lee_igual(valor: Any) -> None:
    """A value survives the road, so its hash speaks of the value."""
    assert canonico.leer(canonico.escribir(valor)) == valor


@given(valores)
def test_otra_escritura_del_mismo_valor_se_rechaza(valor: Any) -> None:
    """Two spellings of one value would have two hashes; only ours is read."""
    holgada = json.dumps(valor, ensure_ascii=True, indent=1).encode()
    canonica = canonico.escribir(valor)
    if holgada != canonica:
        with pytest.raises(NoEsCanonico):
            canonico.leer(holgada)


@given(valores, st.data())
def test_un_bit_cambiado_no_da_el_mismo_valor(valor: Any, data: st.DataObject) -> None:
    """No second byte string reads as this value."""
    datos = bytearray(canonico.escribir(valor))
    bit = data.draw(st.integers(0, 8 * len(datos) - 1))
    datos[bit // 8] ^= 1 << bit % 8
    try:
        leido = canonico.leer(bytes(datos))
    except ErrorAuditoria:
        return
    assert canonico.escribir(leido) == bytes(datos)
    assert leido != valor or type(leido) is not type(valor)


@pytest.mark.parametrize(
    ("valor", "fallo"),
    [
        (1.0, NumeroNoEntero),
        ({"a": None}, NuloPresente),
        ({1: "a"}, ValorAjeno),
        (b"a", ValorAjeno),
        (2**53, EnteroFueraDeRango),
        ("a\u0301", TextoNoNfc),
        ("\ud800", NoEsUtf8),
        ({"\ud800": 1}, NoEsUtf8),
    ],
)
def test_no_se_escribe_lo_que_no_se_leeria(valor: Any, fallo: type[ErrorAuditoria]) -> None:
    """A file that its own reader refuses would be found out too late: at the count."""
    with pytest.raises(fallo):
        canonico.escribir(valor)


def test_el_limite_se_mira_antes_de_leer() -> None:
    """A gigabyte of blanks costs nothing: its size alone refuses it."""
    with pytest.raises(DemasiadoGrande):
        canonico.leer(b"[" + b" " * 100, limite=100)
    assert canonico.leer(b"[" + b"1" * 14 + b"]", limite=16) == [11111111111111]
