"""One mesa of the record while it is checked: where its files are and what the seal says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from auditoria.formatos.catalogo import Demarcacion, Mesa
from auditoria.formatos.claves import ruta_de_mesa
from auditoria.registro.expediente import Expediente
from auditoria.reglas.contienda import definicion_de_mesa
from auditoria.verificador.citas import CitasDeMesa
from auditoria.verificador.hallazgos import Cuaderno
from auditoria.verificador.sellado import Sellado
from auditoria.verificador.taller import Taller
from boletas.cripto.definicion import Definicion


@dataclass(kw_only=True)
class MesaEnRevision:
    """What every check of a mesa needs at hand.

    Attributes:
        citas: What the commission's log says of it; ``None`` when it does not say it once.
        id: ``D001-M1``, of the catalogue.
        sola: Whether it is decrypted by itself; else nothing of it may be.
        cuaderno: Where findings are written.
        boletas: Ballots whose proofs were looked at so far.
    """

    e: Expediente
    sellado: Sellado
    citas: CitasDeMesa | None
    id: str
    taller: Taller
    sola: bool
    cuaderno: Cuaderno = field(default_factory=Cuaderno)
    boletas: int = 0

    @property
    def ruta(self) -> str:
        """Its folder in the record."""
        return ruta_de_mesa(self.id)

    @cached_property
    def _ubicacion(self) -> tuple[Demarcacion, Mesa]:
        return self.sellado.catalogo.ubicar(self.id)

    @property
    def demarcacion(self) -> Demarcacion:
        """Its demarcación in the sealed catalogue."""
        return self._ubicacion[0]

    @property
    def mesa(self) -> Mesa:
        """The mesa in the sealed catalogue."""
        return self._ubicacion[1]

    @cached_property
    def definicion(self) -> Definicion:
        """The election that the catalogue and the sealed key give for it; only with an urna."""
        return definicion_de_mesa(
            self.sellado.catalogo,
            self.demarcacion,
            self.mesa,
            self.sellado.llave_de_eleccion.llave,
        )
