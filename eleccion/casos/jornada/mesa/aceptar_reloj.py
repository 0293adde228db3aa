"""Look at the clock of the mesa, and go on with an hour that does not fit."""

from __future__ import annotations

from datetime import datetime

from auditoria.registro.asientos import EquipoReabierto, RelojAceptado
from auditoria.reglas.horario import hubo_reloj_ajeno
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import (
    Diario,
    exigir_registro_por_cerrar,
    registro_cerrado,
)
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.puertos_mesa import TrabajoDeMesa
from eleccion.dominio.reloj import Desfase, RelojEnHora, hallar_desfase


def revisar_reloj(mesa: EquipoMesa, *, hora: datetime) -> Desfase | None:
    """Say whether the clock fits the day and the log; nothing is written.

    Once the record was closed no entry waits for an hour: a night that passes twelve asks nothing.
    """
    with mesa.almacen.leer() as lectura:
        return None if registro_cerrado(lectura) else _desfase(mesa, lectura, hora)


def aceptar_reloj(
    mesa: EquipoMesa,
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    hora: datetime,
    atrasado: bool = False,
) -> Desfase:
    """Write down that two officials compared the clock with theirs and went on with it.

    From here on the last entry has this hour, so a step back is told once and not at every act.

    Args:
        hora: What the clock says.
        atrasado: Whether they say, before the opening, that its hour has come and this clock is
            behind: one that was set by the hour of another place would keep people from voting.

    Returns:
        What was accepted.

    Raises:
        RegistroYaCerrado: The log says nothing more, and no act of it waits for an hour.
        RelojEnHora: The hour fits.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    with mesa.almacen.escribir() as trabajo:
        exigir_registro_por_cerrar(trabajo)
        desfase = _desfase(mesa, trabajo, hora)
        if desfase is None and atrasado and _puede_ir_atrasado(mesa, trabajo, hora):
            desfase = Desfase.ATRASO
        if desfase is None:
            raise RelojEnHora
        trabajo.asentar(RelojAceptado(causa=desfase.value), hora)
    mesa.sellar_ahora()
    return desfase


def puede_ir_atrasado(mesa: EquipoMesa, *, hora: datetime) -> bool:
    """Tell whether people may still say that this clock is behind: until the voting is opened."""
    with mesa.almacen.leer() as lectura:
        return _puede_ir_atrasado(mesa, lectura, hora)


def _puede_ir_atrasado(mesa: EquipoMesa, lectura: TrabajoDeMesa, hora: datetime) -> bool:
    aceptado = hubo_reloj_ajeno(entrada for entrada, _ in Diario.de(lectura).pasos)
    por_abrir = lectura.estado().etapa is EstadoMesa.INSTALADA
    return por_abrir and not aceptado and hora < mesa.sellado.hora_de_apertura


def _desfase(mesa: EquipoMesa, lectura: TrabajoDeMesa, hora: datetime) -> Desfase | None:
    # A power cut is when a clock goes wrong: the hour of an opening is not one to measure it by.
    horas = [
        entrada.hora
        for entrada, _ in Diario.de(lectura).pasos
        if entrada.hora is not None and not isinstance(entrada.asiento, EquipoReabierto)
    ]
    jornada = mesa.sellado.catalogo.proceso.jornada
    return hallar_desfase(hora, jornada, horas[-1] if horas else None)
