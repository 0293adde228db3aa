"""How many kiosks a mesa needs so that nobody waits long, and which mesa should be two.

Source: docs/marco-legal.md#pases. The figures are technical and por confirmar: the simulacro
measures them with people who never saw the kiosk.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

KIOSCOS_MINIMOS: Final = 2
"""With one, a kiosk that stops is a mesa that stops."""

SEGUNDOS_POR_VOTO: Final = 170
"""From the pase to the testigo in its box; between 110 and 250."""

VECES_LA_MEDIA: Final = 2
"""People of the hour when most come, over those of an even hour."""

PERSONAS_POR_MESA: Final = 300
"""Above it one table marks the list more slowly than people come."""

_MINUTOS, _SEGUNDOS = 60, 3_600


@dataclass(frozen=True, slots=True)
class Aforo:
    """What a mesa needs.

    Attributes:
        esperadas: People that it may receive in the day.
        en_hora_pico: Of them, those of the hour when most come.
        kioscos: At least ``KIOSCOS_MINIMOS``.
    """

    esperadas: int
    en_hora_pico: int
    kioscos: int

    @property
    def pide_otra_mesa(self) -> bool:
        """Whether the people are for two mesas."""
        return self.esperadas > PERSONAS_POR_MESA


def calcular_aforo(esperadas: int, minutos: int) -> Aforo:
    """Count kiosks by the hour when most people come.

    Args:
        esperadas: People, >= 0.
        minutos: How long the voting is open, > 0.
    """
    en_pico = min(esperadas, _hacia_arriba(VECES_LA_MEDIA * esperadas * _MINUTOS, minutos))
    kioscos = _hacia_arriba(en_pico * SEGUNDOS_POR_VOTO, _SEGUNDOS)
    return Aforo(esperadas, en_pico, max(KIOSCOS_MINIMOS, kioscos))


def _hacia_arriba(cuanto: int, entre: int) -> int:
    return -(-cuanto // entre)
