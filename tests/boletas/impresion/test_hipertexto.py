"""The HTML page says what the sheets say, to people who do not see them."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from boletas.impresion.composicion import componer
from boletas.impresion.documento import Campo, Campos, Documento, Parrafo, Seccion
from boletas.impresion.hipertexto import hipertexto
from boletas.impresion.maqueta import Texto, aplanar
from tests.boletas.impresion.ejemplos import PAPELES, acta

VACIOS = {"meta", "br", "path", "link"}


class Arbol(HTMLParser):
    """Reads a page and complains of what is not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.abiertas: list[str] = []
        self.marcas: list[tuple[str, dict[str, str | None]]] = []
        self.texto: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.marcas.append((tag, dict(attrs)))
        if tag not in VACIOS:
            self.abiertas.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.marcas.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.abiertas.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.abiertas:
            self.texto.append(data)


def leer(documento: Documento) -> Arbol:
    """Parse the page of a document."""
    arbol = Arbol()
    arbol.feed(hipertexto(documento).decode())
    arbol.close()
    assert arbol.abiertas == []
    return arbol


@pytest.mark.parametrize("nombre", PAPELES)
def test_la_pagina_tiene_estructura(nombre: str) -> None:
    """One h1, headings in order, a language, every table with headers that say their scope."""
    arbol = leer(PAPELES[nombre]())
    marcas = [marca for marca, _ in arbol.marcas]
    assert marcas.count("h1") == 1
    assert ("html", {"lang": "es-MX"}) in arbol.marcas
    for marca, atributos in arbol.marcas:
        if marca == "th":
            assert atributos.get("scope") in ("col", "row")
        if marca == "svg":
            assert atributos.get("aria-label")
    titulos = {a["id"] for m, a in arbol.marcas if m == "h2"}
    assert {a["aria-labelledby"] for m, a in arbol.marcas if m == "section" and a} == titulos


@pytest.mark.parametrize("nombre", PAPELES)
def test_la_pagina_no_pide_nada_a_nadie(nombre: str) -> None:
    """A public acta must not tell any server who reads it, nor run anything."""
    texto = hipertexto(PAPELES[nombre]()).decode()
    assert (
        re.search(r"<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import|\bon\w+=", texto)
        is None
    )
    assert "default-src 'none'" in texto


@pytest.mark.parametrize("nombre", PAPELES)
def test_la_pagina_dice_las_mismas_palabras_que_las_hojas(nombre: str) -> None:
    """Who only hears the acta must hear every word that who sees it can read."""
    documento = PAPELES[nombre]()
    dichas = set(re.findall(r"\w+", " ".join(leer(documento).texto).lower()))
    for pagina in componer(documento):
        for _, _, elemento in aplanar(pagina.elementos):
            if isinstance(elemento, Texto):
                palabras = set(re.findall(r"\w+", elemento.texto.lower()))
                assert palabras - dichas - SOLO_PAPEL == set()


# Words that only make sense on paper: page numbers, the emblem's place, what the pen fills in.
SOLO_PAPEL = {
    *("página", "de", "emblema", "del", "municipio", "huella", "firma", "autógrafa", "completo"),
    *("firmó", "bajo", "protesta", "no", "ausente", "marque", "una", "motivo", "recibió", "copia"),
    *(str(n) for n in range(20)),
}


def test_las_cifras_son_las_del_documento() -> None:
    """Digits in the cells, words beside, *no aplica* where there is no figure."""
    texto = hipertexto(acta()).decode()
    nogal = (
        '<td class="n">60</td><td class="n">4</td><td class="n">64</td><td>sesenta y cuatro votos'
    )
    assert nogal in texto
    assert "<i>no aplica</i>" in texto
    assert "<i>en blanco</i>" in texto


def test_los_nombres_no_son_marcas() -> None:
    """A planilla named like HTML must be read, not run."""
    malo = '<script>alert("1")</script>&'
    documento = Documento(
        titulo=malo,
        proceso=malo,
        secciones=(Seccion(malo, (Parrafo(malo), Campos(((Campo(malo, malo),),)))),),
        pie=malo,
    )
    arbol = leer(documento)
    assert "script" not in {marca for marca, _ in arbol.marcas}
    assert "".join(arbol.texto).count('alert("1")') >= 6


def test_el_simulacro_se_oye() -> None:
    """The band is said before anything else."""
    assert "SIMULACRO" in hipertexto(acta(simulacro=True)).decode()
    assert "SIMULACRO" not in hipertexto(acta()).decode()


def test_los_mismos_octetos_cada_vez() -> None:
    """The page is compared byte for byte, like the PDF."""
    pagina: Any = hipertexto(acta())
    assert pagina == hipertexto(acta())
    assert b"\r" not in pagina
    assert pagina.endswith(b"</html>\n")
