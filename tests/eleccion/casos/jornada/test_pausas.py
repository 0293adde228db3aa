"""The voting stops and goes on: in the log, the acta, its paper and the verifier's eyes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from auditoria.formatos.acta import Acta, MotivoCierre
from auditoria.formatos.dia import Suspension
from auditoria.registro import bitacora
from auditoria.registro.asiento import Asiento
from auditoria.registro.asientos import (
    BoletaDepositada,
    FilaCerrada,
    MarcasRegistradas,
    UrnaReanudada,
    UrnaSuspendida,
    VotacionCerrada,
    VotacionReanudada,
    VotacionSuspendida,
)
from auditoria.registro.bitacora import Cabeza, Entrada
from auditoria.registro.esquema import FormatoInvalido
from auditoria.reglas.jornada import PausaRota, exigir_pausas, suspensiones
from eleccion.arranque import Estacion, reabrir_estacion
from eleccion.casos.jornada.lista.marcar_persona import marcar_persona
from eleccion.casos.jornada.mesa.asentar_prueba_publica import asentar_prueba_publica
from eleccion.casos.jornada.mesa.cerrar_votacion import cerrar_fila
from eleccion.casos.jornada.mesa.suspender_votacion import reanudar_votacion, suspender_votacion
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.habilitar_kiosco import habilitar_kiosco
from eleccion.casos.jornada.urna.suspender_urna import reanudar_urna, suspender_urna
from eleccion.dominio.etapas import ActoFueraDeEtapa
from eleccion.dominio.mesa import VotacionNoAbierta
from eleccion.dominio.urna import EstadoUrna, UrnaEnMarcha, UrnaEnPausa, UrnaYaAbierta
from tests.eleccion.comision import fallas, publicar
from tests.eleccion.escenario import MINUTO, cerrar_y_contar, instalar, preparar, remitir, votar

VOTOS = (0, 1, 1)
CAUSA = "Se fue la luz en la colonia"


def test_de_la_pausa_al_acta_a_su_papel_y_al_verificador(tmp_path: Path) -> None:
    """From when to when and why, as it was; the published record verifies with it."""
    preparado = preparar()
    tarjetas, desde = preparado.tarjetas, preparado.apertura + timedelta(hours=2)
    destino = tmp_path / "usb"
    destino.mkdir()
    with instalar(tmp_path / "estacion") as estacion:
        votar(estacion, VOTOS)
        suspender_votacion(estacion.mesa, tarjetas, hora=desde, causa=CAUSA)
        suspender_urna(estacion.urna, tarjetas)
        reanudar_urna(estacion.urna, tarjetas)
        reanudar_votacion(estacion.mesa, tarjetas, hora=desde + 25 * MINUTO)
        remitido = remitir(estacion, cerrar_y_contar(estacion, VOTOS), destino)
        carpeta = estacion.mesa.carpeta
        acta = Acta.leer((carpeta / "acta.json").read_bytes())
        esperada = Suspension(inicio=desde, fin=desde + 25 * MINUTO, causa=CAUSA)
        assert acta.suspensiones == (esperada,)
        assert CAUSA in (carpeta / "acta_jornada.html").read_text()
    assert fallas(publicar(tmp_path, remitido)) == []


def test_en_la_pausa_no_se_recibe_a_nadie(estacion: Estacion) -> None:
    """Nobody is marked, no kiosk is enabled, no ballot enters; after it, everything goes on."""
    tarjetas, hora = preparar().tarjetas, preparar().apertura + MINUTO
    suspender_votacion(estacion.mesa, tarjetas, hora=hora, causa=CAUSA)
    suspender_urna(estacion.urna, tarjetas)
    with pytest.raises(VotacionNoAbierta):
        marcar_persona(estacion.mesa, 1, hora=hora)
    with pytest.raises(VotacionNoAbierta):
        cerrar_fila(estacion.mesa, 1, hora=hora)
    with pytest.raises(VotacionNoAbierta):
        asentar_prueba_publica(estacion.mesa, "Quien sea", "Nada", hora=hora)
    with pytest.raises(UrnaEnPausa):
        habilitar_kiosco(estacion.urna)
    with pytest.raises(UrnaEnPausa):
        depositar_boleta(estacion.urna, preparar().boleta(0, 1).texto)
    with pytest.raises(ActoFueraDeEtapa):
        suspender_votacion(estacion.mesa, tarjetas, hora=hora, causa=CAUSA)
    with pytest.raises(UrnaEnPausa):
        suspender_urna(estacion.urna, tarjetas)
    with pytest.raises(UrnaYaAbierta):
        abrir_urna(estacion.urna, tarjetas, hora=hora)
    reanudar_votacion(estacion.mesa, tarjetas, hora=hora + MINUTO)
    reanudar_urna(estacion.urna, tarjetas)
    votar(estacion, VOTOS)
    with pytest.raises(ActoFueraDeEtapa):
        reanudar_votacion(estacion.mesa, tarjetas, hora=hora + 2 * MINUTO)
    with pytest.raises(UrnaEnMarcha):
        reanudar_urna(estacion.urna, tarjetas)


def test_lo_depositado_antes_de_la_pausa_da_su_mismo_recibo(estacion: Estacion) -> None:
    """A voter whose screen went dark in the cut learns all the same that the ballot is in."""
    boleta = preparar().boleta(0, 1).texto
    recibo = depositar_boleta(estacion.urna, boleta)
    suspender_urna(estacion.urna, preparar().tarjetas)
    assert depositar_boleta(estacion.urna, boleta) == recibo


def test_sin_causa_no_se_suspende(estacion: Estacion) -> None:
    """An unexplained hole in the day is what a challenge is made of; nothing of it stays."""
    hora = preparar().apertura + MINUTO
    with pytest.raises(FormatoInvalido):
        suspender_votacion(estacion.mesa, preparar().tarjetas, hora=hora, causa="")
    marcar_persona(estacion.mesa, preparar().lista[0].numero, hora=hora)


def test_la_pausa_dura_aunque_se_apague_el_equipo(tmp_path: Path) -> None:
    """Whoever restarts the machine finds it as it was: stopped."""
    tarjetas, hora = preparar().tarjetas, preparar().apertura + MINUTO
    with instalar(tmp_path / "estacion") as estacion:
        suspender_votacion(estacion.mesa, tarjetas, hora=hora, causa=CAUSA)
        suspender_urna(estacion.urna, tarjetas)
    with reabrir_estacion(tmp_path / "estacion", tarjetas) as otra:
        with otra.urna.almacen.leer() as lectura:
            assert lectura.etapa() is EstadoUrna.SUSPENDIDA
        reanudar_urna(otra.urna, tarjetas)
        reanudar_votacion(otra.mesa, tarjetas, hora=hora + MINUTO)
        votar(otra, VOTOS)


def test_la_urna_que_no_se_reanudo_tambien_se_cierra(estacion: Estacion) -> None:
    """What it holds is counted: a pause never swallows votes."""
    votar(estacion, VOTOS)
    suspender_urna(estacion.urna, preparar().tarjetas)
    cierre = cerrar_urna(estacion.urna, preparar().tarjetas, hora=preparar().clausura)
    assert cierre.depositadas == len(VOTOS)


# What an observer recomputes

LOTE = MarcasRegistradas(
    marcas=1,
    deshechas=0,
    repuestos=0,
    con_resolucion=0,
    representantes=0,
    acompanados=0,
    negativas=(),
)
SUSPENDIDA, REANUDADA = VotacionSuspendida(causa=CAUSA), VotacionReanudada()
CERRADA = VotacionCerrada(motivo="sin_fila")


def entradas(*asientos: Asiento, parte: str = "mesa-1") -> tuple[Entrada, ...]:
    """A log of these entries, one a minute."""
    cabeza, hora = Cabeza.nueva(bitacora.origen("slp", "D001", "M1", parte)), preparar().apertura
    lineas = []
    for asiento in asientos:
        linea, cabeza = bitacora.asentar(cabeza, asiento, hora if asiento.con_hora else None)
        lineas.append(linea)
        hora += MINUTO
    return tuple(entrada for entrada, _ in bitacora.recorrer(lineas, cabeza.origen))


@pytest.mark.parametrize(
    "asientos",
    [
        (SUSPENDIDA, SUSPENDIDA, CERRADA),
        (REANUDADA, CERRADA),
        (SUSPENDIDA, REANUDADA, REANUDADA),
        (SUSPENDIDA, FilaCerrada(esperan=1), REANUDADA),
        (SUSPENDIDA, LOTE, REANUDADA, CERRADA),
    ],
)
def test_una_pausa_rota_se_nota(asientos: tuple[Asiento, ...]) -> None:
    """Begun twice, ended without a beginning, or with people received meanwhile."""
    with pytest.raises(PausaRota):
        exigir_pausas(entradas(*asientos))


def test_una_boleta_en_la_pausa_de_la_urna_se_nota() -> None:
    """A ballot that enters a stopped urna was put there by nobody who voted."""
    vueltas = (UrnaSuspendida(), BoletaDepositada(), UrnaReanudada())
    with pytest.raises(PausaRota, match="BoletaDepositada"):
        exigir_pausas(entradas(*vueltas, parte="urna-1"))


@pytest.mark.parametrize(
    "asientos",
    [
        (LOTE, SUSPENDIDA, REANUDADA, LOTE, SUSPENDIDA, REANUDADA, LOTE, CERRADA),
        (SUSPENDIDA, LOTE, CERRADA),
        (SUSPENDIDA, CERRADA),
    ],
)
def test_control_las_pausas_de_una_jornada_pasan(asientos: tuple[Asiento, ...]) -> None:
    """Control: several in a day, and one that only the close ended."""
    leidas = entradas(*asientos)
    exigir_pausas(leidas)
    cuantas = sum(isinstance(e.asiento, VotacionSuspendida) for e in leidas)
    assert len(suspensiones(leidas)) == cuantas > 0


def test_la_que_no_se_reanudo_termina_con_el_cierre() -> None:
    """The acta has an end for it, and it is not invented."""
    leidas = entradas(SUSPENDIDA, CERRADA)
    (unica,) = suspensiones(leidas)
    assert (unica.inicio, unica.fin) == (leidas[0].hora, leidas[1].hora)
    assert MotivoCierre.SUSPENDIDA in MotivoCierre
