"""When two records of a mesa are one: reception and who verifies decide it alike.

Page: docs/formato-computo.md, section Mesas.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from auditoria.registro.asientos import RegistroRecibido

Contenido: TypeAlias = tuple[
    tuple[tuple[str, bytes], ...], tuple[tuple[str, tuple[int, int, bytes]], ...]
]

_HOJAS: Final = ("acta.json", "cierre.json")


def contenido_firmado(recibido: RegistroRecibido) -> Contenido:
    """What cards and machines of the mesa fixed of a record: acta, close and the head of each log.

    The commission writes the entry alone. Whatever else it cites, or the tail of a machine that
    was taken over, would make another record of the same one, and a conflict out of nothing.

    Returns:
        Equal for two records exactly where they are one.
    """
    hojas = tuple(sorted({(c.ruta, c.sha256) for c in recibido.archivos if c.ruta in _HOJAS}))
    ultimas: dict[str, tuple[int, int, bytes]] = {}
    for citada in recibido.bitacoras:
        parte, _, numero = citada.origen.rpartition("-")
        generacion = int(numero) if numero.isascii() and numero.isdigit() and len(numero) < 4 else 0
        cabeza = (generacion, citada.tamano, citada.raiz)
        ultimas[parte] = max(cabeza, ultimas.get(parte, cabeza))
    return hojas, tuple(sorted(ultimas.items()))
