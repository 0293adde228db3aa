"""Mark a person on the list, take a mark back, and count who could not vote.

No act here writes an hour, a pase or an order: the log learns counts, half an hour at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from eleccion.casos.jornada.mesa.abrir_contingencia import leer_contingencia
from eleccion.casos.jornada.mesa.cerrar_votacion import HOJA_DE_FILA, hechos_del_cierre
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.lotes import asentar_lote_si_toca
from eleccion.casos.tarjetas import MismaTarjeta, Tarjeta
from eleccion.dominio.entrega import BoletasAgotadas, Entrega, EntregaIndebida, elegir_entrega
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.lista_nominal import EligePersona, PuedeVotar, Respuesta
from eleccion.dominio.mesa import FilaAgotada, PruebaDeMas, VotacionNoAbierta
from eleccion.dominio.puertos_mesa import TrabajoDeMesa
from eleccion.dominio.registro_en_mesa import (
    FaltaManzana,
    PuedeRegistrarse,
    RespuestaDeRegistro,
)

DE_LA_FILA: Final = "de_la_fila"
TURNOS_DEVUELTOS: Final = "turnos_devueltos"
"""Accounts of the people attended after the queue was closed, and of marks taken back then."""

BOLETAS: Final = "boletas"
BOLETAS_DESHECHAS: Final = "boletas_deshechas"
BOLETAS_REPUESTAS: Final = "boletas_repuestas"
"""Accounts of the paper ballots handed; the batches tell them."""


def marcar_persona(
    mesa: EquipoMesa, numero: int, *, hora: datetime, entrega: Entrega | None = None
) -> None:
    """Put the mark *VOTÓ* beside a person; pase or ballot is handed after this returns.

    Args:
        numero: Number in the lista nominal of this mesa.
        entrega: What is handed, where the mesa gives both.

    Raises:
        EntregaIndebida: The mesa does not give that.
        PersonaDesconocida, PersonaYaMarcada: Nobody of that number, or marked before.
        VotacionNoAbierta: Not the moment.
        FilaAgotada: The queue was closed, and everybody who waited has been attended.
    """
    with mesa.almacen.escribir() as trabajo:
        recibir_persona(mesa, trabajo, hora, entrega)
        trabajo.marcar(numero)


def desmarcar_persona(
    mesa: EquipoMesa,
    numero: int,
    *,
    quien: str,
    confirma: Tarjeta,
    hora: datetime,
    entrega: Entrega | None = None,
) -> None:
    """Take a mark back: another person was marked by mistake, and nothing was handed.

    Args:
        quien: Key of the official who does it.
        confirma: Card of a second one, who looked at the list too.
        entrega: As it was marked.

    Raises:
        MismaTarjeta: Both are one person.
        TarjetaNoReconocida, TarjetaSinFunciones: Not a card of who integrates this mesa.
        EntregaIndebida: The mesa does not give that, or gave none.
        PersonaSinMarca: There is none.
        VotacionNoAbierta: Not the moment.
    """
    exigir_otra_persona(mesa, quien, confirma)
    with mesa.almacen.escribir() as trabajo:
        devolver_persona(mesa, trabajo, hora, entrega, lambda: trabajo.desmarcar(numero))


def exigir_otra_persona(mesa: EquipoMesa, quien: str, confirma: Tarjeta) -> None:
    """Demand the card of another official (``MismaTarjeta``; and as ``exigir_persona``)."""
    mesa.exigir_persona(confirma)
    if confirma.clave == quien:
        raise MismaTarjeta(f"las dos son la tarjeta {quien}")


def devolver_persona(
    mesa: EquipoMesa,
    trabajo: TrabajoDeMesa,
    hora: datetime,
    entrega: Entrega | None,
    quitar: Callable[[], None],
) -> None:
    """Take back somebody received by mistake, with what ``recibir_persona`` counted.

    Args:
        quitar: Takes the mark or the registration away.

    Raises:
        VotacionNoAbierta: Not the moment.
        EntregaIndebida: The mesa does not give that, or gave none.
    """
    _exigir_abierta(mesa, trabajo, hora)
    elegida = _elegir(mesa, trabajo, entrega, deshace=True)
    quitar()
    if elegida is Entrega.BOLETA:
        if trabajo.total(BOLETAS_DESHECHAS) >= trabajo.total(BOLETAS):
            raise EntregaIndebida("no hay boletas de papel entregadas")
        trabajo.anotar(BOLETAS_DESHECHAS)
    # Whoever was marked by mistake took the turn of somebody who waited.
    if atendidas_de_la_fila(trabajo):
        trabajo.anotar(TURNOS_DEVUELTOS)


def atendidas_de_la_fila(lectura: TrabajoDeMesa) -> int:
    """Count the people of the closed queue who were attended, less those marked by mistake."""
    return lectura.total(DE_LA_FILA) - lectura.total(TURNOS_DEVUELTOS)


def recibir_persona(
    mesa: EquipoMesa, trabajo: TrabajoDeMesa, hora: datetime, entrega: Entrega | None
) -> None:
    """Let one person more vote: the voting is open, the queue has room, and something is handed.

    Raises:
        VotacionNoAbierta, FilaAgotada: Not the moment.
        EntregaIndebida: The mesa does not give that.
        BoletasAgotadas: It gave all that were printed; nobody is marked who cannot vote.
    """
    _exigir_abierta(mesa, trabajo, hora)
    elegida = _elegir(mesa, trabajo, entrega)
    _exigir_turno(mesa, trabajo, hora)
    if elegida is Entrega.BOLETA:
        _dar_boleta(mesa, trabajo, BOLETAS)


def niega(respuesta: Respuesta | RespuestaDeRegistro) -> bool:
    """Tell whether an answer ends a visit without a vote: it does when the mesa so decides."""
    abiertas = PuedeVotar | EligePersona | PuedeRegistrarse | FaltaManzana
    return not isinstance(respuesta, abiertas)


def anotar_negativa(
    mesa: EquipoMesa, respuesta: Respuesta | RespuestaDeRegistro, *, hora: datetime
) -> None:
    """Count one person who could not vote, by the reason they were given; nobody is named.

    Answers that do not end a visit, who may vote and who must still be told apart, count nothing.
    """
    if not niega(respuesta):
        return
    with mesa.almacen.escribir() as trabajo:
        _exigir_abierta(mesa, trabajo, hora)
        _exigir_turno(mesa, trabajo, hora)
        trabajo.anotar(f"negativa:{respuesta.motivo}")


def reponer_pase(mesa: EquipoMesa, *, hora: datetime) -> None:
    """Count one pase handed in place of a spoiled one; the person keeps their only mark.

    Raises:
        VotacionNoAbierta: Not the moment.
        EntregaIndebida: The mesa gives no pases.
    """
    with mesa.almacen.escribir() as trabajo:
        _exigir_abierta(mesa, trabajo, hora)
        _elegir(mesa, trabajo, Entrega.PASE)
        trabajo.anotar("repuestos")


def reponer_prueba(
    mesa: EquipoMesa,
    cual: int,
    *,
    quien: str,
    hora: datetime,
    autoriza: Tarjeta | None = None,
) -> None:
    """Count one pase handed in place of one that a person used to test the machine.

    Nothing tells the machines which tests are one person's, and nothing may: the official asks.
    Nobody loses their vote by it: beyond the convocatoria's number a second official decides.

    Args:
        cual: Which test of this person it was, from 1, as they say it; it is not stored.
        quien: Key of the official who hands the pase.
        autoriza: Card of a second one, beyond the number of the convocatoria.

    Raises:
        PruebaDeMas: It is beyond, and nobody else allows it.
        MismaTarjeta, TarjetaNoReconocida: Not another official of this mesa.
        VotacionNoAbierta, EntregaIndebida: As ``reponer_pase``.
    """
    de_mas = cual > mesa.sellado.reglas.comprobaciones_por_votante.valor
    if de_mas:
        if autoriza is None:
            raise PruebaDeMas(f"sería la {cual}")
        exigir_otra_persona(mesa, quien, autoriza)
    with mesa.almacen.escribir() as trabajo:
        _exigir_abierta(mesa, trabajo, hora)
        _elegir(mesa, trabajo, Entrega.PASE)
        for cuenta in ("repuestos", "por_prueba", *(["pruebas_de_mas"] if de_mas else [])):
            trabajo.anotar(cuenta)


def reponer_boleta(mesa: EquipoMesa, *, hora: datetime) -> None:
    """Count one paper ballot handed in place of a spoiled one, which goes to its envelope.

    Raises:
        VotacionNoAbierta: Not the moment.
        EntregaIndebida: The mesa gives no paper ballots.
        BoletasAgotadas: It gave all that were printed.
    """
    with mesa.almacen.escribir() as trabajo:
        _exigir_abierta(mesa, trabajo, hora)
        _elegir(mesa, trabajo, Entrega.BOLETA)
        _dar_boleta(mesa, trabajo, BOLETAS_REPUESTAS)


def anotar_acompanado(mesa: EquipoMesa, *, hora: datetime) -> None:
    """Count one vote cast with somebody's help."""
    with mesa.almacen.escribir() as trabajo:
        _exigir_abierta(mesa, trabajo, hora)
        trabajo.anotar("acompanados")


