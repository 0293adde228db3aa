"""Registration at the table, on maps small enough to walk whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eleccion.dominio.identidad import ClaveElectorInvalida
from eleccion.dominio.registro_en_mesa import (
    EDAD_CREIBLE,
    CredencialExhibida,
    DecideLaMesa,
    Duda,
    FaltaManzana,
    PuedeRegistrarse,
    edad_por_clave,
    fallas_de_reparto,
    responder_registro,
)
from eleccion.dominio.territorio import (
    Demarcacion,
    Manzana,
    MesaReceptora,
    Territorio,
    TerritorioInvalido,
    leer_manzana,
)

JORNADA = date(2027, 2, 21)
ADULTA, MENOR = "RMRZAN80010124M100", "RMRZAN10010124M100"
ENTERA, CORTADA, AJENA, DE_NADIE = 701, 702, 703, 9001


def _mesa(demarcacion: str, manzanas: tuple[int, ...], clave: str = "M1") -> MesaReceptora:
    return MesaReceptora(
        demarcacion=demarcacion,
        clave=clave,
        lugar=f"Escuela de {demarcacion}",
        domicilio="Calle Uno 1",
        modalidad="papel",
        manzanas=tuple(Manzana(CORTADA, numero) for numero in manzanas),
    )


def _demarcacion(clave: str, secciones: tuple[int, ...], *mesas: MesaReceptora) -> Demarcacion:
    return Demarcacion(
        clave=clave,
        nombre=clave,
        delegacion="Centro",
        secciones=secciones,
        comunidad_indigena=False,
        mesas=mesas,
    )


MESA, OTRA = _mesa("D001", (1, 2)), _mesa("D002", (3,))
MAPA = Territorio(
    (
        _demarcacion("D001", (ENTERA, CORTADA), MESA),
        _demarcacion("D002", (CORTADA, AJENA), OTRA),
    )
)


def _esperada(clave: str, seccion: int, manzana: int | None, registrada: bool, vale: bool) -> str:
    """What the law says in words, told apart from how the program finds it."""
    if registrada:
        return "YaRegistrada"
    if not vale:
        return "CredencialNoVigente"
    if seccion == DE_NADIE:
        return "NoAparece"
    if seccion == CORTADA and manzana is None:
        return "FaltaManzana"
    if seccion == CORTADA and manzana == 9:
        return "DecideLaMesa"
    if seccion == AJENA or (seccion == CORTADA and manzana == 3):
        return "OtraMesa"
    return "DecideLaMesa" if clave == MENOR else "PuedeRegistrarse"


@pytest.mark.parametrize(
    ("clave", "seccion", "manzana", "registrada", "vigencia"),
    list(
        product(
            (ADULTA, MENOR),
            (ENTERA, CORTADA, AJENA, DE_NADIE),
            (None, 1, 3, 9),
            (False, True),
            (2026, 2027, 2035),
        )
    ),
)
def test_cada_credencial_tiene_una_respuesta(
    clave: str, seccion: int, manzana: int | None, registrada: bool, vigencia: int
) -> None:
    """Every combination: an official never reads an empty answer, nor one that was not foreseen."""
    credencial = CredencialExhibida.leer(clave, seccion, vigencia, manzana)
    respuesta = responder_registro(
        credencial, registrada=registrada, mesa=MESA, territorio=MAPA, jornada=JORNADA
    )
    esperada = _esperada(clave, seccion, manzana, registrada, vigencia >= 2027)
    assert type(respuesta).__name__ == esperada


def test_lo_que_la_mesa_decide_dice_que_se_duda() -> None:
    """Two officials put their cards under a reason, not under a blank."""

    def dudar(clave: str, manzana: int) -> object:
        credencial = CredencialExhibida.leer(clave, CORTADA, 2030, manzana)
        respuesta = responder_registro(
            credencial, registrada=False, mesa=MESA, territorio=MAPA, jornada=JORNADA
        )
        return respuesta.duda if isinstance(respuesta, DecideLaMesa) else respuesta

    assert dudar(ADULTA, 9) is Duda.MANZANA
    assert dudar(MENOR, 1) is Duda.EDAD


@given(
    st.lists(st.sets(st.integers(1, 4)), min_size=2, max_size=3),
    st.sampled_from((ENTERA, CORTADA, AJENA)),
    st.none() | st.integers(1, 5),
)
def test_con_un_reparto_sin_fallas_nadie_se_registra_en_dos_mesas(
    repartidas: list[set[int]], seccion: int, manzana: int | None
) -> None:
    """Mesas cannot ask each other: only the map keeps a person from registering twice."""
    mesas = [
        _mesa("D001", tuple(sorted(manzanas)), f"M{n}") for n, manzanas in enumerate(repartidas, 1)
    ]
    otra = _demarcacion("D002", (AJENA,), _mesa("D002", ()))
    try:
        cortada = _demarcacion("D001", (CORTADA,), *mesas)
    except TerritorioInvalido:
        return
    territorio = Territorio((cortada, otra))
    if fallas_de_reparto(territorio):
        return
    credencial = CredencialExhibida.leer(ADULTA, seccion, 2030, manzana)
    admiten = [
        mesa.id
        for mesa in territorio.mesas()
        if isinstance(
            responder_registro(
                credencial, registrada=False, mesa=mesa, territorio=territorio, jornada=JORNADA
            ),
            PuedeRegistrarse,
        )
    ]
    assert len(admiten) <= 1


def test_cada_falla_del_reparto_dice_la_mesa_y_que_escribir() -> None:
    """The office mends its table with the sentence alone."""
    assert fallas_de_reparto(MAPA) == ()
    sin_partir = Territorio(
        tuple(replace(d, mesas=(replace(d.mesas[0], manzanas=()),)) for d in MAPA.demarcaciones)
    )
    assert [falla.mesa for falla in fallas_de_reparto(sin_partir)] == ["D001-M1", "D002-M1"]
    assert "0702-0001" in fallas_de_reparto(sin_partir)[0].texto
    doble = _demarcacion("D002", (CORTADA, AJENA), _mesa("D002", (2, 3)))
    (repetida,) = fallas_de_reparto(Territorio((MAPA.demarcaciones[0], doble)))
    assert (repetida.mesa, "0702-0002" in repetida.texto) == ("D002-M1", True)
    (de_mas,) = fallas_de_reparto(Territorio((MAPA.demarcaciones[0],)))
    assert (de_mas.mesa, "sólo vota aquí" in de_mas.texto) == ("D001-M1", True)


def test_control_sin_partir_las_manzanas_una_persona_cabe_en_dos_mesas() -> None:
    """Control: the map that the import refuses would indeed leave two mesas to choose from."""
    credencial = CredencialExhibida.leer(ADULTA, CORTADA, 2030)
    for mesa in (MESA, OTRA):
        respuesta = responder_registro(
            credencial, registrada=False, mesa=mesa, territorio=MAPA, jornada=JORNADA
        )
        assert isinstance(respuesta, FaltaManzana)
        assert {m.id for m in respuesta.mesas} == {"D001-M1", "D002-M1"}


@pytest.mark.parametrize(
    ("dia", "edad"),
    [("800101", 47), ("100101", 17), ("090221", 18), ("090222", 18 - 1), ("200101", 107)],
)
def test_la_clave_dice_la_edad_mas_vieja_que_se_puede_creer(dia: str, edad: int) -> None:
    """The clave has two figures for the year: 09 is 2009, and 20 is 1920 rather than a child."""
    assert edad_por_clave(f"RMRZAN{dia}24M100", JORNADA) == edad
    assert edad <= EDAD_CREIBLE


@pytest.mark.parametrize("clave", ["", "RMRZAN80010124M10", "RMRZAN80013224M100", ADULTA[:10]])
def test_una_clave_incompleta_no_se_registra(clave: str) -> None:
    """Ten characters are enough to look up a list and not to tell two people apart for good."""
    with pytest.raises(ClaveElectorInvalida):
        CredencialExhibida.leer(clave, ENTERA, 2030)


def test_la_clave_tiene_una_sola_forma() -> None:
    """Spaces and lower case do not make another person."""
    tecleada = CredencialExhibida.leer(" rmrzan 800101 24 m100 ", ENTERA, 2030)
    assert tecleada == CredencialExhibida.leer(ADULTA, ENTERA, 2030)
    assert tecleada.indice == CredencialExhibida.leer(ADULTA, CORTADA, 2031, 4).indice


@pytest.mark.parametrize("texto", ["702-14", "0702-00014", "0000-0014", "0702-0000", "0702/0014"])
def test_una_manzana_tiene_una_sola_forma(texto: str) -> None:
    """It is written in the dotación that the commission signs."""
    with pytest.raises(TerritorioInvalido):
        leer_manzana(texto)
    assert str(leer_manzana("0702-0014")) == "0702-0014"
