"""Let people vote who are beside the list: by a resolution, or as representatives at this mesa.

Two cards each time: whoever votes without being on the list adds to the votes of the mesa. The
log tells how many, half an hour at a time; no name is kept, and a resolution serves once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from auditoria.registro.esquema import Formato, Texto
from auditoria.reglas.dictado import llano
from auditoria.reglas.jornada import representaciones
from eleccion.casos.jornada.lista.marcar_persona import recibir_persona
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.entrega import Entrega
from eleccion.dominio.mesa import AdicionalRepetido, PersonaAusente
from eleccion.dominio.puertos_mesa import TrabajoDeMesa

HOJA_DE_ADICIONALES: Final = "adicionales"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListaAdicional(Formato):
    """What let people in beside the list: resolutions, and planillas with the kind of person."""

    entradas: tuple[Texto, ...]


def admitir_con_resolucion(
    mesa: EquipoMesa,
    resolucion: str,
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    hora: datetime,
    entrega: Entrega | None = None,
) -> None:
    """Admit the person whom a resolution orders to let vote; a pase is drawn after this returns.

    Args:
        resolucion: Its number, as on its paper, which stays in the packet.
        entrega: As in ``marcar_persona``.

    Raises:
        AdicionalRepetido: It served before.
        EntregaIndebida: The mesa does not give that.
        VotacionNoAbierta, FilaAgotada: Not the moment.
        FormatoInvalido: There is no number.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    with mesa.almacen.escribir() as trabajo:
        recibir_persona(mesa, trabajo, hora, entrega)
        _admitir(trabajo, f"resolucion {resolucion.strip().upper()}".strip(), "con_resolucion")


def admitir_representante(
    mesa: EquipoMesa,
    planilla: str,
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    hora: datetime,
    entrega: Entrega | None = None,
) -> None:
    """Admit the representative who is at the mesa and is on no list of it.

    Args:
        entrega: As in ``marcar_persona``.

    Raises:
        PersonaAusente: Nobody represents that planilla here now.
        AdicionalRepetido: That representative voted here.
        EntregaIndebida: The mesa does not give that.
        VotacionNoAbierta, FilaAgotada: Not the moment.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    with mesa.almacen.escribir() as trabajo:
        dichas = representaciones(entrada for entrada, _ in Diario.de(trabajo).pasos)
        presentes = [r for r in dichas if r.planilla == planilla and r.salida is None]
        if not presentes:
            raise PersonaAusente(planilla)
        recibir_persona(mesa, trabajo, hora, entrega)
        _admitir(trabajo, f"{presentes[0].caracter} {planilla}", "representantes")


def _admitir(
    trabajo: TrabajoDeMesa, quien: str, cuenta: Literal["con_resolucion", "representantes"]
) -> None:
    contenido = trabajo.hoja(HOJA_DE_ADICIONALES)
    previas = () if contenido is None else ListaAdicional.leer(contenido).entradas
    if llano(quien) in map(llano, previas):
        raise AdicionalRepetido(quien)
    # By value: the sheet does not tell in which order they came.
    lista = ListaAdicional(entradas=tuple(sorted((*previas, quien))))
    trabajo.guardar_hoja(HOJA_DE_ADICIONALES, lista.escribir())
    trabajo.anotar(cuenta)
