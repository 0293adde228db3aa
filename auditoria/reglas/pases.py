"""How many pases and paper ballots a mesa receives, their folios, and where pases were at the end.

Source: docs/marco-legal.md#pases.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from auditoria.errores import ReglaRota
from auditoria.formatos.catalogo import Folios, Modalidad, Pases
from auditoria.formatos.escrutinio import RubrosUrna
from auditoria.formatos.pases_abiertos import RubroDePases
from auditoria.formatos.reglas import DotacionBoletas, DotacionPases


class PasesDeMas(ReglaRota):
    """More slips came out of the envelopes than pases were made for the mesa."""

    explicacion = "Hay más pases abiertos que los que se hicieron para la mesa"


def pases_de_mesa(electores: int | None, regla: DotacionPases) -> tuple[int, int]:
    """Give the pases for use and those of the sealed reserve.

    Never more for use than persons on the roll: a pase that nobody on the roll can ask for
    is only an occasion to stuff the urn. At least one, so that the mesa has an election.

    Args:
        electores: Persons on the roll of the mesa; ``None`` where people register at it, and the
            minimum is all that the rule can say.
    """
    if electores is None:
        return regla.minimo, regla.reserva_minima
    parte = max(regla.minimo, _partes_por_mil(electores, regla.por_mil))
    reserva = max(regla.reserva_minima, _partes_por_mil(electores, regla.reserva_por_mil))
    return max(1, min(parte, electores)), reserva


def boletas_de_mesa(
    modalidad: Modalidad, electores: int | None, regla: DotacionBoletas
) -> Folios | None:
    """Give the folios of the paper ballots of a mesa; ``None`` where it has none.

    In a mesa with urna electrónica they lie in the sealed envelope of contingencia.

    Args:
        electores: Persons on the roll of the mesa or, where people register at it, those whom the
            office foresees; ``None`` where nobody says, and the minimum is printed.
    """
    electores = electores or 0
    if modalidad is Modalidad.URNA_ELECTRONICA:
        parte = _partes_por_mil(electores, regla.contingencia_por_mil)
        cuantas = max(regla.contingencia_minimo, parte)
    else:
        cuantas = max(regla.minimo, _partes_por_mil(electores, regla.por_mil))
    return Folios(inicial=1, final=cuantas) if cuantas else None


def foliar(cantidad: int, reserva: int, inicial: int = 1) -> Pases:
    """Number the pases of a mesa without a gap, the reserve last."""
    final = inicial + cantidad - 1
    return Pases(
        folio_inicial=inicial,
        folio_final=final,
        reserva_inicial=final + 1,
        reserva_final=final + reserva,
    )


def _partes_por_mil(electores: int, por_mil: int) -> int:
    """Round up: a mesa is never short by a fraction."""
    return -(-electores * por_mil // 1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class SobresDePases:
    """What came out of the two envelopes of slips of a mesa.

    Attributes:
        sobrantes, inutilizados: Public credentials read.
        sobrantes_ilegibles, inutilizados_ilegibles: Slips that nobody could read; each >= 0.
    """

    sobrantes: Collection[str]
    inutilizados: Collection[str]
    sobrantes_ilegibles: int = 0
    inutilizados_ilegibles: int = 0


def cerrar_pases(
    listados: Collection[str],
    depositados: Collection[str],
    comprobados: Collection[str],
    sobres: SobresDePases,
) -> Mapping[RubroDePases, int]:
    """Close the balance of a mesa's pases as sets: what is in no set was not given back.

    Args:
        listados: The sealed list of the mesa.
        depositados, comprobados: Credentials of the ballots kept and of those opened.

    Returns:
        The figures that the acta states by counting paper.

    Raises:
        PasesDeMas: The sets hold more than the sealed list.
    """
    por_estado = set(depositados) | set(comprobados)
    por_estado |= {*sobres.sobrantes, *sobres.inutilizados}
    ilegibles = sobres.sobrantes_ilegibles + sobres.inutilizados_ilegibles
    faltan = len(set(listados) - por_estado) - ilegibles
    if faltan < 0:
        raise PasesDeMas(str(-faltan))
    return {
        RubroDePases.SOBRANTES: len(sobres.sobrantes) + sobres.sobrantes_ilegibles,
        RubroDePases.INUTILIZADOS: len(sobres.inutilizados) + sobres.inutilizados_ilegibles,
        RubroDePases.NO_DEVUELTOS: faltan,
    }


def comparar_pases(
    acta: RubrosUrna, hallados: Mapping[RubroDePases, int]
) -> tuple[tuple[RubroDePases, int, int], ...]:
    """Say which figures of the acta the opened slips give otherwise: rubro, acta, found."""
    dichos = {
        RubroDePases.SOBRANTES: acta.sobrantes,
        RubroDePases.INUTILIZADOS: acta.inutilizados,
        RubroDePases.NO_DEVUELTOS: acta.no_devueltos,
    }
    return tuple((r, dichos[r], hallados[r]) for r in RubroDePases if dichos[r] != hallados[r])


def mesas_por_abrir(mesas: int, por_cien: int) -> int:
    """Give at how many of the mesas the slips are opened at least, by the convocatoria's sample."""
    return min(mesas, -(-mesas * por_cien // 100))
