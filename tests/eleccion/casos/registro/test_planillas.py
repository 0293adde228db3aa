"""Slates one by one: registered, told, cured, ruled upon."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from auditoria.registro import asientos
from eleccion.casos.registro.dictaminar_planilla import dictaminar_planilla, dictaminar_planillas
from eleccion.casos.registro.importar_planillas import importar_planillas
from eleccion.casos.registro.subsanar_planilla import subsanar_planilla
from eleccion.dominio.etapas import ActoFueraDeEtapa, EtapaProceso
from eleccion.dominio.planilla import Planilla
from eleccion.dominio.revision import ClaveCausa
from eleccion.dominio.solicitud import (
    EstadoSolicitud,
    PlanillaDesconocida,
    PlanillaDictaminada,
    PlanillaSinPrevencion,
    Solicitud,
    SubsanacionAbierta,
    SubsanacionVencida,
)
from eleccion.simulacion.archivos import escribir_tablas
from eleccion.simulacion.planillas_inventadas import PlanillaInventada
from tests.eleccion.casos.registro.pueblo import CONVOCATORIA, Oficina, con_catalogo
from tests.eleccion.dominio.estrategias import planilla


@pytest.fixture
def oficina(tmp_path: Path) -> Oficina:
    """An office with the catalogue imported."""
    return con_catalogo(tmp_path)


BUENA = planilla("D001", "buena")
MALA = replace(planilla("D001", "mala"), representantes=())


def presentar(oficina: Oficina, presentada: Planilla) -> Solicitud:
    """Import a table with one slate, as an office that receives them one by one."""
    carpeta = oficina.archivos.planillas.parent / str(len(oficina.almacen.estado.planillas))
    carpeta.mkdir(exist_ok=True)
    sola = replace(oficina.poblado, planillas=(PlanillaInventada(clave="", presentada=presentada),))
    tabla = escribir_tablas(sola, carpeta, CONVOCATORIA.reglas).planillas
    antes = oficina.almacen.estado.planillas.keys()
    informe = importar_planillas(tabla, abrir=oficina.abrir, reloj=oficina.reloj)
    assert not informe.tiene_graves, informe
    (nueva,) = oficina.almacen.estado.planillas.keys() - antes
    return oficina.almacen.estado.planillas[nueva]


def sin_suplente(presentada: Planilla) -> Planilla:
    """Leave out the last member, a substitute."""
    return replace(presentada, integrantes=presentada.integrantes[:-1])


def test_el_proceso_de_punta_a_punta_da_lo_que_el_poblado_dice(oficina: Oficina) -> None:
    """Imported, cured within the days, ruled upon: each slate ends as it was meant to."""
    importar_planillas(oficina.archivos.planillas, abrir=oficina.abrir, reloj=oficina.reloj)
    oficina.reloj.avanzar(dias=1)
    for clave, corregida in oficina.poblado.subsanaciones:
        subsanar_planilla(clave, corregida, abrir=oficina.abrir, reloj=oficina.reloj)
    with pytest.raises(SubsanacionAbierta):
        dictaminar_planillas(abrir=oficina.abrir, reloj=oficina.reloj)
    assert all(s.dictamen is None for s in oficina.almacen.estado.planillas.values())
    oficina.reloj.avanzar(dias=5)
    dictaminadas = dictaminar_planillas(abrir=oficina.abrir, reloj=oficina.reloj)
    assert {s.clave: s.estado is EstadoSolicitud.PROCEDENTE for s in dictaminadas} == {
        p.clave: p.procede for p in oficina.poblado.planillas
    }
    ultimos = oficina.almacen.asentados()[-len(dictaminadas) :]
    assert [a.procede for a in ultimos if isinstance(a, asientos.PlanillaDictaminada)] == [
        s.estado is EstadoSolicitud.PROCEDENTE for s in dictaminadas
    ]
    assert dictaminar_planillas(abrir=oficina.abrir, reloj=oficina.reloj) == ()


def test_lo_que_se_asienta_no_nombra_a_nadie(oficina: Oficina) -> None:
    """The commission's log is public from the first day."""
    importar_planillas(oficina.archivos.planillas, abrir=oficina.abrir, reloj=oficina.reloj)
    texto = str(oficina.almacen.asentados())
    for inventada in oficina.poblado.planillas:
        for integrante in inventada.presentada.integrantes:
            for dato in (
                integrante.persona.curp,
                integrante.persona.clave_elector,
                integrante.persona.apellidos,
            ):
                assert dato not in texto


