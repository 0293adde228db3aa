"""Page elements as PDF drawing operators, written directly for speed.

ReportLab's canvas takes 30 microseconds a string; a talonario has a dozen strings a slip and
tens of thousands of slips. Fonts, objects and the file stay ReportLab's.

Source: ISO 32000-2, 8.5 (paths), 8.9.5 and 8.9.7 (images), 9.4 (text); ITU-T T.81, B.2.2.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from reportlab.pdfbase import pdfdoc

from boletas.impresion.errores import DocumentoInvalido
from boletas.impresion.fuentes import Fuente, tipo
from boletas.impresion.maqueta import (
    Caja,
    Cuadro,
    Elemento,
    Grupo,
    Imagen,
    Linea,
    Pagina,
    Qr,
    Texto,
    Trama,
)
from boletas.impresion.qr import ORILLA, Matriz

PUNTOS_POR_MM = 72 / 25.4
_RAYAS = "[4 2] 0 d"
_CONTINUA = "[] 0 d"
_CUADROS: Final = (0xC0, 0xC1, 0xC2)
"""Markers of the frame of a JPEG: baseline, extended, progressive."""

_COLORES: Final = {1: "DeviceGray", 3: "DeviceRGB"}


class Trazo:
    """Writes the elements of one document; knows its fonts and its repeated groups.

    Attributes:
        formas: Repeated groups and pictures by name, shared by all the pages.
        imagenes: SHA-256 of each picture, in the order of their names.
    """

    def __init__(self, pdf: pdfdoc.PDFDocument) -> None:
        self._pdf = pdf
        self._ordenes: list[str] = []
        self._alto = 0.0
        self._nombres: dict[str, str] = {}
        self._sabidas: dict[Fuente, dict[str, int]] = {}
        self._primeros: dict[Fuente, str] = {}
        self.formas: dict[str, pdfdoc.PDFObject] = {}
        self.imagenes: list[bytes] = []

    def pagina(self, pagina: Pagina) -> str:
        """The content stream of a page: ASCII, one operator group a line."""
        self._ordenes = []
        self._alto = pagina.formato.alto
        self._escribir(pagina.elementos, 0.0, 0.0)
        return "\n".join(self._ordenes) + "\n"

    def _escribir(self, elementos: tuple[Elemento, ...], dx: float, dy: float) -> None:
        for elemento in elementos:
            match elemento:
                case Texto():
                    self._texto(elemento, dx, dy)
                case Linea():
                    self._linea(elemento, dx, dy)
                case Caja():
                    self._caja(elemento, dx, dy)
                case Cuadro():
                    self._cuadro(elemento, dx, dy)
                case Qr():
                    self._qr(elemento, dx, dy)
                case Imagen():
                    self._imagen(elemento, dx, dy)
                case Trama():
                    self._trama(elemento, dx, dy)
                case Grupo(clave=""):
                    self._escribir(elemento.elementos, dx + elemento.x, dy + elemento.y)
                case Grupo():
                    self._forma(elemento, dx, dy)

    def _x(self, x: float) -> str:
        return f"{x * PUNTOS_POR_MM:.2f}"

    def _y(self, y: float) -> str:
        return f"{(self._alto - y) * PUNTOS_POR_MM:.2f}"

    def _texto(self, texto: Texto, dx: float, dy: float) -> None:
        estilo = texto.estilo
        ordenes = [f"BT {self._x(texto.izquierda + dx)} {self._y(texto.y + dy)} Td"]
        if estilo.gris:
            ordenes.append(f"{estilo.gris:.2f} g")
        if estilo.espaciado_mm:
            ordenes.append(f"{self._x(estilo.espaciado_mm)} Tc")
        for nombre, codigos in self._letras(texto.texto, estilo.fuente):
            ordenes.append(f"{nombre} {estilo.cuerpo:g} Tf <{codigos.hex()}> Tj")
        if estilo.espaciado_mm:
            ordenes.append("0 Tc")
        ordenes.append("ET 0 g" if estilo.gris else "ET")
        self._ordenes.append(" ".join(ordenes))

    def _letras(self, texto: str, fuente: Fuente) -> list[tuple[str, bytes]]:
        """Codes of a text, by the subset of the font that holds them.

        A letter keeps the code of its first use in the document, so what was written before of the
        first subset is looked up, and only a text with a new letter asks the library.
        """
        sabidas = self._sabidas.setdefault(fuente, {})
        letra = tipo(fuente)
        try:
            return [(self._primeros[fuente], bytes(map(sabidas.__getitem__, texto)))]
        except KeyError:
            partes = letra.splitString(texto, self._pdf)
        nombres = [letra.getSubsetInternalName(subconjunto, self._pdf) for subconjunto, _ in partes]
        if [subconjunto for subconjunto, _ in partes] == [0]:
            self._primeros[fuente] = nombres[0]
            sabidas.update(zip(texto, partes[0][1], strict=True))
        return [(nombre, codigos) for nombre, (_, codigos) in zip(nombres, partes, strict=True)]

    def _linea(self, linea: Linea, dx: float, dy: float) -> None:
        self._pluma(linea.grosor_mm, linea.discontinua, linea.gris)
        self._ordenes.append(
            f"{self._x(linea.x1 + dx)} {self._y(linea.y1 + dy)} m "
            f"{self._x(linea.x2 + dx)} {self._y(linea.y2 + dy)} l S"
        )

    def _caja(self, caja: Caja, dx: float, dy: float) -> None:
        if not caja.grosor_mm and caja.relleno is None:
            return
        rectangulo = (
            f"{self._x(caja.x + dx)} {self._y(caja.y + dy + caja.alto)} "
            f"{self._x(caja.ancho)} {self._x(caja.alto)} re"
        )
        if caja.relleno is not None:
            self._ordenes.append(f"{caja.relleno:.2f} g {rectangulo} f 0 g")
        if caja.grosor_mm:
            self._pluma(caja.grosor_mm, caja.discontinua, 0.0)
            self._ordenes.append(f"{rectangulo} S")

    def _cuadro(self, cuadro: Cuadro, dx: float, dy: float) -> None:
        self._caja(Caja(cuadro.x, cuadro.y, cuadro.lado, cuadro.lado, 0.25), dx, dy)
        if cuadro.marcado:
            a, b = 0.18 * cuadro.lado, 0.82 * cuadro.lado
            self._linea(Linea(cuadro.x + a, cuadro.y + a, cuadro.x + b, cuadro.y + b, 0.5), dx, dy)
            self._linea(Linea(cuadro.x + a, cuadro.y + b, cuadro.x + b, cuadro.y + a, 0.5), dx, dy)

    def _pluma(self, grosor_mm: float, discontinua: bool, gris: float) -> None:
        self._ordenes.append(
            f"{self._x(grosor_mm)} w {_RAYAS if discontinua else _CONTINUA} {gris:.2f} G"
        )

    def _qr(self, qr: Qr, dx: float, dy: float) -> None:
        """One inline image of one bit a pixel, quiet zone included."""
        lado = self._x(qr.lado)
        cuenta = qr.matriz.lado_con_orilla
        self._ordenes.append(
            f"q {lado} 0 0 {lado} {self._x(qr.x + dx)} {self._y(qr.y + dy + qr.lado)} cm\n"
            f"BI /W {cuenta} /H {cuenta} /BPC 1 /CS /G /D [1 0] /F /AHx ID\n"
            f"{imagen_hex(qr.matriz)}>\nEI Q"
        )

    def _imagen(self, imagen: Imagen, dx: float, dy: float) -> None:
        """A picture is written once in a document, however often it is drawn."""
        huella = sha256(imagen.jpeg).digest()
        if huella not in self.imagenes:
            self.imagenes.append(huella)
            nombre = f"I{len(self.imagenes)}"
            objeto = _objeto_de_imagen(imagen.jpeg)
            self.formas[nombre] = self._pdf.Reference(objeto, pdfdoc.xObjectName(nombre))
        nombre = f"I{self.imagenes.index(huella) + 1}"
        self._ordenes.append(
            f"q {self._x(imagen.ancho)} 0 0 {self._x(imagen.alto)} {self._x(imagen.x + dx)}"
            f" {self._y(imagen.y + dy + imagen.alto)} cm /{nombre} Do Q"
        )

    def _trama(self, trama: Trama, dx: float, dy: float) -> None:
        """Two crossed sets of slanted strokes, clipped to the rectangle."""
        x, y = trama.x + dx, trama.y + dy
        recorte = (
            f"q {self._x(x)} {self._y(y + trama.alto)} {self._x(trama.ancho)} "
            f"{self._x(trama.alto)} re W n {self._x(0.28)} w {_CONTINUA} 0.35 G"
        )
        ordenes = [recorte]
        pasos = int((trama.ancho + trama.alto) / trama.paso_mm) + 1
        for i in range(pasos):
            corrido = i * trama.paso_mm
            abajo = x + corrido - trama.alto
            ordenes.append(
                f"{self._x(x + corrido)} {self._y(y)} m {self._x(abajo)} "
                f"{self._y(y + trama.alto)} l {self._x(abajo)} {self._y(y)} m "
                f"{self._x(x + corrido)} {self._y(y + trama.alto)} l"
            )
        ordenes.append("S Q")
        self._ordenes.append("\n".join(ordenes))

    def _forma(self, grupo: Grupo, dx: float, dy: float) -> None:
        """A group that repeats is written once, as a form drawn from the top left of the page."""
        if grupo.clave not in self._nombres:
            fuera, self._ordenes = self._ordenes, []
            self._escribir(grupo.elementos, 0.0, 0.0)
            forma = pdfdoc.PDFFormXObject(-2000, -2000, 2000, 2000)
            forma.setStreamList([*self._ordenes, ""])
            imagenes = {n: imagen for n, imagen in self.formas.items() if n.startswith("I")}
            forma.XObjects = pdfdoc.PDFDictionary(imagenes) if imagenes else None
            self._ordenes = fuera
            nombre = f"G{len(self._nombres) + 1}"
            self._nombres[grupo.clave] = nombre
            self.formas[nombre] = self._pdf.Reference(forma, pdfdoc.xObjectName(nombre))
        x, y = self._x(grupo.x + dx), f"{-(grupo.y + dy) * PUNTOS_POR_MM:.2f}"
        self._ordenes.append(f"q 1 0 0 1 {x} {y} cm /{self._nombres[grupo.clave]} Do Q")


def _objeto_de_imagen(jpeg: bytes) -> pdfdoc.PDFStream:
    ancho, alto, componentes = _medidas_de_jpeg(jpeg)
    campos = {
        "Type": pdfdoc.PDFName("XObject"),
        "Subtype": pdfdoc.PDFName("Image"),
        "Width": ancho,
        "Height": alto,
        "ColorSpace": pdfdoc.PDFName(_COLORES[componentes]),
        "BitsPerComponent": 8,
        "Filter": pdfdoc.PDFName("DCTDecode"),
    }
    return pdfdoc.PDFStream(dictionary=pdfdoc.PDFDictionary(campos), content=jpeg)


def _medidas_de_jpeg(jpeg: bytes) -> tuple[int, int, int]:
    """Width, height and components that the frame of a JPEG states (``DocumentoInvalido``)."""
    lugar = 2
    while jpeg[:2] == b"\xff\xd8" and lugar + 10 <= len(jpeg) and jpeg[lugar] == 0xFF:
        if jpeg[lugar + 1] in _CUADROS and jpeg[lugar + 9] in _COLORES:
            alto = int.from_bytes(jpeg[lugar + 5 : lugar + 7])
            return int.from_bytes(jpeg[lugar + 7 : lugar + 9]), alto, jpeg[lugar + 9]
        lugar += 2 + int.from_bytes(jpeg[lugar + 2 : lugar + 4])
    raise DocumentoInvalido("la imagen no es un JPEG de grises o de tres colores")


def imagen_hex(matriz: Matriz) -> str:
    """Rows of a QR code with its quiet zone, one bit a module, padded to bytes, in hexadecimal."""
    ancho = matriz.lado_con_orilla
    octetos = -(-ancho // 8)
    corrimiento = ORILLA + octetos * 8 - ancho
    blanca = "00" * octetos * ORILLA
    return "".join(
        [blanca, *[f"{fila << corrimiento:0{octetos * 2}x}" for fila in matriz.filas], blanca]
    )
