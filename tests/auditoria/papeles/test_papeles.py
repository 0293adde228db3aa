"""Every paper in every situation: it fits, it says what the data say, and nothing else."""

import html.parser
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from auditoria.formatos.catalogo import Folios
from auditoria.papeles import Contexto, DatosDeActa, DatosDeComputo, dibujar_html, dibujar_pdf
from auditoria.papeles.redibujo import componer_papel
from boletas.impresion.composicion import componer
from boletas.impresion.documento import (
    Bloque,
    Campos,
    Cifras,
    Columnas,
    Documento,
    Renglon,
    Tabla,
    Vacio,
)
from boletas.impresion.letras import cantidad_en_letras
from boletas.impresion.membrete import LEYENDA_SIMULACRO
from boletas.impresion.revision import revisar
from tests.auditoria.papeles import fabrica
from tests.auditoria.papeles.casos import NOMBRES, Caso, casos
from tests.programas import texto_de_pdf

DE_ACTA = [n for n in NOMBRES if casos()[n].papel in ("acta_escrutinio", "cartel")]
DE_COMPUTO = [n for n in NOMBRES if casos()[n].papel == "acta_computo"]


def documento(caso: Caso) -> Documento:
    """The paper as data."""
    return componer_papel(caso.papel, caso.contexto, caso.datos)


def texto_de(pdf: bytes, carpeta: Path) -> str:
    """What a PDF reader copies out of it, blanks folded."""
    ruta = carpeta / "papel.pdf"
    ruta.write_bytes(pdf)
    return re.sub(r"\s+", " ", texto_de_pdf(ruta))


def bloques(partes: tuple[Bloque, ...]) -> Iterator[Bloque]:
    """Blocks of a section, columns opened."""
    for bloque in partes:
        if isinstance(bloque, Columnas):
            yield from bloques((*bloque.izquierda, *bloque.derecha))
        else:
            yield bloque


def cuadros(papel: Documento) -> list[Cifras]:
    """Every block of figures of a paper."""
    partes = [b for seccion in papel.secciones for b in bloques(seccion.bloques)]
    return [b for b in partes if isinstance(b, Cifras)]


def renglones(papel: Documento) -> dict[str, Renglon]:
    """Every row of figures by its label."""
    return {r.rotulo: r for cuadro in cuadros(papel) for r in cuadro.renglones}


def campos(papel: Documento) -> dict[str, str | Vacio]:
    """Every framed field by its label."""
    partes = [b for seccion in papel.secciones for b in bloques(seccion.bloques)]
    filas = [fila for b in partes if isinstance(b, Campos) for fila in b.filas]
    return {campo.rotulo: campo.valor for fila in filas for campo in fila}


@pytest.mark.parametrize("nombre", NOMBRES)
def test_nada_se_sale_ni_se_encima(nombre: str) -> None:
    """A figure under another, or past the edge, is a figure somebody can dispute."""
    caso = casos()[nombre]
    paginas = componer(documento(caso))
    assert revisar(paginas) == ()
    assert len(paginas) <= caso.hojas


@pytest.mark.parametrize("nombre", DE_ACTA)
def test_cada_cifra_es_la_del_acta(nombre: str) -> None:
    """The paper is the act: votes per planilla, null votes and total, column by column."""
    caso = casos()[nombre]
    assert isinstance(caso.datos, DatosDeActa)
    acta = caso.datos.acta
    demarcacion, _ = caso.contexto.catalogo.ubicar(acta.mesa)
    nombres = [p.nombre for p in demarcacion.planillas] + ["Votos nulos"]
    filas = renglones(documento(caso))
    assert [filas[n].cantidades[-1] for n in nombres] == list(acta.votos)
    total = "Total de votos" if caso.papel == "cartel" else "Total de la votación"
    assert filas[total].cantidades[-1] == sum(acta.votos)
    if caso.papel == "acta_escrutinio":
        assert [filas[n].cantidades[0] for n in nombres] == list(acta.testigos)
        sin_papel = [Vacio.NO_APLICA] * len(nombres)
        assert [filas[n].cantidades[1] for n in nombres] == (list(acta.papel) or sin_papel)
        assert set(filas["Candidaturas o planillas no registradas"].cantidades) == {Vacio.NO_APLICA}


def test_el_acta_muestra_las_cuatro_comparaciones_del_prep() -> None:
    """An observer adds up 2 + 3 and the votes with a pencil: the acta says whether each agrees."""
    caso = casos()["diferencia acta_escrutinio"]
    (tabla,) = [
        b
        for seccion in documento(caso).secciones
        for b in bloques(seccion.bloques)
        if isinstance(b, Tabla) and b.columnas[0].titulo == "¿Se cumple?"
    ]
    assert [fila for fila in tabla.filas if fila[0][:1] in "456" and fila[0][1] == " "] == [
        ("4 = 2 + 3: suma de quienes votaron", "Sí"),
        ("4 = 5: personas que votaron y votos sacados", "No"),
        ("5 = 6: votos sacados y total de la votación", "Sí"),
        ("6 = planillas + nulos: suma de los votos", "Sí"),
    ]


