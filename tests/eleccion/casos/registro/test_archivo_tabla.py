"""Files as an office saves them, and files that are no table at all."""

from __future__ import annotations

import gzip
import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eleccion.casos.registro.archivo_tabla import (
    ArchivoCambio,
    ComillasSinCerrar,
    TablaAusente,
    TablaVacia,
    abrir_tabla,
)
from eleccion.casos.registro.celdas import plano
from eleccion.casos.registro.codificacion import (
    CodificacionMezclada,
    NoEsTabla,
    TablaDemasiadoGrande,
)
from eleccion.errores import EntradaIlegible

CONOCIDAS = {"clave", "nombre", "colonia"}
FILAS = [
    ["Clave", "Nombre", "Colonia"],
    ["1", "Núñez, José", "Ávila; sur"],
    ["2", "Ana\nMaría", 'El "Tunal"'],
]


def contar(celdas: list[str]) -> int:
    """Count known headings."""
    return sum(plano(celda) in CONOCIDAS for celda in celdas)


def leer(ruta: Path, limite: int = 2**20) -> tuple[str, str, list[tuple[int, list[str]]]]:
    """Read a whole file."""
    with abrir_tabla(ruta, contar, limite) as (dialecto, crudos):
        filas = [(crudo.linea, crudo.celdas) for crudo in crudos]
        return dialecto.codificacion, dialecto.separador, filas


def escribir(separador: str, fin: str = "\r\n") -> str:
    """Write the rows with a separator, quoting by the rules of RFC 4180."""

    def celda(texto: str) -> str:
        if any(c in texto for c in (separador, '"', "\n")):
            return '"' + texto.replace('"', '""') + '"'
        return texto

    return "".join(separador.join(map(celda, fila)) + fin for fila in FILAS)


@pytest.mark.parametrize("fin", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("separador", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("guardar", "leida"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("latin-1", "cp1252")],
)
@pytest.mark.parametrize("anuncio", ["", "sep={}", '"sep={}"'])
def test_se_lee_lo_que_guarda_cada_oficina(
    tmp_path: Path, anuncio: str, guardar: str, leida: str, separador: str, fin: str
) -> None:
    """Every mixture of encoding, separator, line end and Excel's first line gives one table."""
    ruta = tmp_path / "tabla.csv"
    previa = anuncio.format(separador) + fin if anuncio else ""
    ruta.write_bytes((previa + escribir(separador, fin)).encode(guardar))
    codificacion, hallado, filas = leer(ruta)
    assert (codificacion, hallado) == (leida, separador)
    assert [celdas for _, celdas in filas] == FILAS
    primera = 2 if anuncio else 1
    assert [linea for linea, _ in filas] == [primera, primera + 1, primera + 2]


def test_las_lineas_en_blanco_no_son_renglones(tmp_path: Path) -> None:
    """Excel leaves them at the end; the line numbers of the others stay those of the file."""
    ruta = tmp_path / "tabla.csv"
    ruta.write_text("\nclave,nombre\n\n,\n1,Ana\n   ,  \n\n2,Eva\n\n", "utf-8")
    assert leer(ruta)[2] == [(2, ["clave", "nombre"]), (5, ["1", "Ana"]), (8, ["2", "Eva"])]


def test_el_ultimo_renglon_puede_no_tener_fin_de_linea(tmp_path: Path) -> None:
    """Half the editors leave it out."""
    ruta = tmp_path / "tabla.csv"
    ruta.write_text("clave,nombre\n1,Ana", "utf-8")
    assert leer(ruta)[2][-1] == (2, ["1", "Ana"])


def _cifrar_ceros(ruta: Path) -> None:
    with zipfile.ZipFile(ruta, "w", zipfile.ZIP_DEFLATED) as archivo:
        archivo.writestr("bomba.csv", b"\0" * 10**8)


def _hacer_tuberia(ruta: Path) -> None:
    os.mkfifo(ruta)


def _ceros(ruta: Path) -> None:
    with ruta.open("wb") as archivo:
        archivo.truncate(2**30)


MALOS = {
    "carpeta": (lambda ruta: ruta.mkdir(), TablaAusente, "no es un archivo"),
    "tuberia": (_hacer_tuberia, TablaAusente, "no es un archivo"),
    "vacio": (lambda ruta: ruta.write_bytes(b""), TablaVacia, "0 octetos"),
    "un_gigabyte_de_ceros": (_ceros, TablaDemasiadoGrande, "1024 MB"),
    "pocos_ceros": (lambda ruta: ruta.write_bytes(b"\0" * 100), NoEsTabla, "no son texto"),
    "nulo_en_medio": (
        lambda ruta: ruta.write_bytes(b"clave,nombre\n1,Ana\0\n"),
        NoEsTabla,
        "línea 2",
    ),
    "xlsx_o_bomba": (_cifrar_ceros, NoEsTabla, "libro de Excel"),
    "xls": (lambda r: r.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), NoEsTabla, "Excel"),
    "pdf": (lambda ruta: ruta.write_bytes(b"%PDF-1.7\n"), NoEsTabla, "PDF"),
    "gzip": (lambda ruta: ruta.write_bytes(gzip.compress(b"clave\n1\n")), NoEsTabla, "comprimido"),
    "utf16": (lambda ruta: ruta.write_text("clave\n1\n", "utf-16"), NoEsTabla, "UTF-16"),
    "mezcla": (
        lambda ruta: ruta.write_bytes("clave,nombre\n1,José\n".encode() + b"2,Jos\xe9\n"),
        CodificacionMezclada,
        "una parte",
    ),
    "ni_una_ni_otra": (
        lambda ruta: ruta.write_bytes(b"clave,nombre\n1,Ana\n2,Jos\x81\n"),
        CodificacionMezclada,
        "línea 3",
    ),
    "cortado_a_media_letra": (
        lambda ruta: ruta.write_bytes("clave,nombre\n1,José\n2,Peñ".encode()[:-1]),
        CodificacionMezclada,
        "cortado",
    ),
    "comillas_sin_cerrar": (
        lambda ruta: ruta.write_text('clave,nombre\n1,Ana\n2,"Eva\n3,Luz\n', "utf-8"),
        ComillasSinCerrar,
        "línea 3",
    ),
    "comillas_a_media_celda": (
        lambda ruta: ruta.write_text('clave,nombre\n1,"Ana" María\n', "utf-8"),
        ComillasSinCerrar,
        "línea 2",
    ),
    "celda_enorme": (
        lambda ruta: ruta.write_text("clave,nombre\n1," + "a" * 200_000, "utf-8"),
        ComillasSinCerrar,
        "línea 2",
    ),
}


