"""The same paper gives the same bytes on any machine, and a phone reads what it carries."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import zxingcpp

from boletas.impresion.composicion import componer
from boletas.impresion.documento import Documento, Parrafo, Seccion
from boletas.impresion.errores import SinGlifo
from boletas.impresion.lienzo import Adjunto, Metadatos, dibujar, imprimir
from boletas.impresion.maqueta import Formato, Pagina
from tests.boletas.impresion.conftest import Rasterizar
from tests.boletas.impresion.ejemplos import PAPELES, acta, informe
from tests.programas import texto_de_pdf
from tests.proyecto.arbol import RAIZ

DATOS = b'{"formato":"eleccion-jpc/acta/v1","n\xc3\xbamero":1}\nendstream endobj %%EOF\r\n\x00\xff'
ADJUNTO = Adjunto("acta.json", DATOS, descripcion="Datos del acta")

GUION = """
import hashlib, sys
sys.path.insert(0, {raiz!r})
from boletas.impresion.lienzo import Adjunto, imprimir
from tests.boletas.impresion.ejemplos import PAPELES
orden = sys.argv[1].split(',')
sumas = {{n: hashlib.sha256(imprimir(PAPELES[n](), (Adjunto('acta.json', b'{{}}'),))).hexdigest()
         for n in orden}}