def con_boletas(contexto: Contexto, boletas: Folios) -> Contexto:
    """The same definition, where paper ballots were printed for the mesa."""
    (demarcacion,) = contexto.catalogo.demarcaciones
    mesas = tuple(replace(m, boletas=boletas) for m in demarcacion.mesas)
    catalogo = replace(contexto.catalogo, demarcaciones=(replace(demarcacion, mesas=mesas),))
    return replace(contexto, catalogo=catalogo)


def test_las_boletas_de_papel_dicen_sus_folios() -> None:
    """Who counts a packet again needs to know which ballots were the ones of that mesa."""
    ctx = con_boletas(fabrica.contexto(3), Folios(inicial=211, final=260))
    for papel, dicho in (((1, 0, 0, 0), True), ((), False)):
        datos = fabrica.datos(fabrica.acta(ctx, (5, 4, 3, 0), papel=papel))
        acta = componer_papel("acta_escrutinio", ctx, datos)
        assert ("Boletas de papel recibidas, folios 0211–0260" in repr(acta)) == dicho
        assert revisar(componer(acta)) == ()


def test_cada_incidente_va_por_su_numero_y_las_hojas_se_cuentan() -> None:
    """All stand on one hoja: where the acta calls each number a hoja, the others seem missing."""
    ctx = fabrica.contexto(3)
    for novedades, hojas in ((True, "1, con folio D001-M1-HIN-1"), (False, "0")):
        datos = fabrica.datos(fabrica.acta(ctx, (5, 4, 3, 0), con_novedades=novedades))
        assert len(datos.acta.incidentes) > 1 or not novedades
        jornada, escrutinio = (
            componer_papel(papel, ctx, datos) for papel in ("acta_jornada", "acta_escrutinio")
        )
        assert campos(jornada)["Hojas de incidentes"] == hojas
        assert campos(escrutinio)["Hojas de incidentes"] == hojas[:1]
        titulos = [
            b.columnas[0].titulo
            for seccion in jornada.secciones
            for b in bloques(seccion.bloques)
            if isinstance(b, Tabla)
        ]
        assert ("Incidente" in titulos) == novedades
        assert "Hoja" not in titulos


@pytest.mark.parametrize("nombre", DE_COMPUTO)
def test_cada_cifra_es_la_del_computo(nombre: str) -> None:
    """The sum that elects is the one of computo.json, and nobody is named who did not win."""
    caso = casos()[nombre]
    assert isinstance(caso.datos, DatosDeComputo)
    computo = caso.datos.computo
    demarcacion = caso.contexto.catalogo.demarcaciones[0]
    papel = documento(caso)
    filas = renglones(papel)
    if computo.mesas:
        for resultado in computo.resultado:
            nombre_de_planilla = demarcacion.planilla(resultado.planilla).nombre
            assert filas[nombre_de_planilla].cantidades == (resultado.votos,)
        assert filas["Total de la votación"].cantidades == (computo.total,)
    else:
        assert filas == {}
    estado = next(s for s in papel.secciones if s.titulo == "Estado de la elección")
    dicho = repr(estado)
    if computo.ganadora is None:
        assert "no se expide constancia" in dicho or computo.estado.value == "sin_planillas"
        assert "obtuvo la mayoría" not in dicho


@pytest.mark.parametrize("nombre", NOMBRES)
def test_las_palabras_son_las_cifras(nombre: str) -> None:
    """The words decide when they disagree with the digits: they must never disagree."""
    lector = Lector()
    caso = casos()[nombre]
    lector.feed(dibujar_html(caso.papel, caso.contexto, caso.datos).decode())
    for cuadro in cuadros(documento(caso)):
        for fila in cuadro.renglones:
            cantidad = fila.cantidades[-1]
            celdas = lector.filas[(f"{fila.clave}. " if fila.clave else "") + fila.rotulo]
            if isinstance(cantidad, int):
                letra = cantidad_en_letras(cantidad, cuadro.unidad, femenino=cuadro.femenino)
                assert celdas[-2:] == [str(cantidad), letra]
            else:
                assert celdas[-2:] == ["no aplica", "no aplica"]


