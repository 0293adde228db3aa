"""Close the queue at the hour, and the voting when the last one who waited has voted."""

from __future__ import annotations

from datetime import datetime

from auditoria.formatos.acta import MotivoCierre
from auditoria.registro.asientos import FilaCerrada, VotacionCerrada
from eleccion.casos.jornada.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.lotes import asentar_lote
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.etapas import MESA, EstadoMesa
from eleccion.dominio.mesa import (
    CierreAnticipado,
    FilaYaCerrada,
    MotivoDeCierreContrario,
    VotacionNoAbierta,
)

HOJA_DE_FILA = "fila"


def cerrar_fila(mesa: EquipoMesa, esperan: int, *, hora: datetime) -> None:
    """Close the queue: those who wait still vote, nobody joins them.

    Args:
        esperan: People waiting; 0 when nobody is.

    Raises:
        VotacionNoAbierta: Not the moment.
        FilaYaCerrada: It was closed.
    """
    with mesa.almacen.escribir() as trabajo:
        if trabajo.estado().etapa is not EstadoMesa.ABIERTA:
            raise VotacionNoAbierta
        if trabajo.hoja(HOJA_DE_FILA) is not None:
            raise FilaYaCerrada
        trabajo.guardar_hoja(HOJA_DE_FILA, str(esperan).encode())
        if esperan:
            trabajo.asentar(FilaCerrada(esperan=esperan), hora)


def cerrar_votacion(
    mesa: EquipoMesa,
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    hora: datetime,
    motivo: MotivoCierre,
) -> None:
    """Close the voting; the last batch of marks is told with it.

    Raises:
        ActoFueraDeEtapa: It is not open.
        CierreAnticipado: Before the hour, and not everybody on the list has voted.
        MotivoDeCierreContrario: *Con fila* without a queue, or another reason with one.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    with mesa.almacen.escribir() as trabajo:
        cerrada = MESA.aplicar(trabajo.estado().etapa, "cerrar_votacion")
        if hora < mesa.hora_de_cierre and trabajo.contar_marcas() < mesa.mesa.electores:
            raise CierreAnticipado
        esperaban = int(trabajo.hoja(HOJA_DE_FILA) or b"0")
        if (motivo is MotivoCierre.CON_FILA) is not (esperaban > 0):
            raise MotivoDeCierreContrario(f"esperaban {esperaban}")
        trabajo.pasar_a(cerrada)
        asentar_lote(trabajo, hora)
        trabajo.asentar(VotacionCerrada(motivo=motivo.value), hora)
    mesa.sellar_ahora()
