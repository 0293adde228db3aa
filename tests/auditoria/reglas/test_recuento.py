"""Grounds for a recount, from the figures of an acta."""

from dataclasses import replace

import pytest

from auditoria.formatos.acta import Acta
from auditoria.formatos.claves import NULO
from auditoria.reglas.recuento import TEXTOS, Causal, causales_de_recuento
from tests.auditoria.formatos import ejemplos

MOTIVOS = ejemplos.reglas().claves_de_diferencia


def acta_con(votos: dict[str, int], **cifras: int) -> Acta:
    """The acta of the example with other votes, balanced but for the figures given."""
    acta = ejemplos.acta()
    escrutinio = replace(
        acta.escrutinio,
        opciones=ejemplos.opciones(votos),
        rubros=ejemplos.rubros(sum(votos.values()), **cifras),
    )
    presentes = [f for f in acta.firmas if f.rol == "funcionario" or f.quien in votos]
    return replace(acta, escrutinio=escrutinio, firmas=tuple(presentes))


@pytest.mark.parametrize(
    ("votos", "causales"),
    [
        ((17, 11, 2), ()),
        ((12, 10, 2), ()),
        ((12, 10, 3), (Causal.NULOS_SOBRE_DIFERENCIA,)),
        ((12, 12, 0), ()),
        ((12, 12, 1), (Causal.NULOS_SOBRE_DIFERENCIA,)),
        ((30, 0, 0), (Causal.TODOS_PARA_UNA,)),
        ((0, 30, 0), (Causal.TODOS_PARA_UNA,)),
        ((30, 0, 1), ()),
        ((0, 0, 0), ()),
        ((0, 0, 4), (Causal.NULOS_SOBRE_DIFERENCIA,)),
    ],
)
def test_los_votos_muestran_sus_causales(
    votos: tuple[int, int, int], causales: tuple[Causal, ...]
) -> None:
    """Null votes above the gap, or every vote for one, call for another look."""
    acta = acta_con(dict(zip(("D001-P2", "D001-P1", NULO), votos, strict=True)))
    assert tuple(h.causal for h in causales_de_recuento(acta, MOTIVOS)) == causales


def test_el_hallazgo_da_las_cifras() -> None:
    """Whoever argues it before the commission needs the numbers, not only the ground."""
    acta = acta_con({"D001-P2": 9, "D001-P1": 11, NULO: 3})
    (hallazgo,) = causales_de_recuento(acta, MOTIVOS)
    assert hallazgo.detalle == "3 nulos, diferencia de 2"
    assert hallazgo.causal is Causal.NULOS_SOBRE_DIFERENCIA
    (todos,) = causales_de_recuento(acta_con({"D001-P2": 0, "D001-P1": 12, NULO: 0}), MOTIVOS)
    assert todos.detalle == "12 votos"


def test_un_voto_no_se_dice_en_plural() -> None:
    """The detail is printed on the acta de cómputo as it is: «1 votos» reads as carelessness."""
    (uno,) = causales_de_recuento(acta_con({"D001-P2": 1, "D001-P1": 0, NULO: 0}), MOTIVOS)
    assert uno.detalle == "1 voto"
    (nulo,) = causales_de_recuento(acta_con({"D001-P2": 5, "D001-P1": 5, NULO: 1}), MOTIVOS)
    assert nulo.detalle == "1 nulo, diferencia de 0"


@pytest.mark.parametrize("votos", [(30, 0), (10, 20), (0, 5), (0, 0)])
def test_con_planilla_unica_no_hay_causal_por_ganar_todo(votos: tuple[int, int]) -> None:
    """One planilla with all the votes is the ordinary outcome there."""
    acta = acta_con(dict(zip(("D001-P2", NULO), votos, strict=True)))
    assert causales_de_recuento(acta, MOTIVOS) == ()


def test_una_diferencia_sin_explicar_es_causal() -> None:
    """An error nobody explained is the first ground of the law."""
    acta = acta_con({"D001-P2": 17, "D001-P1": 11, NULO: 2}, sobrantes=29)
    (hallazgo,) = causales_de_recuento(acta, MOTIVOS)
    assert (hallazgo.causal, hallazgo.detalle) == (Causal.ERROR_EVIDENTE, "pases_por_estado")


def test_mas_votos_que_pases_es_causal_por_si_sola() -> None:
    """More votes than ballots received is the sign that no reason makes good."""
    acta = acta_con({"D001-P2": 50, "D001-P1": 20, NULO: 0}, sobrantes=0)
    halladas = {h.causal: h.detalle for h in causales_de_recuento(acta, MOTIVOS)}
    assert "votacion_y_recibido" in halladas[Causal.CIFRAS_IMPOSIBLES]
    assert "votantes_y_lista" in halladas[Causal.CIFRAS_IMPOSIBLES]


def test_los_rubros_fundamentales_se_señalan_aparte() -> None:
    """Voters, votes drawn and votes counted are the three that courts compare."""
    acta = acta_con({"D001-P2": 17, "D001-P1": 11, NULO: 2}, votantes=31, personas=31)
    halladas = {h.causal: h.detalle for h in causales_de_recuento(acta, MOTIVOS)}
    assert halladas[Causal.RUBROS_FUNDAMENTALES] == "votantes_y_votos_sacados"


def test_cada_causal_tiene_su_texto() -> None:
    """A ground without words cannot be put to the vote of a commission."""
    assert set(TEXTOS) == set(Causal)
    assert all(texto[0].isupper() and len(texto) > 20 for texto in TEXTOS.values())
