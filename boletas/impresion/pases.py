"""Pases: the folded slips that let a voter vote once without a name, and their talonario.

A strip of the sheet is: stub | cover | secret | flap. The sheet is printed on one side only. The
flap folds in over the secret (fold A), both fold back behind the cover (fold B), and the slip is
sealed: outside remain the cover and a blank back; the secret faces the hatching of the flap.

The folio is printed on the stub alone. While the sheet is whole, stub and secret lie side by side,
as in any ballot block; once the slips are detached, mixed in a box and drawn by the voters, no
paper and no file joins a folio with a credential: the public list is sorted by value, and the
slips of the reserve carry no mark of their own.

Source: docs/formato-pase.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from boletas.cripto.azar import AZAR, Azar
from boletas.cripto.credencial import generar_credencial, publicar_lista
from boletas.cripto.definicion import es_uuid
from boletas.impresion.codigos import agrupar
from boletas.impresion.errores import TalonarioImposible
from boletas.impresion.fuentes import Fuente, exigir_texto
from boletas.impresion.lienzo import Metadatos, dibujar
from boletas.impresion.maqueta import (
    CARTA,
    Alineacion,
    Caja,
    Elemento,
    Estilo,
    Grupo,
    Linea,
    Pagina,
    Qr,
    Texto,
    Trama,
)
from boletas.impresion.medidas import parrafo
from boletas.impresion.qr import codificar

MAXIMO_DE_FOLIOS = 9_999
POR_HOJA = 5
ALTO_MM = 47.0
CABEZA_MM = 13.4
TALON_MM, FRENTE_MM, SECRETO_MM, SOLAPA_MM = 34.0, 52.0, 50.5, 49.4
"""Widths of the four parts of a strip; the flap is narrower so that it folds in flat."""

_MODULO_MM = 0.9
_CODIGO = Estilo(Fuente.NEGRITA, 12.0, espaciado_mm=0.35)
_ROTULO = Estilo(Fuente.SEMINEGRITA, 6.3)
_MENUDO = Estilo(Fuente.NORMAL, 6.8)
_BLANCO = Estilo(Fuente.NEGRITA, 7.5, gris=1.0, espaciado_mm=0.3)


@dataclass(frozen=True)
class Pase:
    """One slip. Whoever reads ``codigo`` can vote with it, so it is not shown by ``repr``.

    Attributes:
        folio: Number of the stub, from 1.
        codigo: Secret credential, ``XXXXX-XXXXXX-XXXXX-XXXXXX``.
        publica: Its public half, 64 hexadecimal digits.
        reserva: Belongs to the sealed reserve block.
    """

    folio: int
    codigo: str = field(repr=False)
    publica: str = field(repr=False)
    reserva: bool = False


@dataclass(frozen=True)
class DatosTalonario:
    """What every slip and stub of a mesa says."""

    proceso: str
    mesa: str
    simulacro: bool = False

    def __post_init__(self) -> None:
        exigir_texto(self.proceso)
        exigir_texto(self.mesa)


def preparar_pases(
    uuid: str, cantidad: int, reserva: int, *, azar: Azar = AZAR
) -> tuple[Pase, ...]:
    """Draw the credentials of a mesa: folios 1 to ``cantidad``, then the reserve.

    Raises:
        TalonarioImposible: No slips, a negative reserve, more folios than four digits number, or
            something that is not the uuid of an election.
    """
    if cantidad < 1 or reserva < 0 or cantidad + reserva > MAXIMO_DE_FOLIOS:
        raise TalonarioImposible(
            f"un talonario lleva de 1 a {MAXIMO_DE_FOLIOS} pases y se pidieron {cantidad} "
            f"con {reserva} de reserva"
        )
    if not es_uuid(uuid):
        raise TalonarioImposible("el identificador de la elección no tiene la forma debida")
    credenciales = (generar_credencial(uuid, azar) for _ in range(cantidad + reserva))
    return tuple(
        Pase(folio, credencial.texto, credencial.publica, folio > cantidad)
        for folio, credencial in enumerate(credenciales, 1)
    )


def lista_publica(pases: Sequence[Pase]) -> bytes:
    """The public credentials of a talonario, reserve included, sorted by value."""
    return publicar_lista(pase.publica for pase in pases)


def imprimir_talonario(pases: Sequence[Pase], datos: DatosTalonario) -> bytes:
    """Draw the talonario of a mesa as PDF. It holds every secret: it goes to the printer only.

    Raises:
        TalonarioImposible: No slips.
        SinGlifo: A character of process or mesa has no drawing.
    """
    titulo = f"Talonario de pases · {datos.mesa}"
    return dibujar(maquetar_talonario(pases, datos), Metadatos(titulo, asunto=datos.proceso))


def maquetar_talonario(pases: Sequence[Pase], datos: DatosTalonario) -> tuple[Pagina, ...]:
    """Lay out a talonario, five slips a sheet; the reserve begins on a sheet of its own."""
    if not pases:
        raise TalonarioImposible("no hay pases que imprimir")
    hojas = [hoja for reserva in (False, True) for hoja in _hojas(pases, reserva)]
    plantilla = Grupo(0.0, 0.0, tuple(_plantilla(datos)), clave="plantilla")
    paginas: list[Pagina] = []
    for numero, hoja in enumerate(hojas, 1):
        partes: list[Elemento] = list(_cabeza(datos, hoja, numero, len(hojas)))
        for fila, pase in enumerate(hoja):
            y = CABEZA_MM + fila * ALTO_MM
            partes.append(Grupo(0.0, y, (plantilla, *_propio(pase))))
        cuerpo = Grupo(CARTA.margen, CARTA.margen, tuple(partes))
        paginas.append(Pagina(CARTA, (cuerpo,)))
    return tuple(paginas)


def _hojas(pases: Sequence[Pase], reserva: bool) -> Iterator[Sequence[Pase]]:
    bloque = [pase for pase in pases if pase.reserva is reserva]
    for inicio in range(0, len(bloque), POR_HOJA):
        yield bloque[inicio : inicio + POR_HOJA]


def _cabeza(
    datos: DatosTalonario, hoja: Sequence[Pase], numero: int, hojas: int
) -> Iterator[Elemento]:
    """Head of a sheet, cut away with the margins: nothing of it stays on a slip."""
    ancho = CARTA.ancho_util
    negrita = Estilo(Fuente.NEGRITA, 10.0)
    yield Texto(0, 3.0, f"TALONARIO DE PASES · {datos.mesa}", negrita)
    de_que = f"Hoja {numero} de {hojas} · folios {_folio(hoja[0])} a {_folio(hoja[-1])}"
    yield Texto(ancho, 3.0, de_que, Estilo(Fuente.SEMINEGRITA, 8.5), Alineacion.DERECHA)
    if hoja[0].reserva:
        yield Caja(62, 0, 62, 4.2, 0.0, 0.0)
        yield Texto(93, 3.0, "BLOQUE DE RESERVA · SELLADO", _BLANCO, Alineacion.CENTRO)
    yield Texto(0, 6.6, datos.proceso, _MENUDO)
    instruccion = (
        "Corte la esquina marcada. Doble A hacia dentro, sobre el código; doble B hacia atrás; "
        "selle. El talón se queda en la mesa."
    )
    yield Texto(0, 9.6, instruccion, _MENUDO)
    for letra, x in (
        ("B", TALON_MM + FRENTE_MM),
        ("A", TALON_MM + FRENTE_MM + SECRETO_MM),
        ("corte", TALON_MM),
    ):
        yield Texto(x, CABEZA_MM - 0.8, letra, _ROTULO, Alineacion.CENTRO)


def _folio(pase: Pase) -> str:
    return f"{pase.folio:04d}"


def _plantilla(datos: DatosTalonario) -> Iterator[Elemento]:
    """What is equal on every strip, drawn once in the file."""
    total = CARTA.ancho_util
    yield Caja(0, 0, total, ALTO_MM, 0.3, discontinua=True)
    yield Linea(TALON_MM, 0, TALON_MM, ALTO_MM, 0.5, discontinua=True)
    for x in (TALON_MM + FRENTE_MM, TALON_MM + FRENTE_MM + SECRETO_MM):
        yield Linea(x, 0, x, ALTO_MM, 0.15, discontinua=True, gris=0.2)
    yield Grupo(0.0, 0.0, tuple(_talon(datos)))
    yield Grupo(TALON_MM, 0.0, tuple(_frente(datos)))
    yield Grupo(TALON_MM + FRENTE_MM, 0.0, tuple(_secreto()))
    orilla = TALON_MM + FRENTE_MM + SECRETO_MM
    yield Trama(orilla + 0.5, 1.0, SOLAPA_MM - 1.0, ALTO_MM - 2.0)


def _talon(datos: DatosTalonario) -> Iterator[Elemento]:
    yield Texto(3, 5.0, "TALÓN", Estilo(Fuente.NEGRITA, 9.0))
    yield Texto(3, 10.0, "Folio", _ROTULO)
    yield Linea(3, 21.5, TALON_MM - 3, 21.5, 0.2)
    yield Texto(3, 25.0, "Mesa", _ROTULO)
    yield from parrafo(datos.mesa, Estilo(Fuente.NEGRITA, 9.5), 3, 25.6, TALON_MM - 6)[1]
    yield from _nombre_de_proceso(datos, 3, 34.5, TALON_MM - 5, 4, Alineacion.IZQUIERDA)
    if datos.simulacro:
        yield Caja(15.5, 1.9, 16.5, 3.8, 0.0, 0.0)
        yield Texto(
            23.75, 4.6, "SIMULACRO", Estilo(Fuente.NEGRITA, 7.0, gris=1.0), Alineacion.CENTRO
        )


def _frente(datos: DatosTalonario) -> Iterator[Elemento]:
    """The cover: what anybody sees of a folded slip, equal on all of them."""
    centro = FRENTE_MM / 2
    grande, mediana = Estilo(Fuente.NEGRITA, 24.0), Estilo(Fuente.SEMINEGRITA, 12.5)
    yield Linea(0, 7.0, 7.0, 0, 0.4, discontinua=True)
    yield Texto(8.0, 3.4, "corte", Estilo(Fuente.NORMAL, 5.8))
    if datos.simulacro:
        yield Caja(17, 1.0, FRENTE_MM - 19, 4.2, 0.0, 0.0)
        x = 17 + (FRENTE_MM - 19) / 2
        yield Texto(x, 4.0, "SIMULACRO", _BLANCO, Alineacion.CENTRO)
    yield Texto(centro, 14.2, "PASE PARA", grande, Alineacion.CENTRO)
    yield Texto(centro, 22.6, "VOTAR", grande, Alineacion.CENTRO)
    yield Texto(centro, 28.4, "No es su voto", mediana, Alineacion.CENTRO)
    yield Texto(centro, 33.4, "Entréguelo al salir", mediana, Alineacion.CENTRO)
    yield Linea(3, 35.2, FRENTE_MM - 3, 35.2, 0.2)
    yield from _nombre_de_proceso(datos, 2, 35.6, FRENTE_MM - 4, 2, Alineacion.CENTRO)
    yield Texto(centro, 45.0, datos.mesa, Estilo(Fuente.NEGRITA, 10.5), Alineacion.CENTRO)


def _nombre_de_proceso(
    datos: DatosTalonario, x: float, y: float, ancho: float, lineas: int, lado: Alineacion
) -> list[Elemento]:
    """The name whole, in the largest type that leaves it its lines: no slip shows half a name."""
    for cuerpo in (6.3, 5.8, 5.2, 4.6):
        _, puestas = parrafo(datos.proceso, Estilo(Fuente.NORMAL, cuerpo), x, y, ancho, lado)
        if len(puestas) <= lineas:
            return puestas
    raise TalonarioImposible(
        f"el nombre del proceso no cabe en un pase: tiene {len(datos.proceso)} letras, "
        "use uno de 100 o menos"
    )


def _secreto() -> Iterator[Elemento]:
    yield Texto(33.0, 6.0, "Compruebe", _ROTULO)
    yield Texto(33.0, 8.6, "estos caracteres", _ROTULO)
    yield Texto(33.0, 11.2, "en la pantalla", _ROTULO)
    yield Texto(3.0, 33.6, "Si el lector no funciona, escriba este código:", _ROTULO)


def _propio(pase: Pase) -> Iterator[Elemento]:
    """What differs from slip to slip: the folio on the stub, the secret inside."""
    yield Texto(3, 19.6, _folio(pase), Estilo(Fuente.NEGRITA, 25.0))
    if pase.reserva:
        yield Caja(15.5, 6.9, 16.5, 3.8, 0.0, 0.0)
        yield Texto(23.75, 9.6, "RESERVA", Estilo(Fuente.NEGRITA, 7.0, gris=1.0), Alineacion.CENTRO)
    x = TALON_MM + FRENTE_MM
    matriz = codificar(pase.codigo)
    yield Qr(x + 2.0, 2.0, matriz.lado_con_orilla * _MODULO_MM, matriz)
    primeros = agrupar(pase.publica[:8].upper(), 4, " ").split()
    yield Texto(x + 33.0, 17.0, primeros[0], _CODIGO)
    yield Texto(x + 33.0, 22.4, primeros[1], _CODIGO)
    # Clear of the edge: a guillotine that misses by two millimetres still leaves the code whole.
    yield Texto(x + 3.0, 38.6, pase.codigo[:13], _CODIGO)
    yield Texto(x + 3.0, 43.4, pase.codigo[13:], _CODIGO)
