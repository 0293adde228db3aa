"""Official's card: a random secret as QR code. Its NIP is in its bearer's head and on no paper.

Eight cards a sheet, of the size of a credit card, to be cut and laminated; those of suplentes go in
the sealed envelope of reserve.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from boletas.impresion.errores import DocumentoInvalido
from boletas.impresion.fuentes import Fuente, exigir_texto
from boletas.impresion.lienzo import Metadatos, dibujar
from boletas.impresion.maqueta import (
    CARTA,
    Caja,
    Elemento,
    Estilo,
    Grupo,
    Pagina,
    Qr,
    Texto,
)
from boletas.impresion.medidas import parrafo
from boletas.impresion.qr import codificar

ANCHO_MM, ALTO_MM = 85.6, 54.0
"""ISO/IEC 7810 ID-1."""
_MODULO_MM: Final = 0.6
_COLUMNAS, _FILAS = 2, 4
_SALTO_MM: Final = 6.0


@dataclass(frozen=True, slots=True)
class DatosDeTarjeta:
    """A card to print.

    Attributes:
        clave: Key of the official in the mesa, ``f1``.
        cargo: As designated; ``suplente`` for those of reserve.
        contenido: Text of the code: the card's file (``casos.tarjetas.TarjetaImpresa``).
    """

    mesa: str
    clave: str
    cargo: str
    nombre: str
    suplente: bool
    contenido: str = field(repr=False)

    def __post_init__(self) -> None:
        exigir_texto(self.cargo)
        exigir_texto(self.nombre)


def maquetar_tarjetas(
    proceso: str, tarjetas: tuple[DatosDeTarjeta, ...], *, simulacro: bool = False
) -> tuple[Pagina, ...]:
    """Lay out the cards of a mesa, eight a sheet.

    Args:
        proceso: Name of the process.
    """
    if not tarjetas:
        raise DocumentoInvalido("no hay tarjetas que imprimir")
    por_hoja = _COLUMNAS * _FILAS
    orilla = (CARTA.ancho - _COLUMNAS * ANCHO_MM - _SALTO_MM) / 2
    paginas = []
    for inicio in range(0, len(tarjetas), por_hoja):
        partes = tuple(
            Grupo(
                orilla + (lugar % _COLUMNAS) * (ANCHO_MM + _SALTO_MM),
                CARTA.margen + (lugar // _COLUMNAS) * (ALTO_MM + _SALTO_MM),
                tuple(_tarjeta(proceso, tarjeta, simulacro)),
            )
            for lugar, tarjeta in enumerate(tarjetas[inicio : inicio + por_hoja])
        )
        paginas.append(Pagina(CARTA, partes))
    return tuple(paginas)


def dibujar_tarjetas(
    proceso: str, tarjetas: tuple[DatosDeTarjeta, ...], *, simulacro: bool = False
) -> bytes:
    """Draw the cards of a mesa as PDF. It holds their secrets: it goes to the printer only."""
    paginas = maquetar_tarjetas(proceso, tarjetas, simulacro=simulacro)
    return dibujar(paginas, Metadatos("Tarjetas de la mesa"))


def _tarjeta(proceso: str, datos: DatosDeTarjeta, simulacro: bool) -> Iterator[Elemento]:
    matriz = codificar(datos.contenido)
    lado = matriz.lado_con_orilla * _MODULO_MM
    x = ANCHO_MM - lado - 1.5
    ancho = x - 5.0
    yield Caja(0, 0, ANCHO_MM, ALTO_MM, 0.3, discontinua=True)
    yield Qr(x, 8.5, lado, matriz)
    yield Texto(4.0, 6.2, "TARJETA DE LA MESA", Estilo(Fuente.NEGRITA, 9.5))
    derecha = f"{datos.mesa} · {datos.clave}"
    negrita = Estilo(Fuente.NEGRITA, 9.5)
    yield Texto(ANCHO_MM - 4.0 - negrita.ancho(derecha), 6.2, derecha, negrita)
    y = 9.0
    for texto, estilo, minimo in (
        (datos.nombre, Estilo(Fuente.NEGRITA, 10.5), 12.0),
        (datos.cargo, Estilo(Fuente.SEMINEGRITA, 9.0), 4.0),
        (proceso, Estilo(Fuente.NORMAL, 6.5), 8.0),
    ):
        alto, lineas = _en_alto(texto, estilo, y, ancho, minimo)
        yield from lineas
        y += alto + 0.8
    if datos.suplente:
        yield Caja(4.0, 35.4, 28.0, 4.4, 0.0, 0.0)
        yield Texto(5.0, 38.6, "SOBRE DE RESERVA", Estilo(Fuente.NEGRITA, 8.0, gris=1.0))
    if simulacro:
        yield Caja(4.0, 40.6, 28.0, 4.4, 0.0, 0.0)
        yield Texto(5.0, 43.8, "SIMULACRO", Estilo(Fuente.NEGRITA, 8.0, gris=1.0))
    yield from parrafo(
        "Sola no abre nada: pide su NIP, que nadie más conoce. No la fotografíe ni la preste.",
        Estilo(Fuente.NORMAL, 6.8),
        4.0,
        ALTO_MM - 6.8,
        ANCHO_MM - 8.0,
    )[1]


def _en_alto(
    texto: str, estilo: Estilo, y: float, ancho: float, alto: float
) -> tuple[float, list[Elemento]]:
    """Text whole in a room of that height, in smaller type when it is long."""
    cuerpo = estilo.cuerpo
    while True:
        usado, lineas = parrafo(texto, Estilo(estilo.fuente, cuerpo), 4.0, y, ancho)
        if usado <= alto + 0.3:
            return max(usado, 0.0), lineas
        cuerpo -= 0.5
        if cuerpo < 3.5:
            raise DocumentoInvalido(f"no cabe en la tarjeta: {texto!r}")