def _exigir_abierta(mesa: EquipoMesa, trabajo: TrabajoDeMesa, hora: datetime) -> None:
    """Let the act pass while the voting is open, and tell the batch before it when it is due."""
    estado = trabajo.estado()
    if estado.etapa is not EstadoMesa.ABIERTA:
        raise VotacionNoAbierta(f"la mesa está {estado.etapa}")
    asentar_lote_si_toca(mesa, trabajo, estado, hora)


def _elegir(
    mesa: EquipoMesa, trabajo: TrabajoDeMesa, pedida: Entrega | None, *, deshace: bool = False
) -> Entrega:
    abierta = leer_contingencia(trabajo) is not None
    return elegir_entrega(pedida, mesa.mesa.modalidad, contingencia=abierta, deshace=deshace)


def _dar_boleta(mesa: EquipoMesa, trabajo: TrabajoDeMesa, cuenta: str) -> None:
    """Count a paper ballot handed, while there can be one (``BoletasAgotadas``)."""
    impresas = mesa.mesa.boletas.cantidad if mesa.mesa.boletas else 0
    dadas = trabajo.total(BOLETAS) - trabajo.total(BOLETAS_DESHECHAS)
    if dadas + trabajo.total(BOLETAS_REPUESTAS) >= impresas:
        raise BoletasAgotadas(f"{impresas} boletas")
    trabajo.anotar(cuenta)


def _exigir_turno(mesa: EquipoMesa, trabajo: TrabajoDeMesa, hora: datetime) -> None:
    """After the hour attend as many as waited when the queue was closed, and nobody else."""
    esperaban = trabajo.hoja(HOJA_DE_FILA)
    # By a clock that two officials took though it does not fit, the hour never comes.
    if esperaban is None or not hechos_del_cierre(mesa, trabajo, hora).es_hora:
        return
    if atendidas_de_la_fila(trabajo) >= int(esperaban):
        raise FilaAgotada
    trabajo.anotar(DE_LA_FILA)
