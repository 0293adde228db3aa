"""What a catalogue may not say."""

from dataclasses import replace
from typing import Any

import pytest

from auditoria.formatos.catalogo import (
    Catalogo,
    Folios,
    FoliosImposibles,
    Mesa,
    Modalidad,
    ModalidadIncompleta,
    Pases,
    PlanillaAjena,
    PresidenciaDistinta,
    SinContienda,
    SinUrna,
)
from auditoria.formatos.claves import (
    NULO,
    ClaveAusente,
    ClaveRepetida,
    FueraDeOrden,
    orden_de_mesa,
    partir_mesa,
    ruta_de_mesa,
)
from auditoria.registro.canonico import NuloPresente
from auditoria.registro.esquema import ValorNoAdmitido
from tests.auditoria.formatos import ejemplos

PRIMERA, UNICA, VACIA = ejemplos.catalogo().demarcaciones


def con_demarcaciones(*demarcaciones: object) -> Catalogo:
    """The catalogue of the example with other demarcaciones."""
    return replace(ejemplos.catalogo(), demarcaciones=demarcaciones)


def test_las_opciones_siguen_el_orden_sorteado_y_terminan_en_nulo() -> None:
    """Votes are vectors: an order taken otherwise would give one planilla another's votes."""
    assert PRIMERA.opciones == ("D001-P2", "D001-P1", NULO)
    assert VACIA.opciones == (NULO,)


def test_se_halla_cada_mesa_por_su_nombre() -> None:
    """A figure entered for another mesa is an error nobody sees afterwards."""
    hallada = ejemplos.catalogo().ubicar("D002-M2")
    assert hallada == (UNICA, UNICA.mesas[1])
    assert [m.clave for _, m in ejemplos.catalogo().mesas()] == ["M1", "M1", "M2"]
    for ajena in ("D004-M1", "D001-M2", "D003-M1"):
        with pytest.raises(ClaveAusente):
            ejemplos.catalogo().ubicar(ajena)


def test_las_mesas_se_ordenan_por_numero() -> None:
    """M10 follows M9, not M1: the order of a list of mesas is part of its spelling."""
    mesas = [f"D{d:03}-M{m}" for d in (1, 2, 10, 284) for m in range(1, 100)]
    assert sorted(mesas, key=orden_de_mesa) == mesas
    assert partir_mesa("D284-M10") == ("D284", "M10")
    assert ruta_de_mesa("D284-M10") == "D284/M10"


def test_demarcaciones_en_otro_orden_o_repetidas_se_rechazan() -> None:
    """The catalogue has one spelling, and one contest per demarcación."""
    with pytest.raises(FueraDeOrden):
        con_demarcaciones(UNICA, PRIMERA)
    with pytest.raises(ClaveRepetida):
        con_demarcaciones(PRIMERA, PRIMERA)


def test_dos_planillas_de_una_demarcacion_no_comparten_emblema() -> None:
    """Voters who read little would find two cards that are one; elsewhere it confuses nobody."""
    sol, luna = bytes([1]) * 32, bytes([2]) * 32

    def con(*emblemas: bytes | None) -> Catalogo:
        pares = zip(PRIMERA.planillas, emblemas, strict=True)
        planillas = tuple(replace(planilla, emblema=emblema) for planilla, emblema in pares)
        ajena = replace(UNICA.planillas[0], emblema=sol)
        return con_demarcaciones(
            replace(PRIMERA, planillas=planillas), replace(UNICA, planillas=(ajena,))
        )

    assert con(sol, luna).demarcaciones[0].emblemas == (sol, luna)
    assert con(None, sol).demarcaciones[0].emblemas == (sol,)
    with pytest.raises(ClaveRepetida):
        con(sol, sol)


def test_sin_emblemas_el_catalogo_se_escribe_como_siempre() -> None:
    """A field that is left out has one spelling: it is not there, and ``null`` is refused."""
    escrito = ejemplos.catalogo().escribir()
    assert b"emblema" not in escrito
    nulo = escrito.replace(b'"clave":"D001-P1",', b'"clave":"D001-P1","emblema":null,')
    assert nulo != escrito
    with pytest.raises(NuloPresente):
        Catalogo.leer(nulo)


def test_dos_mesas_no_comparten_eleccion() -> None:
    """One mesa is one election: a shared uuid would let a ballot count at both."""
    repetida = replace(UNICA.mesas[1], uuid=PRIMERA.mesas[0].uuid)
    with pytest.raises(ClaveRepetida):
        con_demarcaciones(PRIMERA, replace(UNICA, mesas=(UNICA.mesas[0], repetida)))


def test_mesas_en_otro_orden_se_rechazan() -> None:
    """As demarcaciones."""
    with pytest.raises(FueraDeOrden):
        replace(UNICA, mesas=UNICA.mesas[::-1])


@pytest.mark.parametrize(
    ("planillas", "mesas", "admitida"),
    [(0, 0, True), (0, 1, False), (1, 0, True), (1, 1, True), (2, 0, False), (2, 1, True)],
)
def test_hay_mesas_solo_donde_hay_que_votar(planillas: int, mesas: int, admitida: bool) -> None:
    """Two planillas without a mesa is a contest nobody can vote in."""
    partes = {"planillas": PRIMERA.planillas[:planillas], "mesas": PRIMERA.mesas[:mesas]}
    if admitida:
        assert len(replace(PRIMERA, **partes).opciones) == planillas + 1
    else:
        with pytest.raises(SinContienda):
            replace(PRIMERA, **partes)


