"""The registration of a slate in time: one notice, its days, one ruling."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from eleccion.dominio.revision import Causa, ClaveCausa
from eleccion.dominio.solicitud import (
    Dictamen,
    EstadoSolicitud,
    OtraDemarcacion,
    PlanillaDictaminada,
    PlanillaRepetida,
    PlanillaSinPrevencion,
    Prevencion,
    RegistroDePlanillas,
    Solicitud,
    SubsanacionAbierta,
    SubsanacionVencida,
)
from tests.eleccion.dominio.estrategias import REGISTRO, REGLAS, planilla

PLANILLA = planilla()
NUEVA = Solicitud(clave="D001-P1", planilla=PLANILLA, recibida=REGISTRO)
FALTA = (Causa(clave=ClaveCausa.SUPLENTE_FALTANTE, texto="Falta.", cargo="vocalia_1"),)
TARDE = (Causa(clave=ClaveCausa.FUERA_DE_PLAZO, texto="Tarde."),)
DOBLE = (Causa(clave=ClaveCausa.PERSONA_EN_DOS_PLANILLAS, texto="En dos."),)
PREVENIDA = NUEVA.prevenir(FALTA, reglas=REGLAS, hora=REGISTRO)
DESPUES = REGISTRO + timedelta(days=10)


def test_el_plazo_corre_en_dias_habiles() -> None:
    """Notified on Friday 15 January: two días hábiles end on Tuesday 19."""
    viernes = datetime(2027, 1, 15, 20, 0, tzinfo=UTC)
    prevenida = NUEVA.prevenir(FALTA, reglas=REGLAS, hora=viernes)
    assert prevenida.prevencion == Prevencion(
        causas=FALTA, notificada=viernes, vence=date(2027, 1, 19)
    )


def test_se_subsana_hasta_el_ultimo_minuto_local() -> None:
    """The last day is whole and local: at 05:59 UTC it is still the evening before."""
    ultimo = datetime(2027, 1, 15, 5, 59, 59, tzinfo=UTC)
    assert PREVENIDA.subsanar(PLANILLA, hora=ultimo).estado is EstadoSolicitud.SUBSANADA
    with pytest.raises(SubsanacionVencida):
        PREVENIDA.subsanar(PLANILLA, hora=ultimo + timedelta(seconds=1))


def test_subsanar_no_mueve_la_fecha_de_presentacion() -> None:
    """A cure after the window would otherwise make a timely slate late."""
    subsanada = PREVENIDA.subsanar(planilla(semilla="otra"), hora=REGISTRO + timedelta(days=1))
    assert subsanada.recibida == REGISTRO
    assert subsanada.planilla.nombre == "Planilla otra"


def test_hay_una_sola_prevencion() -> None:
    """Endless notices would let some slates register after everybody else."""
    with pytest.raises(PlanillaRepetida):
        PREVENIDA.prevenir(FALTA, reglas=REGLAS, hora=REGISTRO)


def test_nadie_es_rechazado_sin_haber_podido_subsanar() -> None:
    """The right to be heard: first the notice, then its days, then the ruling."""
    with pytest.raises(PlanillaSinPrevencion):
        NUEVA.dictaminar(FALTA, hora=DESPUES)
    with pytest.raises(SubsanacionAbierta):
        PREVENIDA.dictaminar(FALTA, hora=REGISTRO)
    rechazada = PREVENIDA.dictaminar(FALTA, hora=DESPUES)
    assert rechazada.estado is EstadoSolicitud.IMPROCEDENTE
    assert rechazada.dictamen == Dictamen(procede=False, causas=FALTA, hora=DESPUES)


def test_lo_que_no_se_puede_subsanar_no_se_previene() -> None:
    """Days to cure what no document cures would be a false hope."""
    assert NUEVA.dictaminar(TARDE, hora=REGISTRO).estado is EstadoSolicitud.IMPROCEDENTE


def test_una_planilla_sin_causas_procede_de_inmediato() -> None:
    """Nobody has to wait for a deadline that is not theirs."""
    assert NUEVA.dictaminar((), hora=REGISTRO).estado is EstadoSolicitud.PROCEDENTE
    assert PREVENIDA.dictaminar((), hora=REGISTRO).estado is EstadoSolicitud.PROCEDENTE


def test_despues_del_dictamen_nada_cambia() -> None:
    """A ruling that can be edited is no ruling."""
    firme = NUEVA.dictaminar((), hora=REGISTRO)
    with pytest.raises(PlanillaDictaminada):
        firme.dictaminar((), hora=REGISTRO)
    with pytest.raises(PlanillaDictaminada):
        firme.prevenir(FALTA, reglas=REGLAS, hora=REGISTRO)
    with pytest.raises(PlanillaDictaminada):
        firme.subsanar(PLANILLA, hora=REGISTRO)


def test_se_subsana_lo_prevenido_y_en_su_demarcacion() -> None:
    """A slate without notice does not change, and a cure does not move it elsewhere."""
    with pytest.raises(PlanillaSinPrevencion):
        NUEVA.subsanar(PLANILLA, hora=REGISTRO)
    with pytest.raises(OtraDemarcacion):
        PREVENIDA.subsanar(planilla("D002"), hora=REGISTRO)


def test_el_estado_sale_de_la_historia() -> None:
    """A stored state could contradict the acts that are in the log."""
    subsanada = PREVENIDA.subsanar(PLANILLA, hora=REGISTRO)
    estados = [s.estado for s in (NUEVA, PREVENIDA, subsanada)]
    assert estados == [
        EstadoSolicitud.REGISTRADA,
        EstadoSolicitud.PREVENIDA,
        EstadoSolicitud.SUBSANADA,
    ]
    assert (NUEVA.numero, NUEVA.dia) == (1, date(2027, 1, 12))


def test_las_otras_planillas_se_ven_por_nombre_y_por_persona() -> None:
    """Names clash inside a demarcación; people, in the whole process."""
    igual = Solicitud(clave="D002-P1", planilla=planilla("D002"), recibida=REGISTRO)
    persona = PLANILLA.integrantes[0]
    con_ella = replace(igual.planilla, integrantes=(persona,), nombre=PLANILLA.nombre)
    otra = replace(igual, planilla=con_ella)
    vecina = replace(NUEVA, clave="D001-P2", planilla=planilla(semilla="vecina"))
    ajenas = RegistroDePlanillas([NUEVA, otra, vecina]).ajenas_a(NUEVA)
    assert ajenas.nombres == frozenset({"PLANILLAVECINA"})
    assert ajenas.personas == {
        persona.persona.curp: "D002-P1",
        persona.persona.clave_elector: "D002-P1",
    }


@pytest.mark.parametrize(
    ("causas", "estorba"), [((), True), (DOBLE, True), (FALTA, False), (TARDE, False)]
)
def test_una_planilla_rechazada_por_otra_cosa_libera_a_su_gente(
    causas: tuple[Causa, ...], estorba: bool
) -> None:
    """Freed when refused for another reason; never because she was ruled on first."""
    otra = replace(NUEVA, clave="D001-P2").prevenir(FALTA, reglas=REGLAS, hora=REGISTRO)
    registro = RegistroDePlanillas([NUEVA, otra.dictaminar(causas, hora=DESPUES)])
    ajenas = registro.ajenas_a(NUEVA)
    assert bool(ajenas.personas) is estorba
    assert bool(ajenas.nombres) is estorba


def test_las_claves_se_numeran_por_demarcacion() -> None:
    """Keys name places on the ballot: a gap or a repetition would be noticed too late."""
    registro = RegistroDePlanillas([NUEVA, replace(NUEVA, clave="D001-P10")])
    assert registro.siguiente_clave("D001") == "D001-P11"
    assert registro.siguiente_clave("D002") == "D002-P1"
