"""Power cut, restart, clock set back: the same state, and both logs say that it was reopened."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from auditoria.registro import bitacora
from auditoria.registro.asientos import EquipoDeUrnaReabierto, EquipoReabierto
from auditoria.registro.bitacora import Entrada
from eleccion.arranque import PuestoDeMesa, PuestoDeUrna, Situacion
from eleccion.arranque.revision_de_equipo import EsteEquipo
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.reloj_de_mesa import desfase_sin_aceptar
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.dominio.reloj import Desfase
from tests.eleccion.escenario import (
    MINUTO,
    cerrar_y_contar,
    instalar,
    orden_de_instalacion,
    preparar,
)

HORA = timedelta(hours=1)


def entradas(equipo: EquipoMesa | EquipoUrna) -> list[Entrada]:
    """Everything that the log of this machine says."""
    with equipo.almacen.leer() as lectura:
        origen, lineas = lectura.historia()[-1]
    return [entrada for entrada, _ in bitacora.recorrer(lineas, origen)]


def reaperturas(equipo: EquipoMesa | EquipoUrna) -> list[Entrada]:
    """Of those, the ones that tell of an opening."""
    tipos = (EquipoReabierto, EquipoDeUrnaReabierto)
    return [e for e in entradas(equipo) if isinstance(e.asiento, tipos)]


def puestos(carpeta: Path) -> tuple[PuestoDeMesa, PuestoDeUrna]:
    """The two processes as they start: with no key."""
    dotacion = preparar().dotacion
    return PuestoDeMesa(carpeta, dotacion), PuestoDeUrna(carpeta, dotacion)


def test_cada_reapertura_consta_una_vez_en_cada_bitacora(tmp_path: Path) -> None:
    """A restart that no log told of would let somebody stop a machine, do something, and go on."""
    tarjetas, hora = preparar().tarjetas, preparar().apertura + HORA
    instalar(tmp_path / "e").cerrar()
    for vez in (1, 2):
        mesa, urna = puestos(tmp_path / "e")
        for puesto in (mesa, urna):
            puesto.abrir(tarjetas, hora=hora + vez * MINUTO)
            # Another browser lets itself in: nothing was opened again.
            puesto.abrir(tarjetas, hora=hora + vez * MINUTO)
        dichas = reaperturas(mesa.equipo)
        assert [e.hora for e in dichas] == [hora + n * MINUTO for n in range(1, vez + 1)]
        assert [e.hora for e in reaperturas(urna.equipo)] == [None] * vez
        mesa.cerrar()
        urna.cerrar()


def test_abrir_lo_recien_instalado_no_es_reabrir(tmp_path: Path) -> None:
    """The first opening follows the instalación, and says nothing of a machine that stopped."""
    tarjetas, hora = preparar().tarjetas, preparar().apertura
    mesa, urna = puestos(tmp_path / "e")
    mesa.instalar(orden_de_instalacion(preparar()))
    urna.abrir(tarjetas, hora=hora)
    assert [len(entradas(equipo)) for equipo in (mesa.equipo, urna.equipo)] == [1, 1]
    mesa.cerrar()
    urna.cerrar()


def test_un_apagon_que_atrasa_el_reloj_se_avisa_como_antes(tmp_path: Path) -> None:
    """The entry has the wrong hour itself; if it were the measure, nobody would be told."""
    tarjetas, antes = preparar().tarjetas, preparar().apertura - 20 * MINUTO
    instalar(tmp_path / "e").cerrar()
    mesa, _ = puestos(tmp_path / "e")
    mesa.abrir(tarjetas, hora=antes)
    assert reaperturas(mesa.equipo)
    assert desfase_sin_aceptar(mesa.equipo, hora=antes + MINUTO) is Desfase.RETROCESO
    assert EsteEquipo(tmp_path / "e").bases().ultima == preparar().apertura
    mesa.cerrar()


def test_una_bitacora_cerrada_no_dice_nada_mas(tmp_path: Path) -> None:
    """Its head is signed in the close: one entry more would be another urna."""
    tarjetas, hora = preparar().tarjetas, preparar().clausura
    with instalar(tmp_path / "e") as estacion:
        cerrar_y_contar(estacion, (0, 0, 0))
        cerradas = len(entradas(estacion.urna))
    mesa, urna = puestos(tmp_path / "e")
    for puesto in (mesa, urna):
        puesto.abrir(tarjetas, hora=hora + HORA)
    assert len(entradas(urna.equipo)) == cerradas
    # Control: the mesa's own log is still open.
    assert len(reaperturas(mesa.equipo)) == 1
    mesa.cerrar()
    urna.cerrar()


def test_sin_su_memoria_se_abre_y_consta_cuando_se_decide(tmp_path: Path) -> None:
    """No act is done without it; a machine that another one relieved writes nothing at all."""
    tarjetas, hora = preparar().tarjetas, preparar().apertura + HORA
    (tmp_path / "usb").mkdir()
    instalar(tmp_path / "e").cerrar()
    mesa, urna = puestos(tmp_path / "e")
    mesa.abrir(tarjetas, hora=hora)
    urna.abrir(tarjetas, hora=hora)
    mesa.conectar_memoria(tmp_path / "usb", tarjetas, hora=hora)
    urna.conectar_memoria(tmp_path / "usb", tarjetas)
    mesa.cerrar()
    urna.cerrar()
    mesa, urna = puestos(tmp_path / "e")
    mesa.abrir(tarjetas, hora=hora + MINUTO)
    urna.abrir(tarjetas, hora=hora + MINUTO)
    assert mesa.situacion is urna.situacion is Situacion.EN_MARCHA
    assert len(reaperturas(mesa.equipo)) == len(reaperturas(urna.equipo)) == 1
    mesa.seguir_sin_memoria(tarjetas, hora=hora + 2 * MINUTO, causa="Se perdió.")
    urna.conectar_memoria(tmp_path / "usb", tarjetas)
    assert [e.hora for e in reaperturas(mesa.equipo)] == [hora, hora + 2 * MINUTO]
    assert len(reaperturas(urna.equipo)) == 2
    mesa.cerrar()
    urna.cerrar()
