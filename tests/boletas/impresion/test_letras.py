"""Words on an acta prevail over digits, so every number that can occur is checked."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boletas.impresion.errores import FueraDeRango
from boletas.impresion.letras import cantidad_en_letras, en_letras

# An independent grammar: whole words per form, combined by products, nothing computed by rules.
UNO_A_NUEVE = ["dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"]
DIEZ_A_20 = [
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
]
VEINTES = [
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
]
DECENAS = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
CIENTOS = {
    "masculino": [
        "doscientos",
        "trescientos",
        "cuatrocientos",
        "quinientos",
        "seiscientos",
        "setecientos",
        "ochocientos",
        "novecientos",
    ],
    "femenino": [
        "doscientas",
        "trescientas",
        "cuatrocientas",
        "quinientas",
        "seiscientas",
        "setecientas",
        "ochocientas",
        "novecientas",
    ],
}


def gramatica(uno: str, veintiuno: str, genero: str) -> list[str]:
    """List the words of 1..999 in order, for one spelling of a final one."""
    hasta_9 = [uno, *UNO_A_NUEVE]
    hasta_99 = [*hasta_9, *DIEZ_A_20, veintiuno, *VEINTES, "veintinueve"]
    for decena in DECENAS:
        hasta_99 += [decena, *(f"{decena} y {unidad}" for unidad in hasta_9)]
    todos = [*hasta_99, "cien", *(f"ciento {resto}" for resto in hasta_99)]
    for cientos in CIENTOS[genero]:
        todos += [cientos, *(f"{cientos} {resto}" for resto in hasta_99)]
    return todos


PLENA = gramatica("uno", "veintiuno", "masculino")
BREVE = gramatica("un", "veintiún", "masculino")
FEMENINA = gramatica("una", "veintiuna", "femenino")
MILES_FEMENINOS = gramatica("un", "veintiún", "femenino")


@pytest.mark.parametrize(
    ("apocope", "femenino", "finales", "millares"),
    [
        (False, False, PLENA, BREVE),
        (True, False, BREVE, BREVE),
        (False, True, FEMENINA, MILES_FEMENINOS),
    ],
    ids=["plena", "apocope", "femenino"],
)
def test_todo_numero_hasta_99999_dice_lo_que_la_gramatica(
    apocope: bool, femenino: bool, finales: list[str], millares: list[str]
) -> None:
    """One wrong word in a hundred thousand would be printed some election night."""
    esperados = ["cero", *finales]
    for mil in ["mil", *(f"{millar} mil" for millar in millares[1:99])]:
        esperados += [mil, *(f"{mil} {resto}" for resto in finales)]
    assert len(esperados) == 100_000
    dichos = [en_letras(n, apocope=apocope, femenino=femenino) for n in range(100_000)]
    assert dichos == esperados


def test_la_gramatica_no_repite_palabras() -> None:
    """The control of the test above: two numbers with the same words would hide an error."""
    for lista in (PLENA, BREVE, FEMENINA):
        assert len(lista) == 999
        assert len(set(lista)) == 999


@given(st.integers(min_value=100_000, max_value=999_999))
def test_los_cientos_de_miles_se_componen_igual(n: int) -> None:
    """Above a hundred thousand the same two halves are joined by *mil*."""
    miles, resto = divmod(n, 1000)
    mil = f"{BREVE[miles - 1]} mil"
    assert en_letras(n) == (f"{mil} {PLENA[resto - 1]}" if resto else mil)


@pytest.mark.parametrize(
    ("n", "unidad", "femenino", "dicho"),
    [
        (0, "votos", False, "cero votos"),
        (1, "votos", False, "un voto"),
        (1, "personas", True, "una persona"),
        (21, "votos", False, "veintiún votos"),
        (21, "boletas", True, "veintiuna boletas"),
        (31, "votos", False, "treinta y un votos"),
        (100, "votos", False, "cien votos"),
        (101, "votos", False, "ciento un votos"),
        (1_000, "votos", False, "mil votos"),
        (21_000, "votos", False, "veintiún mil votos"),
        (31_000, "votos", False, "treinta y un mil votos"),
        (200_201, "personas", True, "doscientas mil doscientas una personas"),
        (999_999, "", False, "novecientos noventa y nueve mil novecientos noventa y nueve"),
    ],
)
def test_la_cantidad_concuerda_con_lo_que_cuenta(
    n: int, unidad: str, femenino: bool, dicho: str
) -> None:
    """*Veintiún votos*, *ciento un votos* (RAE, DPD, «uno»): where libraries are known to fail."""
    assert cantidad_en_letras(n, unidad, femenino=femenino) == dicho


@pytest.mark.parametrize("n", [-1, 1_000_000, True, 3.0, "3"])
def test_lo_que_no_es_una_cuenta_se_rechaza(n: object) -> None:
    """A figure that slipped in as text or as a truth value must not reach an acta."""
    with pytest.raises(FueraDeRango):
        en_letras(n)  # type: ignore[arg-type]


def test_no_hay_dos_concordancias_a_la_vez() -> None:
    """Asking for both is a mistake of the caller, and a silent choice would hide it."""
    with pytest.raises(FueraDeRango):
        en_letras(1, apocope=True, femenino=True)


def test_cada_palabra_es_una_sola_palabra_bien_escrita() -> None:
    """Double spaces or stray characters would break the comparison of two actas."""
    forma = re.compile(r"[a-záéíóú]+( [a-záéíóú]+)*")
    for miles, resto in product((0, 1, 21, 100, 999), (0, 1, 16, 22, 100, 101, 555)):
        assert forma.fullmatch(en_letras(1000 * miles + resto))
