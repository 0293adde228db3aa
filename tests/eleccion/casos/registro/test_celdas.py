"""One cell: every way an office writes it, and what must not pass."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eleccion.casos.registro import celdas
from eleccion.casos.registro.celdas import ValorInvalido
from eleccion.dominio.identidad import Sexo


@pytest.mark.parametrize(
    ("celda", "limpia"),
    [
        ("", ""),
        ("  Ana  María ", "Ana María"),
        ("Ana\u00a0María", "Ana María"),
        ("Ana\nMaría", "Ana María"),
        ("Nun\u0303ez", "Núñez".replace("ú", "u")),
        ("a" * 200, "a" * 200),
    ],
)
def test_la_celda_se_limpia(celda: str, limpia: str) -> None:
    """Two spellings of one name would be two people."""
    assert celdas.limpiar(celda) == limpia


@pytest.mark.parametrize(
    ("celda", "dicho"),
    [
        ("Nu\ufffdez", "letras perdidas"),
        ("NÃºÃ±ez", "acentos están dañados"),
        ("JosÃ©", "acentos están dañados"),
        ("Peñaâ€™", "acentos están dañados"),
        ("Ana\u200eRuiz", "invisibles"),
        ("Ana\x07Ruiz", "invisibles"),
        ("Ana\u202eRuiz", "invisibles"),
        ("a" * 201, "200"),
        ("ñ" * 201, "200"),
    ],
)
def test_las_letras_danadas_se_detienen(celda: str, dicho: str) -> None:
    """A name with a lost letter is another name, on the ballot and on the roll."""
    with pytest.raises(ValorInvalido, match=dicho):
        celdas.limpiar(celda)


@pytest.mark.parametrize("leer", [celdas.texto, celdas.nombre])
def test_lo_que_ningun_papel_imprime_se_rechaza_al_importar(leer: Callable[[str], str]) -> None:
    """A planilla whose name has no drawing would stop the ballot, and an official's the acta."""
    assert leer("Peña Ñuño Güemes") == "Peña Ñuño Güemes"
    with pytest.raises(ValorInvalido, match="no pueden imprimir"):
        leer("Ana \u4e2d")


@given(st.text(max_size=30))
def test_limpiar_dos_veces_es_limpiar_una(texto: str) -> None:
    """One value has one spelling; the fast road and the slow one agree."""
    try:
        limpia = celdas.limpiar(texto)
    except ValorInvalido:
        return
    assert celdas.limpiar(limpia) == limpia
    assert limpia == limpia.strip()


@pytest.mark.parametrize(
    "celda",
    ["1980-01-31", "31/01/1980", "31-01-1980", "31.1.1980", "1980-1-31", "1980-01-31 00:00:00"],
)
def test_las_fechas_se_escriben_de_varias_maneras(celda: str) -> None:
    """All of them say the last day of January."""
    assert celdas.fecha(celda) == date(1980, 1, 31)


@pytest.mark.parametrize(
    ("celda", "dicho"),
    [
        ("31/01/80", "cuatro cifras"),
        ("29250", "número de Excel"),
        ("31/02/1980", "no existe"),
        ("01/31/1980", "no existe"),
        ("enero 31, 1980", "cuatro cifras"),
        ("31/01/1080", "no es posible"),
        ("٣١/٠١/١٩٨٠", "cuatro cifras"),
    ],
)
def test_las_fechas_dudosas_no_se_adivinan(celda: str, dicho: str) -> None:
    """A guess would make somebody a minor, or of age."""
    with pytest.raises(ValorInvalido, match=dicho):
        celdas.fecha(celda)


@pytest.mark.parametrize(("celda", "valor"), [("7", 7), ("007", 7), ("9999", 9999), ("1", 1)])
def test_los_enteros(celda: str, valor: int) -> None:
    """Secciones come with zeros in front."""
    assert celdas.entero(1, 9999)(celda) == valor


@pytest.mark.parametrize(
    "celda", ["0", "10000", "1,000", "1.0", "-1", "+1", "1e3", "٣", "1_0", "²"]
)
def test_lo_que_no_es_entero_no_se_redondea(celda: str) -> None:
    """Excel's 1.0 and thousands separators are told, never interpreted."""
    with pytest.raises(ValorInvalido):
        celdas.entero(1, 9999)(celda)


@pytest.mark.parametrize("celda", ["0012, 0013", "13;12", "12 13 12", "12/13", "12 y 13"])
def test_las_secciones_se_leen_en_lista(celda: str) -> None:
    """However they are separated; sorted and each once."""
    assert celdas.secciones(celda) == (12, 13)


@pytest.mark.parametrize("celda", ["12 a 15", "12-15", "doce", "0", "12,,x"])
def test_las_secciones_no_se_interpretan(celda: str) -> None:
    """A range read as two numbers would leave neighbours without a mesa."""
    with pytest.raises(ValorInvalido):
        celdas.secciones(celda)


@pytest.mark.parametrize(
    ("celda", "valor"),
    [("h", Sexo.H), ("Hombre", Sexo.H), ("M", Sexo.M), ("MUJER", Sexo.M), ("x", Sexo.X)],
)
def test_el_sexo_es_el_de_la_credencial(celda: str, valor: Sexo) -> None:
    """H and M as on the card."""
    assert celdas.sexo(celda) is valor


def test_la_f_no_se_admite() -> None:
    """A column of F and M uses M for men: taking it would swap everybody's sex."""
    with pytest.raises(ValorInvalido, match="H, M o X"):
        celdas.sexo("F")


@pytest.mark.parametrize(
    ("celda", "valor"), [("Sí", True), ("SI", True), ("x", True), ("1", True), ("No", False)]
)
def test_si_o_no(celda: str, valor: bool) -> None:
    """With accent or without."""
    assert celdas.si_o_no(celda) is valor


@pytest.mark.parametrize("celda", ["quizá", "tal vez", "", "sí señor"])
def test_lo_dudoso_no_es_no(celda: str) -> None:
    """Unknown is not false: the indigenous seat hangs on it."""
    with pytest.raises(ValorInvalido):
        celdas.si_o_no(celda)


@pytest.mark.parametrize(
    "celda",
    ["Ana", "María de los Ángeles", "O'Farrill", "Ma. Elena", "Núñez-Ávila", "José Ma.", "Müller"],
)
def test_los_nombres_de_verdad_se_admiten(celda: str) -> None:
    """People are not turned away for how they are called."""
    assert celdas.nombre(celda) == celda


@pytest.mark.parametrize("celda", ["=1+1", "Ana2", "@ana", "-Ana", "Ana,", "Ana <b>", "Ana;", "_"])
def test_lo_que_no_es_nombre_se_detiene(celda: str) -> None:
    """Formulas, columns that slipped and markup do not reach a ballot."""
    with pytest.raises(ValorInvalido):
        celdas.nombre(celda)


def test_un_texto_no_empieza_como_formula() -> None:
    """It would run when somebody opens an export in Excel."""
    with pytest.raises(ValorInvalido, match="fórmula"):
        celdas.texto("=HYPERLINK(1)")
    assert celdas.texto("Calle 5, núm. 3") == "Calle 5, núm. 3"


@pytest.mark.parametrize(
    "encabezado",
    ["Clave de Elector", "CLAVE_DE_ELECTOR", " clave  de elector. ", "clave-de-elector"],
)
def test_los_encabezados_se_reconocen(encabezado: str) -> None:
    """Case, accents, spaces and points do not make another column."""
    assert celdas.plano(encabezado) == "clave_de_elector"