print(*sorted(sumas.items()))
"""

ENTORNOS = {
    "llano": {},
    "hora y lengua": {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "semilla": {"PYTHONHASHSEED": "4242", "TZ": "America/Mexico_City"},
    # Everything that ReportLab takes from the environment, turned the other way.
    "reportlab": {
        "RL_invariant": "0",
        "RL_pageCompression": "1",
        "RL_pdfComments": "1",
        "RL_pdfMultiLine": "1",
        "RL_ttfAsciiReadable": "1",
        "RL_useA85": "0",
        "RL_documentLang": "en-US",
        "RL_canvas_basefontname": "Times-Roman",
    },
    "optimizado": {"PYTHONOPTIMIZE": "1", "PYTHONUTF8": "0"},
}


def sumas(entorno: dict[str, str], carpeta: Path, orden: list[str]) -> str:
    """Draw every paper in a fresh process and return their digests."""
    limpio = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TZ"))}
    fin = subprocess.run(
        [sys.executable, "-c", GUION.format(raiz=str(RAIZ)), ",".join(orden)],
        cwd=carpeta,
        env=limpio | {"PYTHONHASHSEED": "0"} | entorno,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert fin.returncode == 0, fin.stderr
    return fin.stdout


def test_los_mismos_octetos_en_cualquier_maquina(tmp_path: Path) -> None:
    """A verifier redraws every public paper and compares bytes; order of drawing included."""
    orden = list(PAPELES)
    vistas = {
        nombre: sumas(entorno, tmp_path, orden if i % 2 else orden[::-1])
        for i, (nombre, entorno) in enumerate(ENTORNOS.items())
    }
    assert len(set(vistas.values())) == 1, vistas


def test_lo_dibujado_antes_no_deja_huella() -> None:
    """Fonts are kept in the process; a subset must depend on its own document only."""
    primero = imprimir(informe(3))
    imprimir(acta())
    assert imprimir(informe(3)) == primero


def test_otro_contenido_son_otros_octetos() -> None:
    """The control of both tests above: one letter, or one byte of the attachment, is seen."""
    documento = Documento(titulo="A", proceso="P", secciones=(Seccion("", (Parrafo("uno"),)),))
    otro = Documento(titulo="A", proceso="P", secciones=(Seccion("", (Parrafo("dos"),)),))
    versiones = [
        imprimir(documento),
        imprimir(otro),
        imprimir(documento, (Adjunto("acta.json", b"1"),)),
        imprimir(documento, (Adjunto("acta.json", b"2"),)),
    ]
    identificadores = [re.findall(rb"/ID\s*\[<(\w{32})>", pdf)[0] for pdf in versiones]
    assert len(set(versiones)) == 4
    assert len(set(identificadores)) == 4


@pytest.mark.parametrize("nombre", PAPELES)
def test_nada_va_comprimido_ni_fechado(nombre: str) -> None:
    """Compressed bytes depend on the build of zlib, and a date on the moment of drawing."""
    pdf = imprimir(PAPELES[nombre](), (ADJUNTO,))
    assert pdf.startswith(b"%PDF-1.7\n")
    cuerpo = pdf.replace(DATOS, b"")
    assert b"FlateDecode" not in cuerpo
    assert b"/Filter" not in cuerpo
    assert re.search(rb"CreationDate|ModDate|D:20\d\d", cuerpo) is None
    assert b"/Lang (es-MX)" in cuerpo


def test_las_letras_van_dentro() -> None:
    """A reader without our typeface would lay out another paper."""
    pdf = imprimir(acta())
    bases = set(re.findall(rb"/BaseFont /(\S+)", pdf))
    assert bases == {
        b"AAAAAA+SourceSansPro-" + corte for corte in (b"Regular", b"Semibold", b"Bold", b"It")
    }
    assert pdf.count(b"/FontFile2") == len(bases)


def test_el_adjunto_sale_igual_que_entro() -> None:
    """Who verifies an acta takes its data out of the PDF, byte for byte, with any tool."""
    pdf = imprimir(acta(), (ADJUNTO, Adjunto("otro.txt", b"x", tipo="text/plain")))
    assert pdf.count(DATOS) == 1
    assert b"/AFRelationship /Data" in pdf
    assert b"/Subtype /application#2Fjson" in pdf
    # The name tree must be sorted by name and the associated files listed at the root.
    assert re.search(rb"/AF \[ \d+ 0 R \d+ 0 R \]", pdf)
    nombres = rb"/EmbeddedFiles <<\s*/Names \[ \(acta.json\) \d+ 0 R \(otro.txt\) \d+ 0 R \]"
    assert re.search(nombres, pdf)


def test_el_orden_de_los_objetos_es_valido() -> None:
    """Every offset of the cross-reference table is that of its object, or readers repair it."""
    pdf = imprimir(acta(), (ADJUNTO,))
    inicio = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    lineas = pdf[inicio:].split(b"\n")
    cuantos = int(lineas[1].split()[1])
    for numero, entrada in enumerate(lineas[3 : 2 + cuantos], 1):
        desde = int(entrada[:10])
        assert pdf[desde:].startswith(b"%d 0 obj" % numero)


@pytest.mark.parametrize("ppp", [100, 200])
@pytest.mark.parametrize("nombre", ["acta", "cartel", "constancia", "simulacro"])
def test_el_codigo_se_lee_de_la_hoja_impresa(nombre: str, ppp: int, rasterizar: Rasterizar) -> None:
    """At fax resolution and in grey, another program must read the whole signed summary."""
    documento = PAPELES[nombre]()
    hojas = rasterizar(imprimir(documento), ppp)
    leidos = [codigo.text for codigo in zxingcpp.read_barcodes(hojas[-1])]
    assert documento.sello is not None
    assert leidos == [documento.sello.contenido]


def test_la_hoja_impresa_tiene_sus_margenes(rasterizar: Rasterizar) -> None:
    """Office printers leave up to 12 mm white; nothing of a form may be lost there."""
    for hoja in rasterizar(imprimir(acta(simulacro=True)), 72):
        ancho, alto = hoja.size
        assert (ancho, alto) == (612, 792)
        margen = int(14.5 / 25.4 * 72)
        for franja in (
            (0, 0, ancho, margen),
            (0, alto - margen, ancho, alto),
            (0, 0, margen, alto),
            (ancho - margen, 0, ancho, alto),
        ):
            assert hoja.crop(franja).getextrema() == (255, 255)


def test_los_acentos_se_extraen_como_texto(tmp_path: Path) -> None:
    """Search and copy must give the letters of the acta, not codes of a font subset."""
    papel = tmp_path / "papel.pdf"
    papel.write_bytes(imprimir(acta()))
    texto = texto_de_pdf(papel, "-layout")
    assert "ACTA DE ESCRUTINIO Y CÓMPUTO" in texto
    assert "sesenta y cuatro votos" in texto
    assert "Ñáñez" in texto


def test_un_acta_no_pesa() -> None:
    """Plain streams are large; three hundred actas with copies must still fit a small USB stick."""
    assert (
        len(imprimir(acta(letras_del_sello=960), (Adjunto("acta.json", bytes(4_000)),))) < 120_000
    )


def test_un_nombre_sin_glifo_no_se_imprime() -> None:
    """Fail closed: the paper does not come out rather than come out with an empty box."""
    documento = Documento(titulo="A", proceso="P", secciones=(Seccion("", (Parrafo("Li 愛"),)),))
    with pytest.raises(SinGlifo):
        imprimir(documento)


def test_otro_formato_de_hoja() -> None:
    """Tickets of 80 mm use the same elements on another sheet."""
    hoja = Formato(80.0, 200.0, 4.0)
    pdf = dibujar((Pagina(hoja, ()),), Metadatos("Comprobante"))
    assert re.search(rb"/MediaBox \[ 0 0 226\.77 566\.93 \]", pdf)
    assert (
        hashlib.sha256(pdf).digest()
        == hashlib.sha256(dibujar((Pagina(hoja, ()),), Metadatos("Comprobante"))).digest()
    )
    assert componer(informe(1), Formato(215.9, 330.2, 15.0))[0].formato.alto == 330.2
