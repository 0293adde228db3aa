"""One mesa of the record while it is checked: where its files are and what the seal says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from auditoria.formatos.catalogo import Demarcacion, Mesa
from auditoria.formatos.claves import ruta_de_mesa
from auditoria.registro import firma
from auditoria.registro.expediente import Expediente
from auditoria.registro.llave import LlavePublica
from auditoria.reglas.contienda import definicion_de_mesa
from auditoria.verificador.citas import CitasDeMesa, CitasPrevias
from auditoria.verificador.diario import Diario
from auditoria.verificador.hallazgos import Cuaderno
from auditoria.verificador.sellado import Sellado
from auditoria.verificador.taller import Taller
from boletas.cripto.definicion import Definicion


@dataclass(kw_only=True)
class MesaEnRevision:
    """What every check of a mesa needs at hand.

    Attributes:
        previas: What the commission fixed before it worked; ``None`` as the next.
        citas: What the commission's log says of its record; ``None`` when it does not say it once,
            or not yet.
        id: ``D001-M1``, of the catalogue.
        sola: Whether it is decrypted by itself; else nothing of it may be.
        cuaderno: Where findings are written.
        boletas: Ballots whose proofs were looked at so far.
        de_mesa, de_urna: Its logs; ``None`` until they are read, and where one cannot be.
        equipos: Keys of its machines, as ``revisar_instalacion`` gives them.
    """

    e: Expediente
    sellado: Sellado
    previas: CitasPrevias | None
    citas: CitasDeMesa | None
    id: str
    taller: Taller
    sola: bool
    cuaderno: Cuaderno = field(default_factory=Cuaderno)
    boletas: int = 0
    de_mesa: Diario | None = None
    de_urna: Diario | None = None
    equipos: tuple[tuple[LlavePublica, ...], ...] = ()

    @property
    def llaves(self) -> tuple[LlavePublica, ...] | None:
        """Keys of its last machines; ``None`` until the logs show them."""
        return self.llaves_de(len(self.equipos))

    def llaves_de(self, generacion: int) -> tuple[LlavePublica, ...] | None:
        """Keys of one of its machines, by its number; ``None`` where nobody vouched for them."""
        conocidas = 0 < generacion <= len(self.equipos)
        return (self.equipos[generacion - 1] or None) if conocidas else None

    @property
    def ruta(self) -> str:
        """Its folder in the record."""
        return ruta_de_mesa(self.id)

    def exigir_firmas(self, ruta: str, datos: bytes, formato: str) -> None:
        """Demand that the commission and the two who sealed signed a file of the mesa.

        Raises:
            The errors of ``firma.verificar`` and of reading ``<ruta>.firma``.
        """
        firmantes = (self.sellado.comision, *self.sellado.llaves.llaves_que_sellan)
        firmado = self.e.leer(f"{ruta}.firma")
        firma.verificar(firmado, datos, formato, self.sellado.proceso, firmantes)

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
