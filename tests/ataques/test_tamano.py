"""Attack on secrecy: learn a vote from how long its ballot or its receipt is (S4, S5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from boletas.cripto.boleta import BLANCO, Voto, largo_maximo_de_boleta
from boletas.cripto.definicion import Pregunta
from boletas.cripto.grupo import ORDEN
from tests.boletas.cripto.mesa_de_prueba import Mesa, instalar

PLANILLAS = Pregunta("¿Qué planilla?", ("Maguey", "Mezquite", "Nopal", "Voto nulo"), 1, 1)
PROYECTOS = Pregunta("¿Qué proyectos?", ("Parque", "Pozo", "Luz"), 1, 2, blanco=True)

_ESCALAR = re.compile(rb'"(?:challenge|response)":"(\d+)"')


def _con_todas_las_cifras(boleta: bytes) -> bytes:
    """The same ballot, every scalar as long as a scalar may be."""
    mayor = str(ORDEN - 1).encode()
    return _ESCALAR.sub(lambda hallado: hallado[0].replace(hallado[1], mayor), boleta)


@pytest.mark.parametrize(
    ("preguntas", "votos"),
    [
        ([PLANILLAS], [[(0,)], [(1,)], [(3,)]]),
        ([PROYECTOS], [[(0,)], [(0, 2)], [BLANCO]]),
        ([PLANILLAS, PROYECTOS], [[(0,), BLANCO], [(3,), (1, 2)]]),
    ],
)
def test_toda_boleta_de_una_eleccion_mide_lo_mismo(
    preguntas: Sequence[Pregunta], votos: Sequence[Sequence[Voto]]
) -> None:
    """But for the digits of random scalars, which depend on no vote, length says nothing.

    The length that the urna reserves is exactly the longest: no lawful ballot is left outside.
    """
    mesa: Mesa = instalar(preguntas, pases=1)
    for voto in votos:
        boleta = mesa.emitir(0, *voto)
        largo = largo_maximo_de_boleta(mesa.definicion)
        assert len(boleta) <= largo == len(_con_todas_las_cifras(boleta))
