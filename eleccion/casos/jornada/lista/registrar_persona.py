"""Register at the table who comes, where the convocatoria has no list; and take it back.

As with marks, no act here writes an hour, a pase or an order: the log learns counts.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from auditoria.reglas.padron import lleva_lista
from eleccion.casos.jornada.lista.marcar_persona import (
    devolver_persona,
    exigir_otra_persona,
    recibir_persona,
)
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.entrega import Entrega
from eleccion.dominio.puertos_mesa import TrabajoDeMesa
from eleccion.dominio.registro_en_mesa import (
    CredencialExhibida,
    DecideLaMesa,
    PuedeRegistrarse,
    RegistroImprocedente,
    RespuestaDeRegistro,
    SinDecision,
    YaRegistrada,
    responder_registro,
)


def consultar_registro(mesa: EquipoMesa, credencial: CredencialExhibida) -> RespuestaDeRegistro:
    """Answer who comes with a card; nothing is written.

    Raises:
        RegistroImprocedente: This mesa has a list.
    """
    with mesa.almacen.leer() as lectura:
        return _responder(mesa, lectura, credencial)


def registrar_persona(
    mesa: EquipoMesa,
    credencial: CredencialExhibida,
    *,
    hora: datetime,
    entrega: Entrega | None = None,
    deciden: tuple[Tarjeta, Tarjeta] | None = None,
) -> None:
    """Register a person, once; pase or ballot is handed after this returns.

    The rules are asked again inside the same act: of two browsers that let the same person in, one
    registers them.

    Args:
        entrega: What is handed, where the mesa gives both.
        deciden: Cards of two officials, for a case that the rules leave to the mesa.

    Raises:
        PersonaYaMarcada: Somebody registered here with that clave.
        SinDecision: The rules let the person vote elsewhere or not at all, or nobody decided.
        RegistroLleno: Nothing is left to hand.
        RegistroImprocedente: This mesa has a list.
        EntregaIndebida: The mesa does not give that.
        VotacionNoAbierta, FilaAgotada: Not the moment.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    if deciden is not None:
        mesa.exigir_dos_personas(deciden)
    with mesa.almacen.escribir() as trabajo:
        respuesta = _responder(mesa, trabajo, credencial)
        decide = isinstance(respuesta, DecideLaMesa) and deciden is not None
        # Who is registered already is refused by the place itself, as the contract says.
        if not (decide or isinstance(respuesta, PuedeRegistrarse | YaRegistrada)):
            raise SinDecision(respuesta.motivo)
        recibir_persona(mesa, trabajo, hora, entrega)
        trabajo.registrar(credencial)


def borrar_registro(
    mesa: EquipoMesa,
    credencial: CredencialExhibida,
    *,
    quien: str,
    confirma: Tarjeta,
    hora: datetime,
    entrega: Entrega | None = None,
) -> None:
    """Take a registration back: it was made by mistake, and nothing was handed.

    Args:
        quien: Key of the official who does it.
        confirma: Card of a second one, who looked at the card too.
        entrega: As the person was registered.

    Raises:
        MismaTarjeta: Both are one person.
        TarjetaNoReconocida, TarjetaSinFunciones: Not a card of who integrates this mesa.
        EntregaIndebida: The mesa does not give that, or gave none.
        PersonaSinMarca: Nobody registered with that clave.
        VotacionNoAbierta: Not the moment.
    """
    exigir_otra_persona(mesa, quien, confirma)
    with mesa.almacen.escribir() as trabajo:
        quitar = partial(trabajo.borrar_registro, credencial)
        devolver_persona(mesa, trabajo, hora, entrega, quitar)


def _responder(
    mesa: EquipoMesa, lectura: TrabajoDeMesa, credencial: CredencialExhibida
) -> RespuestaDeRegistro:
    if lleva_lista(mesa.sellado.reglas):
        raise RegistroImprocedente(mesa.sellado.reglas.padron.valor.modo.value)
    return responder_registro(
        credencial,
        registrada=lectura.esta_registrada(credencial),
        mesa=mesa.receptora,
        territorio=mesa.territorio,
        jornada=mesa.sellado.catalogo.proceso.jornada,
    )