def test_una_planilla_de_otra_demarcacion_se_rechaza() -> None:
    """The key says where the planilla competes."""
    with pytest.raises(PlanillaAjena):
        replace(PRIMERA, planillas=UNICA.planillas)


def test_dos_planillas_no_se_llaman_igual() -> None:
    """The voter chooses by name: two equal names are one choice printed twice."""
    una, otra = PRIMERA.planillas
    with pytest.raises(ClaveRepetida):
        replace(PRIMERA, planillas=(una, replace(otra, nombre=una.nombre)))


def test_ninguna_planilla_se_llama_voto_nulo() -> None:
    """The last answer of every ballot has that name."""
    with pytest.raises(PlanillaAjena):
        replace(PRIMERA.planillas[0], nombre="Voto nulo")


def test_la_presidencia_es_la_primera_persona() -> None:
    """The name on the ballot and the name on the constancia are one person."""
    with pytest.raises(PresidenciaDistinta):
        replace(PRIMERA.planillas[0], presidencia="Otra persona")


def test_un_cargo_no_se_repite_en_la_planilla() -> None:
    """Two presidencias in one planilla would both claim the place."""
    planilla = PRIMERA.planillas[0]
    with pytest.raises(ClaveRepetida):
        replace(planilla, integrantes=(planilla.integrantes[0],) * 2)


@pytest.mark.parametrize(
    "folios", [(1, 50, 52, 60), (1, 50, 50, 60), (2, 1, 2, 1), (1, 50, 51, 49)]
)
def test_los_folios_corren_sin_hueco(folios: tuple[int, int, int, int]) -> None:
    """A gap is a slip that no count of pases would miss."""
    inicial, final, reserva, ultimo = folios
    with pytest.raises(FoliosImposibles):
        Pases(
            folio_inicial=inicial,
            folio_final=final,
            reserva_inicial=reserva,
            reserva_final=ultimo,
        )


def test_los_pases_se_cuentan_por_sus_folios() -> None:
    """The credential list must have exactly that many entries."""
    pases = Pases(folio_inicial=5, folio_final=14, reserva_inicial=15, reserva_final=17)
    assert (pases.cantidad, pases.reserva, pases.total) == (10, 3, 13)
    sin_reserva = replace(pases, reserva_final=14)
    assert (sin_reserva.cantidad, sin_reserva.reserva, sin_reserva.total) == (10, 0, 10)
    assert Folios(inicial=3, final=3).cantidad == 1
    with pytest.raises(FoliosImposibles):
        Folios(inicial=4, final=3)


MESA = PRIMERA.mesas[0]
BOLETAS = Folios(inicial=1, final=80)


@pytest.mark.parametrize(
    "bien",
    [
        replace(MESA, boletas=BOLETAS),
        replace(MESA, modalidad=Modalidad.MIXTA, boletas=BOLETAS),
        replace(MESA, modalidad=Modalidad.PAPEL, boletas=BOLETAS, pases=None, uuid=None),
    ],
    ids=["contingencia", "mixta", "papel"],
)
def test_cada_modalidad_dice_con_que_se_vota(bien: Mesa) -> None:
    """What a mesa votes with is in the sealed catalogue, and comes back from its bytes."""
    assert Mesa.desde(bien.a_valor()) == bien
    assert bien.tiene_urna is (bien.modalidad is not Modalidad.PAPEL)


@pytest.mark.parametrize(
    "cambios",
    [
        {"modalidad": Modalidad.PAPEL},
        {"modalidad": Modalidad.PAPEL, "boletas": BOLETAS},
        {"modalidad": Modalidad.PAPEL, "pases": None, "uuid": None},
        {"modalidad": Modalidad.PAPEL, "boletas": BOLETAS, "pases": None},
        {"modalidad": Modalidad.MIXTA},
        {"pases": None},
        {"uuid": None},
    ],
)
def test_una_mesa_no_vota_con_lo_que_no_tiene(cambios: dict[str, Any]) -> None:
    """A mesa de papel with pases could be stuffed with them; one without ballots cannot vote."""
    with pytest.raises(ModalidadIncompleta):
        replace(MESA, **cambios)


def test_una_mesa_de_papel_no_tiene_pases_que_dar() -> None:
    """Whoever asks for the pases of such a mesa learns it at once."""
    papel = replace(MESA, modalidad=Modalidad.PAPEL, boletas=BOLETAS, pases=None, uuid=None)
    for pedir in (lambda: papel.pases_de_urna, lambda: papel.uuid_de_urna):
        with pytest.raises(SinUrna):
            pedir()


@pytest.mark.parametrize("nombre", [" Con blanco", "Con blanco ", "Dos\nrenglones", "x" * 201])
def test_un_nombre_tiene_un_renglon_y_una_escritura(nombre: str) -> None:
    """A blank that nobody sees would make another election of the same name."""
    otra = replace(PRIMERA, nombre=nombre)
    with pytest.raises(ValorNoAdmitido):
        con_demarcaciones(otra, UNICA, VACIA).escribir()
