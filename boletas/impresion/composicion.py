"""From a document to its pages: blocks become strips, strips fill sheets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from boletas.impresion.cuadros import tiras_de_cifras, tiras_de_tabla
from boletas.impresion.documento import (
    Aviso,
    Bloque,
    Campos,
    Casillas,
    Cifras,
    Columnas,
    Destacado,
    Documento,
    Firmas,
    Lineas,
    Parrafo,
    Tabla,
    numerar,
)
from boletas.impresion.errores import NoCabe
from boletas.impresion.formulario import tiras_de_campos, tiras_de_casillas, tiras_de_firmas
from boletas.impresion.maqueta import CARTA, Caja, Elemento, Formato, Grupo, Pagina
from boletas.impresion.medidas import Medidas, Tira, altura, apretadas, espacio, medidas
from boletas.impresion.membrete import (
    PIE_MM,
    ancho_junto_al_sello,
    cabeza_siguiente,
    pie,
    primera_cabeza,
    tira_de_sello,
)
from boletas.impresion.texto_corrido import (
    tira_de_titulo,
    tiras_de_aviso,
    tiras_de_destacado,
    tiras_de_lineas,
    tiras_de_parrafo,
)


def componer(documento: Documento, formato: Formato = CARTA) -> tuple[Pagina, ...]:
    """Lay out a document.

    A strip that does not fit goes to a new sheet; headings stay with what they head; a seal stands
    at the foot of the last sheet.

    Returns:
        At least one page.

    Raises:
        NoCabe: One strip alone is higher than a sheet.
        SinGlifo: A character has no drawing.
        QrDemasiadoGrande: The seal's text is too long.
    """
    m = medidas(documento.clase)
    hojas = _hojas(documento, m, formato)
    for otra in apretadas(m) if len(hojas) > 1 else ():
        hojas_de_otra = _hojas(documento, otra, formato)
        if len(hojas_de_otra) < len(hojas):
            m, hojas = otra, hojas_de_otra
            break
    total = len(hojas)
    paginas: list[Pagina] = []
    for numero, hoja in enumerate(hojas, 1):
        elementos = hoja.elementos
        if numero == 1:
            elementos = (Grupo(0.0, 0.0, primera_cabeza(documento, m, 1, total).elementos),)
            elementos += hoja.elementos
        arriba = formato.margen + m.sangria
        bajo = formato.alto - 2 * arriba - PIE_MM + 1.5
        todo = (*elementos, *pie(documento, m, bajo, numero, total))
        cuerpo = Grupo(formato.margen + m.sangria, arriba, todo)
        paginas.append(Pagina(formato, (*_marco(m, formato), cuerpo)))
    return tuple(paginas)


@dataclass
class _Hoja:
    """A sheet being filled: how far down it is used, and what is on it."""

    y: float
    partes: list[Elemento] = field(default_factory=list)
    con_texto: bool = False

    def poner(self, tira: Tira, y: float | None = None) -> None:
        """Add a strip below the last one, or at a given height."""
        lugar = self.y if y is None else y
        if tira.elementos:
            self.partes.append(Grupo(0.0, lugar, tira.elementos))
        self.y = lugar + tira.alto
        self.con_texto = self.con_texto or not tira.hueco

    @property
    def elementos(self) -> tuple[Elemento, ...]:
        """Everything on the sheet, in order."""
        return tuple(self.partes)


def _hojas(documento: Documento, m: Medidas, formato: Formato) -> list[_Hoja]:
    """Fill sheets; sections that go together do, unless it takes one more sheet."""
    tiras = _tiras(documento, m)
    sueltas = _repartir(tiras, documento, m, formato)
    if len(sueltas) == 1 or not any(tira.junta for tira in tiras):
        return sueltas
    unidas = [tira._replace(unida=True) if tira.junta else tira for tira in tiras]
    juntas = _repartir(unidas, documento, m, formato)
    return juntas if len(juntas) <= len(sueltas) else sueltas


def _repartir(tiras: list[Tira], documento: Documento, m: Medidas, formato: Formato) -> list[_Hoja]:
    """Fill sheets with strips, then stand the seal at the foot of the last."""
    fondo = formato.alto - 2 * (formato.margen + m.sangria) - PIE_MM
    siguiente = cabeza_siguiente(documento, m)
    hojas = [_Hoja(primera_cabeza(documento, m, 1, 99).alto)]
    sello = _sello(documento, m)

    def nueva() -> _Hoja:
        hoja = _Hoja(0.0)
        hoja.poner(siguiente)
        hoja.con_texto = False
        hojas.append(hoja)
        return hoja

    i = 0
    while i < len(tiras):
        fin = i + 1
        while tiras[fin - 1].unida and fin < len(tiras):
            fin += 1
        hoja = hojas[-1]
        tramo = tiras[i:fin]
        # What is joined to its end stands on the sheet of the seal.
        del_sello = sello.alto if sello and fin == len(tiras) and tiras[-1].unida else 0.0
        if tramo[0].hueco and not hoja.con_texto:
            i += 1
            continue
        if hoja.y + altura(tramo) + del_sello > fondo and hoja.con_texto:
            if tramo[0].hueco:
                i += 1
                continue
            hoja = nueva()
            for cabeza in tramo[0].cabeza:
                hoja.poner(cabeza)
        if hoja.y + tramo[0].alto > fondo:
            raise NoCabe(f"una parte del papel mide {tramo[0].alto:.0f} mm y no cabe en una hoja")
        hoja.poner(tramo[0])
        i += 1
    if sello is not None:
        if hojas[-1].y + sello.alto > fondo:
            nueva()
        hojas[-1].poner(sello, fondo - sello.alto)
    return hojas


def _sello(documento: Documento, m: Medidas) -> Tira | None:
    """The seal as one strip; ``None`` where there is none."""
    if documento.sello is None:
        return None
    ancho = ancho_junto_al_sello(documento.sello, m)
    junto = _apilar(documento.sello.junto, replace(m, ancho=ancho))
    return tira_de_sello(documento.sello, m, junto)


def _tiras(documento: Documento, m: Medidas) -> list[Tira]:
    tiras: list[Tira] = []
    for numero, seccion in numerar(documento.secciones):
        comienzo = len(tiras)
        if seccion.titulo:
            tiras.append(tira_de_titulo(numero, seccion.titulo, m))
        siguientes = (*seccion.bloques, None)[1:]
        for bloque, siguiente in zip(seccion.bloques, siguientes, strict=True):
            propias = [*_tiras_de(bloque, m), espacio(m.aire)]
            if isinstance(bloque, Casillas) and isinstance(siguiente, Tabla | Campos):
                # A question stays with what answers it, as a heading with what it heads.
                propias = [tira._replace(unida=True) for tira in propias]
            elif isinstance(bloque, Parrafo) and isinstance(siguiente, Lineas):
                # So do the lines for the pen with the end of the text that they answer.
                propias[-2:] = [tira._replace(unida=True) for tira in propias[-2:]]
            elif isinstance(bloque, Destacado) and isinstance(siguiente, Parrafo):
                # Large letters are not read alone: what follows from them is in the next sentence.
                propias = [tira._replace(unida=True) for tira in propias]
            tiras += propias
        tiras.append(espacio(m.aire * 0.6))
        if seccion.junta:
            tiras[comienzo:] = [tira._replace(junta=True) for tira in tiras[comienzo:]]
    return tiras


def _tiras_de(bloque: Bloque, m: Medidas) -> list[Tira]:
    match bloque:
        case Parrafo():
            return tiras_de_parrafo(bloque, m)
        case Destacado():
            return tiras_de_destacado(bloque, m)
        case Aviso():
            return tiras_de_aviso(bloque, m)
        case Campos():
            return tiras_de_campos(bloque, m)
        case Casillas():
            return tiras_de_casillas(bloque, m)
        case Tabla():
            return tiras_de_tabla(bloque, m)
        case Cifras():
            return tiras_de_cifras(bloque, m)
        case Firmas():
            return tiras_de_firmas(bloque, m)
        case Lineas():
            return tiras_de_lineas(bloque, m)
        case Columnas():
            return [_lado_a_lado(bloque, m)]


_CANAL_MM = 5.0
"""White between two columns."""


def _lado_a_lado(bloque: Columnas, m: Medidas) -> Tira:
    """Two columns as one strip, as high as the higher."""
    total = sum(bloque.proporcion)
    x = alto = 0.0
    elementos: list[Elemento] = []
    lados = zip((bloque.izquierda, bloque.derecha), bloque.proporcion, strict=True)
    for bloques, parte in lados:
        ancho = (m.ancho - _CANAL_MM) * parte / total
        pila = _apilar(bloques, replace(m, ancho=ancho))
        elementos.append(Grupo(x, 0.0, pila.elementos))
        alto = max(alto, pila.alto)
        x += ancho + _CANAL_MM
    return Tira(alto, tuple(elementos))


def _apilar(bloques: tuple[Bloque, ...], m: Medidas) -> Tira:
    """Blocks one under the other as one strip, without air after the last."""
    tiras: list[Tira] = []
    for bloque in bloques:
        tiras += [*_tiras_de(bloque, m), espacio(m.aire)]
    y = 0.0
    elementos: list[Elemento] = []
    for tira in tiras[:-1]:
        if tira.elementos:
            elementos.append(Grupo(0.0, y, tira.elementos))
        y += tira.alto
    return Tira(y, tuple(elementos))


def _marco(m: Medidas, formato: Formato) -> tuple[Elemento, ...]:
    """The double frame of a certificate."""
    if not m.sangria:
        return ()
    cajas: list[Elemento] = []
    for orilla, grosor in ((0.4, 0.8), (2.2, 0.25)):
        borde = formato.margen + orilla
        cajas.append(
            Caja(borde, borde, formato.ancho - 2 * borde, formato.alto - 2 * borde, grosor)
        )
    return tuple(cajas)
