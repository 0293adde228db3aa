"""What a mesa of the simulation is given to live its day, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from auditoria.formatos.acta import EstadoFirma, FirmaActa
from auditoria.formatos.catalogo import Modalidad
from eleccion.dominio.funcionarios import Integrado
from eleccion.errores import ActoIndebido
from eleccion.simulacion.guion import GuionDeMesa
from eleccion.simulacion.tropiezos import Tropiezo


class GuionIncumplido(ActoIndebido):
    """The mesa answered otherwise than the script of the day says the rules answer."""

    explicacion = "La mesa no respondió lo que el guion espera"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDeDia:
    """What a mesa needs to live its day.

    Attributes:
        carpeta: The station's own folder.
        pines: Six digits by key of the official.
        ancla: Short fingerprint as printed on paper.
        apertura, clausura: Official hours.
        caja: Codes inside the slips of the day: what the mixed box holds.
        reserva: Codes of the sealed reserve, which stays sealed until the commission opens it.
        modalidad: How the mesa receives votes.
        boletas: Paper ballots printed for it, or for its sealed envelope.
        opciones: Keys of the answers in ballot order, ``nulo`` last.
        destino: Folder for the registro de la mesa.
        papeles: Folder that stands for the printers of the mesa.
        memoria: Folder that stands for its USB memory, where it works with one.
        camino: What happens to its machine in the middle of the day (``caminos.Camino``), if any.
    """

    guion: GuionDeMesa
    carpeta: Path
    dotacion: Path
    tarjetas: Mapping[str, Path]
    pines: Mapping[str, str] = field(repr=False)
    ancla: str
    arranque: str
    apertura: datetime
    clausura: datetime
    funcionarios: tuple[Integrado, ...]
    caja: tuple[str, ...] = field(repr=False)
    reserva: tuple[str, ...] = field(repr=False)
    opciones: tuple[str, ...]
    destino: Path
    papeles: Path
    memoria: Path
    tropiezo: Tropiezo | None = None
    camino: str = ""
    modalidad: Modalidad = Modalidad.URNA_ELECTRONICA
    boletas: int = 0

    @property
    def tiene_urna(self) -> bool:
        """Whether the mesa has an urna electrónica."""
        return self.modalidad is not Modalidad.PAPEL

    @property
    def admite_papel(self) -> bool:
        """Whether people vote on paper from the opening."""
        return self.modalidad is not Modalidad.URNA_ELECTRONICA


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaVivido:
    """What came of it: the registro, and the sums of what people cast, to compare with the count.

    Attributes:
        emitidos: Votes cast per answer in ballot order.
        testigos: Papers that are in the box, per answer: what whoever counts again will find.
        comprobadas: Ballots opened, those of the pruebas públicas included.
        pruebas: Pruebas públicas held.
        diferencias: Differences of the balance, each explained.
        sobrantes, inutilizados: Codes of the slips in the two envelopes that go to the commission.
        aparte: Of the votes cast, those that only a machine found too late holds, per answer.
        hallado: Folder of that machine.
        papel: Paper ballots in the urn, per answer; empty where none were used.
        casos: What happened, by name, once each and in order.
    """

    mesa: str
    registro: Path
    emitidos: tuple[int, ...]
    testigos: tuple[int, ...]
    recibieron_pase: int
    negativas: Mapping[str, int]
    repuestos: int
    testigos_cancelados: int
    comprobadas: int
    pruebas: int
    diferencias: tuple[str, ...]
    sobrantes: tuple[str, ...] = field(repr=False)
    inutilizados: tuple[str, ...] = field(repr=False)
    aparte: tuple[int, ...] = ()
    hallado: Path | None = None
    papel: tuple[int, ...] = ()
    casos: tuple[str, ...] = ()


def firmas_de(orden: OrdenDeDia) -> tuple[FirmaActa, ...]:
    """Signatures of an acta: officials sign, each representative does what the script says.

    Whoever is there gets a copy, signature or not.
    """
    firmas = [
        FirmaActa(
            quien=persona.clave,
            rol="funcionario",
            estado=EstadoFirma.FIRMO,
            recibio_copia=True,
        )
        for persona in orden.funcionarios
    ]
    firmas += [
        FirmaActa(
            quien=r.planilla,
            rol="representante",
            estado=EstadoFirma(r.estado),
            motivo=r.motivo or None,
            recibio_copia=r.estado != "ausente",
        )
        for r in orden.guion.representaciones
    ]
    return tuple(firmas)
