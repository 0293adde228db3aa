"""Power cut, take-over and a dead machine found, where the list has no names or there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditoria.formatos.catalogo import Modalidad
from auditoria.formatos.reglas import ModoPadron
from eleccion.arranque import (
    Estacion,
    OrdenDeRelevo,
    conectar_memoria,
    reabrir_estacion,
    relevar_estacion,
    reunir_equipo,
    seguir_sin_memoria,
)
from eleccion.casos.jornada.mesa.revisar_mesa import revisar_mesa
from eleccion.simulacion.guion import Mostrado
from eleccion.simulacion.mostrador import dejar_pasar, preguntar
from tests.eleccion.casos.jornada.test_nadie_dos_veces import VARIANTES, muestra_de
from tests.eleccion.escenario import MINUTO, instalar, preparar

SIN_NOMBRES = (ModoPadron.OCR, ModoPadron.REGISTRO_EN_MESA)


def _muestra(modo: ModoPadron, turno: int) -> Mostrado:
    return muestra_de(modo, preparar(VARIANTES[modo]).vecinas[turno], 0)


def _pasar(estacion: Estacion, modo: ModoPadron, *turnos: int) -> None:
    """Let people in, as they come."""
    for turno in turnos:
        respuesta = preguntar(estacion.mesa, _muestra(modo, turno))
        assert respuesta.motivo == "en_lista"
        preparado = preparar(VARIANTES[modo])
        hora = preparado.apertura + turno * MINUTO
        dejar_pasar(estacion.mesa, respuesta, preparado.tarjetas, hora=hora, entrega=None)


def _estan(estacion: Estacion, modo: ModoPadron, *turnos: int) -> None:
    """Whoever came is told so, nobody else, and the accounts agree."""
    for turno in range(6):
        esperado = "ya_marcada" if turno in turnos else "en_lista"
        assert preguntar(estacion.mesa, _muestra(modo, turno)).motivo == esperado
    with estacion.mesa.almacen.leer() as lectura:
        assert revisar_mesa(lectura) == len(turnos)


@pytest.mark.parametrize("modo", SIN_NOMBRES)
def test_de_un_equipo_a_otro_nadie_se_pierde_ni_se_dobla(modo: ModoPadron, tmp_path: Path) -> None:
    """One person each: kept by the memory, only by the dead machine, and only by the new one.

    The machine is opened again in between, and one person registers at both.
    """
    variante = VARIANTES[modo]
    assert variante.modalidad is Modalidad.PAPEL
    preparado, memoria, vieja = preparar(variante), tmp_path / "usb", tmp_path / "vieja"
    memoria.mkdir()
    hora, tarjetas = preparado.apertura + 30 * MINUTO, preparado.tarjetas
    with instalar(vieja, variante=variante) as estacion:
        conectar_memoria(estacion, memoria, tarjetas, hora=preparado.apertura)
        _pasar(estacion, modo, 0)
    with reabrir_estacion(vieja, tarjetas, memoria=memoria) as estacion:
        _estan(estacion, modo, 0)
        seguir_sin_memoria(estacion, tarjetas, hora=hora, causa="Se dañó la memoria")
        _pasar(estacion, modo, 1, 2)
    orden = OrdenDeRelevo(
        dotacion=preparado.dotacion,
        tarjetas=(preparado.otra, tarjetas[0]),
        ancla=preparado.corta,
        memoria=memoria,
        hora=hora,
        causa="se mojó",
    )
    with relevar_estacion(tmp_path / "nueva", orden) as nueva:
        _estan(nueva, modo, 0)
        _pasar(nueva, modo, 2, 3)
        assert reunir_equipo(nueva, vieja, tarjetas, hora=hora).marcas == 1
        assert preguntar(nueva.mesa, _muestra(modo, 1)).motivo == "ya_marcada"
        with nueva.mesa.almacen.leer() as lectura:
            assert lectura.contar_marcas() == 4
