"""Check-in: one answer of the catalogue for everybody who comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditoria.formatos.reglas import ResultadoMotivo
from eleccion.dominio.lista_nominal import (
    Consulta,
    ConsultaVacia,
    CredencialNoVigente,
    EligePersona,
    NoAparece,
    OtraMesa,
    PuedeVotar,
    RenglonLista,
    Respuesta,
    YaMarcada,
    indices_de,
    rebanar,
    responder,
)
from tests.eleccion.dominio.estrategias import (
    GENTE,
    JORNADA,
    REGLAS,
    TERRITORIO,
    empadronar,
)

MESA = TERRITORIO.mesa("D001-M1")
LISTA = rebanar(
    [empadronar(vecina, numero=n, mesa="M1") for n, vecina in enumerate(GENTE, start=1)]
)
ANA = LISTA[0]


def preguntar(
    consulta: Consulta,
    *,
    marcadas: frozenset[int] = frozenset(),
    lista: Sequence[RenglonLista] = LISTA,
) -> Respuesta:
    """Look up in memory, then let the domain answer."""
    llaves = consulta.indices()
    hallados = [renglon for renglon in lista if set(llaves) & set(indices_de(renglon))]
    return responder(
        consulta,
        hallados,
        marcada=marcadas.__contains__,
        mesa=MESA,
        territorio=TERRITORIO,
        jornada=JORNADA,
    )


@pytest.mark.parametrize(
    "consulta",
    [
        Consulta(clave10=ANA.clave10),
        Consulta(clave10=f" {ANA.clave10[:4]}-{ANA.clave10[4:].lower()} "),
        Consulta(clave10=f"{ANA.clave10}1224M100"),
        Consulta(curp=ANA.curp.lower()),
        Consulta(nombre=ANA.nombre_completo.lower(), nacimiento=ANA.nacimiento),
    ],
    ids=["clave", "clave_tecleada", "clave_entera", "curp", "nombre"],
)
def test_cada_manera_de_buscar_halla_a_la_persona(consulta: Consulta) -> None:
    """The clave, the CURP or the name with the birth day: whatever the card still shows."""
    assert preguntar(consulta) == PuedeVotar(ANA)


def test_quien_ya_tiene_marca_lo_sabe_antes_que_nada() -> None:
    """Even with an expired card the mark is what the mesa has to look into."""
    consulta = Consulta(clave10=ANA.clave10, vigencia=2020)
    assert preguntar(consulta, marcadas=frozenset((ANA.numero,))) == YaMarcada(ANA)


def test_la_vigencia_que_cuenta_es_la_de_la_credencial_mostrada() -> None:
    """People with cards renewed after the cutoff must not be turned away, nor expired ones pass."""
    vieja = replace(ANA, vigencia=2026)
    clave = ANA.clave10
    assert preguntar(Consulta(clave10=clave), lista=[vieja]) == CredencialNoVigente(2026)
    renovada = preguntar(Consulta(clave10=clave, vigencia=2036), lista=[vieja])
    assert renovada == PuedeVotar(vieja)
    assert preguntar(Consulta(clave10=clave, vigencia=2026)) == CredencialNoVigente(2026)
    assert preguntar(Consulta(clave10=clave, vigencia=2027)) == PuedeVotar(ANA)


def test_a_quien_le_toca_otra_mesa_se_le_dice_cual() -> None:
    """With place and address: an empty list sends people home."""
    ajena = Consulta(clave10="ZZZZZZ0101", seccion=2)
    respuesta = preguntar(ajena)
    assert isinstance(respuesta, OtraMesa)
    assert [(m.id, m.domicilio) for m in respuesta.mesas] == [("D002-M1", "Calle M1 de D002")]


def test_esta_mesa_no_se_propone_a_si_misma() -> None:
    """Sección 1 votes only here; whoever is of it and not on the list belongs to no other mesa."""
    assert preguntar(Consulta(clave10="ZZZZZZ0101", seccion=1)) == NoAparece()
    assert preguntar(Consulta(clave10="ZZZZZZ0101", seccion=9000)) == NoAparece()
    assert preguntar(Consulta(clave10="ZZZZZZ0101")) == NoAparece()


def test_una_credencial_vencida_de_fuera_se_explica_como_vencida() -> None:
    """Sending somebody with an expired card to another mesa would only make her walk."""
    consulta = Consulta(clave10="ZZZZZZ0101", seccion=2, vigencia=2026)
    assert preguntar(consulta) == CredencialNoVigente(2026)


def test_dos_personas_con_la_misma_clave_corta_se_eligen_a_mano() -> None:
    """Twins share ten characters; the program must not choose between them."""
    gemela = replace(ANA, numero=99, nombre="Otra", curp="")
    respuesta = preguntar(Consulta(clave10=ANA.clave10), lista=[gemela, ANA])
    assert respuesta == EligePersona((ANA, gemela))


@pytest.mark.parametrize(
    "consulta",
    [Consulta(), Consulta(nombre="Ana"), Consulta(nacimiento=JORNADA), Consulta(seccion=1)],
)
def test_sin_datos_no_se_busca(consulta: Consulta) -> None:
    """A name alone would show the list to anybody who asks for García."""
    with pytest.raises(ConsultaVacia):
        consulta.indices()


@given(st.sampled_from(LISTA), st.integers(0, 2))
def test_los_indices_de_la_lista_y_de_la_consulta_son_los_mismos(
    renglon: RenglonLista, cual: int
) -> None:
    """The station stores keyed hashes of these texts: one letter apart and nobody is found."""
    consultas = (
        Consulta(clave10=renglon.clave10),
        Consulta(curp=renglon.curp),
        Consulta(nombre=renglon.nombre_completo, nacimiento=renglon.nacimiento),
    )
    assert set(consultas[cual].indices()) <= set(indices_de(renglon))
    todas = Consulta(
        clave10=renglon.clave10,
        curp=renglon.curp,
        nombre=renglon.nombre_completo,
        nacimiento=renglon.nacimiento,
    )
    assert set(todas.indices()) == set(indices_de(renglon))


def test_la_rebanada_no_lleva_la_clave_entera() -> None:
    """A lost laptop must not hold what is needed to impersonate a card."""
    elector = empadronar(GENTE[0], numero=1)
    (renglon,) = rebanar([elector])
    assert renglon.clave10 == elector.clave_elector[:10]
    assert elector.clave_elector not in repr(renglon)
    assert not hasattr(renglon, "localidad")


def test_cada_respuesta_tiene_su_motivo_en_la_convocatoria() -> None:
    """The words read aloud, the law and where to complain come from there, for every answer."""
    vota = {
        clase.__name__: REGLAS.motivo(clase.motivo).resultado is ResultadoMotivo.VOTA
        for clase in get_args(Respuesta)
    }
    assert vota == {
        "PuedeVotar": True,
        "YaMarcada": False,
        "OtraMesa": False,
        "NoAparece": False,
        "CredencialNoVigente": False,
        "EligePersona": False,
    }
