"""Close the queue at the hour, and the voting when the last one who waited has voted."""

from __future__ import annotations

from datetime import datetime

from auditoria.formatos.acta import MotivoCierre
from auditoria.registro.asientos import FilaCerrada, VotacionCerrada
from auditoria.reglas.horario import (
    HechosDelCierre,
    exigir_cierre,
    hubo_reloj_ajeno,
    motivos_posibles,
)
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.casos.jornada.mesa.lotes import asentar_lote
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.etapas import MESA, EstadoMesa
from eleccion.dominio.mesa import (
    CierreAnticipado,
    FilaSinCerrar,
    FilaYaCerrada,
    MotivoDeCierreContrario,
    NadieFaltaba,
    VotacionNoAbierta,
)
from eleccion.dominio.puertos_mesa import TrabajoDeMesa

HOJA_DE_FILA = "fila"


def cerrar_fila(mesa: EquipoMesa, esperan: int, *, hora: datetime) -> None:
    """Close the queue: those who wait still vote, nobody joins them.

    Args:
        esperan: People waiting; 0 when nobody is.

    Raises:
        VotacionNoAbierta: Not the moment.
        FilaYaCerrada: It was closed.
        CierreAnticipado: Before the hour.
    """
    with mesa.almacen.escribir() as trabajo:
        if trabajo.estado().etapa is not EstadoMesa.ABIERTA:
            raise VotacionNoAbierta
        if trabajo.hoja(HOJA_DE_FILA) is not None:
            raise FilaYaCerrada
        if not hechos_del_cierre(mesa, trabajo, hora).es_hora:
            raise CierreAnticipado
        trabajo.guardar_hoja(HOJA_DE_FILA, str(esperan).encode())
        if esperan:
            trabajo.asentar(FilaCerrada(esperan=esperan), hora)


def ampliar_fila(
    mesa: EquipoMesa, faltaban: int, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime
) -> None:
    """Add to the closed queue those who waited and were not counted: a 5 was typed for a 50.

    The log keeps both figures, and the acta their sum.

    Args:
        faltaban: People who waited at the hour and were left out, 1 or more.

    Raises:
        VotacionNoAbierta: Not the moment.
        FilaSinCerrar: There is no figure yet to add to.
        NadieFaltaba: Nobody is added.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    if faltaban < 1:
        raise NadieFaltaba
    with mesa.almacen.escribir() as trabajo:
        if trabajo.estado().etapa is not EstadoMesa.ABIERTA:
            raise VotacionNoAbierta
        esperaban = trabajo.hoja(HOJA_DE_FILA)
        if esperaban is None:
            raise FilaSinCerrar
        trabajo.guardar_hoja(HOJA_DE_FILA, str(int(esperaban) + faltaban).encode())
        trabajo.asentar(FilaCerrada(esperan=faltaban), hora)


def cerrar_votacion(
    mesa: EquipoMesa,
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    hora: datetime,
    motivo: MotivoCierre,
    causa: str = "",
) -> None:
    """Close the voting; the last batch of marks is told with it.

    Args:
        motivo: Why at this hour; the day has to bear it out.
        causa: Why a mesa where nobody waited closes late; empty otherwise.

    Raises:
        ActoFueraDeEtapa: It is not open.
        CierreAnticipado: Before the hour, and not everybody on the list has voted.
        MotivoDeCierreContrario: Not what the day shows.
        CausaIndebida: A late close without a cause, or a cause that is not asked for.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    with mesa.almacen.escribir() as trabajo:
        cerrada = MESA.aplicar(trabajo.estado().etapa, "cerrar_votacion")
        hechos = hechos_del_cierre(mesa, trabajo, hora)
        if not motivos_posibles(hechos):
            raise CierreAnticipado
        if motivo not in motivos_posibles(hechos):
            raise MotivoDeCierreContrario(motivo.value)
        exigir_cierre(hechos, motivo, causa or None)
        trabajo.pasar_a(cerrada)
        asentar_lote(trabajo, hora)
        trabajo.asentar(VotacionCerrada(motivo=motivo.value, causa=causa or None), hora)
    mesa.sellar_ahora()


def es_hora_de_cerrar(mesa: EquipoMesa, *, hora: datetime) -> bool:
    """Tell whether the hour of the close has come, as far as the clock can tell."""
    with mesa.almacen.leer() as lectura:
        return hechos_del_cierre(mesa, lectura, hora).es_hora


def motivo_de_cierre(mesa: EquipoMesa, *, hora: datetime) -> MotivoCierre | None:
    """Say why the voting would end now; ``None`` while it does not, or the queue comes first.

    Where the list is spent at the hour of the close, that everybody voted says more than the queue.
    A mesa where nobody waited says so by closing a queue of nobody.
    """
    with mesa.almacen.leer() as lectura:
        posibles = motivos_posibles(hechos_del_cierre(mesa, lectura, hora))
        se_cerro = lectura.hoja(HOJA_DE_FILA) is not None
    # The facts bear out one reason, or these two at once; nobody waiting has to be said first.
    if MotivoCierre.VOTARON_TODOS in posibles or not se_cerro:
        posibles -= {MotivoCierre.SIN_FILA}
    return next(iter(posibles), None)


def hechos_del_cierre(mesa: EquipoMesa, lectura: TrabajoDeMesa, hora: datetime) -> HechosDelCierre:
    """Gather what decides which reasons a close may give at an hour."""
    electores = mesa.mesa.electores
    return HechosDelCierre(
        hora=hora,
        clausura=mesa.sellado.hora_de_cierre,
        en_fila=int(lectura.hoja(HOJA_DE_FILA) or 0),
        votaron_todas=electores is not None and lectura.contar_marcas() >= electores,
        suspendida=lectura.estado().etapa is EstadoMesa.SUSPENDIDA,
        reloj_ajeno=hubo_reloj_ajeno(entrada for entrada, _ in Diario.de(lectura).pasos),
    )
