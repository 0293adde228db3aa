"""The people registered at a mesa without a list: the printed list, and the form for a pen.

Personal data: both go to the reserved part. They hold what the mesa wrote down and no more, clave
de elector, sección and block; no name, no hour, and an order that nobody came in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from auditoria.papeles.contexto import Contexto
from auditoria.papeles.palabras import cifra
from boletas.impresion.documento import (
    Campo,
    Campos,
    Columna,
    Documento,
    Firmante,
    Firmas,
    Parrafo,
    Seccion,
    Tabla,
)
from eleccion.documentos.hoja import en_blanco, hoja_de_mesa

POR_HOJA: Final = 24
"""People that fit on a sheet filled by hand."""

_RESERVA: Final = (
    "Datos personales: esta hoja va en la parte reservada del paquete, para el tribunal. No se"
    " copia, no se fotografía y no se publica."
)


@dataclass(frozen=True, slots=True)
class PersonaRegistrada:
    """A row: the clave of who registered, and where the card says that they live."""

    clave: str
    seccion: int
    manzana: int | None = None


@dataclass(frozen=True, slots=True)
class TramoDelMapa:
    """A line of the map of who votes where.

    Attributes:
        seccion: Sección.
        manzanas: Its blocks of this mesa; empty where the whole sección is.
        mesa: ``D001-M1``, with place and address.
    """

    seccion: int
    manzanas: tuple[int, ...]
    mesa: str


def documento_de_personas_registradas(
    contexto: Contexto, mesa: str, personas: Sequence[PersonaRegistrada]
) -> Documento:
    """Lay out the list of the close, by sección and clave."""
    ordenadas = sorted(personas, key=lambda p: (p.seccion, p.clave))
    filas = tuple(
        (str(n), p.clave, f"{p.seccion:04d}", "" if p.manzana is None else f"{p.manzana:04d}")
        for n, p in enumerate(ordenadas, 1)
    )
    columnas = (
        Columna("Núm.", derecha=True),
        Columna("Clave de elector", 5),
        Columna("Sección", 2),
        Columna("Manzana", 2),
    )
    cuantas = Campos(((Campo("Personas registradas", cifra(len(filas)), 1, fuerte=True),),))
    lista = (Tabla(columnas, filas, menuda=True),) if filas else (Parrafo("Nadie se registró."),)
    return hoja_de_mesa(
        contexto,
        mesa,
        "Lista de personas registradas en la mesa",
        (Seccion("Registro en la mesa", (cuantas, *lista)), _firmas()),
        folio="REG-1",
        copia="Original, reservado",
    )


def registro_en_blanco(contexto: Contexto, mesa: str, mapa: Sequence[TramoDelMapa]) -> Documento:
    """Lay out the form on which a mesa without equipment registers, with the map of its places."""
    fila = (
        en_blanco("Núm."),
        en_blanco("Clave de elector, completa", 6),
        en_blanco("Sección", 2),
        en_blanco("Manzana", 2),
        en_blanco("Vigencia", 2),
        en_blanco("Pase o boleta", 2),
    )
    return hoja_de_mesa(
        contexto,
        mesa,
        "Registro de personas en la mesa",
        (
            Seccion("Quién vota en qué mesa", (_mapa(mesa, mapa),)),
            Seccion(
                "Personas registradas",
                (
                    Parrafo(
                        "Antes de anotar a alguien busquen su clave en todas las hojas: cada"
                        " persona se registra una sola vez. No anoten nombres ni horas.",
                    ),
                    Campos((fila,) * POR_HOJA),
                ),
            ),
            _firmas(),
        ),
        copia="Formato para llenar a mano, reservado",
    )


def _mapa(mesa: str, mapa: Sequence[TramoDelMapa]) -> Tabla:
    """This mesa's places, and of the secciones that are cut, where their other blocks vote."""
    propias = {tramo.seccion for tramo in mapa if tramo.mesa.startswith(f"{mesa} ")}
    filas = tuple(
        (
            f"{tramo.seccion:04d}",
            ", ".join(_en_fila(tramo.manzanas)) or "toda la sección",
            "esta mesa" if tramo.mesa.startswith(f"{mesa} ") else tramo.mesa,
        )
        for tramo in mapa
        if tramo.seccion in propias
    )
    columnas = (Columna("Sección", 2), Columna("Manzanas", 6), Columna("Vota en", 8))
    return Tabla(columnas, filas, menuda=True)


def _en_fila(manzanas: tuple[int, ...]) -> Iterator[str]:
    """Blocks that follow one another, as from the first to the last."""
    for _, juntas in groupby(enumerate(sorted(manzanas)), lambda par: par[1] - par[0]):
        numeros = [numero for _, numero in juntas]
        sola = f"{numeros[0]:04d}"
        yield sola if len(numeros) == 1 else f"{sola} a {numeros[-1]:04d}"


def _firmas() -> Seccion:
    return Seccion(
        "Firmas",
        (
            Firmas((Firmante("Presidencia"), Firmante("Secretaría"))),
            Parrafo(_RESERVA, menudo=True),
        ),
        numerada=False,
    )
