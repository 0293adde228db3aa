"""The paper of a simulated mesa: who takes a ballot instead of a pase, and what is in the urn.

Some mesas of a town vote on paper only and some on both; at another the kiosk dies half way and two
officials open the sealed envelope.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from auditoria.formatos.catalogo import Modalidad
from eleccion.dominio.entrega import Entrega
from eleccion.dominio.mesa import ConteoDePapel
from eleccion.dominio.territorio import Demarcacion
from eleccion.simulacion.guion import Llegada
from eleccion.simulacion.orden_de_dia import OrdenDeDia
from eleccion.simulacion.terreno import Papel, Solar
from eleccion.simulacion.tropiezos import Tropiezo

CAUSA: Final = "El kiosco se apagó a media jornada y no volvió a encender."
"""Why the officials open the envelope."""

SOBRE_TRAS: Final = 12
"""Votes in the urna when the kiosk dies, where so many came."""

POCAS: Final = 8
"""In a town with fewer demarcaciones every mesa votes by the convocatoria."""


@dataclass
class ColumnaDePapel:
    """Paper ballots of a mesa, as its people use them.

    Attributes:
        impresas: Ballots printed for it.
        tras: Votes after which the kiosk dies; ``None`` where it does not.
        abierta: Whether the envelope was opened.
    """

    modalidad: Modalidad
    impresas: int
    tras: int | None = None
    abierta: bool = False
    votos: Counter[str] = field(default_factory=Counter)
    entregadas: int = 0
    inutilizadas: int = 0

    def toca_abrir(self, en_urna: int) -> bool:
        """Tell whether the kiosk dies now."""
        return self.tras is not None and not self.abierta and en_urna >= self.tras

    def entrega(self, turno: int) -> Entrega:
        """Say what the next person takes; in a mesa mixta, by turns."""
        if self.modalidad is Modalidad.MIXTA:
            return Entrega.BOLETA if turno % 2 else Entrega.PASE
        en_papel = self.modalidad is Modalidad.PAPEL or self.abierta
        return Entrega.BOLETA if en_papel else Entrega.PASE

    @property
    def se_usa(self) -> bool:
        """Whether the mesa counts paper ballots."""
        return self.abierta or self.modalidad is not Modalidad.URNA_ELECTRONICA

    def conteo(self, opciones: Sequence[str]) -> ConteoDePapel:
        """What two honest people count at the close."""
        return ConteoDePapel(
            sobrantes=self.impresas - self.entregadas,
            inutilizadas=self.inutilizadas,
            extraidas=self.votos.total(),
            votos=tuple(self.votos[opcion] for opcion in opciones),
        )


def columna_de(orden: OrdenDeDia) -> ColumnaDePapel:
    """The column of a mesa at its opening, and when its kiosk will die."""
    muere = orden.tropiezo is Tropiezo.CONTINGENCIA
    return ColumnaDePapel(
        modalidad=orden.modalidad,
        impresas=orden.boletas,
        tras=votos_antes_del_sobre(orden.guion.llegadas, orden.boletas) if muere else None,
    )


def votos_antes_del_sobre(llegadas: Sequence[Llegada], boletas: int) -> int:
    """Say after how many votes the kiosk dies: the envelope must last for all who come then."""
    pasan = sorted(
        (ll for ll in llegadas if ll.conducta != "no_recibe_pase"), key=lambda ll: ll.minuto
    )
    vota = sum(ll.conducta == "vota" for ll in pasan)
    votos, gasto = 0, sum(_boletas_de(ll) for ll in pasan)
    for llegada in pasan:
        if votos >= min(SOBRE_TRAS, vota // 2) and gasto <= boletas:
            break
        votos += llegada.conducta == "vota"
        gasto -= _boletas_de(llegada)
    return votos


def _boletas_de(llegada: Llegada) -> int:
    """Paper ballots that somebody uses: one, and another where the first is spoiled."""
    return 1 + (llegada.conducta == "vota" and llegada.pase_danado)


def repartir_modalidades(
    azar: random.Random,
    catalogo: Sequence[Demarcacion],
    solares: Sequence[Solar],
    general: Modalidad,
) -> tuple[Demarcacion, ...]:
    """Let one ordinary mesa of a town vote on paper only, and another on both.

    Args:
        general: The convocatoria's own; only where it is the urna electrónica are there others.
    """
    posibles = [
        solar.clave
        for solar in solares
        if solar.papel is Papel.ORDINARIA and len(solar.mesas) == 1 and solar.reciben[0] > 3
    ]
    hay_otras = general is Modalidad.URNA_ELECTRONICA
    if not hay_otras or len(catalogo) < POCAS or len(posibles) < 4:
        return tuple(catalogo)
    otras = (Modalidad.PAPEL, Modalidad.MIXTA)
    elegidas = dict(zip(azar.sample(posibles, len(otras)), otras, strict=True))
    return tuple(_con(demarcacion, elegidas) for demarcacion in catalogo)


def _con(demarcacion: Demarcacion, elegidas: Mapping[str, Modalidad]) -> Demarcacion:
    modalidad = elegidas.get(demarcacion.clave)
    if modalidad is None:
        return demarcacion
    mesas = tuple(replace(mesa, modalidad=modalidad.value) for mesa in demarcacion.mesas)
    return replace(demarcacion, mesas=mesas)
