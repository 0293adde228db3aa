"""A document refuses contradictions before anything is printed."""

from collections.abc import Callable

import pytest

from boletas.impresion.documento import (
    Campo,
    Campos,
    Casillas,
    Cifras,
    Columna,
    Firmas,
    Lineas,
    Renglon,
    Seccion,
    Tabla,
    Vacio,
    numerar,
)
from boletas.impresion.errores import DocumentoInvalido, TextoImposible

CASOS: dict[str, Callable[[], object]] = {
    "renglón con una cifra de más": lambda: Cifras(("Votos",), (Renglon("Nogal", (1, 2)),)),
    "cifra negativa": lambda: Cifras(("Votos",), (Renglon("Nogal", (-1,)),)),
    "cifra que es un sí": lambda: Cifras(("Votos",), (Renglon("Nogal", (True,)),)),
    "fila con una celda de menos": lambda: Tabla((Columna("a"), Columna("b")), (("1",),)),
    "cuadro sin columnas": lambda: Tabla((), ()),
    "campos sin filas": lambda: Campos(()),
    "fila sin campos": lambda: Campos(((),)),
    "pregunta sin opciones": lambda: Casillas("¿?", ()),
    "firmas de nadie": lambda: Firmas(()),
    "ninguna línea": lambda: Lineas(0),
}


@pytest.mark.parametrize("nombre", CASOS)
def test_lo_que_se_contradice_se_rechaza(nombre: str) -> None:
    """A row with a figure too many would shift every figure after it."""
    with pytest.raises(DocumentoInvalido):
        CASOS[nombre]()


def test_ningun_texto_que_engana_entra() -> None:
    """The check reaches every part that holds text, rows of a table included."""
    with pytest.raises(TextoImposible):
        Campo("Nombre", "Ana\u202e")
    with pytest.raises(TextoImposible):
        Tabla((Columna("a"),), (("x\x07",),))


def test_solo_las_secciones_con_titulo_y_numero_se_cuentan() -> None:
    """The law's forms cite sections by number, so a heading without one must not take it."""
    secciones = (
        Seccion("Datos", ()),
        Seccion("", ()),
        Seccion("Anexo", (), numerada=False),
        Seccion("Cierre", ()),
    )
    assert [numero for numero, _ in numerar(secciones)] == ["1", "", "", "2"]


def test_las_casillas_crecen_con_la_cifra() -> None:
    """A count of four digits in three boxes would lose one."""
    cifras = Cifras(("Votos",), (Renglon("a", (1_204,)), Renglon("b", (Vacio.EN_BLANCO,))))
    assert cifras.digitos == 4
    assert Cifras(("Votos",), (Renglon("a", (7,)),)).digitos == 3