def test_la_primera_planilla_abre_el_registro_y_el_primer_dictamen_lo_cierra(
    oficina: Oficina,
) -> None:
    """Stages move by acts, and each one shuts the door of the one before."""
    abrir, reloj = oficina.abrir, oficina.reloj
    una = presentar(oficina, BUENA)
    assert (una.clave, una.estado) == ("D001-P1", EstadoSolicitud.REGISTRADA)
    assert oficina.almacen.estado.proceso is not None
    assert oficina.almacen.estado.proceso.etapa is EtapaProceso.REGISTRO
    assert dictaminar_planilla("D001-P1", abrir=abrir, reloj=reloj).dictamen is not None
    assert oficina.almacen.estado.proceso.etapa is EtapaProceso.DICTAMEN
    with pytest.raises(ActoFueraDeEtapa):
        presentar(oficina, planilla("D001", "tardía"))
    with pytest.raises(ActoFueraDeEtapa):
        importar_planillas(oficina.archivos.planillas, abrir=abrir, reloj=reloj)


def test_una_planilla_se_previene_subsana_y_procede(oficina: Oficina) -> None:
    """The ordinary road of a slate that forgot a paper."""
    abrir, reloj = oficina.abrir, oficina.reloj
    prevenida = presentar(oficina, MALA)
    assert prevenida.estado is EstadoSolicitud.PREVENIDA
    assert oficina.almacen.asentados()[-1] == asientos.PlanillaPrevenida(
        demarcacion="D001", planilla="D001-P1", causas=("representante_faltante",)
    )
    corregida = replace(MALA, representantes=BUENA.representantes)
    subsanar_planilla("D001-P1", corregida, abrir=abrir, reloj=reloj)
    assert dictaminar_planilla("D001-P1", abrir=abrir, reloj=reloj).estado is (
        EstadoSolicitud.PROCEDENTE
    )
    with pytest.raises(PlanillaDictaminada):
        subsanar_planilla("D001-P1", corregida, abrir=abrir, reloj=reloj)


def test_subsanar_tarde_o_sin_prevencion_no_procede(oficina: Oficina) -> None:
    """Deadlines are for everybody."""
    abrir, reloj = oficina.abrir, oficina.reloj
    presentar(oficina, MALA)
    presentar(oficina, BUENA)
    with pytest.raises(PlanillaSinPrevencion):
        subsanar_planilla("D001-P2", BUENA, abrir=abrir, reloj=reloj)
    reloj.avanzar(dias=7)
    with pytest.raises(SubsanacionVencida):
        subsanar_planilla("D001-P1", BUENA, abrir=abrir, reloj=reloj)
    with pytest.raises(PlanillaDesconocida):
        subsanar_planilla("D001-P9", BUENA, abrir=abrir, reloj=reloj)


def test_lo_que_aparece_despues_de_registrar_tambien_se_previene_antes(oficina: Oficina) -> None:
    """A second slate takes one's member: the first was never told, so it cannot be refused."""
    abrir, reloj = oficina.abrir, oficina.reloj
    presentar(oficina, BUENA)
    copia = replace(
        planilla("D002", "copia"),
        integrantes=(
            *planilla("D002", "copia").integrantes[:-1],
            replace(
                planilla("D002", "copia").integrantes[-1],
                persona=BUENA.integrantes[-1].persona,
            ),
        ),
    )
    segunda = presentar(oficina, copia)
    assert segunda.prevencion is not None
    assert ClaveCausa.PERSONA_EN_DOS_PLANILLAS in {c.clave for c in segunda.prevencion.causas}
    reloj.avanzar(dias=10)
    with pytest.raises(PlanillaSinPrevencion):
        dictaminar_planilla("D001-P1", abrir=abrir, reloj=reloj)


@pytest.mark.parametrize("primera", ["D001-P1", "D001-P2"])
def test_el_orden_de_los_dictamenes_no_decide(oficina: Oficina, primera: str) -> None:
    """Two slates with one person, neither lets her go: both are refused, whoever goes first."""
    abrir, reloj = oficina.abrir, oficina.reloj
    compartida = BUENA.integrantes[-1].persona
    una = sin_suplente(BUENA)
    otra = planilla("D001", "otra")
    otra = replace(
        otra,
        integrantes=(*otra.integrantes[:-1], replace(otra.integrantes[-1], persona=compartida)),
    )
    presentar(oficina, una)
    presentar(oficina, sin_suplente(otra))
    subsanar_planilla("D001-P1", BUENA, abrir=abrir, reloj=reloj)
    subsanar_planilla("D001-P2", otra, abrir=abrir, reloj=reloj)
    reloj.avanzar(dias=10)
    segunda = {"D001-P1": "D001-P2", "D001-P2": "D001-P1"}[primera]
    for clave in (primera, segunda):
        dictaminada = dictaminar_planilla(clave, abrir=abrir, reloj=reloj)
        assert dictaminada.estado is EstadoSolicitud.IMPROCEDENTE
