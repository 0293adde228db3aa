"""Say how many kiosks go out to a mesa, with its dotación and on the paper of its pases."""

from __future__ import annotations

from datetime import date

from auditoria.formatos.catalogo import Mesa
from auditoria.formatos.reglas import Reglas
from auditoria.reglas.plazos import hora_de
from eleccion.dominio.aforo import Aforo, calcular_aforo


def aforo_de_mesa(mesa: Mesa, reglas: Reglas, jornada: date) -> Aforo:
    """Count the kiosks of a mesa for as many people as it has pases.

    Raises:
        SinUrna: It votes on paper only.
    """
    horario = reglas.horario.valor
    abierta = hora_de(jornada, horario.cierre) - hora_de(jornada, horario.apertura)
    return calcular_aforo(mesa.pases_de_urna.cantidad, int(abierta.total_seconds()) // 60)
