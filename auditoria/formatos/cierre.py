"""``cierre.json``: the figures a mesa signs at close, before anybody decrypts.

Page: docs/formato-cierre.md. It fixes the encrypted ballots (root, length and hash of the
archive, hash of the tally), the testigos counted before everybody, and the heads of both logs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from auditoria.errores import ReglaRota
from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.claves import ClaveProceso, IdMesa
from auditoria.formatos.votos import VotosPorOpcion, VotosSiHubo, exigir_mismas
from auditoria.registro.esquema import Cantidad, Formato, Huella


class CierreSinVotos(ReglaRota):
    """A close with neither urna nor paper, or with testigos of no urna."""

    explicacion = "El cierre no dice con qué se votó"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivoSellado(Formato):
    """Prefix of ``M1.bel`` up to and with the EncryptedTally event: bytes and SHA-256."""

    largo: Cantidad
    sha256: Huella


@dataclass(frozen=True, slots=True, kw_only=True)
class CierreUrna(Formato):
    """What the urna held at close.

    Attributes:
        habilitaciones: Times that an official enabled the kiosk.
        testigos_mandados: Papers of votes that the kiosks sent to a printer.
        testigos_sin_salir: Of those, the ones that an official says never came out.
        testigos_cancelados: Of those, the ones that an official put into their envelope.
        raiz: RFC 6962 root over the ascending ballot hashes.
        calculo: SHA-256 of the text of the encrypted tally.
        bitacora: Head of the urna's log with its ``UrnaCerrada``.
    """

    depositadas: Cantidad
    comprobadas: Cantidad
    inutilizadas: Cantidad
    habilitaciones: Cantidad
    testigos_mandados: Cantidad
    testigos_sin_salir: Cantidad
    testigos_cancelados: Cantidad
    raiz: Huella
    archivo: ArchivoSellado
    calculo: Huella
    bitacora: CabezaCitada


CONTEOS_DE_URNA: Final = (
    "depositadas",
    "comprobadas",
    "inutilizadas",
    "habilitaciones",
    "testigos_mandados",
    "testigos_sin_salir",
    "testigos_cancelados",
)
"""Counts of the urna: the same fields in its ``UrnaCerrada``, in the close and in the acta."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CierreTestigos(Formato):
    """Testigos as the mesa found them: printed, cancelled, and per answer (order of the ballot)."""

    impresos: Cantidad
    cancelados: Cantidad
    contados: VotosPorOpcion


@dataclass(frozen=True, slots=True, kw_only=True)
class Cierre(Formato):
    """The file.

    Attributes:
        huella: Fingerprint the mesa worked under.
        urna: Absent where the mesa votes on paper only.
        testigos: Absent where none are counted: paper only, or testigo off.
        papel: Votes on paper ballots per answer; empty where none were opened.
        bitacora_mesa: Head of the mesa's log just before its ``ActaLevantada``.
    """

    formato: ClassVar[str] = "cierre"

    proceso: ClaveProceso
    mesa: IdMesa
    huella: Huella
    urna: CierreUrna | None = None
    testigos: CierreTestigos | None = None
    papel: VotosSiHubo
    bitacora_mesa: CabezaCitada

    def __post_init__(self) -> None:
        if self.testigos is not None:
            exigir_mismas(self.testigos.contados, self.papel, "papel")
        if self.urna is None and (self.testigos is not None or not self.papel):
            raise CierreSinVotos(self.mesa)

    @property
    def contados(self) -> tuple[int, ...]:
        """Testigos per answer; empty where none are counted."""
        return () if self.testigos is None else self.testigos.contados
