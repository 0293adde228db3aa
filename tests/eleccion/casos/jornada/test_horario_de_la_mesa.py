"""Opening and closing at the mesa: never early, late with a cause, closed for a reason."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from auditoria.formatos.acta import Acta, MotivoCierre
from auditoria.reglas.horario import AperturaTemprana, CausaIndebida
from eleccion.arranque import Estacion, instalar_estacion
from eleccion.casos.jornada.mesa.abrir_votacion import abrir_votacion
from eleccion.casos.jornada.mesa.cerrar_votacion import cerrar_votacion
from eleccion.casos.jornada.mesa.dibujar_papeles import dibujar_acta_de_inicio
from eleccion.casos.jornada.mesa.suspender_votacion import suspender_votacion
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.mesa import CierreAnticipado, MotivoDeCierreContrario
from tests.eleccion.comision import fallas, publicar
from tests.eleccion.escenario import (
    MINUTO,
    cerrar_y_contar,
    orden_de_instalacion,
    preparar,
    remitir,
    votar,
)

VOTOS = (0, 1, 1)
CAUSA = "No llegaba la llave de la escuela"
LUGAR = "Atrio del templo de enfrente"


def test_en_otro_lugar_y_tarde_con_sus_causas(tmp_path: Path) -> None:
    """Where, why there, and why late: in acta and papers, and the record verifies."""
    preparado, destino = preparar(), tmp_path / "usb"
    destino.mkdir()
    orden = orden_de_instalacion(
        preparado, lugar_autorizado=False, lugar_ocupado=LUGAR, causa_de_cambio=CAUSA
    )
    with instalar_estacion(tmp_path / "estacion", orden) as estacion:
        hora = preparado.apertura - MINUTO
        apertura = abrir_urna(estacion.urna, preparado.tarjetas, hora=hora)
        dibujar_acta_de_inicio(estacion.mesa, apertura.lineas)
        with pytest.raises(AperturaTemprana):
            abrir_votacion(estacion.mesa, preparado.tarjetas, apertura.cabeza, hora=hora)
        hora += 20 * MINUTO
        with pytest.raises(CausaIndebida):
            abrir_votacion(estacion.mesa, preparado.tarjetas, apertura.cabeza, hora=hora)
        abrir_votacion(estacion.mesa, preparado.tarjetas, apertura.cabeza, hora=hora, causa=CAUSA)
        votar(estacion, VOTOS)
        remitido = remitir(estacion, cerrar_y_contar(estacion, VOTOS), destino)
        carpeta = estacion.mesa.carpeta
        acta = Acta.leer((carpeta / "acta.json").read_bytes())
        assert (acta.apertura.hora, acta.apertura.causa) == (hora, CAUSA)
        assert (acta.instalacion.lugar_ocupado, acta.instalacion.causa_del_cambio) == (LUGAR, CAUSA)
        for papel in ("acta_inicio", "acta_jornada"):
            assert LUGAR in (carpeta / f"{papel}.html").read_text()
    assert fallas(publicar(tmp_path, remitido)) == []


def test_el_motivo_del_cierre_es_el_que_fue(estacion: Estacion) -> None:
    """A queue that nobody closed, or a list that did not run out, is no reason to close."""
    tarjetas, hora = preparar().tarjetas, preparar().clausura
    for motivo in (MotivoCierre.CON_FILA, MotivoCierre.VOTARON_TODOS, MotivoCierre.SUSPENDIDA):
        with pytest.raises(MotivoDeCierreContrario):
            cerrar_votacion(estacion.mesa, tarjetas, hora=hora, motivo=motivo)
    with pytest.raises(CausaIndebida):
        cerrar_votacion(
            estacion.mesa, tarjetas, hora=hora + 40 * MINUTO, motivo=MotivoCierre.SIN_FILA
        )
    with estacion.mesa.almacen.leer() as lectura:
        assert lectura.estado().etapa is EstadoMesa.ABIERTA
    cerrar_votacion(
        estacion.mesa,
        tarjetas,
        hora=hora + 40 * MINUTO,
        motivo=MotivoCierre.SIN_FILA,
        causa="Se fue la luz al cerrar",
    )


def test_la_que_no_se_reanudo_se_cierra_a_su_hora(estacion: Estacion) -> None:
    """Not before: people may still come, and the voting may still go on."""
    tarjetas, clausura = preparar().tarjetas, preparar().clausura
    suspender_votacion(
        estacion.mesa, tarjetas, hora=clausura - timedelta(hours=3), causa="Se inundó la escuela"
    )
    for hora, falla in ((clausura - MINUTO, CierreAnticipado), (clausura, MotivoDeCierreContrario)):
        with pytest.raises(falla):
            cerrar_votacion(estacion.mesa, tarjetas, hora=hora, motivo=MotivoCierre.SIN_FILA)
    cerrar_votacion(estacion.mesa, tarjetas, hora=clausura, motivo=MotivoCierre.SUSPENDIDA)
