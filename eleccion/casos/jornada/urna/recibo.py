"""The receipt of a ballot: what the urna answers, and nothing that tells when or in which place.

Page: docs/formato-recibo.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from auditoria.registro.esquema import Formato, Huella, Uuid
from auditoria.registro.llave import LlavePrivada, LlavePublica


@dataclass(frozen=True, slots=True, kw_only=True)
class Recibo(Formato):
    """What is signed: election of the mesa, hash of the ballot, and where it stands."""

    formato: ClassVar[str] = "recibo"

    uuid: Uuid
    boleta: Huella
    estado: Literal["depositada", "comprobada"]


@dataclass(frozen=True, slots=True)
class ReciboFirmado:
    """A receipt and its Ed25519 signature. The same ballot always gives the same bytes."""

    recibo: Recibo
    firma: bytes

    def verificar(self, llave: LlavePublica) -> Recibo:
        """Give the receipt, once its signature held (``FirmaFalsa``)."""
        llave.verificar(self.recibo.escribir(), self.firma)
        return self.recibo


def firmar_recibo(recibo: Recibo, llave: LlavePrivada) -> ReciboFirmado:
    """Sign a receipt; Ed25519 is deterministic (RFC 8032), so no counter or time slips in."""
    return ReciboFirmado(recibo, llave.firmar(recibo.escribir()))