@pytest.mark.parametrize("nombre", MALOS)
def test_lo_que_no_es_tabla_se_dice_con_archivo_y_remedio(tmp_path: Path, nombre: str) -> None:
    """The person at the counter has to know which file, what is wrong and what to do."""
    hacer, clase, dicho = MALOS[nombre]
    ruta = tmp_path / "padrón.csv"
    hacer(ruta)
    with pytest.raises(EntradaIlegible) as fallo:
        leer(ruta)
    assert type(fallo.value) is clase
    assert str(fallo.value).startswith("padrón.csv")
    assert dicho in str(fallo.value)


def test_un_archivo_que_falta_se_dice(tmp_path: Path) -> None:
    """And not with a traceback."""
    with pytest.raises(TablaAusente) as fallo:
        leer(tmp_path / "no.csv")
    assert str(fallo.value) == "no.csv: No se encontró el archivo: revise el nombre y la carpeta"


def test_sin_permiso_se_dice(tmp_path: Path) -> None:
    """A link to nowhere stands for whatever the system refuses."""
    ruta = tmp_path / "bucle.csv"
    ruta.symlink_to(ruta)
    with pytest.raises(TablaAusente, match="el sistema no permite"):
        leer(ruta)


def test_si_el_archivo_cambia_mientras_se_lee_no_se_cree(tmp_path: Path) -> None:
    """Hash and rows must be of the same bytes."""
    ruta = tmp_path / "tabla.csv"
    ruta.write_text("clave,nombre\n1,Ana\n", "utf-8")

    def leer_y_cambiar() -> None:
        with abrir_tabla(ruta, contar) as (_, crudos):
            list(crudos)
            ruta.write_text("clave,nombre\n1,Ana\n2,Eva\n", "utf-8")

    with pytest.raises(ArchivoCambio):
        leer_y_cambiar()


@given(st.binary(max_size=300))
def test_cualquier_basura_da_tabla_o_error_propio(
    tmp_path_factory: pytest.TempPathFactory, datos: bytes
) -> None:
    """No bytes at all may end in an exception that nobody translated."""
    ruta = tmp_path_factory.mktemp("basura") / "tabla.csv"
    ruta.write_bytes(datos)
    try:
        codificacion, separador, filas = leer(ruta)
    except EntradaIlegible:
        return
    assert codificacion in ("utf-8", "utf-8-sig", "cp1252")
    assert separador in (",", ";", "\t")
    assert all(any(map(str.strip, celdas)) for _, celdas in filas)


def test_un_gigabyte_no_ocupa_memoria(tmp_path: Path) -> None:
    """Refused by its size, under a hard limit of memory, before a byte of it is kept."""
    ruta = tmp_path / "ceros.csv"
    _ceros(ruta)
    programa = (
        "import sys\nfrom pathlib import Path\n"
        "from eleccion.casos.registro.archivo_tabla import abrir_tabla\n"
        "from eleccion.errores import EntradaIlegible\n"
        "try:\n"
        "    with abrir_tabla(Path(sys.argv[1]), len, 2**31):\n        pass\n"
        "except EntradaIlegible as error:\n    print(type(error).__name__)\n"
    )
    limite = 300 * 2**20
    proceso = subprocess.run(
        [sys.executable, "-c", programa, str(ruta)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limite, limite)),
    )
    assert proceso.stdout == "NoEsTabla\n"
