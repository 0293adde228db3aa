"""Tables as data: the header, and every row read to the end."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from eleccion.casos.registro import celdas, tablas
from eleccion.casos.registro.archivo_tabla import TablaVacia
from eleccion.casos.registro.celdas import ValorInvalido, opcional
from eleccion.casos.registro.informe import Hallazgo
from eleccion.casos.registro.tablas import (
    Celdas,
    Columna,
    EncabezadoInvalido,
    Forma,
    Tabla,
    informar,
    leer_tabla,
)


@dataclass(frozen=True)
class Fila:
    """A row of the table of these tests."""

    numero: int
    nombre: str
    nota: str


NUMERO = Columna("numero", celdas.entero(1, 99), alias=("no",))
NOMBRE = Columna("nombre", celdas.nombre)
NOTA = Columna("nota", opcional(celdas.texto, "sin nota"), obligatoria=False)


def construir(fila: Celdas) -> Fila:
    """Build a row; number 13 is refused to see a rule of the whole row."""
    if fila[NUMERO] == 13:
        raise ValorInvalido("no hay renglón 13", entrada="numero")
    return Fila(fila[NUMERO], fila[NOMBRE], fila[NOTA])


FORMA = Forma("pruebas", (NUMERO, NOMBRE, NOTA), construir)


def leer(carpeta: Path, texto: str) -> Tabla[Fila]:
    """Write a file and read it."""
    ruta = carpeta / "pruebas.csv"
    ruta.write_text(texto, "utf-8")
    return leer_tabla(ruta, FORMA)


def test_las_columnas_van_en_cualquier_orden_y_con_sus_nombres(tmp_path: Path) -> None:
    """Offices move columns and write headings as they like."""
    tabla = leer(tmp_path, "NOTA,Nombre , No.\nhola,Ana,7\n,Eva,8\n")
    assert tabla.filas == ((2, Fila(7, "Ana", "hola")), (3, Fila(8, "Eva", "sin nota")))
    assert (tabla.hallazgos, tabla.renglones) == ((), 2)
    assert leer(tmp_path, "numero,nombre\n7,Ana\n").filas == ((2, Fila(7, "Ana", "sin nota")),)


@pytest.mark.parametrize(
    ("encabezado", "dicho"),
    [
        ("numero", "le faltan las columnas: nombre"),
        ("numero,nombre,numero", "está dos veces"),
        ("numero,nombre,no", "está dos veces"),
        ("numero,nombre,notas", "¿quiso decir «nota»?"),
        ("numero,nombre,telefono", "bórrela o corrija su nombre"),
        ("7,Ana,hola", "el primer renglón debe nombrar las columnas"),
        ("numero|nombre", "separador: coma"),
    ],
)
def test_un_encabezado_que_no_corresponde_se_explica(
    tmp_path: Path, encabezado: str, dicho: str
) -> None:
    """A misspelt heading would silently lose its column."""
    with pytest.raises(EncabezadoInvalido) as fallo:
        leer(tmp_path, f"{encabezado}\n7,Ana\n")
    assert dicho in str(fallo.value)
    assert str(fallo.value).startswith("pruebas.csv, línea 1")


@pytest.mark.parametrize("texto", ["numero,nombre\n", "\n\n", "numero,nombre\n,\n"])
def test_una_tabla_sin_renglones_se_dice(tmp_path: Path, texto: str) -> None:
    """An empty roll must not replace a full one."""
    with pytest.raises(TablaVacia):
        leer(tmp_path, texto)


@pytest.mark.parametrize(
    ("renglon", "columna", "dicho"),
    [
        ("x,Ana,", "numero", "número entero"),
        ("100,Ana,", "numero", "entre 1 y 99"),
        (",Ana,", "numero", "obligatoria"),
        ("7,,", "nombre", "obligatoria"),
        ("7,Ana,=1", "nota", "fórmula"),
        ("13,Ana,", "numero", "renglón 13"),
        ("7,Ana", "", "tiene 2 celdas y deben ser 3"),
        ("7,Ana,x,y", "", "la celda 4 está fuera"),
        ("1,Ana,", "", "igual al de la línea 2"),
    ],
)
def test_cada_problema_dice_linea_columna_y_remedio(
    tmp_path: Path, renglon: str, columna: str, dicho: str
) -> None:
    """And the good rows are read all the same, so one report lists everything."""
    tabla = leer(tmp_path, f"numero,nombre,nota\n1,Ana,\n{renglon}\n2,Eva,\n")
    assert [fila.numero for _, fila in tabla.filas] == [1, 2]
    (hallazgo,) = tabla.hallazgos
    assert (hallazgo.linea, hallazgo.columna, hallazgo.grave) == (3, columna, True)
    assert dicho in hallazgo.texto


def test_separadores_de_sobra_al_final_no_estorban(tmp_path: Path) -> None:
    """Excel adds empty columns; they are refused only when something is in them."""
    tabla = leer(tmp_path, "numero,nombre,,\n7,Ana,,\n8,Eva\n9,Luz,,,,\n")
    assert [fila.numero for _, fila in tabla.filas] == [7, 8, 9]
    assert tabla.hallazgos == ()
    con_algo = leer(tmp_path, "numero,nombre,,\n7,Ana,,x\n")
    assert [h.texto for h in con_algo.hallazgos] == ["la celda 4 está fuera de las columnas"]


def test_un_renglon_con_varios_problemas_los_dice_todos(tmp_path: Path) -> None:
    """Correcting one per day would take until the deadline."""
    tabla = leer(tmp_path, "numero,nombre,nota\nx,Ana2,=1\n")
    assert [h.columna for h in tabla.hallazgos] == ["numero", "nombre", "nota"]


def test_los_hallazgos_se_cuentan_aunque_no_quepan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of another kind has a problem per row: the first ones tell it."""
    monkeypatch.setattr(tablas, "MAX_HALLAZGOS", 3)
    tabla = leer(tmp_path, "numero,nombre\n" + "".join(f"x{n},Ana\n" for n in range(10)))
    assert (len(tabla.hallazgos), tabla.omitidos, tabla.renglones) == (3, 7, 10)
    informe = informar(
        tabla,
        admitidos=0,
        propios=[Hallazgo(linea=0, columna="", texto="todo mal", grave=False)],
        aplicado=False,
    )
    assert [h.linea for h in informe.hallazgos] == [0, 2, 3]
    assert informe.omitidos == 8
    assert informe.tiene_graves


def test_el_hallazgo_se_lee_como_una_frase() -> None:
    """It is printed for the person who has the file open."""
    frases = [
        str(Hallazgo(linea=linea, columna=columna, texto="está vacía", grave=True))
        for linea, columna in ((3, "curp"), (3, ""), (0, ""))
    ]
    assert frases == ["línea 3, columna «curp»: está vacía", "línea 3: está vacía", "está vacía"]


def test_el_informe_dice_que_archivo_era(tmp_path: Path) -> None:
    """Name, hash and how it was saved: which version was imported is never in doubt."""
    tabla = leer(tmp_path, "numero;nombre\n7;Ana\n")
    informe = informar(tabla, admitidos=1, propios=[], aplicado=True)
    assert (informe.archivo, informe.codificacion, informe.separador) == (
        "pruebas.csv",
        "utf-8",
        "punto y coma",
    )
    assert informe.sha256 == hashlib.sha256(b"numero;nombre\n7;Ana\n").hexdigest()
    assert not informe.tiene_graves
