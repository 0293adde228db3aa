"""Parity of a planilla over every combination of sexes, and of the presidencias."""

from dataclasses import replace
from itertools import product

import pytest

from auditoria.formatos.catalogo import Integrante, Persona, Planilla, Sexo
from auditoria.formatos.reglas import Paridad
from auditoria.formatos.resultados import ConteoSexo
from auditoria.reglas.paridad import estan_alternadas, paridad_de, paridad_horizontal
from tests.auditoria.formatos import ejemplos

M, H, X = Sexo.MUJER, Sexo.HOMBRE, Sexo.NO_BINARIA
REGLA = ejemplos.reglas().paridad.valor


def planilla(*sexos: Sexo, suplente: Sexo | None = None) -> Planilla:
    """A planilla of those sexes in the order of the cargos; the last may have a suplente."""
    integrantes = tuple(
        Integrante(
            cargo=f"cargo_{i}",
            propietaria=Persona(nombre=f"Persona {i}", sexo=sexo),
            suplente=(
                Persona(nombre="Suplente", sexo=suplente)
                if suplente is not None and i == len(sexos) - 1
                else None
            ),
        )
        for i, sexo in enumerate(sexos)
    )
    return Planilla(
        clave="D001-P1", nombre="Lema", presidencia="Persona 0", integrantes=integrantes
    )


@pytest.mark.parametrize("cargos", range(1, 7))
def test_alternar_o_tener_mayoria_de_mujeres(cargos: int) -> None:
    """Every planilla of women and men up to six cargos, against the words of the rule."""
    for sexos in product((M, H), repeat=cargos):
        alterna = sexos in (tuple((M, H)[(i + k) % 2] for i in range(cargos)) for k in (0, 1))
        juicio = paridad_de(planilla(*sexos), REGLA)
        assert juicio.alternada == alterna
        assert juicio.cumple == (alterna or sexos.count(M) * 2 > cargos)
        assert (juicio.mujeres, juicio.hombres) == (sexos.count(M), sexos.count(H))


def test_una_persona_no_binaria_no_rompe_la_alternancia() -> None:
    """No planilla is refused for listing her, and she fills nobody's share."""
    assert estan_alternadas((M, X, M, H))
    assert not estan_alternadas((M, X, H, H))
    juicio = paridad_de(planilla(M, X, M, H), REGLA)
    assert (juicio.mujeres, juicio.hombres, juicio.no_binarias) == (2, 1, 1)
    assert juicio.cumple


@pytest.mark.parametrize(
    ("regla", "sexos", "cumple"),
    [
        (replace(REGLA, mayoria_de_mujeres=False), (M, M, H), False),
        (replace(REGLA, mayoria_de_mujeres=False), (M, H, M), True),
        (replace(REGLA, alternancia=False), (M, M, H, H), True),
        (replace(REGLA, alternancia=False), (M, H, H, H), False),
        (replace(REGLA, alternancia=False), (M, X, H, H), True),
        (replace(REGLA, alternancia=False), (M, M, H, H, H), True),
        (replace(REGLA, alternancia=False), (H, H), False),
        (replace(REGLA, alternancia=False), (H, X, H, H), False),
        (replace(REGLA, alternancia=False, mayoria_de_mujeres=False), (M, M, M, H), False),
    ],
)
def test_la_regla_es_la_de_la_convocatoria(
    regla: Paridad, sexos: tuple[Sexo, ...], cumple: bool
) -> None:
    """Each of its parts can be turned off, and then does not count."""
    assert paridad_de(planilla(*sexos), regla).cumple == cumple


@pytest.mark.parametrize(
    ("propietaria", "suplente", "cumple"),
    [(M, M, True), (H, H, True), (H, M, True), (M, H, False)],
)
def test_el_lugar_de_una_mujer_no_lo_suple_un_hombre(
    propietaria: Sexo, suplente: Sexo, cumple: bool
) -> None:
    """The way around parity is a woman who resigns to a man the next day."""
    otra = H if propietaria is M else M
    propuesta = planilla(otra, propietaria, suplente=suplente)
    assert paridad_de(propuesta, REGLA).cumple == cumple
    assert paridad_de(propuesta, replace(REGLA, suplente_mismo_sexo=False)).cumple


def test_la_paridad_horizontal_se_informa() -> None:
    """Counted over the presidencias of all the planillas and of those that won."""
    informe = paridad_horizontal(ejemplos.catalogo(), {"D001-P1", "D002-P1"})
    assert informe.planillas == ConteoSexo(mujeres=2, hombres=1, no_binarias=0)
    assert informe.ganadoras == ConteoSexo(mujeres=1, hombres=1, no_binarias=0)
