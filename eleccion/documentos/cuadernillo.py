"""Cuadernillo de lista nominal: the printed list that is marked in parallel. Personal data.

Alphabetical within each sección, 32 people a sheet at most, 1,000 a booklet. It shows name and
sección, and neither clave, CURP, birth date nor address: the official compares the card's name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from auditoria.papeles.contexto import Contexto
from auditoria.papeles.palabras import cifra
from boletas.impresion.base45 import codificar as base45
from boletas.impresion.codigos import huella_corta
from boletas.impresion.errores import DocumentoInvalido
from boletas.impresion.fuentes import Fuente, exigir_texto
from boletas.impresion.lienzo import Metadatos, dibujar
from boletas.impresion.maqueta import (
    CARTA,
    Alineacion,
    Caja,
    Cuadro,
    Elemento,
    Estilo,
    Grupo,
    Linea,
    Pagina,
    Qr,
    Texto,
)
from boletas.impresion.membrete import LEYENDA_SIMULACRO
from boletas.impresion.qr import codificar

POR_HOJA: Final = 32
POR_CUADERNILLO: Final = 1000
_RENGLON_MM: Final = 6.25
_CABEZA_MM: Final = 24.0
_NORMAL = Estilo(Fuente.NORMAL, 9.5)
_NEGRITA = Estilo(Fuente.NEGRITA, 9.5)
_MENUDO = Estilo(Fuente.NORMAL, 7.4)
_ROTULO = Estilo(Fuente.SEMINEGRITA, 6.5)
_X_NUMERO, _X_NOMBRE, _X_SECCION, _X_MARCA = 10.0, 13.0, 134.0, 163.0
_ANCHO_NOMBRE: Final = 114.0


@dataclass(frozen=True, slots=True)
class RenglonDeLista:
    """A person of the list.

    Attributes:
        numero: In the lista nominal of the mesa, from 1.
        nombre: Surnames first, as it is ordered.
    """

    numero: int
    nombre: str
    seccion: int

    def __post_init__(self) -> None:
        exigir_texto(self.nombre)


@dataclass(frozen=True, slots=True)
class Cuadernillo:
    """A booklet of one mesa.

    Attributes:
        renglones: In the order printed: by sección, then alphabetical.
        copia: From 1 to ``copias``.
        parte: From 1 to ``partes``, when the list takes several booklets.
    """

    mesa: str
    renglones: tuple[RenglonDeLista, ...]
    copia: int = 1
    copias: int = 1
    parte: int = 1
    partes: int = 1

    @property
    def huella(self) -> bytes:
        """SHA-256 of what it lists: two copies of one booklet share it."""
        texto = "".join(f"{r.numero}\t{r.seccion}\t{r.nombre}\n" for r in self.renglones)
        return hashlib.sha256(f"{self.mesa}\n{texto}".encode()).digest()


def encuadernar(
    mesa: str, renglones: Sequence[RenglonDeLista], copias: int = 1
) -> tuple[Cuadernillo, ...]:
    """Part the list of a mesa into booklets, in every copy.

    Raises:
        DocumentoInvalido: The list is empty, out of order, or names a number twice.
    """
    if not renglones:
        raise DocumentoInvalido("la lista no tiene personas")
    if len({r.numero for r in renglones}) != len(renglones):
        raise DocumentoInvalido("un número está dos veces en la lista")
    secciones = [r.seccion for r in renglones]
    if secciones != sorted(secciones):
        raise DocumentoInvalido("la lista no está por sección")
    partes = [
        tuple(renglones[i : i + POR_CUADERNILLO]) for i in range(0, len(renglones), POR_CUADERNILLO)
    ]
    return tuple(
        Cuadernillo(mesa, parte, copia, copias, numero, len(partes))
        for copia in range(1, copias + 1)
        for numero, parte in enumerate(partes, 1)
    )


def maquetar_cuadernillo(contexto: Contexto, cuadernillo: Cuadernillo) -> tuple[Pagina, ...]:
    """Lay out a booklet: a new sección begins on a new sheet."""
    hojas: list[tuple[RenglonDeLista, ...]] = []
    for _, grupo in groupby(cuadernillo.renglones, key=lambda r: r.seccion):
        de_seccion = tuple(grupo)
        hojas += [de_seccion[i : i + POR_HOJA] for i in range(0, len(de_seccion), POR_HOJA)]
    return tuple(
        _pagina(contexto, cuadernillo, hoja, numero, len(hojas))
        for numero, hoja in enumerate(hojas, 1)
    )


def dibujar_cuadernillo(contexto: Contexto, cuadernillo: Cuadernillo) -> bytes:
    """Draw a booklet as PDF."""
    metadatos = Metadatos(f"Cuadernillo de lista nominal · {cuadernillo.mesa}")
    return dibujar(maquetar_cuadernillo(contexto, cuadernillo), metadatos)


def _pagina(
    contexto: Contexto,
    cuadernillo: Cuadernillo,
    hoja: tuple[RenglonDeLista, ...],
    numero: int,
    hojas: int,
) -> Pagina:
    ancho = CARTA.ancho_util
    partes: list[Elemento] = [*_cabeza(contexto, cuadernillo, hoja[0].seccion)]
    for lugar, renglon in enumerate(hoja):
        y = _CABEZA_MM + (lugar + 1) * _RENGLON_MM
        partes += _renglon(renglon, y)
    partes += _pie(contexto, cuadernillo, len(hoja), numero, hojas)
    cuerpo = Grupo(CARTA.margen, CARTA.margen, tuple(partes))
    if not contexto.es_simulacro:
        return Pagina(CARTA, (cuerpo,))
    blanco = Estilo(Fuente.NEGRITA, 7.0, gris=1.0, espaciado_mm=0.3)
    banda = (
        Caja(CARTA.margen + 50, CARTA.margen, ancho - 100, 3.8, 0.0, 0.0),
        Texto(CARTA.ancho / 2, CARTA.margen + 2.8, LEYENDA_SIMULACRO, blanco, Alineacion.CENTRO),
    )
    return Pagina(CARTA, (*banda, cuerpo))


def _cabeza(contexto: Contexto, c: Cuadernillo, seccion: int) -> list[Elemento]:
    ancho = CARTA.ancho_util
    demarcacion, _ = contexto.catalogo.ubicar(c.mesa)
    titulo = Estilo(Fuente.NEGRITA, 13.0)
    nombre = f"{demarcacion.clave} · {demarcacion.nombre}"
    derecha = (
        f"Mesa {c.mesa} · Sección {seccion}",
        f"Copia {c.copia} de {c.copias} · Cuadernillo {c.parte} de {c.partes}",
        f"Personas en este cuadernillo: {cifra(len(c.renglones))}",
    )
    elementos: list[Elemento] = [
        Texto(0, 8.5, "LISTA NOMINAL DE LA MESA", titulo),
        Texto(0, 12.5, _acortar(contexto.catalogo.proceso.nombre, 112.0), _MENUDO),
        Texto(0, 16.0, _acortar(nombre, 112.0), _MENUDO),
        *(
            Texto(ancho, 8.5 + 3.6 * i, texto, _NEGRITA if not i else _MENUDO, Alineacion.DERECHA)
            for i, texto in enumerate(derecha)
        ),
        Texto(_X_NUMERO, 22.6, "Número", _ROTULO, Alineacion.DERECHA),
        Texto(_X_NOMBRE, 22.6, "Apellidos y nombre", _ROTULO),
        Texto(_X_SECCION, 22.6, "Sección", _ROTULO, Alineacion.CENTRO),
        Texto(_X_MARCA, 22.6, "Sello «VOTÓ» al recibir su pase", _ROTULO, Alineacion.CENTRO),
        Linea(0, _CABEZA_MM, ancho, _CABEZA_MM, 0.4),
    ]
    return elementos


def _renglon(renglon: RenglonDeLista, y: float) -> list[Elemento]:
    """One person; the rule below stands at ``y``."""
    base = y - 1.9
    ancho = CARTA.ancho_util
    return [
        Texto(_X_NUMERO, base, str(renglon.numero), _NEGRITA, Alineacion.DERECHA),
        Texto(_X_NOMBRE, base, renglon.nombre, _que_cabe(renglon.nombre)),
        Texto(_X_SECCION, base, str(renglon.seccion), _MENUDO, Alineacion.CENTRO),
        Caja(ancho - 45.0, y - _RENGLON_MM + 0.6, 44.0, _RENGLON_MM - 1.2, 0.2),
        Cuadro(ancho - 43.5, y - _RENGLON_MM + 1.4, 3.4),
        Linea(0, y, ancho, y, 0.15),
    ]


def _que_cabe(nombre: str) -> Estilo:
    """The largest type in which a name stands whole on its line.

    Raises:
        DocumentoInvalido: Not even in four points: a list never shows half a name.
    """
    for cuerpo in (9.5, 8.5, 7.5, 6.5, 5.5, 4.5, 4.0):
        estilo = Estilo(Fuente.NORMAL, cuerpo)
        if estilo.ancho(nombre) <= _ANCHO_NOMBRE:
            return estilo
    raise DocumentoInvalido(f"un nombre no cabe en la lista: tiene {len(nombre)} letras")


def _acortar(texto: str, ancho: float) -> str:
    if _MENUDO.ancho(texto) <= ancho:
        return texto
    while _MENUDO.ancho(texto + "…") > ancho:
        texto = texto[:-1]
    return texto + "…"


def _pie(
    contexto: Contexto, c: Cuadernillo, personas: int, numero: int, hojas: int
) -> list[Elemento]:
    """Counts of the sheet and, on the last one, of the booklet; its code; whose data these are."""
    fondo = CARTA.alto - 2 * CARTA.margen
    ancho = CARTA.ancho_util
    matriz = codificar("JPC5:" + base45(f"{c.mesa} {c.copia} {c.parte} ".encode() + c.huella))
    lado = matriz.lado_con_orilla * 0.5
    x = ancho - lado
    arriba = fondo - lado
    total: tuple[Elemento, ...] = ()
    if numero == hojas > 1:
        total = (
            Texto(119.0, arriba + 5.0, "En el cuadernillo:", _NORMAL),
            Caja(148.0, arriba + 0.2, 16.0, 7.0, 0.3),
        )
    return [
        *total,
        Qr(x, arriba, lado, matriz),
        Texto(0, arriba + 5.0, f"Personas en esta hoja: {personas}", _NORMAL),
        Texto(62.0, arriba + 5.0, "Votaron en esta hoja:", _NORMAL),
        Caja(98.0, arriba + 0.2, 18.0, 7.0, 0.3),
        Texto(0, fondo - 8.2, f"Código de la lista {huella_corta(c.huella)}", _MENUDO),
        Texto(
            0,
            fondo - 4.6,
            "Datos personales: úselos sólo para recibir el voto y devuélvalos en su sobre.",
            _MENUDO,
        ),
        Texto(
            0,
            fondo - 1.0,
            f"Página {numero} de {hojas} · Huella de la definición {contexto.huella_corta}",
            _MENUDO,
        ),
    ]