class Lector(html.parser.HTMLParser):
    """Reads a page strictly: what opens closes, in order; rows are kept by their header."""

    VACIOS = frozenset({"meta", "br", "path"})

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(convert_charrefs=True)
        self.pila: list[str] = []
        self.atributos: list[tuple[str, dict[str, str | None]]] = []
        self.filas: dict[str, list[str]] = {}
        self.texto = ""
        self._fila: list[str] = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that closes itself."""
        self.atributos.append((tag, dict(attrs)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element opens."""
        self.atributos.append((tag, dict(attrs)))
        if tag not in self.VACIOS:
            self.pila.append(tag)
        if tag == "tr":
            self._fila = []
        if tag in ("th", "td"):
            self._fila.append("")

    def handle_endtag(self, tag: str) -> None:
        """An element closes: the last one open."""
        assert self.pila.pop() == tag
        if tag == "tr" and self._fila:
            self.filas.setdefault(self._fila[0], self._fila)

    def handle_data(self, data: str) -> None:
        """Text, of a cell or not; small print inside of a header is not part of it."""
        self.texto += data
        if self.pila and self._fila and {"th", "td"} & set(self.pila) and self.pila[-1] != "span":
            self._fila[-1] += data


@pytest.mark.parametrize("nombre", NOMBRES)
def test_la_pagina_es_para_lector_de_pantalla(nombre: str) -> None:
    """Who does not see the sheet hears the same act: language, headings, headers with scope."""
    caso = casos()[nombre]
    pagina = dibujar_html(caso.papel, caso.contexto, caso.datos).decode()
    lector = Lector()
    lector.feed(pagina)
    lector.close()
    assert lector.pila == []
    assert ("html", {"lang": "es-MX"}) in lector.atributos
    etiquetas = [etiqueta for etiqueta, _ in lector.atributos]
    assert etiquetas.count("h1") == 1
    assert {a.get("scope") for e, a in lector.atributos if e == "th"} <= {"col", "row"}
    assert all("scope" in a for e, a in lector.atributos if e == "th")
    assert not {"script", "link", "img", "iframe"} & set(etiquetas)
    assert not any({"src", "href"} & set(a) for _, a in lector.atributos)


PERSONALES = {
    "clave de elector": r"\b[A-Z]{6}\d{8}[HMX]\d{3}\b",
    "CURP": r"\b[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d\b",
    "número de credencial": r"\b\d{12,13}\b",
    "secreto de un pase": r"\b[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}-",
}


@pytest.mark.parametrize("nombre", NOMBRES)
def test_el_papel_dice_lo_que_debe_y_ningun_dato_personal(nombre: str, tmp_path: Path) -> None:
    """Text can be copied out with its accents; nothing looks like a datum of a voter."""
    caso = casos()[nombre]
    pdf = dibujar_pdf(caso.papel, caso.contexto, caso.datos)
    texto = texto_de(pdf, tmp_path)
    assert caso.contexto.huella_corta in texto
    assert documento(caso).titulo.upper() in texto
    assert (LEYENDA_SIMULACRO in texto) == caso.contexto.es_simulacro
    pagina = dibujar_html(caso.papel, caso.contexto, caso.datos).decode()
    for patron in PERSONALES.values():
        assert not re.search(patron, texto)
        # The QR code's own text is random to the eye; everything else of the page is searched.
        assert not re.search(patron, re.sub(r"<code>.*?</code>", "", pagina, flags=re.DOTALL))
    # The control: the patterns do find such data.
    assert re.search(PERSONALES["CURP"], "HEGG560427MVZRRL04")
    assert re.search(PERSONALES["clave de elector"], "GOVZAN80010424M800")


def test_cada_hoja_de_un_simulacro_lo_dice(tmp_path: Path) -> None:
    """A loose sheet of an exercise must never pass for one of an election."""
    caso = casos()["papel y simulacro acta_escrutinio"]
    texto = texto_de(dibujar_pdf(caso.papel, caso.contexto, caso.datos), tmp_path)
    assert texto.count(LEYENDA_SIMULACRO) == len(componer(documento(caso)))


def test_el_pdf_trae_sus_datos(tmp_path: Path) -> None:
    """Who receives only the PDF also receives what it was drawn from, byte for byte."""
    for nombre in ("diferencia acta_escrutinio", "diferencia acta_inicio", "gana constancia"):
        caso = casos()[nombre]
        ruta = tmp_path / "papel.pdf"
        ruta.write_bytes(dibujar_pdf(caso.papel, caso.contexto, caso.datos))
        salida = tmp_path / "acta.json"
        orden = ["pdfdetach", "-save", "1", "-o", str(salida), str(ruta)]
        subprocess.run(orden, capture_output=True, timeout=60, check=True)
        datos = caso.datos
        esperado = (
            datos.contenido if isinstance(datos, DatosDeActa | DatosDeComputo) else datos.escribir()
        )
        assert salida.read_bytes() == esperado
