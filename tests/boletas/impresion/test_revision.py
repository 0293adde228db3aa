"""The check that guards every paper must itself notice each kind of defect."""

import pytest

from boletas.impresion.maqueta import (
    CARTA,
    Caja,
    Cuadro,
    Elemento,
    Estilo,
    Grupo,
    Linea,
    Pagina,
    Qr,
    Texto,
)
from boletas.impresion.qr import codificar
from boletas.impresion.revision import revisar

MATRIZ = codificar("A")
CASOS: dict[str, tuple[str, tuple[Elemento, ...]]] = {
    "texto que sale por la derecha": ("fuera_de_margen", (Texto(195, 50, "se sale de aquí"),)),
    "caja que entra en el margen": ("fuera_de_margen", (Caja(14, 50, 20, 20),)),
    "línea bajo el pie": ("fuera_de_margen", (Linea(20, 265, 30, 265),)),
    "cuadro sobre la cabeza": ("fuera_de_margen", (Cuadro(20, 10),)),
    "dos renglones encimados": (
        "texto_sobre_texto",
        (Texto(20, 50, "uno"), Texto(21, 51, "dos")),
    ),
    "borde que tacha un nombre": (
        "linea_sobre_texto",
        (Texto(20, 50, "Ana Ruiz"), Caja(18, 40, 6, 20)),
    ),
    "regla sobre cifras": ("linea_sobre_texto", (Texto(20, 50, "127"), Linea(18, 49, 40, 49))),
    "raya inclinada sobre un nombre": (
        "linea_sobre_texto",
        (Texto(20, 50, "Ana Ruiz"), Linea(18, 60, 40, 40)),
    ),
    "texto en la orilla del código": (
        "qr_invadido",
        (Qr(20, 20, 30, MATRIZ), Texto(48, 30, "sobre la orilla")),
    ),
    "raya que cruza el código": (
        "qr_invadido",
        (Qr(20, 20, 30, MATRIZ), Linea(10 + 15, 30, 60, 30)),
    ),
    "dentro de un grupo": (
        "fuera_de_margen",
        (Grupo(180, 0, (Texto(20, 50, "se sale", Estilo()),)),),
    ),
}


@pytest.mark.parametrize("nombre", CASOS)
def test_cada_defecto_se_nota(nombre: str) -> None:
    """A check that cannot fail would approve any paper."""
    clase, elementos = CASOS[nombre]
    assert clase in {defecto.clase for defecto in revisar((Pagina(CARTA, elementos),))}


def test_una_pagina_sana_no_tiene_defectos() -> None:
    """The control: text inside a box, a box beside a code, all within the margins."""
    elementos = (
        Caja(20, 40, 40, 12),
        Texto(22, 48, "Ana Ruiz"),
        Cuadro(70, 40),
        Qr(100, 40, 30, MATRIZ),
        Linea(20, 80, 100, 80),
        # Passes beside the name, though the rectangle around the stroke holds it.
        Texto(22, 94, "Ana"),
        Linea(20, 120, 60, 88),
    )
    assert revisar((Pagina(CARTA, elementos),)) == ()
