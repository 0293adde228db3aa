"""Parity: of one planilla, by the rule of the convocatoria, and of all presidencias, reported.

Source: docs/marco-legal.md#paridad.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import pairwise

from auditoria.formatos.catalogo import Catalogo, Planilla, Sexo
from auditoria.formatos.computo import ParidadPlanilla
from auditoria.formatos.reglas import Paridad
from auditoria.formatos.resultados import ConteoSexo, ParidadHorizontal


def estan_alternadas(sexos: Iterable[Sexo]) -> bool:
    """Whether no two neighbours in the order of the cargos share a sex.

    A person registered as non-binary breaks no alternation and fills no one's place: the
    neighbours on both sides are compared with her as different.
    """
    return all(uno is not otro or uno is Sexo.NO_BINARIA for uno, otro in pairwise(sexos))


def paridad_de(planilla: Planilla, regla: Paridad) -> ParidadPlanilla:
    """Judge the parity of a planilla by its propietarias, in the order of its cargos.

    It is kept by alternation, where the rule asks for it, or by as many women as men; a
    majority of women keeps it where the rule admits that. Suplentes follow their propietaria
    where the rule says so.
    """
    sexos = [integrante.propietaria.sexo for integrante in planilla.integrantes]
    cuenta = Counter(sexos)
    mujeres, hombres = cuenta[Sexo.MUJER], cuenta[Sexo.HOMBRE]
    alternada = estan_alternadas(sexos)
    # With an odd number of cargos one sex has one more; who is of neither takes no side.
    iguales = abs(mujeres - hombres) <= max(len(sexos) % 2, cuenta[Sexo.NO_BINARIA])
    basica = alternada if regla.alternancia else iguales
    mayoria = regla.mayoria_de_mujeres and mujeres > len(sexos) - mujeres
    return ParidadPlanilla(
        mujeres=mujeres,
        hombres=hombres,
        no_binarias=cuenta[Sexo.NO_BINARIA],
        alternada=alternada,
        cumple=(basica or mayoria) and _suplentes_acordes(planilla, regla),
    )


def _suplentes_acordes(planilla: Planilla, regla: Paridad) -> bool:
    """A woman may stand in for anybody: the rule protects women's places, not men's."""
    return not regla.suplente_mismo_sexo or all(
        integrante.suplente is None
        or integrante.suplente.sexo in (integrante.propietaria.sexo, Sexo.MUJER)
        for integrante in planilla.integrantes
    )


def paridad_horizontal(catalogo: Catalogo, ganadoras: Collection[str]) -> ParidadHorizontal:
    """Count the presidencias by sex over the process: of every planilla, and of the winners.

    No planilla is refused for it: it can only be seen in the whole.

    Args:
        ganadoras: Keys of the planillas that won.
    """
    planillas = [p for demarcacion in catalogo.demarcaciones for p in demarcacion.planillas]
    return ParidadHorizontal(
        planillas=_contar(planillas),
        ganadoras=_contar(p for p in planillas if p.clave in ganadoras),
    )


def _contar(planillas: Iterable[Planilla]) -> ConteoSexo:
    cuenta = Counter(planilla.integrantes[0].propietaria.sexo for planilla in planillas)
    return ConteoSexo(
        mujeres=cuenta[Sexo.MUJER],
        hombres=cuenta[Sexo.HOMBRE],
        no_binarias=cuenta[Sexo.NO_BINARIA],
    )
