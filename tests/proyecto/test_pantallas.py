"""What the screens are made of is all used: no rule, sentence or piece that nobody shows."""

import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.proyecto.arbol import RAIZ, archivos

WEB = ("eleccion/web/", "templates/")
_DE_UNA_CLASE = re.compile(r"\.([a-z][\w-]*)")
_DE_LA_PAGINA = re.compile(r"""class="([^"]*)\"""")


def leer(*terminaciones: str) -> dict[str, str]:
    """Read the files of the screens whose names end so, by name."""
    return {
        nombre: (RAIZ / nombre).read_text("utf-8")
        for nombre in archivos()
        if nombre.startswith(WEB) and nombre.endswith(terminaciones)
    }


def selectores(hoja: str) -> str:
    """Give a style sheet without its comments and without what its rules say."""
    return re.sub(r"\{[^{}]*\}", "{}", re.sub(r"/\*.*?\*/", "", hoja, flags=re.DOTALL))


def palabras(textos: Iterable[str]) -> set[str]:
    """Give every word, hyphens included, that some text holds."""
    return {palabra for texto in textos for palabra in re.findall(r"[\w-]+", texto)}


def clases_sin_uso(hojas: Iterable[str], codigo: Iterable[str]) -> set[str]:
    """Name the classes that a style sheet dresses and no page or module names."""
    vestidas = {c for hoja in hojas for c in _DE_UNA_CLASE.findall(selectores(hoja))}
    return vestidas - palabras(codigo)


def clases_sin_efecto(paginas: Iterable[str], demas: Iterable[str]) -> set[str]:
    """Name the classes that pages carry, and no style sheet or module knows."""
    puestas = {
        clase
        for pagina in paginas
        for puesta in _DE_LA_PAGINA.findall(pagina)
        for clase in re.sub(r"\{[{%].*?[%}]\}", " ", puesta).split()
    }
    return puestas - palabras(demas)


def textos_sin_decir(claves: Iterable[str], codigo: Iterable[str]) -> set[str]:
    """Name the sentences of a catalogue that nothing shows.

    A module may compose the end of a key: then its beginning is enough.
    """
    codigo = tuple(codigo)
    dichas = palabras(codigo)
    comienzos = tuple(c for texto in codigo for c in re.findall(r"`(\w+_)\$\{", texto))
    return {clave for clave in claves if clave not in dichas and not clave.startswith(comienzos)}


def fuera_de_lugar(pagina: str) -> list[str]:
    """Give the styles and the handlers that stand inside a page, where the policy refuses them."""
    return re.findall(r"""\s(?:style|on[a-z]+)=["']""", pagina)


def catalogos() -> dict[str, dict[str, str]]:
    """Read the sentences of each language that the program brings."""
    carpeta = RAIZ / "eleccion" / "web" / "catalogos"
    return {
        ruta.stem: tomllib.loads(ruta.read_text("utf-8"))["textos"]
        for ruta in sorted(carpeta.glob("*.toml"))
    }


def test_cada_clase_se_viste_y_se_usa() -> None:
    """A rule for nothing is read by whoever looks for the one that acts."""
    hojas, paginas = leer(".css").values(), leer(".html").values()
    modulos = leer(".mjs", ".py").values()
    assert clases_sin_uso(hojas, (*paginas, *modulos)) == set()
    assert clases_sin_efecto(paginas, (*map(selectores, hojas), *modulos)) == set()


def test_cada_frase_de_los_catalogos_se_dice() -> None:
    """Every sentence costs a translation and a recording in each language."""
    codigo = leer(".html", ".mjs", ".py").values()
    for textos in catalogos().values():
        assert textos_sin_decir(textos, codigo) == set()


@pytest.mark.parametrize("nombre", leer(".html"))
def test_ninguna_pagina_trae_estilos_ni_guiones_dentro(nombre: str) -> None:
    """The policy of the screens would refuse them, and only at the kiosk would anybody see it."""
    assert fuera_de_lugar((RAIZ / nombre).read_text("utf-8")) == []


@pytest.mark.parametrize(
    "falta",
    [
        lambda: clases_sin_uso([".sola{color:red}"], ["<p>"]),
        lambda: clases_sin_efecto(['<p class="sola">'], [".otra{}"]),
        lambda: textos_sin_decir(["sola", "error_a"], ["poner(`error_${clase}`)"]),
        lambda: fuera_de_lugar('<p style="color:red">'),
        lambda: fuera_de_lugar("<p onclick='x()'>"),
    ],
)
def test_una_pieza_de_sobra_se_nota(falta: Callable[[], object]) -> None:
    """Control: each kind of idle piece is found when it is there."""
    assert falta()


def test_un_archivo_de_pantallas_existe() -> None:
    """Control: the tests above read something."""
    assert {Path(nombre).suffix for nombre in leer(".css", ".html", ".mjs", ".py")} == {
        ".css",
        ".html",
        ".mjs",
        ".py",
    }
