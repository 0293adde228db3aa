"""The QR code of the papers of a demarcación: which file the commission signed, and its signature.

The code states no figure. A figure beside a signature that does not cover it would be believed;
so the reader checks the signature over the hash, and reads the figures in the ``computo.json``
that has that hash. Format: docs/formato-qr-acta.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from auditoria.formatos.computo import Computo
from auditoria.papeles.datos import DatosDeComputo
from auditoria.papeles.errores import ResumenIlegible
from auditoria.papeles.lectura import Lectura, octetos_de
from auditoria.registro.esquema import identificador
from auditoria.registro.llave import LlavePublica
from boletas.impresion import base45
from boletas.impresion.codigos import huella_corta
from boletas.impresion.documento import Bloque, Sello
from boletas.impresion.errores import Base45Invalida

PREFIJO: Final = "JPC2:"


@dataclass(frozen=True, slots=True)
class Referencia:
    """A signed reference to the ``computo.json`` of one demarcación.

    Attributes:
        huella: SHA-256 of the file.
        firma: Signature of the commission over its envelope, 64 bytes.
    """

    proceso: str
    demarcacion: str
    huella: bytes
    firma: bytes

    def verificar(self, comision: LlavePublica) -> bytes:
        """Check the signature and return the SHA-256 that ``computo.json`` must have.

        Raises:
            FirmaFalsa: The commission did not sign a file with that hash.
        """
        texto = f"{identificador('computo')}\n{self.proceso}\n{self.huella.hex()}\n"
        comision.verificar(texto.encode(), self.firma)
        return self.huella


def codificar(referencia: Referencia) -> str:
    """Write a reference as the text of a QR code."""
    return PREFIJO + base45.codificar(
        b"".join(
            (
                octetos_de(referencia.proceso),
                octetos_de(referencia.demarcacion),
                referencia.huella,
                referencia.firma,
            )
        )
    )


def decodificar(texto: str) -> Referencia:
    """Read the text of a QR code. Signature not checked.

    Raises:
        ResumenIlegible: Not a reference, or not in its one spelling.
    """
    if not texto.startswith(PREFIJO):
        raise ResumenIlegible(f"el texto no empieza con {PREFIJO}")
    try:
        lectura = Lectura(base45.decodificar(texto[len(PREFIJO) :]))
        referencia = Referencia(
            lectura.texto(), lectura.texto(), lectura.tomar(32), lectura.tomar(64)
        )
        lectura.terminar()
    except (Base45Invalida, UnicodeDecodeError) as roto:
        raise ResumenIlegible(str(roto)) from roto
    if codificar(referencia) != texto:
        raise ResumenIlegible("no está escrito en su forma única")
    return referencia


def sello_de_computo(datos: DatosDeComputo, junto: tuple[Bloque, ...]) -> Sello:
    """The reference as a QR code; its text code is that of ``computo.json``.

    Args:
        junto: What stands beside the code.
    """
    computo: Computo = datos.computo
    referencia = Referencia(computo.proceso, computo.demarcacion, datos.huella, datos.firma)
    return Sello(
        codificar(referencia),
        huella_corta(datos.huella),
        "Firma digital de la autoridad sobre el archivo computo.json, donde están estas cifras."
        " Debajo del QR, el código de ese archivo.",
        junto,
    )
