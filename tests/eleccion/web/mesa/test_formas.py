"""What officials type, read so that every paper of the night can print it."""

from __future__ import annotations

import pytest

from eleccion.web.mesa.formas import (
    LARGO_DE_NOMBRE,
    DatoFaltante,
    DatoInvalido,
    leer_opcional,
    leer_texto,
)


@pytest.mark.parametrize(
    ("tecleado", "leido"),
    [
        ("  Se fue\r\nla luz ", "Se fue la luz"),
        ("N\u0303un\u0303o Gu\u0308emes", "Ñuño Güemes"),
        ("«Ñuño» Güemes, 2.ª secc. — ¿sí?", "«Ñuño» Güemes, 2.ª secc. — ¿sí?"),
        ("", ""),
    ],
)
def test_lo_tecleado_se_lee_en_la_forma_en_que_se_imprime(tecleado: str, leido: str) -> None:
    """Accents typed as two signs are a name that no acta could print at night."""
    assert leer_opcional({"que": tecleado}, "que", "Qué pasó") == leido


@pytest.mark.parametrize("signo", ["\U0001f642", "\u4e2d", "\u05d0", "\u20e3"])
def test_lo_que_ningun_papel_imprime_se_rechaza_en_la_pantalla(signo: str) -> None:
    """The acta always prints: who typed a drawing is told while it can still be changed."""
    with pytest.raises(DatoInvalido, match="no se puede imprimir"):
        leer_texto({"que": f"Se cayó {signo} la urna"}, "que", "Qué pasó")


def test_un_espacio_no_es_un_texto() -> None:
    """Blank is not an answer."""
    with pytest.raises(DatoFaltante):
        leer_texto({"que": " \u200b "}, "que", "Qué pasó")


def test_un_nombre_cabe_en_un_renglon_del_acta() -> None:
    """The acta takes two hundred letters of it: a longer one is refused while it can be typed."""
    forma = {"nombre": "N" * (LARGO_DE_NOMBRE + 1)}
    assert leer_texto(forma, "nombre", "El nombre") == forma["nombre"]
    with pytest.raises(DatoInvalido, match=f"El nombre: son más de {LARGO_DE_NOMBRE} letras"):
        leer_texto(forma, "nombre", "El nombre", largo=LARGO_DE_NOMBRE)
