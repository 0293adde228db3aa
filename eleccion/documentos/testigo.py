"""The testigo: the paper of one vote, which its voter reads, folds and puts into the urn.

It says the choice in large letters and nothing that tells it from another paper of the same
choice: no number, hour or code. Page: docs/papeles-de-la-mesa.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from boletas.impresion.fuentes import Fuente, exigir_texto
from boletas.impresion.lienzo import Metadatos, dibujar
from boletas.impresion.maqueta import Pagina
from boletas.impresion.membrete import LEYENDA_SIMULACRO
from eleccion.documentos.rollo import (
    UTIL_MM,
    Papel,
    aire,
    bloque,
    cartela,
    linea,
    maquetar,
    raya,
)

TITULO: Final = "PAPEL DE SU VOTO"
NULO: Final = "VOTO NULO"


@dataclass(frozen=True, slots=True)
class DatosDeTestigo:
    """What a testigo says.

    Attributes:
        proceso, demarcacion, mesa: Whose vote it is to be counted with.
        huella: Short fingerprint of the sealed definition.
        opcion: Name of the planilla; empty for the null vote.
        encabeza: Who heads it; empty for the null vote.
    """

    proceso: str
    demarcacion: str
    mesa: str
    huella: str
    opcion: str
    encabeza: str
    simulacro: bool = False

    def __post_init__(self) -> None:
        for texto in (self.proceso, self.demarcacion, self.opcion, self.encabeza):
            exigir_texto(texto)


def maquetar_testigo(datos: DatosDeTestigo, papel: Papel = Papel.ROLLO) -> tuple[Pagina, ...]:
    """Lay out a testigo; those of one mesa have one shape, whatever the choice."""
    encabeza = f"Encabeza: {datos.encabeza}" if datos.encabeza else "No elige ninguna planilla"
    piezas = (
        cartela(TITULO, 15.0),
        aire(1.0),
        linea("Dóblelo y póngalo en la urna", 12.0, Fuente.SEMINEGRITA, UTIL_MM),
        aire(1.0),
        cartela(LEYENDA_SIMULACRO, 8.5) if datos.simulacro else aire(8.5 * 0.53),
        aire(2.0),
        bloque(datos.proceso, 8.0, 2),
        bloque(datos.demarcacion, 9.0, 2, Fuente.SEMINEGRITA),
        linea(f"Mesa {datos.mesa}", 11.0, Fuente.NEGRITA, UTIL_MM),
        raya(0.5),
        linea("Usted eligió", 9.0),
        bloque(datos.opcion or NULO, 24.0, 3, Fuente.NEGRITA, minimo=9.0),
        bloque(encabeza, 11.0, 2),
        raya(0.5),
        linea("¿No es lo que usted eligió? Avise antes de guardar.", 8.0, ancho=UTIL_MM),
        linea(f"Huella {datos.huella}", 8.0, ancho=UTIL_MM),
    )
    return maquetar(piezas, papel)


def dibujar_testigo(datos: DatosDeTestigo, papel: Papel = Papel.ROLLO) -> bytes:
    """Draw a testigo as PDF; nothing in the file tells when it was made."""
    return dibujar(maquetar_testigo(datos, papel), Metadatos("Papel de su voto"))
