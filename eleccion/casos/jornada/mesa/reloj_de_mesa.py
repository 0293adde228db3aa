"""Which hours of the mesa ask for a decision of people: a clock that does not fit, an act too late.

Nothing is written here; ``aceptar_reloj`` does.
"""

from __future__ import annotations

from datetime import datetime

from auditoria.formatos.acta import MotivoCierre
from auditoria.reglas.horario import (
    AperturaTemprana,
    CausaIndebida,
    exigir_apertura,
    exigir_cierre,
    hubo_reloj_ajeno,
)
from eleccion.casos.jornada.mesa.aceptar_reloj import revisar_reloj
from eleccion.casos.jornada.mesa.cerrar_votacion import hechos_del_cierre
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.dominio.reloj import Desfase


def desfase_sin_aceptar(mesa: EquipoMesa, *, hora: datetime) -> Desfase | None:
    """Say how the clock does not fit, until two officials went on with it.

    Another day is accepted once for the whole day; a step back, each time that it happens.
    """
    desfase = revisar_reloj(mesa, hora=hora)
    if desfase is Desfase.OTRO_DIA and hay_reloj_ajeno(mesa):
        return None
    return desfase


def hay_reloj_ajeno(mesa: EquipoMesa) -> bool:
    """Tell whether two officials went on with a clock that did not fit."""
    with mesa.almacen.leer() as lectura:
        return hubo_reloj_ajeno(entrada for entrada, _ in Diario.de(lectura).pasos)


def apertura_pide_causa(mesa: EquipoMesa, *, hora: datetime) -> bool:
    """Tell whether who opens now has to say why at this hour.

    Raises:
        AperturaTemprana: It is not the hour yet.
    """
    try:
        exigir_apertura(
            hora, mesa.sellado.hora_de_apertura, None, reloj_ajeno=hay_reloj_ajeno(mesa)
        )
    except CausaIndebida:
        return True
    return False


def es_temprano(mesa: EquipoMesa, *, hora: datetime) -> bool:
    """Tell whether the voting may not be opened yet."""
    try:
        apertura_pide_causa(mesa, hora=hora)
    except AperturaTemprana:
        return True
    return False


def cierre_pide_causa(mesa: EquipoMesa, motivo: MotivoCierre, *, hora: datetime) -> bool:
    """Tell whether who closes now for that reason has to say why so late."""
    with mesa.almacen.leer() as lectura:
        hechos = hechos_del_cierre(mesa, lectura, hora)
    try:
        exigir_cierre(hechos, motivo, None)
    except CausaIndebida:
        return True
    return False
