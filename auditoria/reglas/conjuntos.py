"""Which mesas are decrypted alone, which only together, and which not at all.

Page: docs/formato-conjunto.md. Whoever decrypts and whoever verifies form the same sets.
"""

from __future__ import annotations

from collections.abc import Mapping

from auditoria.formatos.claves import orden_de_mesa


def agrupar(
    depositadas: Mapping[str, int], minimo: int, *, completas: bool = True
) -> tuple[tuple[str, ...], ...]:
    """Say which mesas of a demarcación are decrypted alone and which only together.

    A mesa with fewer ballots than the minimum joins others until the set reaches it; a set
    that cannot takes in the smallest mesa that stands alone. The only mesa of a demarcación
    is decrypted alone however small: its result is the result.

    Args:
        depositadas: Ballots in the urn per mesa of one demarcación that may be decrypted.
        minimo: The convocatoria's ``minimo_por_mesa``.
        completas: Whether they are all the mesas where people of the demarcación voted. If not, a
            set below the minimum is left out: it would be opened apart from the others' votes.

    Returns:
        A partition of the mesas that are decrypted, each set ascending, the sets ascending by
        their first mesa.
    """
    # Ascending by size, then by number: the same sets for everybody.
    orden = sorted(depositadas, key=lambda mesa: (depositadas[mesa], orden_de_mesa(mesa)))
    solas = [mesa for mesa in orden if depositadas[mesa] >= minimo]
    juntas = [mesa for mesa in orden if depositadas[mesa] < minimo]
    while juntas and solas and sum(depositadas[mesa] for mesa in juntas) < minimo:
        juntas.append(solas.pop(0))
    if not completas and sum(depositadas[mesa] for mesa in juntas) < minimo:
        juntas = []
    # One set for all the small ones: two small sets would tell more than one.
    conjuntos = [tuple(sorted(juntas, key=orden_de_mesa))] if juntas else []
    conjuntos += [(mesa,) for mesa in solas]
    return tuple(sorted(conjuntos, key=lambda conjunto: orden_de_mesa(conjunto[0])))
