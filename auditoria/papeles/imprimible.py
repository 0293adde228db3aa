"""Whether a text can stand on a paper: asked where it is typed, so that no acta fails at night."""

from __future__ import annotations

from boletas.impresion.fuentes import Fuente, ancho_mm, exigir_texto


def exigir_imprimible(texto: str) -> str:
    """Give the text back if every paper can draw it, line feeds aside.

    Args:
        texto: What a person typed or imported: a name, an address, the story of an incident.

    Raises:
        TextoImposible: It holds a character that is not text (control, direction, unassigned).
        SinGlifo: The letter of the papers has no drawing for one of its characters.
    """
    exigir_texto(texto)
    for linea in texto.split("\n"):
        for fuente in Fuente:
            ancho_mm(linea, fuente, 1.0)
    return texto
