"""Canonical JSON of Belenios: one value, one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boletas.cripto import canonico
from boletas.errores import CampoInesperado, TextoNoCanonico

TEXTOS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x7f"))
VALORES = st.recursive(
    st.booleans() | st.integers() | TEXTOS,
    lambda hijos: st.lists(hijos) | st.dictionaries(TEXTOS, hijos),
    max_leaves=12,
)

FUERA_DE_FORMA = {
    "espacio": b'{"a": 1}',
    "espacio final": b'{"a":1}\n',
    "campo repetido": b'{"a":1,"a":1}',
    "escape innecesario": b'"\\u0061"',
    "barra escapada": b'"\\/"',
    "acento escapado": b'"\\u00f1"',
    "escape en mayúsculas": b'"\\u001F"',
    "decimal": b"1.0",
    "exponente": b"1e2",
    "menos cero": b"-0",
    "cero a la izquierda": b"01",
    "NaN": b"NaN",
    "infinito": b"Infinity",
    "DEL": b'"\x7f"',
    "sustituto suelto": b'"\\ud800"',
    "marca de orden": b'\xef\xbb\xbf"a"',
    "latin-1": b'"\xf1"',
    "vacío": b"",
    "anidado sin fin": b"[" * 100_000,
    "dos valores": b"1 2",
    "número enorme": b"1" + b"0" * 5000,
}


@given(VALORES)
def test_lo_que_se_escribe_se_lee_igual(valor: object) -> None:
    """Hashes are taken over these bytes: reading them must give the value back."""
    assert canonico.leer(canonico.escribir(valor)) == valor


@pytest.mark.parametrize("texto", FUERA_DE_FORMA.values(), ids=FUERA_DE_FORMA)
def test_toda_otra_forma_se_rechaza(texto: bytes) -> None:
    """A second spelling of a ballot would have a second hash and pass for a second ballot."""
    with pytest.raises(TextoNoCanonico):
        canonico.leer(texto)


def test_los_escapes_son_los_de_belenios() -> None:
    """The tool compares bytes: short escapes where JSON has them, the rest in lower case."""
    assert (
        canonico.escribir('"\\\b\t\n\f\r\x01\x1f/ñ')
        == '"\\"\\\\\\b\\t\\n\\f\\r\\u0001\\u001f/ñ"'.encode()
    )


@pytest.mark.parametrize("texto", ["\x7f", "\ud800"])
def test_no_se_escribe_lo_que_no_tiene_forma_unica(texto: str) -> None:
    """The tool spells DEL otherwise, and a lone surrogate has no UTF-8 at all."""
    with pytest.raises(TextoNoCanonico):
        canonico.escribir([texto])


@pytest.mark.parametrize(
    "valor",
    [
        {"b": 1, "a": 1},
        {"a": 1},
        {"a": 1, "b": 1, "z": 1},
        {"a": 1, "b": 1, "d": 1, "c": 1},
        [1],
        None,
    ],
    ids=["orden", "falta", "sobra", "opcionales en desorden", "arreglo", "nulo"],
)
def test_los_campos_son_exactos(valor: object) -> None:
    """Field order is part of the form: the comparison of texts alone would not see it."""
    with pytest.raises(CampoInesperado):
        canonico.leer_campos(valor, ("a", "b"), ("c", "d"))


def test_los_campos_opcionales_pueden_faltar() -> None:
    """Optional fields are left out, never null."""
    for campos in ({"a": 1}, {"a": 1, "c": 1}, {"a": 1, "d": 1}, {"a": 1, "c": 1, "d": 1}):
        assert canonico.leer_campos(campos, ("a",), ("c", "d")) == campos


@pytest.mark.parametrize("valor", [True, "1", -1, None, [1]])
def test_un_entero_no_es_otra_cosa(valor: object) -> None:
    """In Python True == 1: a boolean where a count stands must not pass for it."""
    with pytest.raises(CampoInesperado):
        canonico.leer_entero(valor)
