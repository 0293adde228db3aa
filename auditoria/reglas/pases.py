"""How many pases and paper ballots a mesa receives, and their folios.

Source: docs/marco-legal.md#pases.
"""

from __future__ import annotations

from auditoria.formatos.catalogo import Folios, Modalidad, Pases
from auditoria.formatos.reglas import DotacionBoletas, DotacionPases


def pases_de_mesa(electores: int, regla: DotacionPases) -> tuple[int, int]:
    """Give the pases for use and those of the sealed reserve.

    Never more for use than persons on the roll: a pase that nobody on the roll can ask for
    is only an occasion to stuff the urn. At least one, so that the mesa has an election.

    Args:
        electores: Persons on the roll of the mesa.
    """
    parte = max(regla.minimo, _partes_por_mil(electores, regla.por_mil))
    reserva = max(regla.reserva_minima, _partes_por_mil(electores, regla.reserva_por_mil))
    return max(1, min(parte, electores)), reserva


def boletas_de_mesa(modalidad: Modalidad, electores: int, regla: DotacionBoletas) -> Folios | None:
    """Give the folios of the paper ballots of a mesa; ``None`` where it has none.

    In a mesa with urna electrónica they lie in the sealed envelope of contingencia.

    Args:
        electores: Persons on the roll of the mesa.
    """
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
