"""The balance sheet of a mesa: totals that must agree, and the differences when they do not.

Pages: docs/formato-acta.md#rubros, docs/marco-legal.md#escrutinio. Nothing here corrects a
figure: a difference is a finding, it takes a reason and two signatures, and the acta stands.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from auditoria.formatos.acta import Acta
from auditoria.formatos.catalogo import Mesa
from auditoria.formatos.cierre import Cierre
from auditoria.formatos.escrutinio import (
    DiferenciaAsentada,
    Rubro,
    Rubros,
    RubrosPapel,
    VotosOpcion,
)
from auditoria.reglas.comprobaciones import COMPROBACIONES, NOMBRES, Comprobacion

__all__ = [
    "COMPROBACIONES",
    "NOMBRES",
    "CifraDistinta",
    "Comprobacion",
    "Diferencia",
    "cotejar_cierre",
    "cuadrar",
    "esta_explicada",
    "explicadas_de_mas",
    "sin_explicar",
    "totales",
]

_Cifra: TypeAlias = str | int | tuple[int, ...]
"""What a file states of one figure."""


@dataclass(frozen=True, slots=True)
class Diferencia:
    """Two totals that do not agree; ``cantidad`` is the second minus the first."""

    comprobacion: Comprobacion
    cantidad: int

    @property
    def entre(self) -> tuple[Rubro, Rubro]:
        """The two totals."""
        return self.comprobacion.uno, self.comprobacion.otro


@dataclass(frozen=True, slots=True)
class CifraDistinta:
    """A figure that stands in two signed files with two values."""

    cifra: str
    acta: str
    cierre: str


def totales(rubros: Rubros, opciones: Sequence[VotosOpcion]) -> Mapping[Rubro, int]:
    """Make every total of the balance from the figures of the acta.

    Returns:
        In ballots, slips or persons. Those of paper are absent where the mesa opened no
        paper ballots; a difference of two figures may be negative.
    """
    r, papel = rubros, rubros.papel or _SIN_PAPEL
    testigos = sum(renglon.testigos for renglon in opciones)
    en_papel = sum(renglon.papel or 0 for renglon in opciones)
    recibidas = r.pases_recibidos + r.reserva_recibida
    sobrantes = r.sobrantes + papel.sobrantes
    todos = {
        Rubro.VOTANTES: r.votantes,
        Rubro.PERSONAS_Y_EXTRA: r.personas + r.extra,
        Rubro.EXTRAIDAS: r.extraidas,
        Rubro.HOJAS_CONTADAS: r.testigos_contados + papel.extraidas,
        Rubro.VOTACION: r.votacion,
        Rubro.SUMA_DE_VOTOS: testigos + en_papel,
        Rubro.PASES_RECIBIDOS: recibidas,
        Rubro.PASES_POR_ESTADO: r.sobrantes + r.inutilizados + r.usados + r.no_devueltos,
        # Who votes on paper is marked on the list and takes no pase.
        Rubro.PASES_ENTREGADOS: r.votantes - papel.extraidas + r.repuestos,
        Rubro.PASES_TOMADOS: r.usados + r.inutilizados + r.no_devueltos,
        Rubro.PASES_USADOS: r.usados,
        Rubro.BOLETAS_DE_LA_URNA: r.depositadas + r.comprobadas,
        Rubro.PASES_INUTILIZADOS: r.inutilizados,
        Rubro.INUTILIZADAS_EN_LA_URNA: r.inutilizadas,
        Rubro.DEPOSITADAS: r.depositadas,
        Rubro.TESTIGOS_VALIDOS: r.testigos_impresos - r.testigos_cancelados,
        Rubro.TESTIGOS_CONTADOS: r.testigos_contados,
        Rubro.SUMA_DE_TESTIGOS: testigos,
        Rubro.HABILITACIONES: r.habilitaciones,
        Rubro.PAPEL_RECIBIDO: papel.recibidas,
        Rubro.PAPEL_POR_ESTADO: papel.sobrantes + papel.inutilizadas + papel.extraidas,
        Rubro.PAPEL_EXTRAIDO: papel.extraidas,
        Rubro.SUMA_DE_PAPEL: en_papel,
        Rubro.BOLETAS_RECIBIDAS: recibidas + papel.recibidas,
        Rubro.SOBRANTES_Y_VOTANTES: sobrantes + r.votantes,
        Rubro.SOBRANTES_Y_VOTACION: sobrantes + r.votacion,
        Rubro.ELECTORES_Y_EXTRA: r.electores + r.extra,
    }
    if rubros.papel is not None:
        return todos
    return {rubro: cantidad for rubro, cantidad in todos.items() if rubro not in _DE_PAPEL}


def cuadrar(rubros: Rubros, opciones: Sequence[VotosOpcion]) -> tuple[Diferencia, ...]:
    """Compare the totals of an acta, all of them.

    An acta that does not balance is a finding the law foresees (it may open a recount), so it
    is returned as data.

    Returns:
        One ``Diferencia`` per comparison that fails, in the order of ``COMPROBACIONES``.
        Empty when the acta balances.

    Source: TEPJF, jurisprudencia 28/2016; docs/marco-legal.md#escrutinio.
    """
    cifras = totales(rubros, opciones)
    hechas = (c for c in COMPROBACIONES if c.uno in cifras and c.otro in cifras)
    return tuple(
        Diferencia(comprobacion=c, cantidad=cifras[c.otro] - cifras[c.uno])
        for c in hechas
        if not (cifras[c.uno] == cifras[c.otro] or (c.signo == "<=" and _cabe(cifras, c)))
    )


def sin_explicar(acta: Acta, motivos: Collection[str]) -> tuple[Diferencia, ...]:
    """Differences of an acta that carry no reason of the convocatoria, or the wrong amount.

    Args:
        motivos: Keys of ``reglas.motivos_diferencia``.

    Returns:
        In the order of ``COMPROBACIONES``.
    """
    dadas = {
        (*asentada.entre, asentada.cantidad)
        for asentada in acta.escrutinio.diferencias
        if asentada.motivo in motivos
    }
    halladas = cuadrar(acta.escrutinio.rubros, acta.escrutinio.opciones)
    return tuple(d for d in halladas if (*d.entre, d.cantidad) not in dadas)


def explicadas_de_mas(acta: Acta) -> tuple[DiferenciaAsentada, ...]:
    """Differences the officials explained that the figures do not show."""
    halladas = {
        (*d.entre, d.cantidad) for d in cuadrar(acta.escrutinio.rubros, acta.escrutinio.opciones)
    }
    return tuple(
        asentada
        for asentada in acta.escrutinio.diferencias
        if (*asentada.entre, asentada.cantidad) not in halladas
    )


def esta_explicada(acta: Acta, motivos: Collection[str]) -> bool:
    """Whether every difference has its reason and two signatures, and no reason is idle."""
    return not sin_explicar(acta, motivos) and not explicadas_de_mas(acta)


def cotejar_cierre(acta: Acta, cierre: Cierre, mesa: Mesa) -> tuple[CifraDistinta, ...]:
    """Compare every figure that stands both in the acta and in the close or the catalogue.

    Args:
        mesa: Of the catalogue: what was printed for it and how long its roll is.

    Returns:
        By name of the figure; empty when the files agree.
    """
    rubros, urna, testigos = acta.escrutinio.rubros, cierre.urna, cierre.testigos
    pares: dict[str, tuple[_Cifra, _Cifra]] = {
        "proceso": (acta.proceso, cierre.proceso),
        "mesa": (acta.mesa, cierre.mesa),
        "huella": (acta.huella.hex(), cierre.huella.hex()),
        "depositadas": (rubros.depositadas, urna.depositadas),
        "comprobadas": (rubros.comprobadas, urna.comprobadas),
        "inutilizadas": (rubros.inutilizadas, urna.inutilizadas),
        "habilitaciones": (rubros.habilitaciones, urna.habilitaciones),
        "testigos impresos": (rubros.testigos_impresos, testigos.impresos),
        "testigos cancelados": (rubros.testigos_cancelados, testigos.cancelados),
        "testigos por opción": (acta.testigos, testigos.contados),
        "papel por opción": (acta.papel, cierre.papel),
        "electores": (rubros.electores, mesa.electores),
    }
    return tuple(
        CifraDistinta(cifra=cifra, acta=_texto(una), cierre=_texto(otra))
        for cifra, (una, otra) in pares.items()
        if una != otra
    )


_SIN_PAPEL = RubrosPapel(recibidas=0, sobrantes=0, inutilizadas=0, extraidas=0)
_DE_PAPEL = frozenset(
    {Rubro.PAPEL_RECIBIDO, Rubro.PAPEL_POR_ESTADO, Rubro.PAPEL_EXTRAIDO, Rubro.SUMA_DE_PAPEL}
)


def _cabe(cifras: Mapping[Rubro, int], comprobacion: Comprobacion) -> bool:
    return cifras[comprobacion.uno] < cifras[comprobacion.otro]


def _texto(valor: _Cifra) -> str:
    return ", ".join(map(str, valor)) if isinstance(valor, tuple) else str(valor)
