"""Whether a text can stand on a paper: asked where it is typed, so that no acta fails at night."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditoria.registro.canonico import Valor
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


def exigir_imprimibles(valor: Valor) -> None:
    """Demand the same of every text of a document, before anything fixes its bytes.

    What the commission's log cites stays: with one sign that no paper draws, nothing could ever be
    published. Keys of the document are ours and are not looked at.

    Args:
        valor: Canonical values, as ``Formato.a_valor`` gives them.

    Raises:
        TextoImposible, SinGlifo: As ``exigir_imprimible``.
    """
    if isinstance(valor, str):
        exigir_imprimible(valor)
    elif isinstance(valor, Mapping):
        for parte in valor.values():
            exigir_imprimibles(parte)
    elif isinstance(valor, Sequence):
        for parte in valor:
            exigir_imprimibles(parte)
