"""A clock that does not fit: shown, accepted by two cards, logged; nobody is kept from voting."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from auditoria.formatos.acta import MotivoCierre
from auditoria.registro.asientos import RelojAceptado
from auditoria.reglas.horario import AperturaTemprana
from auditoria.verificador.recorrido import verificar
from eleccion.arranque import instalar_estacion
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.jornada.cierre.levantar_acta import OrdenDeActa, levantar_acta
from eleccion.casos.jornada.cierre.remitir_registro import remitir_registro
from eleccion.casos.jornada.lista.marcar_persona import marcar_persona
from eleccion.casos.jornada.mesa.abrir_votacion import abrir_votacion
from eleccion.casos.jornada.mesa.aceptar_reloj import aceptar_reloj, revisar_reloj
from eleccion.casos.jornada.mesa.cerrar_votacion import cerrar_votacion
from eleccion.casos.jornada.mesa.dibujar_papeles import (
    dibujar_acta_de_inicio,
    dibujar_papeles_de_cierre,
)
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.casos.jornada.mesa.omitir_impresion import omitir_impresion
from eleccion.casos.jornada.mesa.registrar_presencia import (
    recibir_observador,
    retirar_observador,
)
from eleccion.casos.jornada.mesa.reloj_de_mesa import desfase_sin_aceptar
from eleccion.casos.jornada.mesa.suspender_votacion import reanudar_votacion, suspender_votacion
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna
from eleccion.casos.jornada.urna.firmar_cierre import firmar_cierre
from eleccion.dominio.mesa import RegistroYaCerrado
from eleccion.dominio.reloj import Desfase, RelojEnHora
from tests.eleccion.escenario import (
    MINUTO,
    cerrar_y_contar,
    contar_y_asentar,
    copiar_comision,
    firmas_del_acta,
    instalar,
    orden_de_instalacion,
    preparar,
    remitir,
    votar,
)
from tests.eleccion.noche import publicar_todo


@pytest.mark.parametrize(
    ("corrimiento", "desfase"),
    [
        (timedelta(days=1), Desfase.OTRO_DIA),
        (timedelta(days=-1), Desfase.OTRO_DIA),
        (timedelta(minutes=-1), Desfase.RETROCESO),
    ],
)
def test_la_hora_que_no_corresponde_se_acepta_una_vez(
    tmp_path: Path, corrimiento: timedelta, desfase: Desfase
) -> None:
    """The log says it once, with the hour accepted, and the day goes on from there."""
    preparado = preparar()
    with instalar(tmp_path / "estacion") as estacion:
        with estacion.mesa.almacen.leer() as lectura:
            apertura = [e.hora for e, _ in Diario.de(lectura).pasos if e.hora][-1]
        corrida = apertura + corrimiento
        assert revisar_reloj(estacion.mesa, hora=corrida) is desfase
        assert aceptar_reloj(estacion.mesa, preparado.tarjetas, hora=corrida) is desfase
        with estacion.mesa.almacen.leer() as lectura:
            (aceptada,) = [
                (entrada.asiento.causa, entrada.hora)
                for entrada, _ in Diario.de(lectura).pasos
                if isinstance(entrada.asiento, RelojAceptado)
            ]
        assert aceptada == (desfase.value, corrida)
        otra = revisar_reloj(estacion.mesa, hora=corrida + MINUTO)
        assert otra is (None if desfase is Desfase.RETROCESO else desfase)
        marcar_persona(estacion.mesa, preparado.lista[0].numero, hora=corrida + MINUTO)


def test_un_reloj_atrasado_se_dice_antes_de_abrir_y_no_despues(tmp_path: Path) -> None:
    """Six hours behind, set by the hour of another place: with two persons the mesa opens. Once it
    is open nobody says so of a clock that fits, to close when it suits them."""
    preparado = preparar()
    atrasada = preparado.apertura - 6 * 60 * MINUTO
    orden = orden_de_instalacion(preparado, hora=atrasada - 40 * MINUTO)
    with instalar_estacion(tmp_path / "estacion", orden) as estacion:
        mesa = estacion.mesa
        abierta = abrir_urna(estacion.urna, preparado.tarjetas, hora=atrasada)
        with pytest.raises(RelojEnHora):
            aceptar_reloj(mesa, preparado.tarjetas, hora=atrasada)
        with pytest.raises(AperturaTemprana):
            abrir_votacion(mesa, preparado.tarjetas, abierta.cabeza, hora=atrasada)
        dicho = aceptar_reloj(mesa, preparado.tarjetas, hora=atrasada, atrasado=True)
        assert dicho is Desfase.ATRASO
        causa = "El reloj del equipo iba seis horas atrasado"
        abrir_votacion(mesa, preparado.tarjetas, abierta.cabeza, hora=atrasada, causa=causa)
    with instalar(tmp_path / "en-hora") as estacion:
        hora = preparado.apertura + MINUTO
        with pytest.raises(RelojEnHora):
            aceptar_reloj(estacion.mesa, preparado.tarjetas, hora=hora, atrasado=True)


def test_un_reloj_en_hora_no_se_acepta(tmp_path: Path) -> None:
    """An entry about a fault that is none would make people doubt every hour of the day."""
    preparado = preparar()
    with instalar(tmp_path / "estacion") as estacion:
        hora = preparado.apertura + MINUTO
        assert revisar_reloj(estacion.mesa, hora=hora) is None
        with pytest.raises(RelojEnHora):
            aceptar_reloj(estacion.mesa, preparado.tarjetas, hora=hora)


def test_el_expediente_con_un_reloj_aceptado_se_verifica(tmp_path: Path) -> None:
    """A step back in the middle of the day is told, and breaks nothing."""
    preparado, votos = preparar(), (0, 0, 1, 0)
    with instalar(tmp_path / "estacion") as estacion:
        votar(estacion, votos)
        antes = preparado.apertura - 30 * MINUTO
        aceptar_reloj(estacion.mesa, preparado.tarjetas, hora=antes)
        (tmp_path / "registro").mkdir()
        cierre = cerrar_y_contar(estacion, votos, causa="El reloj del equipo estaba mal")
        publicar_todo(tmp_path, remitir(estacion, cierre, tmp_path / "registro"))
    dictamen = verificar(tmp_path / "expediente", huella=preparado.corta, procesos=1)
    assert [(c.nombre, c.fallas[0]) for c in dictamen.comprobaciones if c.fallas] == []


def test_pasada_la_medianoche_el_registro_cerrado_no_crece(tmp_path: Path) -> None:
    """The memory failed at five to twelve and the record is written again after midnight: it is the
    same one. An entry more would be a second record, or one that nobody receives."""
    preparado, votos = preparar(), (0, 1)
    otro_dia = preparado.clausura + timedelta(hours=6, minutes=5)
    primera, segunda = tmp_path / "primera", tmp_path / "segunda"
    for memoria in (primera, segunda):
        memoria.mkdir()
    with instalar(tmp_path / "estacion") as estacion:
        mesa, urna = estacion.mesa, estacion.urna
        votar(estacion, votos)
        cierre = cerrar_y_contar(estacion, votos)
        assert revisar_reloj(mesa, hora=otro_dia) is Desfase.OTRO_DIA, "control: before the close"
        remitido = remitir(estacion, cierre, primera)
        assert desfase_sin_aceptar(mesa, hora=otro_dia) is None
        with pytest.raises(RegistroYaCerrado):
            aceptar_reloj(mesa, preparado.tarjetas, hora=otro_dia)
        with pytest.raises(RegistroYaCerrado):
            omitir_impresion(mesa, preparado.tarjetas, ("cartel",), causa="x", hora=otro_dia)
        manos = preparado.tarjetas[0], preparado.otra
        otra_vez = remitir_registro(mesa, urna.carpeta, segunda, manos, hora=otro_dia)
    assert otra_vez.ruta.read_bytes() == remitido.ruta.read_bytes()


def test_un_reloj_atrasado_entre_el_cierre_y_el_conteo_no_cuesta_el_registro(
    tmp_path: Path,
) -> None:
    """It was an hour ahead when the voting closed, and right when the count was fixed: the record
    says so, and the commission takes it."""
    p, votos = preparar(), (0, 1)
    with instalar(tmp_path / "estacion") as estacion:
        votar(estacion, votos)
        mesa, urna, hora = estacion.mesa, estacion.urna, p.clausura + 60 * MINUTO
        cerrar_votacion(mesa, p.tarjetas, hora=hora, motivo=MotivoCierre.SIN_FILA, causa="El reloj")
        cierre = cerrar_urna(urna, p.tarjetas, hora=hora)
        aceptar_reloj(mesa, p.tarjetas, hora=p.clausura + 10 * MINUTO)
        contar_y_asentar(mesa, votos, hora=p.clausura + 30 * MINUTO)
        (tmp_path / "registro").mkdir()
        remitido = remitir(estacion, cierre, tmp_path / "registro")
    with copiar_comision(tmp_path / "central") as central:
        visto = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
    assert visto.observaciones == ()


def test_un_reloj_atrasado_a_media_jornada_no_impide_el_acta(tmp_path: Path) -> None:
    """An hour ahead at the instalación, a day ahead at the opening, put right while somebody is at
    the mesa and the voting stands still, and once more during the count: the acta is drawn up with
    the hours that the clock said, and a stranger finds its record whole."""
    p, votos = preparar(), (0, 1, 0)
    manana = p.apertura + timedelta(days=1)
    orden = orden_de_instalacion(p, hora=p.apertura + 20 * MINUTO)
    with instalar_estacion(tmp_path / "estacion", orden) as estacion:
        mesa, urna = estacion.mesa, estacion.urna
        abierta = abrir_urna(urna, p.tarjetas, hora=p.apertura - 10 * MINUTO)
        dibujar_acta_de_inicio(mesa, abierta.lineas)
        aceptar_reloj(mesa, p.tarjetas, hora=p.apertura - 5 * MINUTO)
        aceptar_reloj(mesa, p.tarjetas, hora=manana)
        abrir_votacion(mesa, p.tarjetas, abierta.cabeza, hora=manana, causa="El reloj estaba mal")
        votar(estacion, votos)
        recibir_observador(mesa, "OE-0417", hora=manana)
        suspender_votacion(mesa, p.tarjetas, hora=manana, causa="El reloj")
        buena = p.apertura + 120 * MINUTO
        aceptar_reloj(mesa, p.tarjetas, hora=buena)
        reanudar_votacion(mesa, p.tarjetas, hora=buena)
        retirar_observador(mesa, "OE-0417", hora=buena)
        cierre = cerrar_y_contar(estacion, votos, causa="El reloj estaba mal")
        (tmp_path / "registro").mkdir()
        hora = p.clausura - 60 * MINUTO
        aceptar_reloj(mesa, p.tarjetas, hora=hora)
        firmas = firmas_del_acta()
        levantar_acta(
            mesa,
            cierre,
            OrdenDeActa(firmas=firmas, inicio=p.clausura + 45 * MINUTO, fin=hora),
            p.tarjetas,
            sello_de_urna=partial(firmar_cierre, urna),
        )
        dibujar_papeles_de_cierre(mesa)
        destino = tmp_path / "registro"
        remitido = remitir_registro(mesa, urna.carpeta, destino, p.tarjetas, hora=hora)
        publicar_todo(tmp_path, remitido)
    dictamen = verificar(tmp_path / "expediente", huella=p.corta, procesos=1)
    assert [(c.nombre, c.fallas[0]) for c in dictamen.comprobaciones if c.fallas] == []
