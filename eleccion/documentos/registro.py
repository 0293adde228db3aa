"""Every paper that is printed and never published: who prints it, and whether it names people.

Page: docs/papeles-de-la-mesa.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class PapelReservado:
    """A kind of paper.

    Attributes:
        clave: As the printer is asked for it, and as files are named.
        imprime: Part of the system that prints it.
        nombra_personas: It names voters, or has room to: it goes to the reserved part.
    """

    clave: str
    titulo: str
    imprime: Literal["comision", "mesa", "urna"]
    nombra_personas: bool = False


PAPELES: Final = (
    PapelReservado("tarjetas", "Tarjetas de la mesa", "comision"),
    PapelReservado("conteo_de_pases", "Acta de conteo y sellado de pases", "comision"),
    PapelReservado("cuadernillo", "Cuadernillo de lista nominal", "comision", True),
    PapelReservado("registro_en_blanco", "Hojas de registro en la mesa", "comision", True),
    PapelReservado("aviso_privacidad", "Aviso de privacidad", "comision"),
    PapelReservado("boletas_de_papel", "Boletas de papel", "comision"),
    PapelReservado("formatos", "Formatos en blanco", "comision"),
    PapelReservado("caratulas", "Carátulas de los sobres", "comision"),
    PapelReservado("no_inclusion", "Constancia de no inclusión", "mesa", True),
    PapelReservado("acuse", "Acuse de recibo de escrito", "mesa"),
    PapelReservado("incidentes", "Hoja de incidentes", "mesa", True),
    PapelReservado("cabeza", "Cabeza de la bitácora de la mesa", "mesa"),
    PapelReservado("personas_registradas", "Lista de personas registradas", "mesa", True),
    PapelReservado("clausura", "Constancia de clausura y remisión", "mesa"),
    PapelReservado("copias", "Recibo de copias", "mesa"),
    PapelReservado("testigo", "Papel de su voto (testigo)", "urna"),
    PapelReservado("comprobante", "Comprobante", "urna"),
    PapelReservado("cabeza_de_urna", "Cabeza de la bitácora de la urna", "urna"),
)
