"""What an acuerdo changes of a cómputo: cancelled, challenged, annulled, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import combinations, product
from typing import Any

import pytest

from auditoria.errores import ReglaRota
from auditoria.formatos.acuerdo import (
    Acuerdo,
    AcuerdoDeOtraDemarcacion,
    AcuerdoRevocado,
    ConflictoResuelto,
    Decision,
    EfectoIncoherente,
    EleccionCancelada,
    EmpateResuelto,
    ImpugnacionResuelta,
    MesaNoInstalada,
    PlanillaCancelada,
    ResultadoImpugnado,
)
from auditoria.formatos.computo import Computo, Cotejo, EstadoContienda, NulidadInseparable
from auditoria.formatos.reglas import ReglaEmpate
from auditoria.reglas.acuerdos import (
    AcuerdoADestiempo,
    AcuerdoIrrevocable,
    AcuerdoOcioso,
    AcuerdoRepetido,
    AcuerdoTomado,
    exigir_momento,
)
from auditoria.reglas.computo import NoPuedeSerFirme, declarar_firme
from tests.auditoria.formatos.ejemplos import PROCESO, SESION, figuras
from tests.auditoria.reglas.test_computo import con_regla, contar, demarcacion

EXPEDIENTE = "TESLP/JDC/12/2027"
CANCELA = EleccionCancelada(tipo="cancelada")
IMPUGNA = ResultadoImpugnado(tipo="impugnada", expediente=EXPEDIENTE)
MESA = figuras("D001-M1", 17, 11, 2)


def cancela(planilla: str) -> PlanillaCancelada:
    """A planilla loses its registration after the sealing."""
    return PlanillaCancelada(tipo="planilla_cancelada", planilla=planilla)


def resuelve(efecto: Any, *mesas: str, expediente: str = EXPEDIENTE) -> ImpugnacionResuelta:
    """The tribunal resolves."""
    return ImpugnacionResuelta(
        tipo="resuelta", expediente=expediente, efecto=efecto, mesas=mesas or None
    )


def revoca(numero: int) -> AcuerdoRevocado:
    """The commission takes an acuerdo back."""
    return AcuerdoRevocado(tipo="revocado", acuerdo=numero)


def tomar(*decisiones: Decision) -> list[AcuerdoTomado]:
    """Acuerdos of D001 with these decisions, in order."""
    return [
        AcuerdoTomado(
            Acuerdo(
                proceso=PROCESO,
                demarcacion="D001",
                numero=numero,
                huella=bytes(32),
                sesion=SESION,
                decision=decision,
                considerando="Lo que consta.",
                fundamento="Convocatoria",
            ),
            bytes([numero]) * 32,
        )
        for numero, decision in enumerate(decisiones, 1)
    ]


def con(*decisiones: Decision, mesas: Any = (MESA,), planillas: int = 2, **extra: Any) -> Computo:
    """The cómputo of D001 that obeys them; it reads back as it was written."""
    computo = contar(
        demarcacion(planillas, len(mesas)), *mesas, acuerdos=tomar(*decisiones), **extra
    )
    assert Computo.leer(computo.escribir()) == computo
    return computo


@pytest.mark.parametrize(
    ("decisiones", "estado", "ganadora"),
    [
        ((), EstadoContienda.COMPUTADA, "D001-P1"),
        ((cancela("D001-P1"),), EstadoContienda.COMPUTADA, "D001-P2"),
        ((cancela("D001-P2"),), EstadoContienda.COMPUTADA, "D001-P1"),
        ((cancela("D001-P1"), cancela("D001-P2")), EstadoContienda.CANCELADA, None),
        ((CANCELA,), EstadoContienda.CANCELADA, None),
        ((IMPUGNA,), EstadoContienda.IMPUGNADA, None),
        ((IMPUGNA, resuelve("confirma")), EstadoContienda.COMPUTADA, "D001-P1"),
        ((IMPUGNA, resuelve("anula")), EstadoContienda.ANULADA, None),
        ((IMPUGNA, revoca(1)), EstadoContienda.COMPUTADA, "D001-P1"),
        ((IMPUGNA, resuelve("anula"), revoca(2)), EstadoContienda.IMPUGNADA, None),
        (
            (IMPUGNA, resuelve("anula"), revoca(2), resuelve("confirma")),
            EstadoContienda.COMPUTADA,
            "D001-P1",
        ),
        (
            (IMPUGNA, resuelve("confirma"), replace(IMPUGNA, expediente="SM-JDC-3/2027")),
            EstadoContienda.IMPUGNADA,
            None,
        ),
        ((CANCELA, IMPUGNA, resuelve("anula")), EstadoContienda.CANCELADA, None),
    ],
)
def test_el_estado_es_el_que_deciden_los_acuerdos(
    decisiones: tuple[Decision, ...], estado: EstadoContienda, ganadora: str | None
) -> None:
    """Votes are counted and published all the same; only who won of them changes.

    The first is the control: without an acuerdo the first planilla has won.
    """
    computo = con(*decisiones)
    assert (computo.estado, computo.ganadora) == (estado, ganadora)
    assert [renglon.votos for renglon in computo.resultado] == [17, 11]
    assert [a.numero for a in computo.acuerdos] == list(range(1, len(decisiones) + 1))
    if ganadora is None:
        with pytest.raises(NoPuedeSerFirme):
            declarar_firme(computo, SESION + timedelta(days=400))


def test_anular_mesas_es_contar_sin_ellas() -> None:
    """Exhaustive: three mesas of no vote or one for either, every set of them annulled but all.

    Oracle: a demarcación in which those mesas were never there.
    """
    for tres in product(((0, 0), (1, 0), (0, 1)), repeat=3):
        mesas = [figuras(f"D001-M{i}", *v, 0) for i, v in enumerate(tres, 1)]
        for cuantas in (1, 2):
            for anuladas in combinations(mesas, cuantas):
                claves = [m.mesa for m in anuladas]
                computo = con(IMPUGNA, resuelve("anula_mesas", *claves), mesas=mesas)
                quedan = [m for m in mesas if m not in anuladas]
                solas = [replace(m, mesa=f"D001-M{i}") for i, m in enumerate(quedan, 1)]
                debido = con(mesas=solas)
                assert (computo.resultado, computo.total) == (debido.resultado, debido.total)
                assert (computo.estado, computo.ganadora) == (debido.estado, debido.ganadora)
                assert [m.mesa for m in computo.mesas if m.anulada] == claves
                assert computo.mesas[0].testigos == mesas[0].testigos, "its counts stay"


def test_una_mesa_anulada_no_espera_a_nadie() -> None:
    """What waits for a recount or for a record to be chosen does not matter once annulled."""
    difiere = replace(figuras("D001-M2", 5, 4, 0), descifrado=(4, 5, 0))
    en_conflicto = figuras("D001-M2", 0, 0, 0)
    en_conflicto = replace(en_conflicto, testigos=(), descifrado=None, situacion=Cotejo.CONFLICTO)
    for otra in (difiere, en_conflicto):
        assert con(mesas=(MESA, otra)).estado is EstadoContienda.DISCREPANCIA
        resuelta = con(IMPUGNA, resuelve("anula_mesas", "D001-M2"), mesas=(MESA, otra))
        assert resuelta.estado is EstadoContienda.COMPUTADA


def test_la_discrepancia_se_dice_antes_que_la_impugnacion() -> None:
    """Until the counts agree there is nothing to resolve a challenge of; both stand in the file."""
    difiere = replace(MESA, descifrado=(11, 17, 2))
    computo = con(IMPUGNA, mesas=(difiere,))
    assert computo.estado is EstadoContienda.DISCREPANCIA
    assert [a.asunto for a in computo.acuerdos] == ["impugnada"]


def test_de_un_conjunto_sin_testigos_no_se_anula_una_sola_mesa() -> None:
    """Nobody can tell the votes of one mesa apart from a sum: a guess would elect somebody."""
    mesas = [replace(figuras(f"D001-M{i}", 3, 2, 0), testigos=(), descifrado=None) for i in (1, 2)]
    conjuntos = {("D001-M1", "D001-M2"): (6, 4, 0)}
    with pytest.raises(NulidadInseparable):
        con(IMPUGNA, resuelve("anula_mesas", "D001-M1"), mesas=mesas, conjuntos=conjuntos)
    todas = resuelve("anula_mesas", "D001-M1", "D001-M2")
    control = con(IMPUGNA, todas, mesas=mesas, conjuntos=conjuntos)
    assert (control.total, control.estado) == (0, EstadoContienda.CERO_VOTOS)


def test_un_empate_resuelto_e_impugnado_conserva_su_acuerdo() -> None:
    """The challenge of a tie that was decided must not make that decision idle."""
    reglas = con_regla(empate=ReglaEmpate.RESOLUCION)
    empate = EmpateResuelto(tipo="empate", ganadora="D001-P2")
    mesas = (figuras("D001-M1", 9, 9, 2),)
    impugnada = con(empate, IMPUGNA, mesas=mesas, reglas=reglas)
    assert (impugnada.estado, impugnada.empatadas) == (EstadoContienda.IMPUGNADA, ())
    firme = con(empate, IMPUGNA, resuelve("confirma"), mesas=mesas, reglas=reglas)
    assert firme.ganadora == "D001-P2"


@pytest.mark.parametrize(
    ("decisiones", "falla"),
    [
        ((resuelve("confirma"),), AcuerdoOcioso),
        ((IMPUGNA, resuelve("confirma", expediente="otro")), AcuerdoOcioso),
        ((IMPUGNA, resuelve("anula_mesas", "D001-M9")), AcuerdoOcioso),
        ((IMPUGNA, IMPUGNA), AcuerdoRepetido),
        ((IMPUGNA, resuelve("confirma"), resuelve("anula")), AcuerdoRepetido),
        ((IMPUGNA, resuelve("confirma"), revoca(1)), AcuerdoOcioso),
        ((cancela("D001-P1"), cancela("D001-P1")), AcuerdoRepetido),
        ((cancela("D001-P7"),), AcuerdoOcioso),
        ((revoca(1),), AcuerdoOcioso),
        ((IMPUGNA, revoca(3)), AcuerdoOcioso),
        ((IMPUGNA, revoca(1), revoca(1)), AcuerdoOcioso),
        ((IMPUGNA, revoca(1), revoca(2)), AcuerdoIrrevocable),
        ((MesaNoInstalada(tipo="no_instalada", mesa="D001-M1"), revoca(1)), AcuerdoIrrevocable),
        ((ConflictoResuelto(tipo="conflicto", mesa="D001-M1", registro=1),), AcuerdoOcioso),
    ],
)
def test_control_un_acuerdo_que_nada_decide_se_rechaza(
    decisiones: tuple[Decision, ...], falla: type[ReglaRota]
) -> None:
    """One that changes nothing now could elect somebody once another figure changes."""
    with pytest.raises(falla):
        con(*decisiones)


def test_una_demarcacion_sin_planillas_no_se_cancela() -> None:
    """There is no election to cancel: its state is another and so is what follows."""
    with pytest.raises(AcuerdoOcioso):
        con(CANCELA, mesas=(), planillas=0)
    assert con(mesas=(), planillas=0).estado is EstadoContienda.SIN_PLANILLAS


@pytest.mark.parametrize(
    ("asunto", "antes", "despues"),
    [
        ("planilla_cancelada", True, False),
        ("cancelada", True, False),
        ("impugnada", False, True),
        ("resuelta", False, True),
        ("conflicto", True, True),
        ("revocado", True, True),
    ],
)
def test_cada_asunto_tiene_su_momento(asunto: str, antes: bool, despues: bool) -> None:
    """After the count nobody but who resolves a challenge undoes it: else a commission would
    cancel the planilla that it sees winning."""
    for computada, se_admite in ((False, antes), (True, despues)):
        try:
            exigir_momento(asunto, computada=computada)
        except AcuerdoADestiempo:
            assert not se_admite
        else:
            assert se_admite


def test_una_resolucion_dice_que_mesas_anula_solo_cuando_anula_mesas() -> None:
    """«Anula» with a list of mesas could be read either way."""
    for efecto, mesas in (("anula_mesas", ()), ("confirma", ("D001-M1",)), ("anula", ("D001-M1",))):
        with pytest.raises(EfectoIncoherente):
            resuelve(efecto, *mesas)
    with pytest.raises(AcuerdoDeOtraDemarcacion):
        tomar(resuelve("anula_mesas", "D002-M1"))
