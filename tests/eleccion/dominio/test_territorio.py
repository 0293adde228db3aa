"""The catalogue: each voter at exactly one mesa."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eleccion.dominio.territorio import (
    Demarcacion,
    DemarcacionDesconocida,
    MesaDesconocida,
    MesaReceptora,
    Territorio,
    TerritorioInvalido,
)

M1 = MesaReceptora(
    demarcacion="D001", clave="M1", lugar="Escuela", domicilio="Calle 1", modalidad="mixta"
)
D1 = Demarcacion(
    clave="D001",
    nombre="Uno",
    delegacion="Norte",
    secciones=(10, 11),
    comunidad_indigena=False,
    mesas=(M1,),
)
D2 = replace(D1, clave="D002", secciones=(11, 12), mesas=(replace(M1, demarcacion="D002"),))


def test_una_seccion_puede_tocar_varias_demarcaciones() -> None:
    """A sección cut in two: the answer at a table names both places."""
    territorio = Territorio((D1, D2))
    assert [m.id for m in territorio.mesas_de_seccion(11)] == ["D001-M1", "D002-M1"]
    assert [m.id for m in territorio.mesas_de_seccion(12)] == ["D002-M1"]
    assert territorio.mesas_de_seccion(99) == ()
    assert [m.id for m in territorio.mesas()] == ["D001-M1", "D002-M1"]


def test_las_mesas_se_reparten_las_secciones() -> None:
    """With secciones of their own, one sección gives one mesa."""
    mesas = (replace(M1, secciones=(10,)), replace(M1, clave="M2", secciones=(11,)))
    territorio = Territorio((replace(D1, mesas=mesas),))
    assert [m.id for m in territorio.mesas_de_seccion(10)] == ["D001-M1"]
    assert territorio.mesa("D001-M2").secciones == (11,)


def test_lo_que_no_esta_se_dice() -> None:
    """A missing mesa is an error with its name, not an empty answer."""
    territorio = Territorio((D1,))
    assert territorio.demarcacion("D001") is D1
    with pytest.raises(DemarcacionDesconocida):
        territorio.mesa("D002-M1")
    with pytest.raises(MesaDesconocida):
        territorio.mesa("D001-M2")


@pytest.mark.parametrize(
    "cambio",
    [
        {"clave": "D000"},
        {"clave": "D1"},
        {"secciones": ()},
        {"secciones": (11, 10)},
        {"secciones": (10, 10)},
        {"secciones": (0, 10)},
        {"secciones": (10, 10_000)},
        {"mesas": (M1, M1)},
        {"mesas": (replace(M1, clave="M2"), M1)},
        {"mesas": (replace(M1, demarcacion="D002"),)},
        {"mesas": (replace(M1, secciones=(12,)),)},
        {"mesas": (replace(M1, secciones=(10,)), replace(M1, clave="M2", secciones=(10, 11)))},
        {"mesas": (replace(M1, secciones=(10,)), replace(M1, clave="M2"))},
        {"mesas": (replace(M1, secciones=(10,)), replace(M1, clave="M2", secciones=()))},
    ],
    ids=lambda cambio: "-".join(cambio),
)
def test_un_catalogo_que_se_contradice_se_rechaza(cambio: dict[str, object]) -> None:
    """Each contradiction would give some voter two mesas, or none."""
    with pytest.raises(TerritorioInvalido):
        replace(D1, **cambio)


@pytest.mark.parametrize("cambio", [{"clave": "M0"}, {"clave": "m1"}, {"modalidad": "correo"}])
def test_una_mesa_tiene_clave_y_modalidad(cambio: dict[str, str]) -> None:
    """Keys end in paths and signatures."""
    with pytest.raises(TerritorioInvalido):
        replace(M1, **cambio)


@pytest.mark.parametrize("orden", [(D2, D1), (D1, D1)])
def test_las_demarcaciones_van_en_orden(orden: tuple[Demarcacion, ...]) -> None:
    """One catalogue has one spelling."""
    with pytest.raises(TerritorioInvalido):
        Territorio(orden)
