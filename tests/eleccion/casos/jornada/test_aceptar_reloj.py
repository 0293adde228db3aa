"""A clock that does not fit: shown, accepted by two cards, logged; nobody is kept from voting."""

from datetime import timedelta
from pathlib import Path

import pytest

from auditoria.registro.asientos import RelojAceptado
from auditoria.verificador.recorrido import verificar
from eleccion.casos.jornada.lista.marcar_persona import marcar_persona
from eleccion.casos.jornada.mesa.aceptar_reloj import aceptar_reloj, revisar_reloj
from eleccion.casos.jornada.mesa.hojas import Diario
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
