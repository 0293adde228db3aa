"""A clock that does not fit: shown, accepted by two cards, logged; nobody is kept from voting."""

from datetime import timedelta
from pathlib import Path

import pytest

from auditoria.registro.asientos import RelojAceptado
from auditoria.verificador.recorrido import verificar
from eleccion.casos.jornada.cierre.remitir_registro import remitir_registro
from eleccion.casos.jornada.lista.marcar_persona import marcar_persona
from eleccion.casos.jornada.mesa.aceptar_reloj import aceptar_reloj, revisar_reloj
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.casos.jornada.mesa.omitir_impresion import omitir_impresion
from eleccion.casos.jornada.mesa.reloj_de_mesa import desfase_sin_aceptar
from eleccion.dominio.mesa import RegistroYaCerrado
from eleccion.dominio.reloj import Desfase, RelojEnHora
from tests.eleccion.escenario import MINUTO, cerrar_y_contar, instalar, preparar, remitir, votar
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
