"""The comprobante: what a voter takes home to find their ballot in the record. Not the vote.

Same shape for every vote, cast or opened. The code holds the signed receipt whole
(docs/formato-recibo.md), so anybody checks it with the urna's key and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from auditoria.errores import ReglaRota
from boletas.cripto.definicion import es_uuid
from boletas.impresion import base45
from boletas.impresion.codigos import agrupar, rastreo
from boletas.impresion.errores import Base45Invalida
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

PREFIJO: Final = "JPC4:"
MODULO_MM: Final = 0.62
COMO_COMPROBAR: Final = (
    "Cuando se publique el registro de su mesa, busque ahí estos 25 caracteres: deben estar."
)
_ESTADOS: Final = ("depositada", "comprobada")


class CodigoDeReciboInvalido(ReglaRota):
    """The code is not that of a receipt."""

    explicacion = "El código no es el de un comprobante"


@dataclass(frozen=True, slots=True)
class CodigoDeRecibo:
    """A signed receipt, as the QR code carries it.

    Attributes:
        uuid: Election of the mesa.
        boleta: SHA-256 of the ballot, 32 bytes.
        firma: Ed25519 signature of 64 bytes by the urna over the receipt.
    """

    uuid: str
    boleta: bytes
    estado: Literal["depositada", "comprobada"]
    firma: bytes = field(repr=False)

    def texto(self) -> str:
        """Write the text of the code."""
        octetos = b"".join(
            (
                bytes([len(self.uuid)]),
                self.uuid.encode("ascii"),
                bytes([_ESTADOS.index(self.estado)]),
                self.boleta,
                self.firma,
            )
        )
        return PREFIJO + base45.codificar(octetos)

    @classmethod
    def leer(cls, texto: str) -> CodigoDeRecibo:
        """Read the text of a code; whose signature it is, is for who holds the key to prove.

        Raises:
            CodigoDeReciboInvalido: It is not one, or not in its one spelling.
        """
        try:
            octetos = base45.decodificar(texto.removeprefix(PREFIJO))
        except Base45Invalida as falla:
            raise CodigoDeReciboInvalido from falla
        largo = octetos[0] if octetos else 0
        if len(octetos) != largo + 98 or octetos[largo + 1] >= len(_ESTADOS):
            raise CodigoDeReciboInvalido("largo o estado")
        uuid = octetos[1 : largo + 1].decode("ascii", "replace")
        if not es_uuid(uuid):
            raise CodigoDeReciboInvalido("elección")
        leido = cls(
            uuid,
            octetos[largo + 2 : largo + 34],
            "comprobada" if octetos[largo + 1] else "depositada",
            octetos[largo + 34 :],
        )
        if leido.texto() != texto:
            raise CodigoDeReciboInvalido("otra forma de escribirlo")
        return leido


@dataclass(frozen=True, slots=True)
class DatosDeComprobante:
    """What a comprobante says.

    Attributes:
        huella: Short fingerprint of the sealed definition.
        credencial: Public credential of the pase, 64 hexadecimal digits; its first eight stand
            also inside the pase.
    """

    proceso: str
    mesa: str
    huella: str
    credencial: str
    recibo: CodigoDeRecibo
    simulacro: bool = False

    def __post_init__(self) -> None:
        exigir_texto(self.proceso)


def maquetar_comprobante(
    datos: DatosDeComprobante, papel: Papel = Papel.ROLLO
) -> tuple[Pagina, ...]:
    """Lay out a comprobante; all those of one mesa have one shape."""
    grupos = rastreo(datos.recibo.boleta).split("-")
    piezas = (
        cartela("LLÉVESELO", 16.0),
        aire(1.0),
        linea(_DICE[datos.recibo.estado], 12.0, Fuente.SEMINEGRITA, UTIL_MM),
        aire(1.0),
        cartela(LEYENDA_SIMULACRO, 8.5) if datos.simulacro else aire(8.5 * 0.53),
        aire(1.0),
        bloque(datos.proceso, 7.5, 2),
        linea(f"Mesa {datos.mesa}", 10.0, Fuente.NEGRITA, UTIL_MM),
        raya(),
        linea(f"Boleta {datos.recibo.estado.upper()}", 14.0, Fuente.NEGRITA, UTIL_MM),
        linea("-".join(grupos[:3]), 15.0, Fuente.NEGRITA, UTIL_MM),
        linea("-".join(grupos[3:]), 15.0, Fuente.NEGRITA, UTIL_MM),
        linea(f"Pase {agrupar(datos.credencial[:8].upper(), 4, ' ')}", 10.0, ancho=UTIL_MM),
        codigo_qr(datos.recibo.texto(), MODULO_MM),
        bloque(COMO_COMPROBAR, 8.5, 3),
        linea("El código lleva el sello digital del equipo.", 7.5, ancho=UTIL_MM),
        linea(f"Huella {datos.huella}", 8.0, ancho=UTIL_MM),
    )
    return maquetar(piezas, papel)


_DICE = {
    "depositada": "No dice por quién votó",
    "comprobada": "La prueba no cuenta como voto",
}
"""What it is, by what became of the ballot: who tested the machine has not voted yet."""


def dibujar_comprobante(datos: DatosDeComprobante, papel: Papel = Papel.ROLLO) -> bytes:
    """Draw a comprobante as PDF; nothing in the file tells when it was made."""
    return dibujar(maquetar_comprobante(datos, papel), Metadatos("Comprobante"))
