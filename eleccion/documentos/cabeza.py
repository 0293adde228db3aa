"""The head of a log on a slip: whoever keeps it can tell later that nothing before it changed.

Its QR code is the signed checkpoint of that head, word by word (formato-punto.md): a phone keeps
it, and a representative's key can cosign it. Page: docs/papeles-de-la-mesa.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias

from auditoria.papeles.horas import fecha_local, hora
from boletas.impresion.codigos import agrupar, huella_corta
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
    codigo_qr,
    linea,
    maquetar,
    raya,
)

Ocasion: TypeAlias = Literal["apertura", "solicitud", "suspension", "cierre"]

OCASIONES: Final = {
    "apertura": "Al abrir la votación",
    "solicitud": "A solicitud",
    "suspension": "Por la suspensión",
    "cierre": "Al cerrar la votación",
}
CUENTAS: Final = {"mesa": "Personas que pasaron a votar", "urna": "Votos guardados"}
MODULO_MM: Final = 0.6


@dataclass(frozen=True, slots=True)
class DatosDeCabeza:
    """What the slip says.

    Attributes:
        mesa: ``D001-M1``.
        huella: Short fingerprint of the sealed definition.
        de: Whose log it is, in words.
        origen: Name of the log.
        tamano: Entries.
        cuenta: Of that moment: people who were let vote, or votes that the urna keeps.
        raiz: RFC 6962 root over them, 32 bytes.
        punto: The signed checkpoint of this head, exact text.
        hora: When it is printed, aware.
    """

    proceso: str
    mesa: str
    huella: str
    de: Literal["mesa", "urna"]
    origen: str
    tamano: int
    cuenta: int
    raiz: bytes
    punto: str
    ocasion: Ocasion
    hora: datetime
    simulacro: bool = False

    def __post_init__(self) -> None:
        exigir_texto(self.proceso)


def maquetar_cabeza(datos: DatosDeCabeza, papel: Papel = Papel.ROLLO) -> tuple[Pagina, ...]:
    """Lay out the slip of a head."""
    grupos = huella_corta(datos.raiz).split("-")
    raiz = agrupar(datos.raiz.hex(), 32, "\n").split("\n")
    piezas = (
        cartela("CABEZA DE LA BITÁCORA", 13.0),
        cartela(LEYENDA_SIMULACRO, 8.5) if datos.simulacro else aire(1.0),
        bloque(datos.proceso, 7.5, 2),
        linea(f"Mesa {datos.mesa} · bitácora de la {datos.de}", 10.0, Fuente.NEGRITA, UTIL_MM),
        linea(f"{OCASIONES[datos.ocasion]} · {fecha_local(datos.hora)}", 8.5, ancho=UTIL_MM),
        linea(f"{hora(datos.hora)} · {datos.tamano} asientos", 11.0, Fuente.NEGRITA, UTIL_MM),
        linea(f"{CUENTAS[datos.de]}: {datos.cuenta}", 10.0, Fuente.NEGRITA, UTIL_MM),
        raya(),
        linea("-".join(grupos[:2]), 15.0, Fuente.NEGRITA, UTIL_MM),
        linea("-".join(grupos[2:]), 15.0, Fuente.NEGRITA, UTIL_MM),
        codigo_qr(datos.punto, MODULO_MM),
        *(linea(parte, 7.0, ancho=UTIL_MM) for parte in raiz),
        linea(datos.origen, 6.5, ancho=UTIL_MM),
        linea(f"Huella {datos.huella}", 8.0, ancho=UTIL_MM),
        linea("Fírmelo y guárdelo: con él se comprueba el registro.", 8.0, ancho=UTIL_MM),
        aire(6.5),
        raya(),
        linea("Firma de quien lo guarda", 7.5),
    )
    return maquetar(piezas, papel)


def dibujar_cabeza(datos: DatosDeCabeza, papel: Papel = Papel.ROLLO) -> bytes:
    """Draw the slip as PDF."""
    return dibujar(maquetar_cabeza(datos, papel), Metadatos("Cabeza de la bitácora"))
