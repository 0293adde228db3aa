"""Tell the log what happened at the table, as counts of at least half an hour."""

from __future__ import annotations

from datetime import datetime

from auditoria.registro.asientos import MarcasRegistradas, NegativaContada
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.dominio.mesa import toca_asentar_lote
from eleccion.dominio.puertos_mesa import EstadoDelEquipo, TrabajoDeMesa


def asentar_lote(trabajo: TrabajoDeMesa, hora: datetime) -> None:
    """Tell the batch, when something happened in it, and begin another."""
    lote = trabajo.lote()
    if not lote.esta_vacio():
        trabajo.asentar(
            MarcasRegistradas(
                marcas=lote.marcas,
                deshechas=lote.deshechas,
                repuestos=lote.repuestos,
                por_prueba=lote.por_prueba or None,
                pruebas_de_mas=lote.pruebas_de_mas or None,
                boletas=lote.boletas or None,
                boletas_deshechas=lote.boletas_deshechas or None,
                boletas_repuestas=lote.boletas_repuestas or None,
                con_resolucion=lote.con_resolucion,
                representantes=lote.representantes,
                acompanados=lote.acompanados,
                negativas=tuple(
                    NegativaContada(motivo=motivo, cantidad=lote.negativas[motivo])
                    for motivo in sorted(lote.negativas)
                ),
            ),
            hora,
        )
    trabajo.cerrar_lote(hora)


def asentar_lote_si_toca(
    mesa: EquipoMesa, trabajo: TrabajoDeMesa, estado: EstadoDelEquipo, hora: datetime
) -> None:
    """Tell the batch before the next act at the table, when it is long enough."""
    if toca_asentar_lote(estado.lote_desde, hora, mesa.sellado.hora_de_cierre):
        asentar_lote(trabajo, hora)
