"""The two state machines, walked whole."""

from __future__ import annotations

from enum import StrEnum

import pytest

from auditoria.verificador.comision import _ETAPAS as ETAPAS
from eleccion.dominio.etapas import (
    ETAPAS_DE_ASIENTO,
    MESA,
    PROCESO,
    ActoDesconocido,
    ActoFueraDeEtapa,
    EstadoMesa,
    EtapaProceso,
    Maquina,
    exigir_en_etapa,
)

MAQUINAS = (PROCESO, MESA)


@pytest.mark.parametrize("maquina", MAQUINAS, ids=lambda m: m.nombre)
def test_cada_acto_procede_solo_donde_dice_la_tabla(maquina: Maquina[StrEnum]) -> None:
    """Every pair of state and act: either the table's outcome or its own error, never silence."""
    for acto, transicion in maquina.transiciones.items():
        for estado in maquina.estados:
            assert maquina.puede(estado, acto) is (estado in transicion.desde)
            assert (acto in maquina.actos(estado)) is (estado in transicion.desde)
            if estado in transicion.desde:
                assert maquina.aplicar(estado, acto) is transicion.hasta
                continue
            with pytest.raises(ActoFueraDeEtapa) as fallo:
                maquina.aplicar(estado, acto)
            assert (fallo.value.acto, fallo.value.estado) == (acto, estado)


@pytest.mark.parametrize("maquina", MAQUINAS, ids=lambda m: m.nombre)
def test_todo_estado_se_alcanza_y_ninguno_atrapa(maquina: Maquina[StrEnum]) -> None:
    """A state nobody reaches is a lie in the design; a trap would leave an election undone."""
    alcanzados = set(maquina.iniciales)
    while True:
        nuevos = {
            t.hasta for t in maquina.transiciones.values() if t.desde & alcanzados
        } - alcanzados
        if not nuevos:
            break
        alcanzados |= nuevos
    assert alcanzados == set(maquina.estados)
    for estado in maquina.estados:
        assert estado in maquina.finales or maquina.actos(estado)


@pytest.mark.parametrize("maquina", MAQUINAS, ids=lambda m: m.nombre)
def test_un_acto_que_no_existe_es_un_error(maquina: Maquina[StrEnum]) -> None:
    """A misspelt act must not pass for one that is merely not possible now."""
    with pytest.raises(ActoDesconocido):
        maquina.puede(next(iter(maquina.iniciales)), "abrir_votación")


def test_nada_cambia_despues_del_sello_mientras_no_se_revoque() -> None:
    """After the seal only its revocation, before the day, leads back to where things change."""
    anteriores = {EtapaProceso.PREPARACION, EtapaProceso.REGISTRO, EtapaProceso.DICTAMEN}
    for acto, transicion in PROCESO.transiciones.items():
        if acto == "revocar_sello":
            assert transicion.desde == {EtapaProceso.SELLADO}
        elif transicion.hasta in anteriores:
            assert transicion.desde <= anteriores


def test_una_mesa_cerrada_no_se_vuelve_a_abrir() -> None:
    """Reopening would let ballots in after the count began."""
    antes = {
        EstadoMesa.NO_INSTALADA,
        EstadoMesa.INSTALADA,
        EstadoMesa.ABIERTA,
        EstadoMesa.SUSPENDIDA,
    }
    for transicion in MESA.transiciones.values():
        if transicion.hasta in antes:
            assert transicion.desde <= antes


def test_de_un_conflicto_no_se_descifra() -> None:
    """Two valid records of one mesa: an acuerdo chooses an acta, and no ballot is ever opened."""
    assert not MESA.puede(EstadoMesa.CONFLICTO, "descifrar")
    assert MESA.actos(EstadoMesa.CONFLICTO) == ()


def test_la_bitacora_toma_cada_asiento_en_la_etapa_que_se_verifica() -> None:
    """What the verifier refuses out of its stage, the commission's log does not even take."""
    debidas = {tipo: etapa for tipo, etapa in ETAPAS.items() if etapa >= 3}
    assert set(ETAPAS_DE_ASIENTO) == set(debidas)
    orden = list(EtapaProceso)
    por_lugar = sorted(
        (orden.index(etapa), debidas[tipo])
        for tipo, etapas in ETAPAS_DE_ASIENTO.items()
        for etapa in etapas
    )
    assert [etapa for _, etapa in por_lugar] == sorted(etapa for _, etapa in por_lugar)
    for tipo, etapas in ETAPAS_DE_ASIENTO.items():
        for etapa in EtapaProceso:
            if etapa in etapas:
                exigir_en_etapa(tipo, etapa)
            else:
                with pytest.raises(ActoFueraDeEtapa):
                    exigir_en_etapa(tipo, etapa)
    exigir_en_etapa("PadronCerrado", EtapaProceso.ARCHIVO)
