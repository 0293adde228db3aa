"""Blocks of running text as strips: paragraphs, large lines, notices, ruled lines."""

from __future__ import annotations

from boletas.impresion.documento import Aviso, Destacado, Lineas, Parrafo, Tramo
from boletas.impresion.fuentes import PUNTO_MM, Fuente
from boletas.impresion.maqueta import Alineacion, Caja, Elemento, Estilo, Linea, Texto, partir
from boletas.impresion.medidas import Medidas, Tira, parrafo, renglon_mm

_LINEAS_JUNTAS = 8

_PALABRA = tuple[str, Estilo, bool]
"""A word, its style, and whether a space goes before it."""


def tiras_de_parrafo(bloque: Parrafo, m: Medidas) -> list[Tira]:
    """One strip a line, so that a long paragraph may continue on the next sheet."""
    cuerpo = m.menudo if bloque.menudo else m.cuerpo
    centrado = bloque.centrado
    paso = cuerpo * PUNTO_MM * (1.45 if m.sangria else 1.25)
    tiras = [
        Tira(paso, tuple(_renglon(palabras, m.ancho, cuerpo, centrado)), unida=i == 0)
        for i, palabras in enumerate(_partir_tramos(bloque.tramos, cuerpo, m.ancho))
    ]
    # A paragraph of few lines stays whole: no single line alone at the foot or head of a sheet.
    if len(tiras) <= 4:
        tiras[:-1] = [Tira(t.alto, t.elementos, unida=True) for t in tiras[:-1]]
    tiras[-1] = Tira(tiras[-1].alto, tiras[-1].elementos)
    return tiras


def tiras_de_destacado(bloque: Destacado, m: Medidas) -> list[Tira]:
    """A large centred text with its caption above."""
    elementos: list[Elemento] = []
    y = 0.6
    if bloque.rotulo:
        alto, lineas = parrafo(bloque.rotulo, m.texto, 0, y, m.ancho, Alineacion.CENTRO)
        elementos += lineas
        y += alto
    grande = Estilo(Fuente.NEGRITA, m.destacado)
    alto, lineas = parrafo(bloque.texto, grande, 0, y, m.ancho, Alineacion.CENTRO)
    return [Tira(y + alto + 0.6, (*elementos, *lineas))]


def tiras_de_aviso(bloque: Aviso, m: Medidas) -> list[Tira]:
    """A box with a thick left edge."""
    x, y, ancho = 4.5, 1.6, m.ancho - 7.5
    elementos: list[Elemento] = []
    if bloque.titulo:
        alto, lineas = parrafo(bloque.titulo, m.fuerte, x, y, ancho)
        elementos += lineas
        y += alto
    alto, lineas = parrafo(bloque.texto, m.texto, x, y, ancho)
    y += alto + 1.4
    marco = (Caja(0, 0, m.ancho, y, 0.25), Caja(0, 0, 1.6, y, 0.0, 0.0))
    return [Tira(y, (*marco, *elementos, *lineas))]


def tiras_de_lineas(bloque: Lineas, m: Medidas) -> list[Tira]:
    """Ruled lines 7.5 mm apart, room enough for handwriting."""
    tiras: list[Tira] = []
    if bloque.rotulo:
        alto, lineas = parrafo(bloque.rotulo, m.texto, 0, 0, m.ancho)
        tiras.append(Tira(alto, tuple(lineas), unida=True))
    regla = Linea(0, 7.0, m.ancho, 7.0, 0.15, gris=0.3)
    # A few lines stay together; a whole page of them may go on to the next sheet.
    juntas = bloque.cantidad <= _LINEAS_JUNTAS
    ultima = bloque.cantidad - 1
    return [
        *tiras,
        *[Tira(7.5, (regla,), unida=juntas and i < ultima) for i in range(bloque.cantidad)],
    ]


def _partir_tramos(tramos: tuple[Tramo, ...], cuerpo: float, ancho: float) -> list[list[_PALABRA]]:
    """Fill lines with words that may change cut from stretch to stretch."""
    renglones: list[list[_PALABRA]] = [[]]
    usado = 0.0
    for tramo in tramos:
        estilo = Estilo(_fuente(tramo), cuerpo)
        blanco = estilo.ancho(" ")
        for i, parte in enumerate(tramo.texto.split("\n")):
            if i:
                renglones.append([])
                usado = 0.0
            for j, palabra in enumerate(parte.split(" ")):
                for k, pieza in enumerate(partir(palabra, estilo, ancho)):
                    separa = j > 0 and k == 0 and bool(renglones[-1])
                    largo = estilo.ancho(pieza)
                    if renglones[-1] and usado + blanco * separa + largo > ancho:
                        renglones.append([])
                        usado, separa = 0.0, False
                    renglones[-1].append((pieza, estilo, separa))
                    usado += blanco * separa + largo
    return renglones


def _fuente(tramo: Tramo) -> Fuente:
    if tramo.fuerte:
        return Fuente.NEGRITA
    return Fuente.CURSIVA if tramo.cursiva else Fuente.NORMAL


def _renglon(
    palabras: list[_PALABRA], ancho: float, cuerpo: float, centrado: bool
) -> list[Elemento]:
    """Words of one style are joined into one text."""
    tiradas: list[tuple[str, Estilo]] = []
    for palabra, estilo, separa in palabras:
        texto = f" {palabra}" if separa else palabra
        if tiradas and tiradas[-1][1] == estilo:
            tiradas[-1] = (tiradas[-1][0] + texto, estilo)
        else:
            tiradas.append((texto, estilo))
    total = sum(estilo.ancho(texto) for texto, estilo in tiradas)
    x = (ancho - total) / 2 if centrado else 0.0
    base = cuerpo * PUNTO_MM * 0.9
    elementos: list[Elemento] = []
    for texto, estilo in tiradas:
        if texto:
            elementos.append(Texto(x, base, texto, estilo))
        x += estilo.ancho(texto)
    return elementos


def tira_de_titulo(numero: str, titulo: str, m: Medidas) -> Tira:
    """The heading of a section: its number in a black square, its title over a thick rule."""
    estilo = Estilo(Fuente.NEGRITA, m.seccion)
    paso = renglon_mm(estilo)
    lado = paso + 1.0
    x = lado + 2.2 if numero else 0.0
    alto, lineas = parrafo(titulo, estilo, x, 0.75, m.ancho - x)
    alto = max(alto, paso) + 1.2
    elementos: list[Elemento] = [*lineas, Linea(0, alto, m.ancho, alto, 0.5)]
    if numero:
        blanco = Estilo(Fuente.NEGRITA, m.seccion, gris=1.0)
        base = 0.75 + estilo.cuerpo * PUNTO_MM * 0.86
        elementos = [
            Caja(0, 0, lado, alto, 0.0, 0.0),
            Texto(lado / 2, base, numero, blanco, Alineacion.CENTRO),
            *elementos,
        ]
    return Tira(alto + 1.4, tuple(elementos), unida=True)
