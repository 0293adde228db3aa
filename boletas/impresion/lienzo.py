"""Pages to PDF: the same pages give the same bytes on any machine.

What would vary is fixed here: no dates, an identifier that is a hash of the content, every stream
stored plain (no zlib, whose output differs between builds), numbers written with two decimals by
our own code, fonts embedded as subsets numbered from this document alone, and ReportLab's
process-wide switches (environment, settings file) pinned while a document is written.

Source: ISO 32000-2 (7.11.4 embedded files, 14.13 associated files); docs/formato-pdf.md.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

from boletas.impresion.composicion import componer
from boletas.impresion.documento import Documento
from boletas.impresion.maqueta import Formato, Pagina
from boletas.impresion.trazo import PUNTOS_POR_MM, Trazo

# ReportLab keeps its switches in a module and reads fonts through one shared cursor.
_UNO_A_LA_VEZ = threading.Lock()


@dataclass(frozen=True)
class Metadatos:
    """What a reader shows as properties of the file."""

    titulo: str
    autor: str = ""
    asunto: str = ""


@dataclass(frozen=True)
class Adjunto:
    """A file carried inside the PDF, byte for byte, as the data that the paper is drawn from."""

    nombre: str
    contenido: bytes
    tipo: str = "application/json"
    descripcion: str = ""


def imprimir(documento: Documento, adjuntos: tuple[Adjunto, ...] = ()) -> bytes:
    """Lay out a document and draw it.

    Raises:
        FallaImpresion: What cannot be laid out or has no glyph.
    """
    metadatos = Metadatos(documento.titulo, documento.autor, documento.proceso)
    return dibujar(componer(documento), metadatos, adjuntos)


def dibujar(
    paginas: tuple[Pagina, ...], metadatos: Metadatos, adjuntos: tuple[Adjunto, ...] = ()
) -> bytes:
    """Draw pages as one PDF 1.7 file in Spanish of Mexico.

    Args:
        paginas: At least one.
        adjuntos: Carried in this order; their names must differ.

    Returns:
        The file. Equal arguments and library versions give equal bytes.
    """
    with _UNO_A_LA_VEZ, _ajustes_fijos():
        pdf = pdfdoc.PDFDocument(
            dummyoutline=0, compression=0, invariant=1, pdfVersion=(1, 7), lang="es-MX"
        )
        pdf.info = _Propiedades(metadatos)
        trazo = Trazo(pdf)
        resumen = hashlib.sha256()
        for pagina in paginas:
            codigo = trazo.pagina(pagina).encode("ascii")
            resumen.update(codigo)
            pdf.addPage(_hoja(pagina.formato, codigo, trazo.formas))
        for imagen in trazo.imagenes:
            resumen.update(imagen)
        for adjunto in adjuntos:
            resumen.update(hashlib.sha256(adjunto.contenido).digest())
        pdf.Catalog = _Catalogo(pdf.Catalog, adjuntos)
        identificador = resumen.hexdigest()[:32].encode("ascii")
        pdf._ID = b"[<" + identificador + b"><" + identificador + b">]"
        datos = pdf.GetPDFData(None)
    return bytes(datos)


@contextmanager
def _ajustes_fijos() -> Iterator[None]:
    """Pin the switches that ReportLab would take from RL_* variables or a settings file."""
    fijos = {"invariant": 1, "pdfMultiLine": 0, "pdfComments": 0}
    previos = {nombre: getattr(rl_config, nombre) for nombre in fijos}
    for nombre, valor in fijos.items():
        setattr(rl_config, nombre, valor)
    try:
        yield
    finally:
        for nombre, valor in previos.items():
            setattr(rl_config, nombre, valor)


def _hoja(formato: Formato, codigo: bytes, formas: dict[str, pdfdoc.PDFObject]) -> pdfdoc.PDFPage:
    hoja = pdfdoc.PDFPage()
    hoja.pagewidth = round(formato.ancho * PUNTOS_POR_MM, 2)
    hoja.pageheight = round(formato.alto * PUNTOS_POR_MM, 2)
    hoja.hasImages = 1
    hoja.ExtGState = None
    hoja._colorsUsed = {}
    hoja._shadingUsed = {}
    hoja.XObjects = pdfdoc.PDFDictionary(formas) if formas else None
    hoja.setStream(codigo)
    return hoja


class _Propiedades(pdfdoc.PDFInfo):  # type: ignore[misc]
    """Document information without dates: the hours of an act belong in its text."""

    def __init__(self, metadatos: Metadatos) -> None:
        super().__init__()
        self.title = metadatos.titulo
        self.author = metadatos.autor
        self.subject = metadatos.asunto

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Write the dictionary; empty properties are left out."""
        campos = {"Title": self.title, "Author": self.author, "Subject": self.subject}
        escritos = {k: pdfdoc.PDFString(v) for k, v in campos.items() if v}
        return bytes(pdfdoc.PDFDictionary(escritos).format(document))


class _Catalogo(pdfdoc.PDFCatalog):  # type: ignore[misc]
    """The document root, with its attachments as associated files (/AF) and in the name tree."""

    __RefOnly__ = 1

    def __init__(self, previo: pdfdoc.PDFCatalog, adjuntos: tuple[Adjunto, ...]) -> None:
        self.Pages = previo.Pages
        self.Lang = previo.Lang
        self._adjuntos = adjuntos

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Write the root; the keys of attachments are those that ReportLab does not know."""
        raiz = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Catalog"),
                "Pages": document.Reference(self.Pages),
                "Lang": self.Lang,
                "PageMode": pdfdoc.PDFName("UseNone"),
                "ViewerPreferences": pdfdoc.PDFDictionary({"DisplayDocTitle": "true"}),
            }
        )
        if self._adjuntos:
            fichas = {a.nombre: document.Reference(_ficha(a, document)) for a in self._adjuntos}
            arbol: list[object] = []
            for nombre in sorted(fichas):
                arbol += [pdfdoc.PDFString(nombre), fichas[nombre]]
            nombres = pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray(arbol)})
            raiz["Names"] = pdfdoc.PDFDictionary({"EmbeddedFiles": nombres})
            raiz["AF"] = pdfdoc.PDFArray([fichas[a.nombre] for a in self._adjuntos])
        return bytes(raiz.format(document))


def _ficha(adjunto: Adjunto, document: pdfdoc.PDFDocument) -> pdfdoc.PDFDictionary:
    """The file specification of an attachment, whose content stays readable in the raw PDF."""
    tamano = pdfdoc.PDFDictionary({"Size": len(adjunto.contenido)})
    archivo = pdfdoc.PDFStream(
        dictionary=pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("EmbeddedFile"),
                # A media type as a PDF name: its slash is written #2F.
                "Subtype": "/" + adjunto.tipo.replace("/", "#2F"),
                "Params": tamano,
            }
        ),
        content=adjunto.contenido,
    )
    referencia = document.Reference(archivo)
    ficha = {
        "Type": pdfdoc.PDFName("Filespec"),
        "F": pdfdoc.PDFString(adjunto.nombre),
        "UF": pdfdoc.PDFString(adjunto.nombre),
        "EF": pdfdoc.PDFDictionary({"F": referencia, "UF": referencia}),
        "AFRelationship": pdfdoc.PDFName("Data"),
    }
    if adjunto.descripcion:
        ficha["Desc"] = pdfdoc.PDFString(adjunto.descripcion)
    return pdfdoc.PDFDictionary(ficha)
