"""Tables, and figures in digit boxes with the words beside, as in the official forms."""

from __future__ import annotations

from dataclasses import dataclass, replace

from boletas.impresion.documento import Cifras, Renglon, Tabla, Vacio
from boletas.impresion.fuentes import PUNTO_MM, Fuente
from boletas.impresion.letras import cantidad_en_letras
from boletas.impresion.maqueta import Alineacion, Caja, Elemento, Estilo, Grupo, Linea
from boletas.impresion.medidas import Medidas, Tira, centrado_en, parrafo

_FINA = 0.15
_GRIS = 0.45
_CIFRA_MINIMA = 8.0
"""Smallest type of a digit in its box, in points."""


def palabras(cifras: Cifras, renglon: Renglon) -> str:
    """The words of a row: those of its last figure; *no aplica*; empty when left for the pen."""
    cantidad = renglon.cantidades[-1]
    if isinstance(cantidad, Vacio):
        return cantidad.value if cantidad is Vacio.NO_APLICA else ""
    return cantidad_en_letras(cantidad, cifras.unidad, femenino=cifras.femenino)


def tiras_de_tabla(bloque: Tabla, m: Medidas) -> list[Tira]:
    """Headings over a thick rule, rows over hairlines; headings are repeated on a new sheet."""
    if bloque.menuda:
        m = replace(m, cuerpo=m.menudo + 0.2, menudo=m.menudo - 0.4)
    total = sum(columna.peso for columna in bloque.columnas)
    anchos = [m.ancho * columna.peso / total for columna in bloque.columnas]
    derechas = [columna.derecha for columna in bloque.columnas]
    titulos = tuple(columna.titulo for columna in bloque.columnas)
    encabezado = Estilo(Fuente.NEGRITA, m.menudo)
    cabeza = _fila(titulos, anchos, derechas, [encabezado] * len(anchos), 0.4)
    cabeza = Tira(cabeza.alto, cabeza.elementos, unida=True)
    tiras = _rotulo(bloque.rotulo, m)
    tiras.append(cabeza)
    for i, fila in enumerate(bloque.filas):
        es_total = bloque.ultima_es_total and i == len(bloque.filas) - 1
        estilos = [m.texto] * len(fila)
        if bloque.con_encabezado_de_fila:
            estilos[0] = Estilo(Fuente.SEMINEGRITA, m.cuerpo)
        if es_total:
            estilos = [m.fuerte] * len(fila)
        sola = _fila(fila, anchos, derechas, estilos, 0.4 if es_total else _FINA)
        antes_del_total = bloque.ultima_es_total and i == len(bloque.filas) - 2
        tiras.append(Tira(sola.alto, sola.elementos, unida=antes_del_total, cabeza=(cabeza,)))
    return tiras


def _rotulo(rotulo: str, m: Medidas) -> list[Tira]:
    if not rotulo:
        return []
    alto, lineas = parrafo(rotulo, m.fuerte, 0, 0, m.ancho)
    return [Tira(alto + 0.6, tuple(lineas), unida=True)]


def _fila(
    celdas: tuple[str, ...],
    anchos: list[float],
    derechas: list[bool],
    estilos: list[Estilo],
    grosor: float,
) -> Tira:
    x = alto = 0.0
    elementos: list[Elemento] = []
    for texto, ancho, derecha, estilo in zip(celdas, anchos, derechas, estilos, strict=True):
        lado = Alineacion.DERECHA if derecha else Alineacion.IZQUIERDA
        usado, lineas = parrafo(texto, estilo, x + 1.0, 0.5, ancho - 2.0, lado)
        elementos += lineas
        alto = max(alto, usado + 1.1)
        x += ancho
    regla = Linea(0, alto, x, alto, grosor, gris=0.0 if grosor > _FINA else _GRIS)
    return Tira(alto, (*elementos, regla))


@dataclass(frozen=True)
class _Rejilla:
    """Where the columns of a block of figures stand, in mm."""

    clave: float
    rotulo: float
    casilla: float
    alto_casilla: float
    digitos: int
    columna: float
    letra: float
    cifra: float

    def columna_en(self, i: int) -> float:
        """Left edge of a figure column."""
        return self.clave + self.rotulo + self.columna * i


def _rejilla(bloque: Cifras, m: Medidas) -> _Rejilla:
    """Share the width out; the digits shrink before the names and words lose their room."""
    clave = 8.0 if any(renglon.clave for renglon in bloque.renglones) else 0.0
    cifra = m.cifra
    while True:
        casilla = cifra * PUNTO_MM * 1.12
        columna = bloque.digitos * casilla + 4.5
        libre = m.ancho - columna * len(bloque.columnas) - clave
        if libre >= 0.4 * m.ancho or cifra <= _CIFRA_MINIMA:
            break
        cifra -= 0.5
    letra = min(0.46 * libre, m.letra * PUNTO_MM * 20) if bloque.con_letra else 0.0
    alto = cifra * PUNTO_MM * 1.38
    return _Rejilla(clave, libre - letra, casilla, alto, bloque.digitos, columna, letra, cifra)


