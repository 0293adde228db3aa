"""Boleta de papel: for mesas that vote on paper and for the contingencia.

The folio is on the stub and never on the ballot: detached, no paper joins a folio with a vote
(LGIPE 266). Every planilla takes the same area, in the drawn order, with the same type; where any
of them has an emblem all have the same room for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from auditoria.formatos.catalogo import Planilla
from auditoria.papeles.contexto import Contexto
from auditoria.papeles.horas import fecha
from boletas.impresion.errores import DocumentoInvalido, NoCabe
from boletas.impresion.fuentes import Fuente
from boletas.impresion.lienzo import Metadatos, dibujar
from boletas.impresion.maqueta import (
    CARTA,
    Alineacion,
    Caja,
    Elemento,
    Estilo,
    Grupo,
    Imagen,
    Linea,
    Pagina,
    Texto,
    partir,
)
from boletas.impresion.medidas import parrafo, renglon_mm
from boletas.impresion.membrete import LEYENDA_SIMULACRO

TALON_MM: Final = 34.0
_CABEZA_MM: Final = 31.0
_PIE_MM: Final = 22.0
_HUECO_MM: Final = 2.0
MAXIMO: Final = 9_999
_EMBLEMA_MM: Final = 24.0
_SIN_EMBLEMAS: Final[Mapping[bytes, bytes]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Casilla:
    """Room of one choice, and that of its emblem; all of them take the same."""

    x: float
    y: float
    ancho: float
    alto: float
    emblema: float

    @property
    def marca(self) -> float:
        """Side of the box to mark.

        It is the only one: a frame around an emblem, or around none, is a second box that somebody
        marks.
        """
        return min(self.alto - 3.0, 13.0, self.ancho * 0.16)

    @property
    def ancho_de_nombres(self) -> float:
        """Width left for the names."""
        return self.ancho - self.marca - 7.0 - self.emblema


def maquetar_boletas(
    contexto: Contexto,
    mesa: str,
    inicial: int,
    final: int,
    emblemas: Mapping[bytes, bytes] = _SIN_EMBLEMAS,
) -> tuple[Pagina, ...]:
    """Lay out the ballots of a mesa, one a sheet, folios ``inicial`` to ``final``.

    Args:
        emblemas: Pictures of its planillas, by hash.

    Raises:
        DocumentoInvalido: No folios, more than four digits number, no planillas, or an emblem of
            the catalogue is missing.
        NoCabe: A name is too long for its room even in the smallest type.
    """
    demarcacion, _ = contexto.catalogo.ubicar(mesa)
    if not 1 <= inicial <= final <= MAXIMO:
        raise DocumentoInvalido(f"folios {inicial} a {final}")
    if not demarcacion.planillas:
        raise DocumentoInvalido("la demarcación no tiene planillas")
    if not emblemas.keys() >= set(demarcacion.emblemas):
        raise DocumentoInvalido("falta el emblema de una planilla")
    boleta = Grupo(TALON_MM, 0.0, tuple(_boleta(contexto, mesa, emblemas)), clave="boleta")
    talon = Grupo(0.0, 0.0, tuple(_talon(contexto, mesa)), clave="talon")
    return tuple(
        Pagina(
            CARTA,
            (Grupo(CARTA.margen, CARTA.margen, (talon, _folio(folio), boleta)),),
        )
        for folio in range(inicial, final + 1)
    )


def dibujar_boletas(
    contexto: Contexto, mesa: str, inicial: int, final: int, emblemas: Mapping[bytes, bytes]
) -> bytes:
    """Draw the block of paper ballots of a mesa as PDF."""
    metadatos = Metadatos(f"Boletas de papel · {mesa}", asunto=contexto.catalogo.proceso.nombre)
    return dibujar(maquetar_boletas(contexto, mesa, inicial, final, emblemas), metadatos)


def _folio(folio: int) -> Texto:
    return Texto(2.0, 34.0, f"{folio:04d}", Estilo(Fuente.NEGRITA, 25.0))


def _talon(contexto: Contexto, mesa: str) -> Iterator[Elemento]:
    proceso = contexto.catalogo.proceso
    demarcacion, _ = contexto.catalogo.ubicar(mesa)
    menudo, rotulo = Estilo(Fuente.NORMAL, 7.0), Estilo(Fuente.SEMINEGRITA, 6.5)
    yield Texto(2.0, 18.0, "TALÓN", Estilo(Fuente.NEGRITA, 11.0))
    yield Texto(2.0, 24.0, "Folio", rotulo)
    y = 42.0
    for nombre, valor in (
        ("Mesa", mesa),
        ("Demarcación", f"{demarcacion.clave} · {demarcacion.nombre}"),
        ("Elección", proceso.nombre),
        ("Fecha", fecha(proceso.jornada)),
    ):
        yield Texto(2.0, y, nombre, rotulo)
        alto, lineas = parrafo(valor, menudo, 2.0, y + 0.8, TALON_MM - 5.0)
        yield from lineas
        y += alto + 6.0
    yield from parrafo(
        "El talón se queda en la mesa. La boleta no lleva folio.", menudo, 2.0, y, TALON_MM - 5.0
    )[1]
    fondo = CARTA.alto - 2 * CARTA.margen
    yield Linea(TALON_MM, 0.0, TALON_MM, fondo, 0.4, discontinua=True)


def _boleta(contexto: Contexto, mesa: str, emblemas: Mapping[bytes, bytes]) -> Iterator[Elemento]:
    """The part that goes into the urn: equal on every sheet."""
    x = 4.0
    ancho = CARTA.ancho_util - TALON_MM - x
    fondo = CARTA.alto - 2 * CARTA.margen
    yield from _encabezado(contexto, mesa, x, ancho)
    demarcacion, _ = contexto.catalogo.ubicar(mesa)
    casillas = _repartir(
        len(demarcacion.planillas), x, ancho, fondo, con_emblemas=bool(demarcacion.emblemas)
    )
    for planilla, casilla in zip(demarcacion.planillas, casillas, strict=True):
        yield from _opcion(planilla, casilla, _cuerpo(demarcacion.planillas, casilla))
        if planilla.emblema is not None:
            lado = casilla.emblema - 2.0
            y = casilla.y + (casilla.alto - lado) / 2
            yield Imagen(casilla.x + 2.0, y, lado, lado, emblemas[planilla.emblema])
    yield Caja(x, fondo - _PIE_MM + 2.0, ancho, _PIE_MM - 8.0, 0.4)
    yield Texto(
        x + 3.0,
        fondo - _PIE_MM + 8.2,
        "VOTO NULO",
        Estilo(Fuente.NEGRITA, 12.0),
    )
    yield Texto(
        x + 3.0,
        fondo - _PIE_MM + 13.0,
        "Marque aquí si no quiere elegir ninguna planilla",
        Estilo(Fuente.NORMAL, 8.5),
    )
    yield Caja(x + ancho - 13.0, fondo - _PIE_MM + 3.5, 11.0, 11.0, 0.5)
    yield Texto(
        x,
        fondo - 1.0,
        "Marque una sola casilla. Doble la boleta y póngala en la urna.",
        Estilo(Fuente.SEMINEGRITA, 9.0),
    )
    yield Texto(
        x + ancho,
        fondo - 1.0,
        f"Huella {contexto.huella_corta}",
        Estilo(Fuente.NORMAL, 6.5),
        Alineacion.DERECHA,
    )


def _encabezado(contexto: Contexto, mesa: str, x: float, ancho: float) -> Iterator[Elemento]:
    proceso = contexto.catalogo.proceso
    demarcacion, _ = contexto.catalogo.ubicar(mesa)
    if contexto.es_simulacro:
        yield Caja(x, 0.0, ancho, 5.0, 0.0, 0.0)
        blanco = Estilo(Fuente.NEGRITA, 9.5, gris=1.0, espaciado_mm=0.4)
        yield Texto(x + ancho / 2, 3.6, LEYENDA_SIMULACRO, blanco, Alineacion.CENTRO)
    yield Caja(x, 7.0, 19.0, 19.0, 0.15, discontinua=True)
    gris = Estilo(Fuente.NORMAL, 6.0, gris=0.45)
    yield Texto(x + 9.5, 16.4, "Emblema del", gris, Alineacion.CENTRO)
    yield Texto(x + 9.5, 18.8, "municipio", gris, Alineacion.CENTRO)
    lado, y = ancho - 22.0, 6.6
    for texto, estilo, renglones in (
        (proceso.nombre, Estilo(Fuente.SEMINEGRITA, 9.0), 2),
        (f"{demarcacion.clave} · {demarcacion.nombre}", Estilo(Fuente.NEGRITA, 12.0), 2),
        (
            f"Mesa {mesa} · {fecha(proceso.jornada)} · {proceso.municipio}",
            Estilo(Fuente.NORMAL, 8.0),
            1,
        ),
    ):
        puestas = _ajustar(texto, estilo, lado, renglones)
        alto, lineas = parrafo(texto, puestas, x + 22.0, y, lado)
        yield from lineas
        y += alto + 0.4


def _ajustar(texto: str, estilo: Estilo, ancho: float, renglones: int) -> Estilo:
    """The largest type up to the given one in which a text takes so few lines."""
    cuerpo = estilo.cuerpo
    while len(partir(texto, Estilo(estilo.fuente, cuerpo), ancho)) > renglones:
        cuerpo -= 0.5
        if cuerpo < 4.0:
            raise NoCabe(f"no cabe en la boleta: {texto!r}")
    return Estilo(estilo.fuente, cuerpo)


def _repartir(
    cuantas: int, x: float, ancho: float, fondo: float, *, con_emblemas: bool
) -> tuple[_Casilla, ...]:
    """Equal rooms, in reading order; two columns from seven planillas on, three from 21."""
    columnas = 1 if cuantas <= 6 else 2 if cuantas <= 20 else 3
    filas = -(-cuantas // columnas)
    disponible = fondo - _CABEZA_MM - _PIE_MM
    alto = min((disponible - _HUECO_MM * (filas - 1)) / filas, 44.0)
    lado = (ancho - _HUECO_MM * (columnas - 1)) / columnas
    emblema = min(alto - 2.0, _EMBLEMA_MM, lado * 0.26) if con_emblemas else 0.0
    return tuple(
        _Casilla(
            x + (lugar % columnas) * (lado + _HUECO_MM),
            _CABEZA_MM + (lugar // columnas) * (alto + _HUECO_MM),
            lado,
            alto,
            emblema,
        )
        for lugar in range(cuantas)
    )


def _cuerpo(planillas: tuple[Planilla, ...], casilla: _Casilla) -> float:
    """One size of type for all of them: the largest in which the longest still fits.

    Raises:
        NoCabe: Not even in five points.
    """
    ancho = casilla.ancho_de_nombres
    cuerpo = 17.0
    while cuerpo >= 5.0:
        if all(_alto(p, cuerpo, ancho) <= casilla.alto - 2.0 for p in planillas):
            return cuerpo
        cuerpo -= 0.5
    raise NoCabe("el nombre de una planilla no cabe en la boleta")


def _estilos(cuerpo: float) -> tuple[Estilo, Estilo]:
    return Estilo(Fuente.NEGRITA, cuerpo), Estilo(Fuente.NORMAL, cuerpo * 0.7)


def _alto(planilla: Planilla, cuerpo: float, ancho: float) -> float:
    grande, chica = _estilos(cuerpo)
    nombre = len(partir(planilla.nombre, grande, ancho)) * renglon_mm(grande)
    return nombre + len(partir(planilla.presidencia, chica, ancho)) * renglon_mm(chica)


def _opcion(planilla: Planilla, casilla: _Casilla, cuerpo: float) -> Iterator[Elemento]:
    marca, ancho = casilla.marca, casilla.ancho_de_nombres
    yield Caja(casilla.x, casilla.y, casilla.ancho, casilla.alto, 0.4)
    x = casilla.x + 3.0 + casilla.emblema
    y = casilla.y + (casilla.alto - _alto(planilla, cuerpo, ancho)) / 2
    grande, chica = _estilos(cuerpo)
    alto, lineas = parrafo(planilla.nombre, grande, x, y, ancho)
    yield from lineas
    yield from parrafo(planilla.presidencia, chica, x, y + alto, ancho)[1]
    yield Caja(
        casilla.x + casilla.ancho - marca - 2.0,
        casilla.y + (casilla.alto - marca) / 2,
        marca,
        marca,
        0.5,
    )
