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
from auditoria.formatos.cierre import CONTEOS_DE_URNA, Cierre, CierreTestigos, CierreUrna
from auditoria.formatos.escrutinio import (
    DiferenciaAsentada,
    Rubro,
    Rubros,
    RubrosPapel,
    RubrosTestigos,
    RubrosUrna,
    VotosOpcion,
)
from auditoria.formatos.reglas import Reglas
from auditoria.reglas.comprobaciones import COMPROBACIONES, NOMBRES, Comprobacion

__all__ = [
    "COMPROBACIONES",
    "NOMBRES",
    "CifraDistinta",
    "Comprobacion",
    "Diferencia",
    "cotejar_cierre",
    "cuadrar",
    "cuenta_testigos",
    "explicadas_de_mas",
    "sin_explicar",
    "totales",
]

_Cifra: TypeAlias = str | int | tuple[int, ...] | None
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
        In ballots, slips or persons. What the mesa did not have is absent: paper ballots, urna,
        testigos, roll; a difference of two figures may be negative.
    """
    r, urna, papel = rubros, rubros.urna, rubros.papel
    hojas = _hojas(urna) + (papel.extraidas if papel else 0)
    hallados = {
        Rubro.VOTANTES: r.votantes,
        Rubro.PERSONAS_Y_EXTRA: r.personas + r.extra,
        Rubro.EXTRAIDAS: r.extraidas,
        Rubro.HOJAS_CONTADAS: hojas,
        Rubro.BOLETAS_RECIBIDAS: r.recibidas,
        Rubro.SOBRANTES_Y_VOTANTES: r.sobrantes + r.votantes,
    }
    if r.votacion is not None:
        hallados[Rubro.VOTACION] = r.votacion
        hallados[Rubro.SUMA_DE_VOTOS] = sum(renglon.votos for renglon in opciones)
        hallados[Rubro.SOBRANTES_Y_VOTACION] = r.sobrantes + r.votacion
    if r.electores is not None:
        hallados[Rubro.ELECTORES_Y_EXTRA] = r.electores + r.extra
    if urna is not None:
        # Who votes on paper is marked on the list and takes no pase.
        con_pase = r.votantes - (papel.personas if papel else 0)
        hallados |= _de_urna(urna, con_pase, opciones)
    if papel is not None:
        hallados |= _de_papel(papel, opciones)
    return hallados


def _hojas(urna: RubrosUrna | None) -> int:
    """Electronic votes drawn: sheets where there are testigos, else what the urna registered."""
    if urna is None:
        return 0
    return urna.depositadas if urna.testigos is None else urna.testigos.contados


def _de_urna(urna: RubrosUrna, con_pase: int, opciones: Sequence[VotosOpcion]) -> dict[Rubro, int]:
    propios = {
        Rubro.PASES_RECIBIDOS: urna.pases_recibidos + urna.reserva_recibida,
        Rubro.PASES_POR_ESTADO: urna.sobrantes
        + urna.inutilizados
        + urna.usados
        + urna.no_devueltos,
        Rubro.PASES_ENTREGADOS: con_pase + urna.repuestos,
        Rubro.PASES_TOMADOS: urna.usados + urna.inutilizados + urna.no_devueltos,
        Rubro.PASES_USADOS: urna.usados,
        Rubro.BOLETAS_DE_LA_URNA: urna.depositadas + urna.comprobadas,
        Rubro.PASES_INUTILIZADOS: urna.inutilizados,
        Rubro.INUTILIZADAS_EN_LA_URNA: urna.inutilizadas,
        Rubro.DEPOSITADAS: urna.depositadas,
        Rubro.HABILITACIONES: urna.habilitaciones,
    }
    if urna.testigos is not None:
        propios |= {
            Rubro.TESTIGOS_VALIDOS: urna.testigos.impresos - urna.testigos.cancelados,
            Rubro.TESTIGOS_CONTADOS: urna.testigos.contados,
            Rubro.SUMA_DE_TESTIGOS: sum(renglon.testigos or 0 for renglon in opciones),
            Rubro.TESTIGOS_IMPRESOS: urna.testigos.impresos,
            Rubro.IMPRESOS_EN_LA_URNA: urna.testigos_mandados - urna.testigos_sin_salir,
            Rubro.TESTIGOS_CANCELADOS: urna.testigos.cancelados,
            Rubro.CANCELADOS_EN_LA_URNA: urna.testigos_cancelados,
        }
    return propios


def _de_papel(papel: RubrosPapel, opciones: Sequence[VotosOpcion]) -> dict[Rubro, int]:
    return {
        Rubro.PAPEL_ENTREGADO: papel.personas + papel.repuestas,
        Rubro.PAPEL_TOMADO: papel.inutilizadas + papel.extraidas,
        Rubro.PAPEL_RECIBIDO: papel.recibidas,
        Rubro.PAPEL_POR_ESTADO: papel.sobrantes + papel.inutilizadas + papel.extraidas,
        Rubro.PAPEL_EXTRAIDO: papel.extraidas,
        Rubro.SUMA_DE_PAPEL: sum(renglon.papel or 0 for renglon in opciones),
    }


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


def cotejar_cierre(acta: Acta, cierre: Cierre, mesa: Mesa) -> tuple[CifraDistinta, ...]:
    """Compare every figure that stands both in the acta and in the close or the catalogue.

    Args:
        mesa: Of the catalogue: what was printed for it and how long its roll is.

    Returns:
        By name of the figure; empty when the files agree.
    """
    rubros = acta.escrutinio.rubros
    pares: dict[str, tuple[_Cifra, _Cifra]] = {
        "proceso": (acta.proceso, cierre.proceso),
        "mesa": (acta.mesa, cierre.mesa),
        "huella": (acta.huella.hex(), cierre.huella.hex()),
        "urna electrónica": (rubros.urna is not None, mesa.tiene_urna),
        **_pares_de_urna(rubros.urna, cierre.urna),
        **_pares_de_testigos(rubros.urna.testigos if rubros.urna else None, cierre.testigos),
        "testigos por opción": (acta.testigos, cierre.contados),
        "papel por opción": (acta.papel, cierre.papel),
        "electores": (rubros.electores, mesa.electores),
    }
    return tuple(
        CifraDistinta(cifra=cifra, acta=_texto(una), cierre=_texto(otra))
        for cifra, (una, otra) in pares.items()
        if una != otra
    )


def cuenta_testigos(mesa: Mesa, reglas: Reglas) -> bool:
    """Whether a mesa counts testigos: it has an urna, and the convocatoria prints them."""
    return mesa.tiene_urna and reglas.testigo.valor.activo


def _pares_de_urna(
    rubros: RubrosUrna | None, urna: CierreUrna | None
) -> dict[str, tuple[_Cifra, _Cifra]]:
    return {
        nombre: (getattr(rubros, nombre, None), getattr(urna, nombre, None))
        for nombre in CONTEOS_DE_URNA
    }


def _pares_de_testigos(
    rubros: RubrosTestigos | None, testigos: CierreTestigos | None
) -> dict[str, tuple[_Cifra, _Cifra]]:
    return {
        f"testigos {nombre}": (getattr(rubros, nombre, None), getattr(testigos, nombre, None))
        for nombre in ("impresos", "cancelados")
    }


def _cabe(cifras: Mapping[Rubro, int], comprobacion: Comprobacion) -> bool:
    return cifras[comprobacion.uno] < cifras[comprobacion.otro]


def _texto(valor: _Cifra) -> str:
    if isinstance(valor, tuple):
        return ", ".join(map(str, valor))
    return "ninguna cifra" if valor is None else str(valor)