def tiras_de_cifras(bloque: Cifras, m: Medidas) -> list[Tira]:
    """One strip a row; the headings are repeated when the block continues on a new sheet."""
    rejilla = _rejilla(bloque, m)
    cabeza = _cabeza(bloque, rejilla, m)
    filas = [_renglon(bloque, renglon, rejilla, m, (cabeza,)) for renglon in bloque.renglones]
    return [*_rotulo(bloque.rotulo, m), cabeza, *filas]


def _cabeza(bloque: Cifras, r: _Rejilla, m: Medidas) -> Tira:
    estilo = Estilo(Fuente.SEMINEGRITA, m.menudo - 0.4)
    titulos = [(bloque.encabezado, r.clave, r.rotulo - 2.0, Alineacion.IZQUIERDA)]
    for i, titulo in enumerate(bloque.columnas):
        titulos.append((titulo, r.columna_en(i), r.columna - 1.0, Alineacion.CENTRO))
    if bloque.con_letra:
        de_cual = f": {bloque.columnas[-1].lower()}" if len(bloque.columnas) > 1 else ""
        x = r.columna_en(len(bloque.columnas)) + 1.5
        titulos.append((f"Con letra{de_cual}", x, r.letra - 1.5, Alineacion.IZQUIERDA))
    puestos = [
        (parrafo(texto, estilo, x, 0.0, ancho, lado), texto, x, ancho, lado)
        for texto, x, ancho, lado in titulos
    ]
    alto = max(usado for (usado, _), *_ in puestos)
    elementos: list[Elemento] = []
    for (usado, _), texto, x, ancho, lado in puestos:
        # Headings of different length stand on the rule, not hang from the top.
        elementos += parrafo(texto, estilo, x, alto - usado, ancho, lado)[1]
    regla = Linea(0, alto + 0.7, m.ancho, alto + 0.7, 0.35)
    return Tira(alto + 0.8, (*elementos, regla), unida=True)


def _renglon(
    bloque: Cifras, renglon: Renglon, r: _Rejilla, m: Medidas, cabeza: tuple[Tira, ...]
) -> Tira:
    nombre = m.fuerte if renglon.fuerte else m.texto
    textos: list[tuple[float, list[Elemento]]] = []
    usado, lineas = parrafo(renglon.rotulo, nombre, r.clave, 0.0, r.rotulo - 3.0)
    if renglon.detalle:
        mas, menudas = parrafo(renglon.detalle, m.nota, r.clave, usado, r.rotulo - 3.0)
        usado, lineas = usado + mas, lineas + menudas
    textos.append((usado, lineas))
    letra = Estilo(Fuente.NEGRITA if renglon.fuerte else Fuente.SEMINEGRITA, m.letra)
    x_letra = r.columna_en(len(bloque.columnas)) + 1.5
    escrita = palabras(bloque, renglon) if bloque.con_letra else ""
    if escrita:
        textos.append(parrafo(escrita, letra, x_letra, 0.0, r.letra - 1.5))
    alto = max(r.alto_casilla + 1.8, *(usado + 1.0 for usado, _ in textos))
    elementos: list[Elemento] = []
    for usado, lineas in textos:
        elementos.append(Grupo(0.0, (alto - usado) / 2, tuple(lineas)))
    if bloque.con_letra and not escrita:
        base = alto / 2 + 2.2
        elementos.append(Linea(x_letra, base, x_letra + r.letra - 1.5, base, 0.2))
    if renglon.clave:
        elementos += _clave(renglon.clave, alto, m)
    for i, cantidad in enumerate(renglon.cantidades):
        elementos += _cantidad(cantidad, r, r.columna_en(i), alto, m)
    regla = Linea(0, alto, m.ancho, alto, 0.35 if renglon.fuerte else _FINA, gris=_GRIS)
    return Tira(alto, (*elementos, regla), cabeza=cabeza)


def _clave(clave: str, alto: float, m: Medidas) -> list[Elemento]:
    estilo = Estilo(Fuente.NEGRITA, min(m.cuerpo - 0.5, 10.0))
    y = alto / 2 - 2.6
    return [Caja(0.2, y, 6.0, 5.2, 0.25), centrado_en(clave, estilo, 3.2, y, 5.2)]


def _cantidad(
    cantidad: int | Vacio, r: _Rejilla, x: float, alto: float, m: Medidas
) -> list[Elemento]:
    if cantidad is Vacio.NO_APLICA:
        estilo = Estilo(Fuente.CURSIVA, m.cuerpo - 0.5)
        return [centrado_en(Vacio.NO_APLICA.value, estilo, x + (r.columna - 1) / 2, 0.0, alto)]
    cifras = "" if isinstance(cantidad, Vacio) else f"{cantidad:0{r.digitos}d}"
    y = (alto - r.alto_casilla) / 2
    inicio = x + (r.columna - 1.0 - r.casilla * r.digitos) / 2
    estilo = Estilo(Fuente.NEGRITA, r.cifra)
    ancho = r.casilla * r.digitos
    elementos: list[Elemento] = [Caja(inicio, y, ancho, r.alto_casilla, 0.3)]
    for i in range(1, r.digitos):
        borde = inicio + i * r.casilla
        elementos.append(Linea(borde, y, borde, y + r.alto_casilla, 0.2))
    for i, cifra in enumerate(cifras):
        centro = inicio + (i + 0.5) * r.casilla
        elementos.append(centrado_en(cifra, estilo, centro, y, r.alto_casilla))
    return elementos
