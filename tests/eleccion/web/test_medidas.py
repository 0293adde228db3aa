"""Contrast and size of every screen, computed from the tokens that all of them use."""

from __future__ import annotations

import re

import pytest

from eleccion.recursos import encontrar_recurso

HOJA = encontrar_recurso("web", "estaticos", "hojas", "medidas.css").read_text("utf-8")
BLOQUES = {
    selector.strip(): dict(re.findall(r"--([\w-]+):\s*([^;]+);", cuerpo))
    for selector, cuerpo in re.findall(r"^(:root[^{]*)\{([^}]*)\}", HOJA, re.MULTILINE)
}
TEMAS = {
    nombre: BLOQUES[":root"] | BLOQUES.get(f':root[data-tema="{nombre}"]', {})
    for nombre in ("normal", "contraste", "invertido", "suave")
}
MINIMO_DE_TEXTO = 10.0
ENTRE = {"contraste": (20.0, 21.0), "invertido": (13.0, 21.0), "suave": (4.5, 8.0)}
"""What each choice of the voter is for (VVSG 2.0, 7.1-D); the first screen has the minimum."""
MINIMO_DE_TRAZO = 3.0


def luminancia(color: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    canales = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    lineales = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canales]
    return 0.2126 * lineales[0] + 0.7152 * lineales[1] + 0.0722 * lineales[2]


def contraste(uno: str, otro: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    claro, oscuro = sorted((luminancia(uno), luminancia(otro)), reverse=True)
    return (claro + 0.05) / (oscuro + 0.05)


@pytest.mark.parametrize("tema", TEMAS)
def test_el_texto_se_lee_en_cada_tema(tema: str) -> None:
    """Tired people and bad light: ten to one or more, on every ground there is (VVSG 7.1-C).

    Who chooses high contrast gets all there is; whom light hurts gets less than eight to one.
    """
    tokens = TEMAS[tema]
    minimo, maximo = ENTRE.get(tema, (MINIMO_DE_TEXTO, 21.0))
    for tinta, fondo in (
        ("tinta", "fondo"),
        ("tinta", "superficie"),
        ("acento", "fondo"),
        ("sobre-acento", "acento"),
    ):
        assert minimo <= contraste(tokens[tinta], tokens[fondo]) <= maximo + 1e-9, (tinta, fondo)


@pytest.mark.parametrize("tema", TEMAS)
def test_los_trazos_y_el_foco_se_ven(tema: str) -> None:
    """Who does not see where a field or the focus is, cannot use it (WCAG 2.2, 1.4.11)."""
    tokens = TEMAS[tema]
    for trazo in ("linea", "foco"):
        for fondo in ("fondo", "superficie"):
            assert contraste(tokens[trazo], tokens[fondo]) >= MINIMO_DE_TRAZO, (trazo, fondo)


def test_el_calculo_distingue_un_gris_flojo() -> None:
    """Control: the formula gives what WCAG publishes, and refuses a grey on white."""
    assert round(contraste("#000000", "#ffffff"), 1) == 21.0
    assert contraste("#8a8276", "#ffffff") < MINIMO_DE_TEXTO


def milimetros(selector: str, token: str) -> float:
    """Read a length of the sheet."""
    return float(BLOQUES[selector][token].removesuffix("mm"))


def test_el_kiosco_mide_lo_que_pide_vvsg() -> None:
    """Text of 4.8 mm or more in four sizes, targets of 12.7 and gaps of 2.54 (7.1-G, 7.2-I)."""
    letras = [milimetros(":root.kiosco", "texto")]
    letras += [milimetros(f':root.kiosco[data-letra="{n}"]', "texto") for n in (2, 3, 4)]
    assert letras == sorted(set(letras))
    assert letras[0] >= 4.8
    assert letras[-1] >= 9.0
    assert milimetros(":root.kiosco", "blanco") >= 12.7
    assert milimetros(":root.kiosco", "separacion") >= 2.54
